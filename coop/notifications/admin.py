"""The desk reads what left; it neither writes nor erases it."""

from django.contrib import admin

from coop.notifications.models import Attachment, Mail


class ReadOnly:
    """No addition, change nor removal through the administration."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class AttachmentInline(ReadOnly, admin.TabularInline):
    model = Attachment
    fields = ["name", "content_type"]
    extra = 0


@admin.register(Mail)
class MailAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["created_at", "kind", "to", "subject", "state", "attempts", "sent_at"]
    list_filter = ["state", "kind", "departement_code", "created_at"]
    search_fields = ["to", "subject", "contact__nom", "contact__fonction", "dedupe_key"]
    list_select_related = ["contact"]
    exclude = ["html"]
    inlines = [AttachmentInline]

"""The journal in the administration: read and searched, never written."""

from django.contrib import admin

from coop.journal.models import Entry, Seal


class ReadOnly(admin.ModelAdmin):
    """Nothing is added, changed or removed here."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Entry)
class EntryAdmin(ReadOnly):
    list_display = ("at", "actor_label", "verb", "summary", "departement_code", "ca_id")
    list_filter = ("departement_code", "verb")
    search_fields = ("summary", "comment", "actor_label", "verb", "object_id")
    date_hierarchy = "at"
    list_per_page = 50


@admin.register(Seal)
class SealAdmin(ReadOnly):
    list_display = ("sequence", "entry", "sealed_at", "hash")
    list_select_related = ("entry",)
    search_fields = ("hash", "entry__summary")
    list_per_page = 50

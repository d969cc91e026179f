"""Base of the administration's referentials (the read-only base is `coop.accounts.admin_base`)."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest


class KeptAdmin(admin.ModelAdmin):
    """Editable, never deleted: rows that others point to are archived or closed."""

    list_per_page = 50
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

"""Bases of the administration: what has a life cycle is read there, and changed by its own pages."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from coop.organisations.admin_base import KeptAdmin

__all__ = ["KeptAdmin", "ReadOnlyAdmin"]


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows every field, changes none: the verbs of the workflows are the only way to write.

    `view_on_site` works as usual: give `get_absolute_url` to the model to link to its page.
    """

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

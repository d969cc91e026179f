"""The administrator's desk: sources are edited and archived, diagnoses are read."""

from django.contrib import admin

from coop.accounts.admin_base import ReadOnlyAdmin
from diagnostics.models import Diagnostic, SourceDonnees


@admin.register(SourceDonnees)
class SourceDonneesAdmin(admin.ModelAdmin):
    list_display = ["nom", "type", "niveau_geographique", "archive"]
    list_filter = ["type", "archive"]
    search_fields = ["nom"]

    def has_delete_permission(self, request, obj=None) -> bool:
        """A source already cited is archived, not removed."""
        return obj is not None and not obj.analyses.exists()


@admin.register(Diagnostic)
class DiagnosticAdmin(ReadOnlyAdmin):
    list_display = ["ca", "numero", "statut", "valide_le"]
    list_filter = ["statut", "ca__departement"]
    search_fields = ["ca__intitule", "ca__reference"]

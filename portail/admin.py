"""The administrator reads which notes were published; they are written and published by the siège."""

from django.contrib import admin

from coop.accounts.admin_base import ReadOnlyAdmin
from portail.models import NoteRegionale


@admin.register(NoteRegionale)
class NoteRegionaleAdmin(ReadOnlyAdmin):
    list_display = ["territoire", "annee", "trimestre", "numero", "publiee_le", "publiee_par"]
    list_filter = ["territoire", "annee"]
    exclude = ["contenu"]

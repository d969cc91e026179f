"""The administrator's desk: what has a life cycle is read there, and changed by its own pages."""

from django.contrib import admin

from conventions.models import (
    Convention,
    FicheAction,
    GabaritArticle,
    Indicateur,
    Lieu,
    Objectif,
    Periode,
    Programme,
    SeuilSubvention,
)
from coop.accounts.admin_base import ReadOnlyAdmin


class _Lecture(admin.TabularInline):
    """Rows shown under their parent, never changed there."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        """Numbers are not editable fields: a form would refuse them."""
        return list(self.fields)


class ObjectifInline(_Lecture):
    model = Objectif
    fields = ["niveau", "numero", "libelle", "parent"]


class LieuInline(_Lecture):
    model = Lieu
    fields = ["libelle", "commune"]


class IndicateurInline(_Lecture):
    model = Indicateur
    fields = ["type", "sous_type", "numero", "libelle", "unite", "valeur_cible"]


class PeriodeInline(_Lecture):
    model = Periode
    fields = ["numero", "debut", "fin", "signee_le"]


@admin.register(Programme)
class ProgrammeAdmin(ReadOnlyAdmin):
    list_display = ["ca", "intitule"]
    list_filter = ["ca__departement"]
    list_select_related = ["ca"]
    search_fields = ["intitule", "ca__intitule", "ca__reference"]
    inlines = [ObjectifInline]


@admin.register(FicheAction)
class FicheActionAdmin(ReadOnlyAdmin):
    list_display = ["programme", "numero", "intitule", "promoteur"]
    list_filter = ["niveau_exigence", "programme__ca__departement"]
    list_select_related = ["programme__ca", "promoteur__organisation"]
    search_fields = ["intitule", "programme__ca__intitule", "programme__ca__reference"]
    inlines = [LieuInline, IndicateurInline]


@admin.register(Convention)
class ConventionAdmin(ReadOnlyAdmin):
    list_display = ["reference", "ca", "statut", "date_effet", "date_echeance"]
    list_filter = ["statut", "ca__departement"]
    list_select_related = ["ca"]
    search_fields = ["reference", "ca__intitule", "ca__reference"]
    inlines = [PeriodeInline]


@admin.register(GabaritArticle)
class GabaritArticleAdmin(ReadOnlyAdmin):
    list_display = ["code", "version", "titre", "en_vigueur_depuis"]
    list_filter = ["code"]


@admin.register(SeuilSubvention)
class SeuilSubventionAdmin(admin.ModelAdmin):
    """The one parameter of the financing: the law may move it, from a date."""

    list_display = ["debut", "montant"]

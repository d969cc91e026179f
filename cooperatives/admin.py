"""Administration: lists are edited (archived once used), what has a life cycle is read with a link to its page."""

from django.contrib import admin
from django.utils.html import format_html

from coop.accounts.admin_base import ReadOnlyAdmin
from coop.ui.rubriques import lien
from cooperatives.models import (
    Cooperative,
    Determinant,
    DispositifLocal,
    Membre,
    Principe,
    Public,
    Thematique,
    TransitionPhase,
)


@admin.register(Thematique, Public, Determinant)
class NomenclatureAdmin(admin.ModelAdmin):
    """A value in use is archived, not deleted (decisions.md 10)."""

    list_display = ["libelle", "code", "source", "archive", "ordre"]
    list_filter = ["archive", "source"]
    list_editable = ["archive"]
    search_fields = ["libelle", "code"]

    def get_readonly_fields(self, request, obj=None):
        """The code is what the rest of the product holds on to."""
        return ["code"] if obj else []

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and obj is not None and not obj.cooperative_set.exists()


@admin.register(Principe)
class PrincipeAdmin(admin.ModelAdmin):
    """Ten principles, whose wording may be mended; none is added or removed (R-PRIN-11)."""

    list_display = ["ordre", "court", "groupe"]
    readonly_fields = ["ordre", "groupe"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(DispositifLocal)
class DispositifLocalAdmin(admin.ModelAdmin):
    list_display = ["nom", "type", "departement", "est_fictif"]
    list_filter = ["type", "departement"]
    list_select_related = ["departement"]
    search_fields = ["nom"]
    autocomplete_fields = ["communes"]
    raw_id_fields = ["structure_porteuse"]

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and obj is not None and not obj.articulations.exists()


@admin.register(Cooperative)
class CooperativeAdmin(ReadOnlyAdmin):
    list_display = ["reference", "intitule", "departement", "phase", "statut", "page"]
    list_filter = ["departement", "phase", "statut", "est_fictive"]
    list_select_related = ["departement"]
    search_fields = ["reference", "intitule", "libelle_territoire"]

    @admin.display(description="page")
    def page(self, obj: Cooperative):
        """The page where it is really changed."""
        return _link("cooperatives:phase", obj)


@admin.register(Membre)
class MembreAdmin(ReadOnlyAdmin):
    list_display = ["organisation", "ca", "statut", "date_entree", "date_sortie", "page"]
    list_filter = ["statut", "ca__departement"]
    list_select_related = ["organisation", "ca"]
    search_fields = ["organisation__recherche", "ca__reference"]

    @admin.display(description="page")
    def page(self, obj: Membre):
        return _link("cooperatives:membres", obj.ca)


@admin.register(TransitionPhase)
class TransitionPhaseAdmin(ReadOnlyAdmin):
    list_display = ["ca", "de", "vers", "statut", "le", "auteur"]
    list_filter = ["vers", "statut"]
    list_select_related = ["ca"]
    search_fields = ["ca__reference", "ca__intitule"]
    date_hierarchy = "le"


def _link(name: str, ca: Cooperative):
    return format_html('<a href="{}">{}</a>', lien(name, ca_ref=ca.reference), ca.reference)

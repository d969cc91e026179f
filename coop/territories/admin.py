"""Geography is read here and changed by its files only; a délégation keeps its titles editable."""

from django.contrib import admin

from coop.territories.models import Commune, Departement, Intercommunalite, Quartier, Serie, ValeurReference
from coop.territories.queries import matching


class ReadOnlyAdmin(admin.ModelAdmin):
    """Listed, searched, filtered; never added, changed or deleted by hand."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PlaceAdmin(ReadOnlyAdmin):
    """Search without accents, through the search key of the place."""

    search_fields = ["recherche"]
    search_help_text = "Nom ou code, avec ou sans accents"
    exclude = ["trace"]

    def get_search_results(self, request, queryset, search_term):
        return (matching(queryset, search_term) if search_term.strip() else queryset), False


@admin.register(Departement)
class DepartementAdmin(PlaceAdmin):
    list_display = ["code", "nom", "nom_dd", "titre_signataire", "population"]
    readonly_fields = ["code", "nom", "chef_lieu", "population"]

    def has_change_permission(self, request, obj=None):
        return admin.ModelAdmin.has_change_permission(self, request, obj)


@admin.register(Intercommunalite)
class IntercommunaliteAdmin(PlaceAdmin):
    list_display = ["code", "nom", "nature", "population"]
    list_filter = ["nature"]
    exclude = []


@admin.register(Commune)
class CommuneAdmin(PlaceAdmin):
    list_display = ["code", "nom", "departement", "population", "codes_postaux"]
    list_filter = ["departement"]
    list_select_related = ["departement"]


@admin.register(Quartier)
class QuartierAdmin(PlaceAdmin):
    list_display = ["code", "nom", "departement", "geographie", "population", "retire"]
    list_filter = ["geographie", "retire", "departement"]
    list_select_related = ["departement"]
    exclude = []


@admin.register(Serie)
class SerieAdmin(ReadOnlyAdmin):
    list_display = ["code", "libelle", "unite", "source", "annee"]
    list_filter = ["source", "annee"]
    search_fields = ["code", "libelle"]


@admin.register(ValeurReference)
class ValeurReferenceAdmin(ReadOnlyAdmin):
    list_display = ["serie", "niveau", "code", "valeur", "estimee", "couverture"]
    list_filter = ["niveau", "estimee", "serie"]
    list_select_related = ["serie"]
    search_fields = ["code"]

"""Organisations, contacts and sectors: referentials, edited here and never deleted."""

from django.contrib import admin

from coop.organisations.admin_base import KeptAdmin
from coop.organisations.models import Contact, Organisation, Secteur


@admin.register(Secteur)
class SecteurAdmin(KeptAdmin):
    list_display = ["libelle", "code", "sanitaire", "archive", "ordre"]
    list_filter = ["sanitaire", "archive"]
    search_fields = ["libelle", "code"]


@admin.register(Organisation)
class OrganisationAdmin(KeptAdmin):
    list_display = ["nom", "sigle", "type", "secteur", "departement", "est_fictive"]
    list_filter = ["type", "secteur", "departement", "petit_acteur", "est_fictive"]
    list_select_related = ["secteur", "departement"]
    search_fields = ["nom", "sigle", "siret", "recherche"]
    autocomplete_fields = ["secteur"]
    raw_id_fields = ["commune"]
    readonly_fields = ["cree_le"]


@admin.register(Contact)
class ContactAdmin(KeptAdmin):
    list_display = ["fonction", "nom", "organisation", "email", "est_fictif"]
    list_filter = ["est_fictif", "organisation__type", "organisation__departement"]
    list_select_related = ["organisation"]
    search_fields = ["fonction", "nom", "email", "organisation__nom", "organisation__recherche"]
    autocomplete_fields = ["organisation"]
    readonly_fields = ["cree_le"]

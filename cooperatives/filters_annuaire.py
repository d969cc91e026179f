"""Filters of the directory of partners."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Organisation, Secteur
from coop.territories.models import Departement
from coop.territories.models.geographie import searchable
from coop.ui.forms import FiltreForm


class AnnuaireFilter(django_filters.FilterSet):
    """By words of the names (former ones too, accents ignored), type, sector, département, petit acteur."""

    q = django_filters.CharFilter(
        label="Nom, sigle ou ancien nom", method="by_words", widget=forms.TextInput(attrs={"type": "search"})
    )
    type = django_filters.ChoiceFilter(label="Type", choices=TypeOrganisation.choices, empty_label="Tous")
    secteur = django_filters.ModelChoiceFilter(
        label="Secteur", queryset=Secteur.objects.all(), to_field_name="code", empty_label="Tous", method="by_sector"
    )
    departement = django_filters.ModelChoiceFilter(
        label="Département", queryset=Departement.objects.defer("trace"), to_field_name="code", empty_label="Tous"
    )
    petit = django_filters.ChoiceFilter(
        label="Taille", field_name="petit_acteur", empty_label="Toutes", choices=[(True, "Petits acteurs")]
    )

    class Meta:
        model = Organisation
        fields = ["q", "type", "secteur", "departement", "petit"]
        form = FiltreForm

    def by_sector(self, rows: QuerySet, name: str, value: Secteur) -> QuerySet:
        """The first sector of an organisation, or one of the others."""
        also = value.aussi.order_by().values("pk")
        return rows.filter(Q(secteur=value) | Q(pk__in=also))

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in searchable(value).split():
            rows = rows.filter(recherche__contains=word)
        return rows

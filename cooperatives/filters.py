"""Filters of the list of coopératives."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from coop.territories.models import Departement
from coop.territories.models.geographie import searchable
from coop.ui.forms import FiltreForm
from cooperatives.enums import Phase
from cooperatives.models import Cooperative, Thematique


class CooperativeFilter(django_filters.FilterSet):
    """By words (accents ignored), département, stage and theme."""

    q = django_filters.CharFilter(
        label="Mots de l’intitulé, du territoire ou de la référence",
        method="by_words",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    departement = django_filters.ModelChoiceFilter(
        label="Département", queryset=Departement.objects.defer("trace"), to_field_name="code", empty_label="Tous"
    )
    phase = django_filters.ChoiceFilter(label="Étape", choices=Phase.choices, empty_label="Toutes")
    thematique = django_filters.ModelChoiceFilter(
        label="Thématique",
        field_name="thematiques",
        queryset=Thematique.objects.all(),
        to_field_name="code",
        empty_label="Toutes",
    )

    class Meta:
        model = Cooperative
        fields = ["q", "departement", "phase", "thematique"]
        form = FiltreForm

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Every word, in the title, the territory or the reference: read in Python, the register counts tens of rows."""
        words = searchable(value).split()
        texts = self.queryset.order_by().values_list(
            "pk", "intitule", "appellation_locale", "libelle_territoire", "reference"
        )
        found = [pk for pk, *parts in texts if all(word in searchable(" ".join(parts)) for word in words)]
        return rows.filter(Q(pk__in=found))

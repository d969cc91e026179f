"""Filters of the coopératives and of the register of local schemes."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from coop.territories.models import Departement
from coop.territories.models.geographie import searchable
from coop.ui.forms import FiltreForm
from cooperatives.enums import Phase, TypeDispositif
from cooperatives.models import Cooperative, DispositifLocal, Thematique


class SituationFilter(django_filters.FilterSet):
    """Where a coopérative is and what about: département, stage, theme (the list of coopératives and the région)."""

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
        fields = ["departement", "phase", "thematique"]
        form = FiltreForm


class CooperativeFilter(SituationFilter):
    """By words (accents ignored) before the rest."""

    q = django_filters.CharFilter(
        label="Mots de l’intitulé, du territoire ou de la référence",
        method="by_words",
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    class Meta(SituationFilter.Meta):
        fields = ["q", "departement", "phase", "thematique"]

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Every word, in the title, the territory or the reference: read in Python, the register counts tens of rows."""
        words = searchable(value).split()
        texts = self.queryset.order_by().values_list(
            "pk", "intitule", "appellation_locale", "libelle_territoire", "reference"
        )
        found = [pk for pk, *parts in texts if all(word in searchable(" ".join(parts)) for word in words)]
        return rows.filter(Q(pk__in=found))


class DispositifFilter(django_filters.FilterSet):
    """The register of local schemes: by words (accents ignored), département, type and theme of a fiche."""

    q = django_filters.CharFilter(
        label="Mots du nom ou d’une commune", method="by_words", widget=forms.TextInput(attrs={"type": "search"})
    )
    departement = django_filters.ModelChoiceFilter(
        label="Département", queryset=Departement.objects.defer("trace"), to_field_name="code", empty_label="Tous"
    )
    type = django_filters.ChoiceFilter(label="Type", choices=TypeDispositif.choices, empty_label="Tous")
    thematique = django_filters.ModelChoiceFilter(
        label="Thématique d’une fiche",
        field_name="fiches__thematiques",
        queryset=Thematique.objects.all(),
        to_field_name="code",
        empty_label="Toutes",
        distinct=True,
    )

    class Meta:
        model = DispositifLocal
        fields = ["q", "departement", "type", "thematique"]
        form = FiltreForm

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Every word, in the name of the scheme or of one of its communes."""
        words = searchable(value).split()
        texts: dict[int, list[str]] = {}
        for pk, nom, commune in DispositifLocal.objects.order_by().values_list("pk", "nom", "communes__nom"):
            texts.setdefault(pk, [nom]).append(commune or "")
        found = [pk for pk, parts in texts.items() if all(word in searchable(" ".join(parts)) for word in words)]
        return rows.filter(pk__in=found)

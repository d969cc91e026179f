"""Filters of the région: stage, theme, département."""

import django_filters

from coop.territories.models import Departement
from coop.ui.forms import FiltreForm
from cooperatives.enums import Phase
from cooperatives.models import Cooperative, Thematique


class RegionFilter(django_filters.FilterSet):
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

"""Form of what a decision concerns."""

from django import forms

from conventions.models import FicheAction, Indicateur
from conventions.queries.citations import citables
from coop.ui.forms import CasesPuces, CoopForm
from cooperatives.models import Decision


class CitationForm(CoopForm):
    """Actions, then indicators; ticked are those already linked."""

    actions = forms.ModelMultipleChoiceField(
        FicheAction.objects.none(), label="Actions", required=False, widget=CasesPuces
    )
    indicateurs = forms.ModelMultipleChoiceField(
        Indicateur.objects.none(), label="Indicateurs", required=False, widget=CasesPuces
    )

    def __init__(self, *args, decision: Decision, **kwargs) -> None:
        linked = list(decision.citations.all())
        initial = {
            "actions": [row.action_id for row in linked if row.action_id],
            "indicateurs": [row.indicateur_id for row in linked if row.indicateur_id],
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["actions"].queryset, self.fields["indicateurs"].queryset = citables(decision.ca)
        self.fields["actions"].label_from_instance = lambda row: f"{row.numero}. {row.intitule}"
        self.fields["indicateurs"].label_from_instance = lambda row: (
            f"Action {row.action.numero}, {row.numero} {row.libelle}"
        )

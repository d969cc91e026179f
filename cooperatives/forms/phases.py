"""Moving a coopérative from phase to phase."""

from django import forms

from coop.ui.forms import CoopForm
from cooperatives import guide
from cooperatives.enums import Phase, Statut
from cooperatives.models import Cooperative
from cooperatives.phases import FIN, missing
from cooperatives.workflows.phases import allowed_statuses

VERBES = {
    Statut.EN_COURS: "Reprendre",
    Statut.SUSPENDUE: "Suspendre",
    Statut.NON_RETENUE: "Ne pas retenir",
    Statut.TERMINEE: "Terminer",
}


class AvancerForm(CoopForm):
    """Nothing to say, unless advice is not followed."""

    reserves = forms.CharField(
        label="Pourquoi avancer sans suivre les conseils", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une phrase suffit\u00a0: elle reste dans l’histoire de la coopérative.",
    )  # fmt: skip

    def __init__(self, *args, conseils: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not conseils:
            del self.fields["reserves"]
        else:
            self.fields["reserves"].required = True


class _MotifForm(CoopForm):
    motif = forms.CharField(label="Motif", widget=forms.Textarea(attrs={"rows": 3}))


class ReculerForm(_MotifForm):
    vers = forms.ChoiceField(label="Revenir à l’étape")
    field_order = ("vers", "motif")

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vers"].choices = [(p.value, p.label) for p in guide.PHASES[: guide.PHASES.index(ca.phase)]]


def _ends(statut: Statut, ca: Cooperative) -> bool:
    """The coordination ends a CA whose évaluation finale is validated."""
    return statut == Statut.TERMINEE and not missing(ca, FIN)


class StatutForm(_MotifForm):
    statut = forms.ChoiceField(label="Que faire", widget=forms.RadioSelect)
    field_order = ("statut", "motif")

    def __init__(self, *args, ca: Cooperative, admin: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        allowed = [s for s in allowed_statuses(ca) if (s == Statut.TERMINEE) == admin or _ends(s, ca)]
        self.fields["statut"].choices = [(s.value, VERBES[s]) for s in allowed]


class ForcerForm(_MotifForm):
    vers = forms.ChoiceField(label="Mettre à l’étape")
    field_order = ("vers", "motif")

    def __init__(self, *args, ca: Cooperative, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vers"].choices = [(p.value, p.label) for p in Phase if p != ca.phase]

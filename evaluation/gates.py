"""What the evaluation asks of a phase (domain.md §3.2): advice only, never a wall."""

from django.urls import reverse

from coop.gates import Manque
from cooperatives.models import Cooperative
from evaluation.models import SelectionCritere


def criteres_choisis(ca: Cooperative) -> list[Manque]:
    """Advice: critères of the evaluation of the CA are chosen."""
    if SelectionCritere.objects.filter(evaluation__ca=ca).exists():
        return []
    url = reverse("evaluation:evaluation", kwargs={"ca_ref": ca.reference})
    return [
        Manque("criteres_choisis", "Les critères d’évaluation de la coopérative ne sont pas choisis.", url, "R-EVCA-10")
    ]

"""What the evaluation asks of a phase (advice only) and of a renewal: the annual bilan validated (domain.md §3.2)."""

from django.urls import reverse

from conventions.models import Periode
from coop.gates import Manque
from cooperatives.models import Cooperative
from evaluation.models import SelectionCritere, ValidationBilanAnnuel
from evaluation.queries.finale import derniere


def criteres_choisis(ca: Cooperative) -> list[Manque]:
    """Advice: critères of the evaluation of the CA are chosen."""
    if SelectionCritere.objects.filter(evaluation__ca=ca).exists():
        return []
    url = reverse("evaluation:evaluation", kwargs={"ca_ref": ca.reference})
    return [
        Manque("criteres_choisis", "Les critères d’évaluation de la coopérative ne sont pas choisis.", url, "R-EVCA-10")
    ]


def evaluation_finale(ca: Cooperative) -> list[Manque]:
    """The évaluation finale is validated on processus, activité and résultats: what ends a CA (R-GOUV-11)."""
    row = derniere(ca)
    if row and not row.manquants:
        return []
    url = reverse("evaluation:evaluation_finale", kwargs={"ca_ref": ca.reference})
    missing = ", ".join(row.manquants) if row else "processus, activité, résultats"
    return [Manque("evaluation_finale", f"L’évaluation finale ({missing}) n’est pas validée.", url, "R-GOUV-11")]


def bilan_annuel_valide(periode: Periode) -> list[Manque]:
    """The annual bilan of the period is validated, with its date and instance (article 4.4)."""
    if ValidationBilanAnnuel.objects.filter(periode=periode).exists():
        return []
    url = reverse("evaluation:bilan_annuel", kwargs={"ca_ref": periode.convention.ca.reference})
    return [Manque("bilan_annuel", "Le bilan annuel n’est pas validé.", url, "convention, art. 4.4")]

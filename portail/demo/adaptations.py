"""A fictitious coopérative departs from the regional text in one passage, and says why."""

from conventions.models import Convention
from conventions.workflows import gabarits
from portail.demo.joueur import Partie

BILANS = (
    "Des bilans trimestriels devront être établis par les parties prenantes et transmis à l’ARS dans les quinze jours "
    "qui suivent la fin du trimestre."
)


def adapter(partie: Partie, convention: Convention) -> None:
    """Article 4.3 of the fictitious conventions; the others keep the text of the guide."""
    if partie.ca.est_fictive:
        motif = "Les structures ont demandé que le délai soit écrit."
        gabarits.adapt(convention, "article-4-3", actor=partie.dd, texte=BILANS, motif=motif)

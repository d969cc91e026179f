"""The state of a bilan in words: what is stored, and what the dates make of it (decisions.md 12, 24)."""

from datetime import date
from typing import NamedTuple

from coop.ui.typographie import avec_nombre
from evaluation.enums import StatutBilan
from evaluation.models import Bilan, SaisiePourCompte

TRANSMIS = (StatutBilan.TRANSMIS, StatutBilan.ACCEPTE, StatutBilan.A_COMPLETER)
EN_ATTENTE = (StatutBilan.A_ETABLIR, StatutBilan.BROUILLON)
_TON = {
    StatutBilan.A_ETABLIR: "attente",
    StatutBilan.BROUILLON: "cours",
    StatutBilan.TRANSMIS: "fait",
    StatutBilan.A_COMPLETER: "attente",
    StatutBilan.ACCEPTE: "fait",
}


class Etat(NamedTuple):
    """The word to print and its tone (`{% etat %}`)."""

    mot: str
    ton: str


def etat(bilan: Bilan, today: date, pour_compte: SaisiePourCompte | None = None) -> Etat:
    """What people read of a bilan on a day; `pour_compte`, when its draft was typed by the coordination."""
    statut = StatutBilan(bilan.statut)
    if pour_compte is not None:
        return Etat(
            "saisi pour son compte" if pour_compte.a_la_coordination else "à confirmer par le partenaire", "attente"
        )
    if statut in EN_ATTENTE and today > bilan.echeance:
        return Etat(f"en retard de {avec_nombre((today - bilan.echeance).days, 'jour,jours')}", "retard")
    if bilan.reouvert_jusqu_au is not None and today > bilan.reouvert_jusqu_au:
        return Etat("transmis, réouverture terminée", "fait")
    if statut == StatutBilan.A_ETABLIR and today < bilan.debut:
        return Etat("à venir", "clos")
    return Etat(str(statut.label), _TON[statut])

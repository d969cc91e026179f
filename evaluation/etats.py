"""The state of a bilan in words: what is stored, and what the dates make of it (decisions.md 12, 24)."""

from datetime import date
from typing import NamedTuple

from coop.ui.typographie import avec_nombre
from evaluation.enums import StatutBilan
from evaluation.models import Bilan

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


def etat(bilan: Bilan, today: date) -> Etat:
    """What people read of a bilan on a day."""
    statut = StatutBilan(bilan.statut)
    if statut in EN_ATTENTE and today > bilan.echeance:
        return Etat(f"en retard de {avec_nombre((today - bilan.echeance).days, 'jour,jours')}", "retard")
    if statut == StatutBilan.A_ETABLIR and today < bilan.debut:
        return Etat("à venir", "clos")
    return Etat(str(statut.label), _TON[statut])

"""The rules of reminders as people read them: for whom each is, and whether it concerns this person today."""

from dataclasses import dataclass

from coop import horloge
from coop.notifications import regles
from coop.notifications.audience import Portee, portee_de
from coop.notifications.duties import Duty, toutes
from coop.notifications.enums import DESTINATAIRES, Public
from coop.notifications.regles import Regle
from coop.ui.typographie import date_longue


@dataclass(frozen=True, slots=True)
class Ligne:
    """One rule: what it watches, for whom, and what it says to this person."""

    regle: Regle
    destinataires: str
    taches: list[Duty]
    raison: str


def destinataires(regle: Regle) -> str:
    """« coordination de la délégation, co-pilotes »."""
    return ", ".join(label for public, label in DESTINATAIRES.items() if public in regle.publics)


def lignes(user) -> list[Ligne]:
    """Every rule, those that speak to the person first."""
    portee = portee_de(user)
    duties = toutes(user, portee=portee)
    found = [
        _ligne(regle, [d for d in duties if d.code == code], portee) for code, regle in regles.registered().items()
    ]
    return sorted(found, key=lambda row: not row.taches)


def _ligne(regle: Regle, taches: list[Duty], portee: Portee) -> Ligne:
    return Ligne(regle, destinataires(regle), taches, "" if taches else _silence(regle, portee))


def _silence(regle: Regle, portee: Portee) -> str:
    """Why the person sees nothing of this rule."""
    held = frozenset().union(portee.partout, *portee.publics.values())
    if portee.organisations:
        held |= {Public.PARTIE}
    held |= {Public.PERSONNE}
    mine = held & regle.publics
    if regle.publics and not mine:
        return f"Elle s’adresse à d’autres que vous\u00a0: {destinataires(regle)}."
    if mine == {Public.PERSONNE}:
        return "Rien de ce qu’elle surveille ne vous nomme aujourd’hui."
    return f"Sa condition n’est remplie dans aucune de vos coopératives le {date_longue(horloge.today())}."

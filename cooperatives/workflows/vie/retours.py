"""Retours d'expérience: told by any member, shared with the network by the animation (R-GOUV-07)."""

from django.db import transaction

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from cooperatives.journal import note
from cooperatives.models import Cooperative, RetourExperience
from cooperatives.rules import animates, takes_part
from cooperatives.rules_vie import writes_contribution
from cooperatives.workflows.vie.commun import sign, write

REFUS_AJOUT = "Les membres de la coopérative racontent leurs retours d’expérience."
REFUS = "La coordination, ou qui l’a écrit, corrige un retour d’expérience."
REFUS_PARTAGE = "La coordination accepte de partager avec les autres coopératives."
CHAMPS = ("titre", "tatonnement", "solution", "effet", "effet_famille")


@transaction.atomic
def tell(ca: Cooperative, *, actor: Actor, **fields) -> RetourExperience:
    """Tell what was tried, read by all members. Raises Refused, ValidationError."""
    require(takes_part, actor, ca, REFUS_AJOUT)
    row = RetourExperience(ca=ca)
    sign(row, ca, actor=actor)
    write(row, fields, CHAMPS, None)
    note("retour.tell", f"Retour d’expérience\u00a0: {row}.", actor=actor, ca=ca, obj=row)
    return row


@transaction.atomic
def correct(row: RetourExperience, *, actor: Actor, version: int | None = None, **fields) -> RetourExperience:
    """Write it again; an author who takes the solution away is told to stop sharing first."""
    require(writes_contribution, actor, row, REFUS)
    write(row, fields, CHAMPS, version)
    note("retour.correct", f"Retour d’expérience corrigé\u00a0: {row}.", actor=actor, ca=row.ca, obj=row)
    return row


@transaction.atomic
def share(row: RetourExperience, *, actor: Actor, visible: bool) -> RetourExperience:
    """Let the other coopératives read it, or no longer. Raises Refused, ValidationError (no solution written)."""
    require(animates, actor, row.ca, REFUS_PARTAGE)
    row.visible_reseau = visible
    row.save_version()
    word = "partagé avec les autres coopératives" if visible else "réservé à la coopérative"
    note("retour.share", f"Retour d’expérience {word}\u00a0: {row}.", actor=actor, ca=row.ca, obj=row)
    return row


@transaction.atomic
def withdraw(row: RetourExperience, *, actor: Actor) -> None:
    """Take it out. Raises Refused."""
    require(writes_contribution, actor, row, REFUS)
    ca, label = row.ca, row.titre
    row.delete()
    note("retour.withdraw", f"Retour d’expérience retiré\u00a0: {label}.", actor=actor, ca=ca)

"""Points d'étape: written at the close of a phase or within it, with the collective evaluation of the process."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.ui.typographie import date_longue
from cooperatives.enums_vie import ElementCollaboratif, TenueElement
from cooperatives.journal import note
from cooperatives.models import AppreciationElement, Cooperative, PointEtape, TransitionPhase
from cooperatives.rules import animates
from cooperatives.workflows.vie.commun import write

REFUS = "La coordination de la coopérative écrit les points d’étape."
CHAMPS = ("le", "reunion", "chemin_parcouru", "suite", "evaluation_processus")


@transaction.atomic
def mark(
    ca: Cooperative,
    *,
    actor: Actor,
    transition: TransitionPhase | None = None,
    elements: dict[ElementCollaboratif, TenueElement] | None = None,
    **fields,
) -> PointEtape:
    """Write the point d'étape of a phase just closed (`transition`), or of the phase under way (R-GOUV-08).

    Raises Refused, ValidationError (a date to come, texts missing, a transition or meeting of another coopérative).
    """
    require(animates, actor, ca, REFUS)
    if transition is not None and transition.ca_id != ca.pk:
        raise ValidationError("Cette fin de phase est celle d’une autre coopérative.")
    row = PointEtape(ca=ca, transition=transition, phase=transition.de if transition else ca.phase, auteur=actor.label)
    _check(ca, fields)
    write(row, fields, CHAMPS, None)
    _assess(row, elements or {})
    summary = f"Point d’étape\u00a0: {row.get_phase_display()}."
    note("point_etape.mark", summary, actor=actor, ca=ca, obj=row, comment=row.suite)
    return row


@transaction.atomic
def rewrite(
    row: PointEtape,
    *,
    actor: Actor,
    version: int | None = None,
    elements: dict[ElementCollaboratif, TenueElement] | None = None,
    **fields,
) -> PointEtape:
    """Correct a point d'étape; `elements` are the whole list of answers. Raises Refused, StaleVersion, ValidationError."""
    require(animates, actor, row.ca, REFUS)
    _check(row.ca, fields)
    write(row, fields, CHAMPS, version)
    if elements is not None:
        _assess(row, elements)
    note("point_etape.rewrite", f"{row}, corrigé.", actor=actor, ca=row.ca, obj=row)
    return row


def _check(ca: Cooperative, fields: dict) -> None:
    day: date | None = fields.get("le")
    if day and day > horloge.today():
        raise ValidationError({"le": "Un point d’étape se note une fois fait."})
    if day and day < ca.creee_le:
        born = f"La coopérative a commencé le {date_longue(ca.creee_le)}\u00a0: donnez une date qui suit."
        raise ValidationError({"le": born})
    meeting = fields.get("reunion")
    if meeting is not None and meeting.ca_id != ca.pk:
        raise ValidationError({"reunion": "Choisissez une réunion de cette coopérative."})


def _assess(row: PointEtape, elements: dict[ElementCollaboratif, TenueElement]) -> None:
    row.elements.exclude(element__in=list(elements)).delete()
    for element, answer in sorted(elements.items()):
        AppreciationElement.objects.update_or_create(point=row, element=element, defaults={"tenue": answer})

"""Who animates: the coordinators in their two places and the co-pilote organisations (R-GOUV-01, decisions.md 2)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact, Organisation
from cooperatives.enums import TypeCoordinateur
from cooperatives.journal import note
from cooperatives.models import Cooperative, Coordinateur, CoPilote
from cooperatives.models.perimetre import running
from cooperatives.rules import coordinates, is_of_dd
from cooperatives.workflows.mandats import end_today
from cooperatives.workflows.reunions import convocations

REFUS = "La délégation départementale désigne les coordinateurs et les co-pilotes."


@transaction.atomic
def add_copilote(ca: Cooperative, *, actor: Actor, organisation: Organisation) -> CoPilote:
    """Make an organisation co-lead the CA; all are printed in article 4.1. Raises Refused, ValidationError."""
    require(coordinates, actor, ca, REFUS)
    if organisation.type == TypeOrganisation.ARS:
        raise ValidationError(
            {"organisation": "La délégation coordonne déjà\u00a0: un co-pilote est une autre organisation."}
        )
    row = CoPilote(ca=ca, organisation=organisation, debut=horloge.today())
    row.full_clean()
    row.save()
    _note("coordination.add_copilote", f"{organisation} co-pilote la coopérative.", ca, actor, row, organisation.pk)
    return row


@transaction.atomic
def end_copilote(copilote: CoPilote, *, actor: Actor) -> None:
    """The organisation no longer co-leads from today; its people leave the second place."""
    ca = copilote.ca
    require(coordinates, actor, ca, REFUS)
    second = (
        ca.coordinateurs.filter(running(), rang=2, type=TypeCoordinateur.COPILOTE).select_related("contact").first()
    )
    if second is not None and second.contact.organisation_id == copilote.organisation_id:
        end_today(second)
    end_today(copilote)
    _note("coordination.end_copilote", f"{copilote.organisation} ne co-pilote plus la coopérative.", ca, actor)
    convocations.follow(ca, actor=actor)


@transaction.atomic
def appoint_second(ca: Cooperative, *, actor: Actor, contact: Contact, type: TypeCoordinateur) -> Coordinateur:
    """Put `contact` in the second place: somebody of the DD, or of a co-pilote organisation.

    Raises Refused, ValidationError.
    """
    require(coordinates, actor, ca, REFUS)
    _check_second(ca, contact, type)
    return _appoint(ca, actor, contact, 2, type)


def _check_second(ca: Cooperative, contact: Contact, type: str) -> None:
    if type == TypeCoordinateur.DD and not is_of_dd(contact, ca.departement):
        raise ValidationError({"contact": "Cette personne n’est pas de la délégation départementale."})
    led = ca.copilotes.filter(running(), organisation=contact.organisation_id)
    if type == TypeCoordinateur.COPILOTE and not led.exists():
        raise ValidationError({"contact": "L’organisation de cette personne ne co-pilote pas la coopérative."})
    if ca.coordinateurs.filter(running(), rang=1, contact=contact).exists():
        raise ValidationError({"contact": "Cette personne est déjà le premier coordinateur."})


@transaction.atomic
def replace_first(ca: Cooperative, *, actor: Actor, contact: Contact) -> Coordinateur:
    """Hand the first place to another person of the DD: there is never a day without (R-GOUV-01)."""
    require(coordinates, actor, ca, REFUS)
    if not is_of_dd(contact, ca.departement):
        raise ValidationError(
            {"contact": "Le premier coordinateur est obligatoirement de la délégation départementale."}
        )
    return _appoint(ca, actor, contact, 1, TypeCoordinateur.DD)


@transaction.atomic
def end_second(ca: Cooperative, *, actor: Actor) -> None:
    """Leave the second place empty; ValidationError when it is already."""
    require(coordinates, actor, ca, REFUS)
    row = ca.coordinateurs.filter(running(), rang=2).first()
    if row is None:
        raise ValidationError("La seconde place est déjà libre.")
    end_today(row)
    _note("coordination.end_second", f"{row.contact.fonction} n’est plus coordinateur.", ca, actor)
    convocations.follow(ca, actor=actor)


def _appoint(ca: Cooperative, actor: Actor, contact: Contact, rang: int, type: str) -> Coordinateur:
    for row in ca.coordinateurs.filter(rang=rang, fin__isnull=True):
        end_today(row)
    row = Coordinateur(ca=ca, contact=contact, rang=rang, type=type, debut=horloge.today())
    row.full_clean()
    row.save()
    ordinal = "premier" if rang == 1 else "second"
    _note("coordination.appoint", f"{contact.fonction} est désigné {ordinal} coordinateur.", ca, actor, row)
    convocations.follow(ca, actor=actor)
    return row


def _note(verb: str, summary: str, ca: Cooperative, actor: Actor, obj=None, organisation_id: int | None = None) -> None:
    note(verb, summary, actor=actor, ca=ca, obj=obj, organisation_id=organisation_id)

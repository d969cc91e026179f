"""Setting up the regional instances, and who sits in them: « il lui reviendra de mettre en place les différentes instances » (R-EVCA-04)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact
from cooperatives.enums import QualiteInstance
from evaluation.enums_evaluation import ROLES_REGIONAUX, TypeInstanceRegionale
from evaluation.models import InstanceRegionale, SiegeRegional
from evaluation.rules_regionale import pilots

NOT_YOURS = "Les instances régionales sont mises en place par le siège."
CLOSED = "Cette instance est close."


def active(type_: str) -> InstanceRegionale:
    """The instance of this type that sits today, or a new one with the role of the guide, not saved."""
    found = InstanceRegionale.objects.filter(type=type_, fin__isnull=True).first()
    return found or InstanceRegionale(type=type_, role_ecrit=ROLES_REGIONAUX[TypeInstanceRegionale(type_)])


def _note(verb: str, summary: str, instance: InstanceRegionale, actor: Actor) -> None:
    record(f"evaluation_regionale.{verb}", summary[:500], actor=actor, obj=instance)


@transaction.atomic
def set_up(
    instance: InstanceRegionale, *, actor: Actor, role_ecrit: str, version: int | None = None
) -> InstanceRegionale:
    """Constitute an instance, or write its role again. ValidationError when one of its type sits already."""
    require(pilots, actor, None, NOT_YOURS)
    if instance.fin:
        raise ValidationError(CLOSED)
    instance.role_ecrit = role_ecrit.strip()
    if instance.pk:
        instance.save_version(version)
    else:
        instance.full_clean()
        instance.save()
    _note("set_up", f"Instance régionale constituée\u00a0: {instance}.", instance, actor)
    return instance


@transaction.atomic
def seat(
    instance: InstanceRegionale, *, actor: Actor, contact: Contact, qualite: str = QualiteInstance.MEMBRE
) -> SiegeRegional:
    """Give somebody a seat. Raises Refused, ValidationError (closed instance, person already seated)."""
    require(pilots, actor, None, NOT_YOURS)
    if instance.fin:
        raise ValidationError(CLOSED)
    row = SiegeRegional(instance=instance, contact=contact, qualite=qualite)
    row.full_clean()
    row.save()
    _note("seat", f"{contact.fonction} siège\u00a0: {instance}.", instance, actor)
    return row


@transaction.atomic
def unseat(row: SiegeRegional, *, actor: Actor) -> None:
    require(pilots, actor, None, NOT_YOURS)
    _note("unseat", f"{row.contact.fonction} ne siège plus\u00a0: {row.instance}.", row.instance, actor)
    row.delete()


@transaction.atomic
def close(instance: InstanceRegionale, *, actor: Actor) -> None:
    """It sits no more; another may be constituted, with other people."""
    require(pilots, actor, None, NOT_YOURS)
    if instance.fin is None:
        instance.fin = horloge.today()
        instance.save_version()
        _note("close", f"Instance régionale close\u00a0: {instance}.", instance, actor)

"""Giving and ending mandates: role × perimeter × dates (decisions.md 2)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.accounts.predicates import require
from coop.accounts.rules import may_give_mandate
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact, Organisation
from coop.territories.models import Departement


@transaction.atomic
def give_mandate(
    contact: Contact,
    role: RoleMandat,
    *,
    actor: Actor,
    departement: Departement | None = None,
    organisation: Organisation | None = None,
    debut: date | None = None,
    fin: date | None = None,
) -> Mandate:
    """Give `role` to `contact` from `debut` (today by default); `fin` is the first day without it.

    Raises Refused, or ValidationError when the perimeter or the dates are wrong, or when the same mandate runs.
    """
    mandate = Mandate(
        contact=contact,
        role=role,
        departement=departement,
        organisation=organisation,
        debut=debut or horloge.today(),
        fin=fin,
    )
    require(may_give_mandate, actor, mandate, "Votre mandat ne permet pas de donner celui-ci.")
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    mandate.full_clean()
    same = contact.mandates.filter(role=role, departement=departement, organisation=organisation)
    if same.active(mandate.debut).exists():
        raise ValidationError("Cette personne a déjà ce mandat.")
    mandate.save()
    _journal(
        "mandat.give",
        f"{contact.fonction} a reçu le mandat «\u00a0{mandate.get_role_display()}\u00a0».",
        mandate,
        actor,
    )
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, actor: Actor, fin: date | None = None, comment: str = "") -> Mandate:
    """End a mandate on the day `fin` (today by default: it no longer runs today).

    A mandate that has not run yet is ended the day after it begins at the earliest. Raises Refused or ValidationError.
    """
    require(may_give_mandate, actor, mandate, "Votre mandat ne permet pas de mettre fin à celui-ci.")
    mandate = Mandate.objects.select_for_update(of=("self",)).select_related("contact").get(pk=mandate.pk)
    mandate.fin = fin or horloge.today()
    mandate.full_clean()
    mandate.save(update_fields=["fin"])
    summary = f"Le mandat «\u00a0{mandate.get_role_display()}\u00a0» de {mandate.contact.fonction} a pris fin."
    _journal("mandat.end", summary, mandate, actor, comment)
    return mandate


def _journal(verb: str, summary: str, mandate: Mandate, actor: Actor, comment: str = "") -> None:
    record(
        verb,
        summary,
        actor=actor,
        obj=mandate,
        comment=comment,
        departement=mandate.departement.code if mandate.departement else "",
        organisation_id=mandate.organisation_id,
    )

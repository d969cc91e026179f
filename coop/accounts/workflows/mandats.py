"""Giving and ending mandates: role × perimeter × dates (decisions.md 2)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate, User
from coop.accounts.predicates import require
from coop.accounts.rules import may_give_mandate
from coop.accounts.workflows.invitations import invite
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact, Organisation
from coop.organisations.queries import delegation_of
from coop.organisations.workflows import find_or_create_contact
from coop.territories.models import Departement

DE_LA_DELEGATION = (RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE)


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
    _not_to_oneself(mandate, actor)
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
def welcome(
    *, actor: Actor, email: str, fonction: str, nom: str = "", role: RoleMandat, inviter: bool = True, **perimeter
) -> Mandate:
    """Give a mandate to the person of an address, known or new, and send the way to open an account.

    Somebody known keeps the function and name written before; somebody with an account is not invited. `perimeter` is
    that of `give_mandate`, whose errors are raised.
    """
    person = {"fonction": fonction.strip(), "nom": nom.strip(), "organisation": _employer(role, **perimeter)}
    contact, _ = find_or_create_contact(email=email, actor=actor, **person)
    mandate = give_mandate(contact, role, actor=actor, **perimeter)
    if inviter and not User.objects.filter(contact=contact).exists():
        invite(contact, actor=actor)
    return mandate


def _employer(role, departement=None, organisation=None, **_) -> Organisation | None:
    """For whom a new person works: its délégation, or the organisation spoken for; an evaluator comes from outside."""
    return delegation_of(departement) if role in DE_LA_DELEGATION else organisation


@transaction.atomic
def end_mandate(mandate: Mandate, *, actor: Actor, fin: date | None = None, comment: str = "") -> Mandate:
    """End a mandate on the day `fin` (today by default: it no longer runs today).

    A mandate that has not run yet is ended the day after it begins at the earliest. Raises Refused or ValidationError.
    """
    require(may_give_mandate, actor, mandate, "Votre mandat ne permet pas de mettre fin à celui-ci.")
    _not_to_oneself(mandate, actor)
    mandate = Mandate.objects.select_for_update(of=("self",)).select_related("contact").get(pk=mandate.pk)
    mandate.fin = fin or horloge.today()
    mandate.full_clean()
    mandate.save(update_fields=["fin"])
    summary = f"Le mandat «\u00a0{mandate.get_role_display()}\u00a0» de {mandate.contact.fonction} a pris fin."
    _journal("mandat.end", summary, mandate, actor, comment)
    return mandate


def _not_to_oneself(mandate: Mandate, actor: Actor) -> None:
    """Nobody widens or ends what was entrusted to them: another person does, and the journal says who."""
    if actor.contact_id is not None and mandate.contact_id == actor.contact_id:
        raise ValidationError(
            "Il s’agit de votre propre mandat\u00a0: demandez-le à une autre personne du siège ou de la délégation."
        )


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

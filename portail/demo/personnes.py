"""The people of the demonstration: accounts and mandates of the personas, given by the administratrice."""

from coop.accounts import workflows as accounts
from coop.accounts.enums import RoleMandat
from coop.accounts.models import User
from coop.accounts.personas import PASSWORD, PERSONAS, Persona, persona
from coop.journal.actors import SYSTEM, Actor
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact, Organisation
from coop.organisations.workflows import create_contact
from coop.territories.models import Departement

DE_LA_DD = (RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE)


def ouvrir_les_comptes() -> None:
    """Open the account of each persona; the administratrice first, since she gives the mandates."""
    ordered = sorted(PERSONAS, key=lambda p: not p.is_admin)
    for someone in ordered:
        contact = create_contact(actor=_admin(), **_fiche(someone))
        accounts.open_account(contact, actor=_admin(), password=PASSWORD, is_admin=someone.is_admin)
        # A partner's mandate waits for its organisation (`rattacher`).
        if someone.role and someone.role != RoleMandat.PARTENAIRE:
            accounts.give_mandate(contact, someone.role, actor=_admin(), departement=_departement(someone.departement))


def rattacher(code: str, organisation: Organisation) -> Contact:
    """Give a persona to the organisation it speaks for."""
    contact = compte(code).contact
    contact.organisation = organisation
    contact.save_version()
    accounts.give_mandate(contact, RoleMandat.PARTENAIRE, actor=_admin(), organisation=organisation)
    return contact


def compte(code: str) -> User:
    return User.objects.select_related("contact").get(email=persona(code).email)


def acteur(code: str) -> Actor:
    """The persona of a code, as the actor of a verb."""
    return compte(code).actor


def _admin() -> Actor:
    account = User.objects.filter(email=persona("admin").email).first()
    return account.actor if account else SYSTEM


def _fiche(someone: Persona) -> dict:
    organisation = None
    if someone.role in DE_LA_DD:
        organisation = Organisation.objects.get(type=TypeOrganisation.ARS, departement__code=someone.departement)
    return {"fonction": someone.fonction, "email": someone.email, "organisation": organisation, "est_fictif": True}


def _departement(code: str) -> Departement | None:
    return Departement.objects.get(code=code) if code else None

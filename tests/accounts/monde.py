"""The small world the access sweep is played in: the sixteen personas, their own CA (78) and a foreign one (95).

An app adds its rows in a file of its own, `tests/accounts/monde_<app>.py`, whose `peupler(monde)` fills
`monde.samples` (`name` for every route, or `route name.name` for one of them) and, for personal links,
`monde.link_objects`. A page that only lives in some state of the world names it in `monde.states`, and a form that
answers nothing to an empty POST has its words in `monde.posts`. The file is found by its name.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import tests.accounts
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.models import User
from coop.accounts.personas import PASSWORD, PERSONAS, Persona
from coop.organisations.models import Contact, Organisation
from cooperatives.models import Cooperative, Coordinateur, CoPilote, Membre
from tests.factories import ContactFactory, DepartementFactory, MandateFactory, OrganisationFactory, UserFactory

START = date(2026, 1, 1)
# The personas whose organisation is a member of the own CA.
MEMBRES = ("dd78", "copilote78", "asso-a", "asso-b", "habitant")
ORGANISATIONS = {
    "copilote78": ("Commune fictive", "commune"),
    "asso-a": ("Association A", "association"),
    "asso-b": ("Association B", "association"),
    "habitant": ("Groupe d’habitants fictif", "groupe_habitants"),
}


@dataclass(frozen=True)
class Sample:
    """Values of one parameter: in the persona's own CA, and in the foreign one. A callable receives the user.

    The foreign value must exist in the foreign CA and not in the own one, numbers that restart in each CA included.
    """

    own: Any
    foreign: Any

    def value(self, side: str, user: User | None) -> Any:
        chosen = getattr(self, side)
        return chosen(user) if isinstance(chosen, Callable) else chosen


@dataclass
class Monde:
    users: dict[str, User | None]
    own: Cooperative
    foreign: Cooperative
    samples: dict[str, Sample] = field(default_factory=dict)
    # usage of a personal link → (object of the link, another object)
    link_objects: dict[str, tuple[int, int]] = field(default_factory=dict)
    # usage of a personal link → the contact it was sent to
    link_contacts: dict[str, Contact] = field(default_factory=dict)
    # name of a route → what is done to the world just before its request, and undone after
    states: dict[str, Callable[[], None]] = field(default_factory=dict)
    # name of a route → what its POST sends
    posts: dict[str, dict[str, str]] = field(default_factory=dict)
    # code of a persona → its membership in the own CA
    membres: dict[str, Membre] = field(default_factory=dict)
    # the member of the foreign CA: its DD, for which dd95 speaks and signs
    voisin: Membre | None = None

    def missing(self, route) -> list[str]:
        """What to add for the parameters of `route` that have no sample."""
        return [
            f'{route.path}: samples["{route.name}.{name}"] = Sample(own, foreign)'
            for name in route.parameters
            if self.sample(route, name) is None
        ]

    def kwargs(self, route, side: str, user: User | None) -> dict[str, Any]:
        """The parameters of `route` on a side (see `sides`)."""
        inner = [name for name in route.parameters if name != "ca_ref"]
        foreign = {
            "own": [],
            "foreign": route.parameters,
            "mixed": inner,
            "nested": inner[-1:],
        }[side]
        return {
            name: self.sample(route, name).value("foreign" if name in foreign else "own", user)
            for name in route.parameters
        }

    def sides(self, route) -> tuple[str, ...]:
        """The sides to play: everything own, everything foreign, and two that are 404 for everybody.

        « mixed » asks, under the own coopérative, for foreign objects; « nested » for a foreign row of an own object.
        """
        if not route.parameters:
            return ("own",)
        inner = [name for name in route.parameters if name != "ca_ref"]
        told_apart = [name for name in inner if self.sample(route, name).own != self.sample(route, name).foreign]
        if "ca_ref" not in route.parameters or not told_apart:
            return ("own", "foreign")
        nested = ("nested",) if len(inner) > 1 and inner[-1] in told_apart else ()
        return ("own", "foreign", "mixed", *nested)

    def of(self, rows: dict[str, Any], default: str = "asso-a") -> Callable[[User | None], Any]:
        """A value for each persona, by its code; those who have none of their own are given that of `default`."""
        by_user = {self.users[code].pk: row for code, row in rows.items()}
        return lambda user: by_user.get(user and user.pk, rows[default])

    def sample(self, route, name: str) -> Sample | None:
        """What stands for a parameter; None when nobody gave it."""
        return self.samples.get(f"{route.name}.{name}") or self.samples.get(name)


def bati() -> Monde:
    """Build the world."""
    users: dict[str, User | None] = {persona.code: _user(persona) for persona in PERSONAS}
    monde = Monde(users | {"anonyme": None}, _ca("78", users["dd78"]), _ca("95", users["dd95"]))
    for code in MEMBRES:
        monde.membres[code] = _membre(monde.own, users[code].contact.organisation)
    monde.voisin = _membre(monde.foreign, users["dd95"].contact.organisation)
    CoPilote.objects.create(ca=monde.own, organisation=users["copilote78"].contact.organisation, debut=START)
    CoPilote.objects.create(ca=monde.foreign, organisation=monde.voisin.organisation, debut=START)
    monde.samples = {
        "ca_ref": Sample(monde.own.reference, monde.foreign.reference),
        "token": Sample("inconnu", "inconnu"),
        "key": Sample("inconnu", "inconnu"),
        "uidb36": Sample("1", "1"),
    }
    for module in pkgutil.iter_modules(tests.accounts.__path__):
        if module.name.startswith("monde_"):
            importlib.import_module(f"tests.accounts.{module.name}").peupler(monde)
    return monde


def _membre(ca: Cooperative, organisation: Organisation) -> Membre:
    return Membre.objects.create(ca=ca, organisation=organisation, statut="membre", date_entree=START)


def _user(persona: Persona) -> User:
    of_dd = persona.departement and persona.role in {RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE}
    place = DepartementFactory(code=persona.departement) if persona.departement else None
    contact = ContactFactory(
        fonction=persona.fonction,
        email=persona.email,
        organisation=_organisation(persona.code, place if of_dd else None),
    )
    if persona.role:
        partner = persona.role == RoleMandat.PARTENAIRE
        MandateFactory(
            contact=contact,
            role=persona.role,
            departement=place,
            organisation=contact.organisation if partner else None,
        )
    # With a password: the pages that ask to sign in again need one.
    # Seen today: no request has to write it again.
    return UserFactory(
        contact=contact,
        password=PASSWORD,
        is_staff=persona.is_admin,
        is_superuser=persona.is_admin,
        derniere_visite=horloge.now(),
    )


def _organisation(code: str, dd_of):
    if dd_of is not None:
        existing = Organisation.objects.filter(type="ars", departement=dd_of).first()
        return existing or OrganisationFactory(dd=True, departement=dd_of)
    nom, kind = ORGANISATIONS.get(code, (f"Organisation de {code}", "autre"))
    return OrganisationFactory(nom=nom, type=kind)


def _ca(code: str, coordinatrice: User) -> Cooperative:
    ca = Cooperative.objects.create(
        reference=f"CA-{code}-01", intitule=f"Coopérative fictive du {code}", departement=DepartementFactory(code=code)
    )
    Coordinateur.objects.create(ca=ca, contact=coordinatrice.contact, rang=1, type="dd", debut=START)
    return ca

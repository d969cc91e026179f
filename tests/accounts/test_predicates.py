"""The algebra of permissions and the rules of accounts, as truth tables."""

from datetime import date

import pytest

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.accounts.predicates import Refused, predicate, require
from coop.accounts.rules import may_give_mandate, may_invite
from coop.journal.actors import SYSTEM, Actor
from tests.factories import ContactFactory, DepartementFactory, MandateFactory, OrganisationFactory, utilisateur

SOMEBODY = Actor(label="Chargée de mission", user_id=1, contact_id=1)
yes = predicate(lambda actor, obj: True)
no = predicate(lambda actor, obj: False)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (yes & yes, True),
        (yes & no, False),
        (no & yes, False),
        (yes | no, True),
        (no | yes, True),
        (no | no, False),
        (~no, True),
        (~yes, False),
        (~(yes & no) & yes, True),
    ],
)
def test_predicates_combine(rule, expected):
    assert rule(SOMEBODY) is expected


def test_predicate_keeps_its_name():
    @predicate
    def is_author(actor, obj):
        return True

    assert repr(is_author & ~is_author) == "(is_author & ~is_author)"


def test_require_refuses_with_the_sentence():
    with pytest.raises(Refused, match="Réservé à l’auteur."):
        require(no, SOMEBODY, None, "Réservé à l’auteur.")
    require(yes, SOMEBODY)


def test_require_never_refuses_the_system():
    require(no, SYSTEM)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (None, False),
        (RoleMandat.SIEGE, True),
        (RoleMandat.COORDINATEUR_DD, True),
        (RoleMandat.DELEGUE, False),
        (RoleMandat.PARTENAIRE, False),
        (RoleMandat.EVALUATEUR, False),
        (RoleMandat.LECTEUR, False),
    ],
)
def test_may_invite(role, allowed):
    assert may_invite(utilisateur(role).actor) is allowed


@pytest.mark.django_db
def test_may_invite_ends_with_the_mandate(le_jour):
    user = utilisateur()
    MandateFactory(contact=user.contact, role=RoleMandat.SIEGE, fin=date(2027, 3, 1))
    le_jour("2027-02-28")
    assert may_invite(user.actor)
    le_jour("2027-03-01")
    assert not may_invite(user.actor)


@pytest.mark.django_db
def test_may_invite_is_not_given_by_a_personal_link(dd78):
    through_link = Actor(label="Coordinatrice DD 78", contact_id=dd78.contact_id, link_id=3)

    assert not may_invite(through_link)


def _mandate(role: RoleMandat, departement: str) -> Mandate:
    of_departement = role in {RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE, RoleMandat.EVALUATEUR}
    place = DepartementFactory(code=departement)
    return Mandate(
        contact=ContactFactory(),
        role=role,
        departement=place if of_departement else None,
        organisation=OrganisationFactory(departement=place) if role == RoleMandat.PARTENAIRE else None,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("role", RoleMandat)
@pytest.mark.parametrize(
    ("giver", "departement", "given"),
    [
        (RoleMandat.SIEGE, "78", set(RoleMandat)),
        (RoleMandat.COORDINATEUR_DD, "78", {"coordinateur_dd", "delegue", "partenaire", "evaluateur"}),
        (RoleMandat.COORDINATEUR_DD, "95", set()),
        (RoleMandat.DELEGUE, "78", set()),
        (RoleMandat.PARTENAIRE, "78", set()),
        (RoleMandat.LECTEUR, "78", set()),
    ],
)
def test_may_give_mandate(giver, departement, given, role):
    actor = utilisateur(giver, "78" if giver in {"coordinateur_dd", "delegue"} else None).actor

    assert may_give_mandate(actor, _mandate(role, departement)) is (role in given)


@pytest.mark.django_db
@pytest.mark.parametrize("role", RoleMandat)
def test_administrator_gives_every_mandate(admin, role):
    assert may_give_mandate(admin.actor, _mandate(role, "93"))

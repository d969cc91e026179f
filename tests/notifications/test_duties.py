"""The list of duties: order, count, who reads what, what is kept."""

import re
import sys
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.journal.actors import SYSTEM
from coop.journal.workflows import record
from coop.notifications import duties, faits, regles, saisie
from coop.notifications.audience import Portee
from coop.notifications.duties import Duty, duties_for
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.models import FaitsGardes
from coop.notifications.regles import Fait, Regle
from cooperatives.audiences import portees
from cooperatives.models import Coordinateur, CoPilote
from tests.factories import ContactFactory, utilisateur
from tests.factories import cooperatives as fabrique

TODAY = date(2026, 10, 20)
C = frozenset({Public.COORDINATION})


def fait(**changes) -> Fait:
    return Fait(**{"objet": "x:1", "ca_id": 1, "title": "Faire", "url": "/x/", "publics": C} | changes)


def regle(code: str = "AL-99", found=(), **changes) -> Regle:
    values = {"condition": "c", "source": "s", "source_ref": "r", "niveau": Niveau.OBLIGATION}
    return Regle(**values | {"code": code, "trouver": lambda cas, today: found} | changes)


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(regles, "_regles", {})


SUIVIE = faits.Suivie("Alliance fictive", "CA-78-01")


def ordered(*facts: Fait) -> list[str]:
    person = Portee(7, {1: C})
    return [d.title for d in duties.de_portee(person, [("AL-99", fact) for fact in facts], {}, {1: SUIVIE})]


def test_duties_late_first_then_by_date_undated_last(registry):
    regles.register(regle())
    days = {"tard": date(2027, 1, 15), "tôt": date(2026, 10, 22), "retard": date(2026, 10, 14), "sans": None}

    assert ordered(*(fait(title=name, due=day) for name, day in days.items())) == ["retard", "tôt", "tard", "sans"]


def test_duties_of_one_day_by_urgency(registry):
    regles.register(regle())
    rows = [("info", Urgence.INFORMATION), ("urgent", Urgence.URGENT), ("vigilance", Urgence.VIGILANCE)]

    assert ordered(*(fait(title=n, due=TODAY, urgency=u) for n, u in rows)) == ["urgent", "vigilance", "info"]


@pytest.mark.parametrize(
    ("due", "late"), [(None, False), (date(2026, 10, 19), True), (TODAY, False), (date(2026, 10, 21), False)]
)
def test_duty_is_late_from_the_day_after(due, late):
    assert Duty(code="a", level=Niveau.OBLIGATION, title="a", url="", due=due).late(TODAY) is late


def test_an_account_without_contact_has_no_duty():
    assert duties_for(SimpleNamespace(contact_id=None), TODAY) == []
    assert duties_for(object(), TODAY) == []


@pytest.mark.parametrize(
    ("changes", "read_as"),
    [
        ({}, Public.COORDINATION),
        ({"ca_id": 2}, None),
        ({"publics": frozenset({Public.DELEGUE})}, None),
        ({"publics": frozenset({Public.SIEGE}), "ca_id": 9}, Public.SIEGE),
        ({"publics": frozenset({Public.PARTIE}), "organisation_id": 5, "ca_id": 9}, Public.PARTIE),
        ({"publics": frozenset({Public.PARTIE}), "organisations": frozenset({4, 5})}, Public.PARTIE),
        ({"publics": frozenset({Public.PARTIE}), "organisation_id": 6}, None),
        ({"publics": frozenset({Public.PERSONNE}), "contact_id": 7, "ca_id": 9}, Public.PERSONNE),
        ({"publics": frozenset({Public.PERSONNE}), "contact_id": 8}, None),
        ({"publics": frozenset({Public.PERSONNE, Public.COORDINATION}), "contact_id": 8}, Public.COORDINATION),
    ],
)
def test_who_reads_a_fact(changes, read_as):
    person = Portee(7, {1: C, 2: frozenset()}, frozenset({Public.SIEGE}), frozenset({5}))

    assert person.public(fait(**changes)) is read_as


def test_code_is_registered_once(registry):
    first = regle()
    regles.register(first)
    regles.register(first)
    with pytest.raises(ValueError, match="AL-99"):
        regles.register(regle())


def test_every_alert_of_the_guide_is_a_rule_or_said_at_input(capsys):
    codes = {f"AL-{number:02}" for number in range(1, 48)}
    known = set(regles.registered())
    with capsys.disabled():
        lines = [
            f"{code:<18} {rule.trouver.__module__}.{rule.trouver.__name__}"
            for code, rule in regles.registered().items()
        ]
        sys.stdout.write("\n" + "\n".join(lines) + "\n")

    at_input = set(saisie.registered())
    assert codes - known - at_input == set()
    assert known & at_input == set(), "a code finds facts, or is said where somebody writes"
    # The alerts of the guide are named AL-nn; the product adds the gestures that wait for somebody.
    assert all(re.match(r"[A-Z]+-[A-Z]+$", code) for code in known - codes)


def test_a_rule_speaks_french_and_names_nothing_technical():
    for rule in regles.registered().values():
        assert rule.condition.endswith("."), rule.code
        assert bool(rule.source) == bool(rule.source_ref), rule.code


# --- who somebody is, in every coopérative ---


@pytest.fixture
def ca(db):
    return fabrique.cooperative("78")


def publics(user, ca) -> frozenset | None:
    return portees([user.contact_id])[user.contact_id].publics.get(ca.pk)


def test_the_named_coordinator_is_the_one_reminded(ca):
    named, colleague = fabrique.coordinatrice("78"), utilisateur(RoleMandat.COORDINATEUR_DD, "78")

    assert publics(named, ca) == C
    assert publics(colleague, ca) is None or Public.COORDINATION not in publics(colleague, ca)


def test_without_a_named_coordinator_the_whole_delegation_is(ca):
    colleague = utilisateur(RoleMandat.COORDINATEUR_DD, "78")
    Coordinateur.objects.all().delete()

    assert publics(colleague, ca) == C
    assert publics(utilisateur(RoleMandat.COORDINATEUR_DD, "93"), ca) is None


def test_a_coordination_that_ended_says_nothing_more(ca):
    gone = utilisateur()
    Coordinateur.objects.create(
        ca=ca, contact=gone.contact, rang=2, type="dd", debut=date(2020, 1, 1), fin=date(2021, 1, 1)
    )

    assert publics(gone, ca) is None


def test_second_coordinator_and_copilote_organisation_are_copilotes(ca):
    second, other = utilisateur(), utilisateur(RoleMandat.PARTENAIRE)
    Coordinateur.objects.create(ca=ca, contact=second.contact, rang=2, type="copilote", debut=date(2020, 1, 1))
    CoPilote.objects.create(ca=ca, organisation=other.contact.organisation, debut=date(2020, 1, 1))

    assert publics(second, ca) == publics(other, ca) == {Public.COPILOTES}


def test_delegue_siege_and_partner(ca):
    delegue, siege = utilisateur(RoleMandat.DELEGUE, "78"), utilisateur(RoleMandat.SIEGE)
    partner, row = fabrique.partenaire(ca)
    people = portees([delegue.contact_id, siege.contact_id, partner.contact_id])

    assert people[delegue.contact_id].publics == {ca.pk: {Public.DELEGUE}}
    assert people[siege.contact_id].partout == {Public.SIEGE}
    assert people[partner.contact_id].organisations == {row.organisation_id}
    assert people[partner.contact_id].publics == {ca.pk: frozenset()}


def test_a_mandate_that_ended_opens_nothing(ca):
    delegue = utilisateur(RoleMandat.DELEGUE, "78")
    Mandate.objects.filter(contact=delegue.contact).update(fin=horloge.today())

    assert publics(delegue, ca) is None


def test_portees_cost_the_same_for_one_and_twenty_people(ca, django_assert_num_queries):
    people = [ContactFactory().pk for _ in range(20)]
    for some in (people[:1], people):
        with django_assert_num_queries(2):
            portees(some)


# --- what is kept of the facts ---


@pytest.fixture
def kept(settings, registry, ca):
    """A rule that counts how often it is asked, while facts are kept."""
    settings.COOP_FAITS_GARDES = True
    asked = []

    def trouver(cas, today):
        asked.append([row.pk for row in cas])
        return [fait(ca_id=row.pk, objet=f"x:{row.pk}", due=TODAY, organisations=frozenset({3})) for row in cas]

    regles.register(regle(trouver=trouver))
    return asked


def test_kept_facts_are_read_again_only_when_the_journal_moves(kept, ca):
    user = fabrique.coordinatrice("78")
    first = duties_for(user)
    assert duties_for(user) == first
    assert kept == [[ca.pk]]

    record("reunion.plan", "Une réunion est planifiée.", actor=SYSTEM, ca_id=ca.pk)
    duties_for(user)
    record("organisation.update", "Une organisation change de nom.", actor=SYSTEM)
    duties_for(user)
    with horloge.at(date(2030, 1, 1)):
        duties_for(user)
    assert len(kept) == 4
    assert FaitsGardes.objects.count() == 1


def test_only_the_coopérative_that_moved_is_read_again(kept, ca):
    other = fabrique.cooperative("78")
    user = fabrique.coordinatrice("78")
    duties_for(user)
    record("reunion.plan", "Une réunion est planifiée.", actor=SYSTEM, ca_id=other.pk)
    assert len(duties_for(user)) == 2

    assert kept == [[ca.pk, other.pk], [other.pk]]


def test_kept_facts_come_back_as_they_were(kept, ca):
    once, twice = (list(faits.lire(faits.suivies([ca.pk]), TODAY)) for _ in range(2))

    assert once == twice
    assert once[0][1].due == TODAY


def test_an_immediate_rule_is_read_each_time(kept, ca):
    calls = []
    regles.register(regle("AL-98", trouver=lambda cas, today: calls.append(today) or [], immediate=True))
    list(faits.lire(faits.suivies([ca.pk]), TODAY))
    list(faits.lire(faits.suivies([ca.pk]), TODAY))

    assert calls == [TODAY, TODAY]


def test_a_faire_of_sixty_cooperatives_costs_few_statements(settings, ca):
    """≤ 15 statements, whatever the number of rules, once the morning has read the coopératives."""
    settings.COOP_FAITS_GARDES = True
    user = fabrique.coordinatrice("78")
    for _ in range(2):
        fabrique.cooperative("78")
    duties_for(user)
    with CaptureQueriesContext(connection) as captured:
        found = duties_for(user)

    assert len({duty.ca_id for duty in found}) == 3
    assert len(captured) == STATEMENTS, "\n".join(q["sql"][:120] for q in captured.captured_queries)


STATEMENTS = 8

"""AL-25, AL-27, AL-28, AL-39: each rule over played dates, for many coopératives in a fixed number of statements."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop import horloge
from coop.journal.actors import SYSTEM
from coop.notifications.enums import Public
from cooperatives import devoirs_membres as alertes
from cooperatives.models import Cooperative, Presence, Representant, Reunion
from cooperatives.workflows import coordination, membres
from tests.factories import ContactFactory, OrganisationFactory, SecteurFactory
from tests.factories import cooperatives as fabrique

JOUR = date(2026, 11, 20)
PARIS = ZoneInfo("Europe/Paris")


def faits(regle, jour=JOUR):
    with horloge.at(jour):
        return list(regle.trouver(Cooperative.objects.all(), jour))


def comite(ca, jour, presences, type="copil", statut="tenue"):
    day = datetime(jour.year, jour.month, jour.day, 10, tzinfo=PARIS)
    reunion = Reunion.objects.create(ca=ca, type=type, prevue_le=day, statut=statut, tenue_le=jour)
    for membre, value in presences.items():
        Presence.objects.create(reunion=reunion, contact=ContactFactory(), membre=membre, statut=value)


@pytest.fixture
def membre(ca):
    with horloge.at(date(2026, 1, 5)):
        return fabrique.membre(ca)


@pytest.mark.parametrize(("secteurs", "found"), [(0, True), (1, True), (2, False)])
def test_al25_counts_the_sectors_beyond_health(ca, secteurs, found):
    for rank in range(secteurs):
        fabrique.membre(ca, secteur=SecteurFactory(code=f"hors-sante-{rank}"))

    rows = faits(alertes.AL_25)

    assert bool(rows) is found
    assert all(row.publics == {Public.COORDINATION} and row.url.endswith("/membres/") for row in rows)


@pytest.mark.parametrize(
    ("presences", "sentence"),
    [
        (["absent", "excuse"], "n’a pas participé aux deux dernières réunions"),
        (["absent"], ""),
        (["absent", "absent", "present"], ""),
        (["present", "absent", "absent"], "n’a pas participé aux deux dernières réunions"),
        (["represente", "absent"], ""),
        (["absent", "absent", "absent", "present"], "a participé à 1 des 4 comités"),
        (["absent", "absent", "present", "present"], ""),
        ([], ""),
    ],
)
def test_al27_tells_two_absences_or_a_rare_presence(ca, membre, presences, sentence):
    for rank, value in enumerate(presences):
        comite(ca, date(2026, 2, 10) + timedelta(days=30 * rank), {membre: value})

    rows = faits(alertes.AL_27)

    assert [sentence in row.text for row in rows] == ([True] if sentence else [])
    assert all(row.organisation_id == membre.organisation_id and Public.PARTIE in row.publics for row in rows)


@pytest.mark.parametrize("change", ["other kind", "cancelled", "a year ago", "no longer a member", "to come"])
def test_al27_is_silent_when_its_object_is_not_there(ca, membre, change):
    fields = {"other kind": {"type": "groupe_travail"}, "cancelled": {"statut": "annulee"}}.get(change, {})
    first = {"a year ago": date(2025, 3, 1), "to come": date(2026, 11, 25)}.get(change, date(2026, 5, 1))
    for rank in range(2):
        comite(ca, first + timedelta(days=rank), {membre: "absent"}, **fields)
    if change == "no longer a member":
        membres.leave(membre, actor=SYSTEM, motif="x", concertation_le=horloge.today())

    assert faits(alertes.AL_27) == []


def test_al27_counts_a_member_present_by_one_of_its_people(ca, membre):
    for rank in range(2):
        comite(ca, date(2026, 5, 1 + rank), {membre: "absent"})
    reunion = ca.reunions.latest("tenue_le")
    Presence.objects.create(reunion=reunion, contact=ContactFactory(), membre=membre, statut="present")

    assert faits(alertes.AL_27) == []


@pytest.mark.parametrize(
    ("people", "lacks", "asked"),
    [
        ([], "un titulaire, un suppléant", "Désigner qui représente"),
        ([(True, "Mandat")], "un suppléant", "Désigner un suppléant pour"),
        ([(False, "Mandat")], "un titulaire", "Désigner qui représente"),
        ([(True, ""), (False, "Mandat")], "le mandat écrit d’un représentant", "Écrire le mandat de qui représente"),
        ([(True, "Mandat"), (False, "Mandat")], "", ""),
    ],
)
def test_al28_says_what_is_missing(ca, people, lacks, asked):
    row = fabrique.membre(ca, representant=False)
    for titulaire, mandat in people:
        contact = ContactFactory(organisation=row.organisation)
        Representant.objects.create(
            membre=row, contact=contact, titulaire=titulaire, mandat=mandat, debut=date(2026, 1, 1)
        )

    told_of = faits(alertes.AL_28)
    assert {fait.title for fait in told_of} == ({f"{asked} {row.organisation}"} if lacks else set())
    found = [fait.text for fait in told_of]

    told = "Désignez un représentant et précisez son mandat. Il manque\u00a0: "
    assert found == ([f"{told}{lacks}.", f"{told}{row.organisation} ({lacks})."] if lacks else [])


def test_al28_is_one_duty_of_the_coordination_for_all_members(ca):
    rows = [fabrique.membre(ca, representant=False) for _ in range(3)]

    (told,) = [fait for fait in faits(alertes.AL_28) if fait.publics == {Public.COORDINATION}]
    assert told.title == "Faire préciser qui représente 3 membres"
    assert all(str(row.organisation) in told.text for row in rows)


def test_al28_names_three_members_and_counts_the_others(ca):
    for _ in range(5):
        fabrique.membre(ca, representant=False)

    (told,) = [fait for fait in faits(alertes.AL_28) if fait.publics == {Public.COORDINATION}]
    assert told.text.count("(") == 3
    assert told.text.endswith("et 2\u00a0autres.")


def test_al28_counts_only_running_mandates_of_active_members(ca):
    row = fabrique.membre(ca)
    row.representants.update(debut=date(2026, 1, 1), fin=JOUR)
    membres.propose(ca, actor=SYSTEM, organisation=OrganisationFactory())

    assert [fait.objet for fait in faits(alertes.AL_28)] == [f"membre:{row.pk}", f"representants:{ca.pk}"]
    assert "un titulaire" in faits(alertes.AL_28)[0].text


@pytest.fixture
def stable(dd78):
    """A coopérative of January, with a co-pilote."""
    with horloge.at(date(2026, 1, 5)):
        ca = fabrique.cooperative("78")
        coordination.add_copilote(ca, actor=dd78.actor, organisation=OrganisationFactory())
    return ca


@pytest.mark.parametrize(
    ("after", "found"), [(-1, False), (0, True), (59, True), (60, False)], ids=["before", "same day", "last", "after"]
)
def test_al39_tells_a_change_for_sixty_days(stable, dd78, after, found):
    changed = date(2026, 6, 1)
    colleague = ContactFactory(organisation=dd78.contact.organisation)
    if after >= 0:
        with horloge.at(changed):
            coordination.replace_first(stable, actor=dd78.actor, contact=colleague)

    rows = faits(alertes.AL_39, changed + timedelta(days=after))

    assert [row.text for row in rows] == (
        ["Changement de coordinateur le 1er\u00a0juin\u00a02026\u00a0: prévoir passation."] if found else []
    )
    assert all(row.publics == {Public.DELEGUE} for row in rows)


def test_al39_tells_a_coordination_that_rests_on_one_person(stable, dd78):
    assert faits(alertes.AL_39) == []

    with horloge.at(date(2026, 6, 1)):
        coordination.end_copilote(stable.copilotes.get(), actor=dd78.actor)
    assert "Une seule personne coordonne" in faits(alertes.AL_39)[0].text

    with horloge.at(date(2026, 6, 2)):
        second = ContactFactory(organisation=dd78.contact.organisation)
        coordination.appoint_second(stable, actor=dd78.actor, contact=second, type="dd")
    assert faits(alertes.AL_39) == []


@pytest.mark.parametrize("regle", alertes.REGLES, ids=lambda regle: regle.code)
def test_a_rule_costs_the_same_for_one_and_three_coopératives(dd78, regle):
    def add():
        ca = fabrique.cooperative("78", coordinateur=dd78)
        for rank in range(2):
            comite(ca, date(2026, 5, 1 + rank), {fabrique.membre(ca): "absent"})

    add()
    counts = []
    for more in (0, 2):
        for _ in range(more):
            add()
        with CaptureQueriesContext(connection) as captured:
            faits(regle)
        counts.append(len(captured))

    assert counts == [{"AL-25": 3, "AL-27": 2, "AL-28": 1, "AL-39": 2, "MEMBRE-REPONDRE": 1}[regle.code]] * 2

"""AL-14 to AL-18 and the answers owed, as truth tables over played days; cancelled meetings and closed CAs are silent."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop.notifications import regles
from coop.notifications.enums import Public, Urgence
from cooperatives import devoirs_reunions
from cooperatives.models import Convocation, Cooperative, PointOdj, Reunion, TransitionPhase
from tests.factories import ContactFactory
from tests.factories import cooperatives as fabrique

PARIS = ZoneInfo("Europe/Paris")
CREATION = "2027-01-04"
V, INFO = Urgence.VIGILANCE, Urgence.INFORMATION
TEXTE = {"compte_rendu": "Texte"}


@pytest.fixture(autouse=True)
def _in_january(le_jour):
    le_jour(CREATION)


def trouves(code: str, today: str) -> list:
    """What the rule `code` finds that day."""
    return list(regles.registered()[code].trouver(Cooperative.objects.all(), date.fromisoformat(today)))


def phase(ca, code: str, le: str = "2027-02-01") -> None:
    ca.phase = code
    ca.save()
    at = datetime.combine(date.fromisoformat(le), datetime.min.time(), tzinfo=PARIS)
    TransitionPhase.objects.create(ca=ca, de="", vers=code, le=at, auteur="Essai")


def reunion(ca, jour: str, *, type: str = "copil", statut: str = "convoquee", **fields) -> Reunion:
    moment = datetime.fromisoformat(f"{jour}T14:00").replace(tzinfo=PARIS)
    if statut not in {"planifiee", "convoquee", "annulee"}:
        fields["tenue_le"] = date.fromisoformat(jour)
    return Reunion.objects.create(ca=ca, type=type, prevue_le=moment, statut=statut, **fields)


@pytest.mark.parametrize(
    ("jour", "prevu", "attendu"),
    [
        # Held on 15 April 2027; sixty days later is 14 June, ninety-two 16 July.
        ("2027-06-14", None, None),
        ("2027-06-15", None, INFO),
        ("2027-06-15", "convoquee", None),
        ("2027-06-15", "annulee", INFO),
        ("2027-07-16", None, INFO),
        ("2027-07-17", None, V),
        ("2027-07-17", "planifiee", INFO),
        ("2027-07-17", "annulee", V),
    ],
)
def test_al_14_the_rhythm_of_the_copil(ca, jour, prevu, attendu):
    phase(ca, "mise_en_oeuvre")
    reunion(ca, "2027-04-15", statut="tenue")
    reunion(ca, "2027-04-20", statut="annulee")
    reunion(ca, "2027-04-25", statut="tenue", type="cotech")
    if prevu:
        reunion(ca, "2027-09-01", statut=prevu)

    assert [fact.urgency for fact in trouves("AL-14", jour)] == ([attendu] if attendu else [])


def test_al_14_says_since_when_and_to_whom(ca):
    phase(ca, "mise_en_oeuvre")
    [fact] = trouves("AL-14", "2027-07-17")
    assert fact.text.startswith("Aucun comité de pilotage ne s’est encore tenu")
    reunion(ca, "2027-04-15", statut="tenue")
    reunion(ca, "2027-09-01")

    [fact] = trouves("AL-14", "2027-07-17")

    assert fact.text == (
        "Aucun comité de pilotage depuis le 15\u00a0avril\u00a02027\u00a0: réunions régulières, tous les deux-trois mois "
        "en moyenne. Le prochain est prévu le 1er\u00a0septembre\u00a02027."
    )
    assert fact.publics == {Public.COORDINATION, Public.COPILOTES}


@pytest.mark.parametrize(("code", "statut"), [("elaboration", "en_cours"), ("mise_en_oeuvre", "terminee")])
def test_al_14_is_for_cooperatives_at_work(ca, code, statut):
    phase(ca, code)
    ca.statut = statut
    ca.save()

    assert trouves("AL-14", "2028-01-01") == []


@pytest.mark.parametrize(
    ("jour", "type", "statut", "fields", "attendu"),
    [
        ("2027-04-30", "copil", "tenue", {}, ""),
        ("2027-05-01", "copil", "tenue", {}, "n’est pas rédigé"),
        ("2027-05-01", "copil", "tenue", TEXTE, "n’est pas validé"),
        ("2027-05-01", "copil", "cr_valide", TEXTE, ""),
        ("2027-05-01", "cotech", "tenue", {}, ""),
        ("2027-05-01", "copil", "annulee", {}, ""),
        ("2027-05-01", "copil", "convoquee", {}, ""),
    ],
)
def test_al_15_minutes_after_fifteen_days(ca, jour, type, statut, fields, attendu):
    reunion(ca, "2027-04-15", type=type, statut=statut, **fields)

    facts = trouves("AL-15", jour)

    assert len(facts) == bool(attendu)
    assert all(attendu in fact.text and fact.due == date(2027, 4, 30) for fact in facts)


def test_al_15_notes_are_a_beginning(ca):
    row = reunion(ca, "2027-04-15", statut="tenue")
    PointOdj.objects.create(reunion=row, ordre=1, intitule="Un", notes="Dit")

    assert "n’est pas validé" in trouves("AL-15", "2027-05-01")[0].text


@pytest.mark.parametrize(
    ("jour", "statut", "nombre"),
    [("2027-04-25", "cr_valide", 0), ("2027-04-26", "cr_valide", 1), ("2027-04-26", "cr_diffuse", 0)],
)
def test_al_16_minutes_validated_are_sent_within_five_days(ca, jour, statut, nombre):
    reunion(ca, "2027-04-15", statut=statut, cr_valide_le=date(2027, 4, 20), **TEXTE)

    assert len(trouves("AL-16", jour)) == nombre


@pytest.mark.parametrize(
    ("jour", "statut", "points", "nombre"),
    [
        ("2027-04-04", "planifiee", 0, 0),
        ("2027-04-05", "planifiee", 0, 1),
        ("2027-04-15", "convoquee", 0, 1),
        ("2027-04-16", "convoquee", 0, 0),
        ("2027-04-05", "planifiee", 1, 0),
        ("2027-04-05", "annulee", 0, 0),
    ],
)
def test_al_17_an_agenda_ten_days_before(ca, jour, statut, points, nombre):
    row = reunion(ca, "2027-04-15", statut=statut)
    for rank in range(points):
        PointOdj.objects.create(reunion=row, ordre=rank + 1, intitule="Un")

    facts = trouves("AL-17", jour)

    assert len(facts) == nombre
    assert all(fact.url.endswith(f"/reunions/{row.pk}/preparer/") for fact in facts)


@pytest.mark.parametrize(
    ("code", "jour", "tenue", "prevue", "nombre"),
    [
        # The phase begins on 1 February 2027.
        ("elaboration", "2027-02-22", None, None, 0),
        ("elaboration", "2027-02-23", None, None, 1),
        ("preparation", "2027-02-23", None, None, 0),
        ("diagnostic", "2027-02-23", None, None, 0),
        ("elaboration", "2027-02-23", "2027-02-10", None, 0),
        ("elaboration", "2027-03-04", "2027-02-10", None, 1),
        ("elaboration", "2027-03-04", "2027-02-10", "2027-03-10", 0),
        ("elaboration", "2027-03-04", "2027-02-10", "2027-04-10", 1),
    ],
)
def test_al_18_working_meetings_every_two_weeks(ca, code, jour, tenue, prevue, nombre):
    phase(ca, "mise_en_oeuvre" if code == "preparation" else code)
    if tenue:
        reunion(ca, tenue, type="groupe_travail", statut="tenue")
        reunion(ca, jour, type="copil", statut="tenue")
        reunion(ca, jour, type="cotech", statut="annulee")
    if prevue:
        reunion(ca, prevue, type="operationnelle")

    assert len(trouves("AL-18", jour)) == nombre


def test_al_18_counts_from_the_creation_in_prefiguration(ca):
    assert len(trouves("AL-18", "2027-01-25")) == 0
    assert len(trouves("AL-18", "2027-01-26")) == 1


@pytest.mark.parametrize(
    ("jour", "statut", "reponse", "nombre"),
    [
        ("2027-04-15", "convoquee", "", 1),
        ("2027-04-15", "convoquee", "present", 0),
        ("2027-04-16", "convoquee", "", 0),
        ("2027-04-10", "annulee", "", 0),
        ("2027-04-10", "planifiee", "", 0),
    ],
)
def test_an_answer_is_owed_until_the_meeting(ca, jour, statut, reponse, nombre):
    row, contact = reunion(ca, "2027-04-15", statut=statut), ContactFactory()
    answered = datetime(2027, 4, 1, tzinfo=PARIS) if reponse else None
    Convocation.objects.create(reunion=row, contact=contact, reponse=reponse, repondue_le=answered)

    facts = trouves("REUNION-REPONDRE", jour)

    assert [(fact.contact_id, fact.publics) for fact in facts] == [(contact.pk, {Public.PERSONNE})] * nombre
    assert list(devoirs_reunions.convoques([contact.pk])) == ([(contact.pk, ca.pk)] if statut == "convoquee" else [])


@pytest.mark.parametrize(
    ("statut", "jour", "nombre"),
    [
        ("planifiee", "2027-04-15", 0),
        ("planifiee", "2027-04-16", 1),
        ("convoquee", "2027-04-16", 1),
        ("tenue", "2027-04-16", 0),
        ("annulee", "2027-04-16", 0),
    ],
)
def test_a_meeting_left_behind_is_recalled_until_noted_or_cancelled(ca, statut, jour, nombre):
    row = reunion(ca, "2027-04-15", statut=statut, type="elargie")

    facts = trouves("REUNION-NOTER", jour)

    assert len(facts) == nombre
    assert all(fact.url.endswith(f"/{row.pk}/tenir/") and fact.due == date(2027, 4, 30) for fact in facts)


@pytest.mark.parametrize("code", [regle.code for regle in devoirs_reunions.REGLES])
def test_a_rule_reads_every_cooperative_at_once(ca, code):
    def one_more(row):
        phase(row, "elaboration" if code == "AL-18" else "mise_en_oeuvre")
        held = reunion(row, "2027-02-15", statut="tenue")
        reunion(row, "2027-02-15", statut="cr_valide", cr_valide_le=date(2027, 2, 16), **TEXTE)
        reunion(row, "2027-05-20", statut="planifiee")
        coming = reunion(row, "2027-06-20")
        Convocation.objects.create(reunion=coming, contact=ContactFactory())
        return held

    one_more(ca)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            found = trouves(code, "2027-06-15")
        counts.append((len(captured), bool(found)))
        one_more(fabrique.cooperative("78"))
        one_more(fabrique.cooperative("78"))
    assert counts == [(1, True), (1, True)]

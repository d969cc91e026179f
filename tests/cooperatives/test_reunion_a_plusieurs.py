"""Two people who write the minutes at once: merged, or compared; presences are those of whoever changed them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from coop.journal.models import Entry
from cooperatives.workflows import gouvernance, reunions
from tests.factories import cooperatives as fabrique

JOUR = datetime(2027, 4, 15, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(autouse=True)
def _the_day(le_jour):
    le_jour("2027-04-15T16:00")


@pytest.fixture
def reunion(ca, dd78):
    fabrique.membre(ca)
    copil = gouvernance.create_copil(ca, actor=dd78.actor)
    return reunions.plan(ca, actor=dd78.actor, type="copil", prevue_le=JOUR, instance=copil, points=["Un", "Deux"])


@pytest.fixture
def dd(connecte, dd78):
    return connecte(dd78)


@pytest.fixture
def adresse(ca, reunion):
    return lambda page: f"/cooperatives/{ca.reference}/reunions/{reunion.pk}/{page}/"


def ecrit(reunion, texte, base=""):
    point = reunion.points.first()
    return {f"notes_{point.pk}": texte, f"base_notes_{point.pk}": base}


def page(reunion, **fields):
    empty = {"decisions-TOTAL_FORMS": "0", "decisions-INITIAL_FORMS": "0"}
    return {"version": str(reunion.version), "tenue_le": "2027-04-15", "habitants": "0"} | empty | fields


def test_two_paragraphs_are_merged_and_come_back(dd, reunion, adresse):
    dd.post(adresse("notes"), ecrit(reunion, "Budget voté."))
    answer = dd.post(adresse("notes"), ecrit(reunion, "Ateliers ouverts."))

    name = f"notes_{reunion.points.first().pk}"
    assert answer.json()["champs"][name] == "Budget voté.\nAteliers ouverts."
    assert reunion.points.first().version == 3


def test_the_same_paragraph_is_a_conflict_and_saves_nothing(dd, reunion, adresse):
    dd.post(adresse("notes"), ecrit(reunion, "Budget"))
    dd.post(adresse("notes"), ecrit(reunion, "Budget voté.", "Budget"))

    answer = dd.post(adresse("notes"), ecrit(reunion, "Budget refusé.", "Budget"))

    assert answer.status_code == 409
    assert reunion.points.first().notes == "Budget voté."


def test_the_page_compares_both_texts_and_keeps_the_one_chosen(dd, reunion, adresse):
    dd.post(adresse("notes"), ecrit(reunion, "Budget voté."))
    name = f"notes_{reunion.points.first().pk}"
    typed = page(reunion, **{name: "Budget refusé.", f"base_{name}": "Budget"})

    answer = dd.post(adresse("tenir"), typed)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Budget refusé." in text
    assert "Budget voté." in text

    chosen = typed | {f"base_{name}": "Budget voté.", f"_garder_{name}": "mienne", f"_autre_{name}": "Budget voté."}
    assert dd.post(adresse("tenir"), chosen).status_code == 302
    assert reunion.points.first().notes == "Budget refusé."


def test_the_other_version_may_be_kept(dd, reunion, adresse):
    dd.post(adresse("notes"), ecrit(reunion, "Budget voté."))
    name = f"notes_{reunion.points.first().pk}"
    chosen = {name: "Budget refusé.", f"base_{name}": "Budget voté.", f"_garder_{name}": "autre"}

    dd.post(adresse("tenir"), page(reunion, **chosen | {f"_autre_{name}": "Budget voté."}))

    assert reunion.points.first().notes == "Budget voté."


def test_a_presence_left_alone_overwrites_nothing(dd, reunion, adresse):
    contact = reunion.instance.participants.first().contact
    name = f"presence_{contact.pk}"
    dd.post(adresse("notes"), {name: "present", f"base_{name}": ""})
    assert reunion.presences.get().statut == "present"

    # Opened before: nothing was ticked there.
    dd.post(adresse("notes"), {name: "", f"base_{name}": ""})
    # Opened after « excusé » was ticked elsewhere and left as it was.
    answer = dd.post(adresse("notes"), {name: "excuse", f"base_{name}": "excuse"})

    assert reunion.presences.get().statut == "present"
    assert answer.json()["champs"][name] == "present"


def test_the_journal_says_once_who_writes(dd, reunion, adresse, le_jour):
    for text, base in (("Un", ""), ("Un deux", "Un")):
        dd.post(adresse("notes"), ecrit(reunion, text, base))
    le_jour("2027-04-15T16:30")
    dd.post(adresse("notes"), ecrit(reunion, "Un deux trois", "Un deux"))

    assert Entry.objects.filter(verb="reunion.write_notes").count() == 2


def test_a_stranger_and_a_partner_save_nothing(connecte, ca, reunion, adresse):
    partner, _ = fabrique.partenaire(ca)

    assert connecte(partner).post(adresse("notes"), ecrit(reunion, "Non")).status_code == 403
    assert connecte(fabrique.coordinatrice("93")).post(adresse("notes"), ecrit(reunion, "Non")).status_code == 404

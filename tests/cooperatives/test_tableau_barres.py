"""A bar put elsewhere: the dates of its row, the reference kept, what it overtakes said, the way back."""

import re
from datetime import date

import pytest

from coop.accounts.predicates import Refused
from coop.journal.models import Entry
from cooperatives.enums import StatutTache
from cooperatives.models import Tache
from cooperatives.workflows import tableau, tableau_dates
from tests.factories import cooperatives as fabrique

HTMX = {"HTTP_HX_REQUEST": "true"}
DEPLACABLE = re.compile(r'<tr class="(?:etape|tache)" id="([a-z]+-\d+)">.*?<td class="cal"( data-url)?', re.DOTALL)


@pytest.fixture
def etape(ca):
    return ca.etapes.get(ordre=2)


@pytest.fixture
def tache(etape, dd78):
    return tableau.add_task(etape, actor=dd78.actor, libelle="Grille", debut=date(2027, 1, 4), fin=date(2027, 2, 1))


@pytest.fixture
def placer(connecte, dd78, ca):
    client = connecte(dd78)

    def post(row, debut, fin, version=1, **extra):
        kind = "taches" if isinstance(row, Tache) else "etapes"
        data = {"debut": debut, "fin": fin, "version": version}
        return client.post(f"/cooperatives/{ca.reference}/tableau-de-bord/{kind}/{row.pk}/dates/", data, **extra)

    return post


def test_the_dates_follow_the_bar_and_the_reference_stays(placer, tache):
    response = placer(tache, "2027-01-18", "2027-02-15", **HTMX)

    tache.refresh_from_db()
    assert (tache.debut, tache.fin) == (date(2027, 1, 18), date(2027, 2, 15))
    assert (tache.debut_initial, tache.fin_initiale) == (date(2027, 1, 4), date(2027, 2, 1))
    html = response.content.decode()
    assert "« Grille » : du 18 janvier 2027 au 15 février 2027." in html.replace("\u00a0", " ")
    assert "fin 14 jours après la référence" in html.replace("\u00a0", " ")
    told = Entry.objects.get(verb="tableau.shift").summary.replace("\u00a0", " ")
    assert "du 4 janvier 2027 au 1er février 2027" in told


def test_what_it_overtakes_is_named(placer, tache, etape, dd78):
    for label, jour in (("Une", 8), ("Deux", 9), ("Trois", 10), ("Plus tard", 22)):
        tableau.add_task(
            etape, actor=dd78.actor, libelle=label, debut=date(2027, 2, jour), fin=date(2027, 3, 1), dependances=[tache]
        )

    html = placer(tache, "2027-01-18", "2027-02-15", **HTMX).content.decode().replace("\u00a0", " ")

    assert "« Une », « Deux » et 1 autre tâche l’attendent et commencent avant sa fin." in html
    assert html.count("commence avant la fin de") == 3


def test_one_goes_back_to_the_dates_before(placer, tache):
    html = placer(tache, "2027-01-18", "2027-02-15", **HTMX).content.decode()

    assert "Revenir aux dates d’avant" in html
    held = dict(re.findall(r'name="(version|debut|fin)" value="([\d-]*)"', html))
    assert held == {"version": "2", "debut": "2027-01-04", "fin": "2027-02-01"}
    placer(tache, held["debut"], held["fin"], held["version"], **HTMX)
    tache.refresh_from_db()
    assert tache.debut == date(2027, 1, 4)


def test_somebody_else_was_there_before(placer, tache, dd78):
    tableau.mark_progress(tache, actor=dd78.actor, avancement=40, version=1)

    html = placer(tache, "2027-01-18", "2027-02-15", **HTMX).content.decode()

    tache.refresh_from_db()
    assert tache.debut == date(2027, 1, 4)
    assert "vient d’être modifiée par quelqu’un d’autre" in html
    assert "Revenir aux dates d’avant" not in html


@pytest.mark.parametrize(
    ("debut", "fin", "words"),
    [("2027-03-01", "2027-02-01", "La date de fin suit la date de début"), ("", "", "pas de date à décaler")],
)
def test_dates_that_do_not_hold_are_refused_on_the_table(placer, tache, debut, fin, words):
    assert words in placer(tache, debut, fin, **HTMX).content.decode()
    tache.refresh_from_db()
    assert tache.fin == date(2027, 2, 1)


def test_without_script_one_comes_back_to_the_row(placer, etape):
    response = placer(etape, "2027-01-18", "", version=etape.version)

    assert response.headers["Location"].endswith(f"#etape-{etape.pk}")
    etape.refresh_from_db()
    assert (etape.debut, etape.fin) == (date(2027, 1, 18), None)


def test_only_what_is_planned_and_not_over_is_moved(connecte, ca, dd78, etape, tache, le_jour):
    over = tableau.add_task(
        etape, actor=dd78.actor, libelle="Close", debut=date(2027, 1, 4), fin=date(2027, 1, 9),
        statut=StatutTache.TERMINEE, avancement=100,
    )  # fmt: skip
    undated = tableau.add_task(etape, actor=dd78.actor, libelle="Un jour")
    url = f"/cooperatives/{ca.reference}/tableau-de-bord/?debut=2026-06"

    moved = dict(DEPLACABLE.findall(connecte(dd78).get(url).content.decode()))
    asso, _ = fabrique.partenaire(ca)
    read = dict(DEPLACABLE.findall(connecte(asso).get(url).content.decode()))

    assert [bool(moved[f"tache-{row.pk}"]) for row in (tache, over, undated)] == [True, False, False]
    assert not any(read.values())


def test_a_partner_does_not_move_a_bar(ca, tache):
    asso, _ = fabrique.partenaire(ca)

    with pytest.raises(Refused, match="tient le tableau de bord"):
        tableau_dates.place(tache, actor=asso.actor, debut=date(2027, 1, 1), fin=None)

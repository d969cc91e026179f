"""Rows edited in place, dates moved, filters, progress of one's own task, workbook: the table as people use it."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cooperatives.models import Tache
from cooperatives.queries.tableau import Vue
from cooperatives.queries.tableau import tableau as read
from cooperatives.workflows import tableau
from tests.factories import cooperatives as fabrique

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def url(ca):
    return lambda path="": f"/cooperatives/{ca.reference}/tableau-de-bord/{path}"


@pytest.fixture
def dd(connecte, dd78):
    return connecte(dd78)


@pytest.fixture
def etape(ca):
    return ca.etapes.get(ordre=2)


@pytest.fixture
def tache(etape, dd78):
    return tableau.add_task(etape, actor=dd78.actor, libelle="Grille", debut=date(2027, 1, 4), fin=date(2027, 2, 1))


@pytest.fixture
def saisie():
    return {"version": "1", "libelle": "Grille", "debut": "2027-01-04", "fin": "2027-02-01", "avancement": "40"}


def test_a_row_opens_and_saves_in_place(dd, url, tache, saisie):
    row = dd.get(url(f"taches/{tache.pk}/ligne/"), **HTMX).content.decode()
    assert row.lstrip().startswith(f'<tr class="coop-tb-r" id="tache-{tache.pk}">')
    assert "autofocus" in row

    table = dd.post(url(f"taches/{tache.pk}/ligne/?voir=retard"), saisie, **HTMX).content.decode()

    tache.refresh_from_db()
    assert (tache.avancement, tache.statut) == (40, "en_cours")
    assert table.lstrip().startswith('<div id="tableau"')


def test_a_row_is_a_page_without_script(dd, url, tache, saisie):
    assert "<h1>Tâche" in dd.get(url(f"taches/{tache.pk}/ligne/")).content.decode()

    response = dd.post(url(f"taches/{tache.pk}/ligne/?voir=retard"), saisie)

    assert response.headers["Location"] == url(f"?voir=retard#tache-{tache.pk}")


def test_a_stage_is_written_in_its_row(dd, dd78, url, etape):
    data = {
        "version": "1",
        "libelle": "Diagnostic",
        "contact": dd78.contact_id,
        "debut": "2027-01-04",
        "avancement": "",
    }

    dd.post(url(f"etapes/{etape.pk}/ligne/"), data, **HTMX)

    etape.refresh_from_db()
    assert (etape.contact, etape.debut, etape.avancement) == (dd78.contact, date(2027, 1, 4), None)


def test_two_people_on_one_row_are_told(dd, dd78, url, tache, saisie):
    tableau.update_task(tache, actor=dd78.actor, livrable="Grille validée")

    row = dd.post(url(f"taches/{tache.pk}/ligne/"), saisie, **HTMX).content.decode()

    assert "Livrable\u00a0: Grille validée" in row
    assert 'name="version" value="2"' in row
    dd.post(url(f"taches/{tache.pk}/ligne/"), saisie | {"version": "2"}, **HTMX)
    tache.refresh_from_db()
    assert (tache.avancement, tache.livrable) == (40, "")


def test_dates_are_moved_by_a_button(dd, url, tache):
    data = {"version": "1", "pas": "plus_une_semaine"}

    assert dd.post(url(f"taches/{tache.pk}/decaler/"), data).headers["Location"] == url(f"#tache-{tache.pk}")

    tache.refresh_from_db()
    assert tache.fin == date(2027, 2, 8)
    assert "quelqu’un d’autre" in dd.post(url(f"taches/{tache.pk}/decaler/"), data, **HTMX).content.decode()
    assert dd.post(url(f"taches/{tache.pk}/decaler/"), {"pas": "hier"}).status_code == 302
    tache.refresh_from_db()
    assert tache.fin == date(2027, 2, 8)


def test_a_row_without_date_is_not_moved(dd, url, etape):
    page = dd.post(url(f"etapes/{etape.pk}/decaler/"), {"version": "1", "pas": "plus_un_mois"}, follow=True)

    assert "pas de date à décaler" in page.content.decode()


def test_the_reference_calendar_is_fixed_on_its_page(dd, url, ca, tache, le_jour):
    le_jour("2027-02-03")
    assert dd.post(url("reference/"), {"motif": ""}).status_code == 302
    assert "fixé le 3\u00a0février\u00a02027" in dd.get(url()).content.decode()

    again = dd.post(url("reference/"), {"motif": ""}).content.decode()

    assert "Le calendrier précédent date du 3\u00a0février\u00a02027." in again
    ca.refresh_from_db()
    assert ca.calendrier_fixe_le == date(2027, 2, 3)


def test_a_person_says_how_far_its_own_task_is(connecte, dd78, ca, url, tache, etape):
    user, _ = fabrique.partenaire(ca)
    other = tableau.add_task(etape, actor=dd78.actor, libelle="Autre")
    tableau.update_task(tache, actor=dd78.actor, contact=user.contact)
    person = connecte(user)

    page = person.get(url("?voir=mes-taches")).content.decode()
    assert f"taches/{tache.pk}/avancement/" in page
    assert "Autre" not in page
    person.post(url(f"taches/{tache.pk}/avancement/"), {"version": "2", "avancement": "100"})

    tache.refresh_from_db()
    assert tache.statut == "terminee"
    assert person.get(url(f"taches/{other.pk}/avancement/")).status_code == 403
    assert person.post(url(f"taches/{tache.pk}/decaler/"), {"pas": "plus_un_mois"}).status_code in (403, 404)
    for wrong in ("101", "-1", "beaucoup", ""):
        told = person.post(url(f"taches/{tache.pk}/avancement/"), {"version": "3", "avancement": wrong})
        assert told.status_code == 200


@pytest.mark.parametrize(
    ("requete", "attendus"),
    [
        ("", 6 + 4 + 3),
        ("?voir=retard", 2),
        ("?voir=attente", 2),
        ("?voir=mes-taches", 2),
        ("?voir=inconnu", 6 + 4 + 3),
        ("?etape=999999999999", 6 + 4 + 3),
        ("?etape=x", 6 + 4 + 3),
    ],
)
def test_filters_keep_the_stage_above_its_tasks(dd, dd78, url, etape, tache, le_jour, requete, attendus):
    le_jour("2027-02-10")
    tableau.add_task(etape, actor=dd78.actor, libelle="Formation", dependances=[tache])
    tableau.add_task(etape, actor=dd78.actor, libelle="Mienne", contact=dd78.contact)

    assert len(dd.get(url(requete)).context["t"].lignes) == attendus


def test_one_stage_is_shown_alone(dd, url, etape, tache):
    shown = dd.get(url(f"?etape={etape.pk}")).context["t"].lignes

    assert [row.objet for row in shown] == [etape, tache]
    assert "Aucune ligne ne répond à ce choix" in dd.get(url("?etape=987654321")).content.decode()


def test_a_view_keeps_its_choices_in_its_addresses():
    view = Vue.lue({"debut": "2027-01", "voir": "retard", "etape": "3"})

    assert view.requete == "?debut=2027-01&voir=retard&etape=3"
    assert view.avec(voir="", etape=None) == "?debut=2027-01"
    assert Vue().avec() == "?"


def test_states_are_told_in_words(ca, dd78, etape, tache, le_jour):
    le_jour("2027-02-10")
    tableau.update_task(tache, actor=dd78.actor, fin=date(2027, 2, 5), avancement=60)
    tableau.add_task(
        etape, actor=dd78.actor, libelle="Formation", debut=date(2027, 2, 8), fin=date(2027, 3, 1), dependances=[tache]
    )

    found = read(ca)

    late, blocked = (next(r for r in found.lignes if r.objet.libelle == name) for name in ("Grille", "Formation"))
    assert (late.etat, late.retard, late.ecart) == (
        "En cours, 60\u00a0%", "5\u00a0jours de retard", "fin 4\u00a0jours après la référence",
    )  # fmt: skip
    assert blocked.bloquee
    assert found.chapo.endswith("Une tâche en retard\u00a0: Grille. Une tâche bloquée\u00a0: Formation.")
    assert [row.objet.libelle for row in found.chaine] == ["Grille", "Formation"]


def test_the_workbook_holds_the_rows_and_the_months_of_the_guide(dd, dd78, url, ca, etape, tache):
    tableau.schedule_stage(etape, actor=dd78.actor, debut=date(2027, 1, 4), fin=date(2027, 3, 1), contact=dd78.contact)

    book = load_workbook(io.BytesIO(dd.get(url("tableur/")).content))

    rows = {row[1] or row[0]: row for row in book["Tableau de bord"].iter_rows(min_row=2, values_only=True)}
    assert rows["Grille"][0] == etape.libelle
    assert (rows["Grille"][5].date(), rows["Grille"][8]) == (date(2027, 2, 1), 0)
    months = list(book["Calendrier par mois"].iter_rows(values_only=True))
    january = next(n for n, title in enumerate(months[0]) if title and title.startswith("janv"))
    marks = {row[0].strip(): row[january : january + 2] for row in months[1:]}
    assert (marks[etape.libelle], marks["Grille"]) == (("▶", None), ("X", "X"))


def test_three_hundred_tasks_cost_twelve_statements(dd, dd78, url, ca, etape):
    rows = Tache.objects.bulk_create(
        Tache(
            etape=etape, ordre=n, libelle=f"Tâche {n}", debut=date(2027, 1, 1 + n % 28), fin=date(2027, 6, 1),
            contact=dd78.contact,
        )
        for n in range(300)
    )  # fmt: skip
    links = Tache.dependances.through
    links.objects.bulk_create(links(from_tache=a, to_tache=b) for a, b in zip(rows[1:], rows[:-1], strict=True))
    dd.get(url())

    with CaptureQueriesContext(connection) as sql:
        assert dd.get(url()).content.decode().count('class="tache"') == 304

    assert len(sql) == 11

"""The table of the guide on screen: rows, real dates, lateness in words, forms."""

from datetime import date, datetime

import pytest

from coop import horloge
from coop.documents.models import Document
from cooperatives.models import Tache, TransitionPhase
from cooperatives.queries.tableau import tableau as read
from cooperatives.workflows import tableau
from tests.factories import cooperatives as fabrique


@pytest.fixture
def url(ca):
    return lambda path="": f"/cooperatives/{ca.reference}/tableau-de-bord/{path}"


@pytest.fixture
def dd(connecte, dd78):
    return connecte(dd78)


@pytest.fixture
def diagnostic(ca):
    return ca.etapes.get(ordre=2)


def line(ca, label):
    return next(row for row in read(ca).lignes if row.objet.libelle == label)


def test_the_table_holds_the_columns_and_stages_of_the_guide(dd, url):
    page = dd.get(url()).content.decode()

    for word in (
        "Étapes",
        "Qui\u00a0?",
        "Date début",
        "Date fin",
        "Livrables\u00a0?",
        "Mise en place des instances de gouvernance",
    ):
        assert word in page
    assert page.count('class="etape"') == 6
    assert "Aucune étape terminée sur six." in page


def test_a_late_task_is_said_in_words(ca, dd78, diagnostic, le_jour):
    le_jour("2027-03-10")
    tableau.add_task(diagnostic, actor=dd78.actor, libelle="Grille", debut=date(2027, 1, 4), fin=date(2027, 3, 1))

    assert line(ca, "Grille").retard == "9\u00a0jours de retard"
    assert read(ca).chapo.endswith("Une tâche en retard\u00a0: Grille.")


@pytest.mark.parametrize("statut", ["terminee", "abandonnee"])
def test_what_is_over_is_never_late(ca, dd78, diagnostic, le_jour, statut):
    le_jour("2027-03-10")
    tableau.add_task(diagnostic, actor=dd78.actor, libelle="Grille", fin=date(2027, 3, 1), statut=statut)

    assert line(ca, "Grille").retard == ""


def test_a_task_says_what_it_waits_for_and_what_does_not_fit(ca, dd78, diagnostic):
    tableau.schedule_stage(diagnostic, actor=dd78.actor, debut=date(2027, 1, 4), fin=date(2027, 3, 1))
    first = tableau.add_task(
        diagnostic, actor=dd78.actor, libelle="Grille", debut=date(2027, 1, 4), fin=date(2027, 2, 1)
    )
    tableau.add_task(
        diagnostic,
        actor=dd78.actor,
        libelle="Formation",
        debut=date(2027, 1, 20),
        fin=date(2027, 3, 15),
        dependances=[first],
    )

    row = line(ca, "Formation")

    assert [need.libelle for need in row.attend] == ["Grille"]
    assert row.avertissements == ["commence avant la fin de «\u00a0Grille\u00a0»", "dates hors de celles de l’étape"]


def test_stage_dates_follow_the_phases_really_gone_through(ca, dd78, diagnostic, le_jour):
    le_jour("2027-02-01")
    tableau.schedule_stage(diagnostic, actor=dd78.actor, debut=date(2027, 1, 4), fin=date(2027, 3, 1))
    with horloge.at(datetime(2027, 1, 20, 9, 0)):
        TransitionPhase.objects.create(ca=ca, de="prefiguration", vers="diagnostic", auteur="DD", le=horloge.now())
    ca.phase = "diagnostic"

    row = line(ca, "Diagnostic")

    assert (row.debut, row.fin) == (date(2027, 1, 20), date(2027, 3, 1))
    assert row.barre.initial == (date(2027, 1, 4), date(2027, 3, 1))


def test_a_stage_not_moved_has_no_second_line(ca, dd78, diagnostic):
    tableau.schedule_stage(diagnostic, actor=dd78.actor, debut=date(2027, 1, 4), fin=date(2027, 3, 1))

    assert line(ca, "Diagnostic").barre.initial is None


def test_the_months_move_by_the_address(dd, url, ca):
    assert "Septembre\u00a02025" in dd.get(url("?debut=2025-09")).content.decode()
    for wrong in ("2025-13", "x", "0001-01", "9999-12"):
        assert dd.get(url(f"?debut={wrong}")).status_code == 200


def test_a_stage_is_scheduled_by_its_form(dd, url, diagnostic):
    data = {
        "version": "1", "libelle": "Diagnostic", "responsable": "Co-pilote", "debut": "2027-01-04", "fin": "2027-03-01",
        "livrables": "Synthèse", "statut": "en_cours",
    }  # fmt: skip

    dd.post(url(f"etapes/{diagnostic.pk}/"), data)

    diagnostic.refresh_from_db()
    assert (diagnostic.responsable, diagnostic.fin_initiale) == ("Co-pilote", date(2027, 3, 1))
    assert dd.post(url(f"etapes/{diagnostic.pk}/"), data | {"livrables": "Autre"}).status_code == 409
    wrong = dd.post(url(f"etapes/{diagnostic.pk}/"), data | {"version": "2", "fin": "2026-12-01"}).content.decode()
    assert "La date de fin suit la date de début." in wrong


def test_a_stage_is_added_by_its_form(dd, url, ca):
    dd.post(url("etapes/ajouter/"), {"libelle": "Essaimage"})

    assert ca.etapes.get(ordre=7).libelle == "Essaimage"


def test_a_task_is_added_modified_and_removed(dd, url, diagnostic):
    data = {
        "libelle": "Grille",
        "etape": diagnostic.pk,
        "criticite": "3",
        "charge_jours": "2,5",
        "statut": "a_faire",
        "avancement": "0",
    }

    dd.post(url("taches/ajouter/"), data)
    task = Tache.objects.get(libelle="Grille")
    assert (task.etape, task.criticite, str(task.charge_jours)) == (diagnostic, 3, "2.5")

    dd.post(url(f"taches/{task.pk}/"), data | {"version": "1", "libelle": "Grille partagée"})
    task.refresh_from_db()
    assert task.libelle == "Grille partagée"
    assert dd.post(url(f"taches/{task.pk}/"), data | {"version": "1"}).status_code == 409

    dd.post(url(f"taches/{task.pk}/retirer/"))
    assert not Tache.objects.filter(pk=task.pk).exists()


def test_a_loop_is_told_at_the_dependencies(dd, dd78, url, diagnostic):
    first = tableau.add_task(diagnostic, actor=dd78.actor, libelle="Une")
    second = tableau.add_task(diagnostic, actor=dd78.actor, libelle="Deux", dependances=[first])
    data = {
        "version": "1",
        "libelle": "Une",
        "etape": diagnostic.pk,
        "criticite": "2",
        "statut": "a_faire",
        "avancement": "0",
    }

    page = dd.post(url(f"taches/{first.pk}/"), data | {"dependances": [second.pk]}).content.decode()

    assert "«\u00a0Une\u00a0» attend «\u00a0Deux\u00a0», qui attend «\u00a0Une\u00a0»" in page


def test_a_partner_reads_the_table_and_does_not_write_it(connecte, url, ca):
    user, _ = fabrique.partenaire(ca)
    partner = connecte(user)

    assert "Ajouter une tâche" not in partner.get(url()).content.decode()
    assert partner.get(url("taches/ajouter/")).status_code == 404
    assert partner.post(url("pdf/")).status_code == 302
    assert Document.objects.filter(kind="tableau_de_bord").count() == 1


def test_a_stranger_finds_nothing(connecte, url):
    assert connecte(fabrique.coordinatrice("93")).get(url()).status_code == 404


def test_a_task_of_another_ca_is_not_found(dd, url):
    task = Tache.objects.filter(etape__ca=fabrique.cooperative("78")).first()

    assert dd.get(url(f"taches/{task.pk}/")).status_code == 404
    assert dd.post(url(f"taches/{task.pk}/retirer/")).status_code == 404


def test_the_table_costs_the_same_with_one_or_three_tasks(dd, url, dd78, diagnostic, compte_a_1_et_3):
    first = tableau.add_task(diagnostic, actor=dd78.actor, libelle="Première")

    def add():
        tableau.add_task(diagnostic, actor=dd78.actor, libelle="Tâche", dependances=[first])

    compte_a_1_et_3(url(), add, statements=11, get=dd.get)


HTMX = {"HTTP_HX_REQUEST": "true"}


def test_a_wrong_date_in_place_is_told_in_the_row(dd, dd78, url, diagnostic):
    task = tableau.add_task(diagnostic, actor=dd78.actor, libelle="Grille", debut=date(2027, 1, 4))
    data = {"version": "1", "libelle": "Grille", "debut": "2027-01-04", "fin": "2026-01-01", "avancement": "0"}

    response = dd.post(url(f"taches/{task.pk}/ligne/"), data, **HTMX)

    assert response.headers["HX-Retarget"] == f"#tache-{task.pk}"
    assert "La date de fin suit la date de début." in response.content.decode()

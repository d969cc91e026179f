"""The « Tableau de suivi des actions par les acteurs »: 35 columns of the guide, transmitted bilans alone (R-EVA-12, R-EVA-14)."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from conventions.models import Indicateur, Objectif
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.documents.kinds import Unbuildable, get
from coop.documents.models import Document
from coop.documents.render import to_pdf
from coop.territories.models import Commune
from cooperatives.models import Public
from evaluation.colonnes_suivi import COLONNES, Volet
from evaluation.queries.tableau_suivi import SANS_OBJECTIF, Choix, lire
from tests.evaluation.scene_bilan import T2_OPEN, T4, build
from tests.evaluation.test_bilans_document import texte
from tests.factories import utilisateur
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
T1_OPEN = date(2026, 4, 20)
REPONSES = T4 | {
    "groupes": "partiel", "groupes_pourquoi": "Peu de femmes rencontrées.", "objectifs": "partiel", "objectifs_pourquoi": "Hiver long.",
    "dynamique": "partiel", "ists_autre": "Aller vers", "freins": "Un seul véhicule", "leviers": "Bénévoles formés", "pistes": "Le samedi",
}  # fmt: skip


# The first quarter is over.
scene = staged(build, le=T1_OPEN)


def url(scene, name="tableau_suivi", **params) -> str:
    return reverse(f"evaluation:{name}", kwargs={"ca_ref": scene.ca.reference}, query=params or None)


def sheets(response) -> dict[str, list[list]]:
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_the_columns_are_numbered_and_grouped_as_the_guide_prints_them():
    assert [colonne.numero for colonne in COLONNES] == list(range(1, 36))
    assert [sum(c.volet == volet for c in COLONNES) for volet in Volet] == [10, 8, 6, 8, 3]
    assert [(c.numero, c.sous_titre) for c in COLONNES if c.sous_titre.isdigit()] == [
        (5, "1"), (6, "2"), (7, "3"), (8, "4"), (19, "1"), (20, "2"), (21, "3"), (22, "1"), (23, "2"), (24, "3"),
    ]  # fmt: skip


def test_the_workbook_holds_the_35_columns_in_order_with_typed_cells(client, scene):
    action = scene.actions[2]
    objectif = Objectif.objects.create(programme=scene.programme, niveau="operationnel", numero=2, libelle="Aller vers")
    action.objectif = objectif
    action.save()
    publics = ["Veilleurs de nuit", "Voisins"]
    action.publics.set(Public.objects.create(code=f"essai-{libelle}", libelle=libelle) for libelle in publics)
    trappes = Commune.objects.create(code="78621", nom="Trappes", departement=scene.ca.departement)
    scene.transmettre(scene.asso_b, 1, 25, REPONSES | {"territoire": trappes, "public_autre": "Veilleurs"})
    client.force_login(scene.asso_a)

    found = sheets(client.get(url(scene, "tableau_suivi_xlsx")))
    _, headings, under, row = found["Tableau de suivi"]

    assert headings == [c.titre for c in COLONNES]
    assert [cell or "" for cell in under] == [c.sous_titre for c in COLONNES]
    assert row[:10] == ["2. Aller vers", str(action), "Aller vers.", "Des contacts.", *publics, None, "Veilleurs", 200, "Trappes"]  # fmt: skip
    assert row[10:18] == ["OUI", None, "En partie", "Peu de femmes rencontrées.", "OUI", None, "Partiellement", "Hiver long."]  # fmt: skip
    assert row[18].replace("\u00a0", " ") == "Personnes rencontrées : 25 personnes (prévu 20, 125 %)"
    assert row[19:21] == [None, None]
    assert row[24:32] == [
        "Partiellement", "Une fiche commune.", "Oui", "Une fiche commune.", "Oui", "Participation des habitants, Aller vers", "Oui",
        "Une fiche commune.",
    ]  # fmt: skip
    assert row[32:] == ["Un seul véhicule", "Bénévoles formés", "Le samedi"]
    ia = found["Indicateurs"][1]
    assert ia[:6] == [3, "Maraudes 3", scene.asso_b.contact.organisation.nom, 1, 1, 19]
    assert (ia[9], ia[10], ia[11]) == (20, 25, 125)
    origin = found["Provenance des lignes"][1]
    assert (origin[2], origin[6].date(), origin[7]) == (scene.asso_b.contact.organisation.nom, T1_OPEN, 1)


def test_the_fourth_indicator_of_a_type_has_no_column(client, scene):
    action = scene.actions[2]
    for numero in (2, 3, 4):
        Indicateur.objects.create(action=action, type="ia", numero=numero, libelle=f"IA {numero}", sources_methodes="x")
    scene.transmettre(scene.asso_b, 1, 7)
    client.force_login(scene.dd)

    found = sheets(client.get(url(scene, "tableau_suivi_xlsx")))

    row = found["Tableau de suivi"][3]
    assert [str(cell).split("\u00a0:")[0] for cell in row[18:22]] == [
        "Personnes rencontrées",
        "IA 2",
        "IA 3",
        "Accompagnements",
    ]
    assert [line[5] for line in found["Indicateurs"][1:]] == [19, 20, 21, "complémentaire", 22]


def test_the_csv_says_the_same_on_one_line_of_headings(client, scene):
    scene.transmettre(scene.asso_b, 1, 25, {"freins": "=HYPERLINK(1)"} | T4 | {"freins": "=HYPERLINK(1)"})
    client.force_login(scene.asso_b)

    response = client.get(url(scene, "tableau_suivi_csv"))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))

    assert [len(row) for row in rows] == [35, 35]
    assert rows[0] == [c.entier for c in COLONNES]
    assert (rows[1][1], rows[1][8], rows[1][32]) == (str(scene.actions[2]), "200", "'=HYPERLINK(1)")
    assert 'filename="tableau-de-suivi-' in response["Content-Disposition"]


def test_a_draft_is_not_in_the_table_and_is_told_missing(scene):
    scene.transmettre(scene.asso_a, 1)
    scene.remplir(scene.asso_b, 1)

    table = lire(scene.ca, Choix(), T1_OPEN)

    assert [row.action.numero for row in table.lignes] == [1, 2]
    assert [(b.partie.organisation_id, e.mot) for b, e in table.manquants] == [
        (scene.asso_b.contact.organisation_id, "brouillon")
    ]
    assert (table.recus, table.attendus) == (1, 2)


def test_the_last_version_transmitted_is_the_one_shown(scene):
    from evaluation.workflows import bilans

    scene.transmettre(scene.asso_b, 1, 5)
    bilans.ask_completion(scene.bilan(scene.asso_b, 1), actor=scene.dd.actor, commentaire="Et les femmes ?")
    scene.transmettre(scene.asso_b, 1, 9)

    (row,) = lire(scene.ca, Choix(), T1_OPEN).lignes

    assert (row.version.numero, {r.valeur for r in row.releves}) == (2, {9})


def test_a_year_has_a_row_a_quarter_by_objective(scene, le_jour):
    objectif = Objectif.objects.create(programme=scene.programme, niveau="operationnel", numero=1, libelle="Aller vers")
    action = scene.actions[2]
    action.objectif = objectif
    action.save()
    for user in (scene.asso_a, scene.asso_b):
        scene.transmettre(user, 1)
    le_jour(T2_OPEN)
    scene.transmettre(scene.asso_b, 2)

    table = lire(scene.ca, Choix(quand=f"{scene.periode.pk}-0"), T2_OPEN)

    assert [moment.trimestre for moment in table.moments] == [2, 1, 0]
    assert [(title, [row.intitule for row in rows]) for title, rows in table.groupes] == [
        ("1. Aller vers", ["Action 3 – Maraudes 3 (T1)", "Action 3 – Maraudes 3 (T2)"]),
        (SANS_OBJECTIF, ["Action 1 – Maraudes 1 (T1)", "Action 2 – Maraudes 2 (T1)"]),
    ]
    assert lire(scene.ca, Choix(), T2_OPEN).moment.trimestre == 2


def test_filters_keep_a_party_or_an_action(client, scene):
    for user in (scene.asso_a, scene.asso_b):
        scene.transmettre(user, 1)
    client.force_login(scene.asso_b)

    mine = client.get(url(scene, partie=scene.asso_b.contact.organisation_id)).content.decode()
    one = client.get(url(scene, action=2, volet="indicateurs")).content.decode()
    none = client.get(url(scene, action=99)).content.decode()

    assert ("Action 3 – Maraudes 3</a>" in mine, "Action 1 – Maraudes 1</a>" in mine) == (True, False)
    assert ("Action 2 – Maraudes 2</a>" in one, "Action 1 – Maraudes 1</a>" in one) == (True, False)
    assert 'aria-current="page">Indicateurs' in one
    assert "Aucune ligne" in none


@pytest.mark.parametrize("volet", Volet)
def test_each_group_of_columns_says_what_was_written(client, scene, volet):
    scene.transmettre(scene.asso_b, 1, 25, REPONSES)
    client.force_login(scene.dd)

    html = client.get(url(scene, volet=volet.value)).content.decode()

    said = {
        Volet.PROGRAMMATION: ["Aller vers.", "Des contacts.", "200", "Tout le territoire de l’action"],
        Volet.CONFORMITE: ["<b>OUI</b>", "<b>En partie</b>Peu de femmes", "<b>Partiellement</b>Hiver long."],
        Volet.INDICATEURS: ["Personnes rencontrées", "<b>25\u00a0personnes</b>, prévu 20, 125\u00a0%"],
        Volet.CONTRIBUTION: ["<b>Partiellement</b>Une fiche", "Participation des habitants, Aller vers"],
        Volet.APPRENTISSAGES: ["Un seul véhicule", "Bénévoles formés", "Le samedi"],
    }[volet]
    assert [words for words in said if words not in html] == []


def test_before_any_bilan_the_page_says_what_it_is_for(client, scene):
    client.force_login(scene.dd)

    assert "Aucun bilan transmis" in client.get(url(scene)).content.decode()
    assert client.get(url(scene, "tableau_suivi_xlsx")).status_code == 404
    with pytest.raises(Unbuildable, match="transmis"):
        built(scene)


def test_a_stranger_gets_a_404(client, scene):
    client.force_login(utilisateur(RoleMandat.PARTENAIRE))

    assert client.get(url(scene)).status_code == 404


def test_the_page_costs_the_same_with_more_actions_parties_and_quarters(
    client, scene, le_jour, django_assert_num_queries
):
    scene.transmettre(scene.asso_b, 1)
    client.force_login(scene.dd)
    page = url(scene, quand=f"{scene.periode.pk}-0")
    client.get(page)
    with django_assert_num_queries(14):
        client.get(page)
    scene.transmettre(scene.asso_a, 1)
    le_jour(T2_OPEN)
    for user in (scene.asso_a, scene.asso_b):
        scene.transmettre(user, 2)
    with django_assert_num_queries(14):
        assert "5 lignes" not in client.get(page).content.decode()


def built(scene, **params):
    row = Document(kind="tableau_suivi", subject_id=str(scene.ca.pk), requested_at=horloge.now(), params=params)
    return get("tableau_suivi").build(row)


def test_the_pdf_asked_is_what_the_page_shows(client, scene):
    for user in (scene.asso_a, scene.asso_b):
        scene.transmettre(user, 1)
    client.force_login(scene.asso_b)

    response = client.post(url(scene, "tableau_suivi_pdf", action=3))

    document = Document.objects.get(kind="tableau_suivi")
    assert (response.status_code, document.params) == (302, {"action": "3"})
    assert [line[1] for line in built(scene, **document.params).content["lignes"]] == [str(scene.actions[2])]
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.lourd
def test_the_pdf_prints_every_heading_and_every_answer(scene):
    scene.transmettre(scene.asso_b, 1, 25, REPONSES)

    text = texte(to_pdf(built(scene)))

    for words in (
        "Leviers Identifiés",
        "Colonnes 1 à 10",
        "Colonnes 33 à 35",
        "Peu de femmes rencontrées.",
        "Le samedi",
    ):
        assert words in text, words
    assert "PROJET" not in text

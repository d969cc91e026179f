"""The workbook of a bilan: what it holds, what it locks, who may take it."""

import io

import openpyxl
import pytest
from django.urls import reverse

from coop import horloge
from coop.classeurs import releve
from coop.classeurs.models import ClasseurRemis
from tests.evaluation.scene_bilan import T2_OPEN, scene  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def played():
    with horloge.at(T2_OPEN):
        yield


def adresse(scene, bilan, name="bilan_tableur_xlsx"):  # noqa: F811
    return reverse(f"evaluation:{name}", kwargs={"ca_ref": scene.ca.reference, "bilan_id": bilan.pk})


def telecharger(client, scene, user, trimestre=2):  # noqa: F811
    client.force_login(user)
    response = client.post(adresse(scene, scene.bilan(user, trimestre)))
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(response.content))


def lignes(sheet) -> dict[str, tuple]:
    """The rows by the field that they ask, prefix left out: (cell of the answer, values of the row)."""
    return {
        row[5].value.partition(".")[2]: (row[2], [cell.value for cell in row])
        for row in sheet.iter_rows(min_row=4)
        if row[5].value
    }


def test_one_sheet_an_action_with_the_headings_of_the_guide_and_the_quarter_before(client, scene):  # noqa: F811
    scene.transmettre(scene.asso_a, 1, 17, {"groupes": "partiel", "groupes_pourquoi": "Peu de femmes."})
    ia = scene.actions[0].indicateurs.get(type="ia")

    book = telecharger(client, scene, scene.asso_a)

    assert book.sheetnames == ["Lisez-moi", "Action 1", "Action 2", "Pour finir", "Listes"]
    rows = lignes(book["Action 1"])
    assert [cell.value for cell in book["Action 1"][3]][:5] == [
        "N°", "Ce qui est demandé", "Votre réponse", "T1 (du 15/01/2026 au 14/04/2026)", "À savoir",
    ]  # fmt: skip
    assert rows[f"i{ia.pk}"][1][:5] == [
        19, "Personnes rencontrées, réalisé (personnes)", None, 17,
        "Indicateur d’activité. Prévu\xa0: 20. Un nombre seul, sans l’unité.",
    ]  # fmt: skip
    assert rows["groupes"][1][:4] == [
        13, "Les groupes cibles ont été atteints comme prévu", None, "En partie",
    ]  # fmt: skip
    assert rows["groupes_pourquoi"][1][1] == "Si non ou partiellement... pourquoi\xa0?"
    assert rows["fixe:4"][1][:3] == [4, "Résultats attendus", "Des contacts."]


def test_only_answers_are_open_and_each_has_its_rule(client, scene):  # noqa: F811
    sheet = telecharger(client, scene, scene.asso_a)["Action 1"]

    rows = lignes(sheet)
    assert sheet.protection.sheet
    assert not sheet.protection.password
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert open_cells == {cell.coordinate for key, (cell, _) in rows.items() if not key.startswith("fixe:")}
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert set(rules) == open_cells
    ia = scene.actions[0].indicateurs.get(type="ia")
    assert rules[rows[f"i{ia.pk}"][0].coordinate].type == "decimal"
    assert rules[rows["beneficiaires_cibles"][0].coordinate].type == "whole"
    assert sheet.column_dimensions["F"].hidden
    assert sheet.freeze_panes == "C4"
    assert sheet.defined_names["Title"].attr_text == "'Action 1'!$B$3"


def test_the_lists_say_the_words_of_their_column(client, scene):  # noqa: F811
    book = telecharger(client, scene, scene.asso_a)

    def choices(key):
        sheet = book["Action 1"]
        cell = lignes(sheet)[key][0].coordinate
        rule = next(rule for rule in sheet.data_validations.dataValidation if str(rule.sqref) == cell)
        name, _, place = rule.formula1.partition("!")
        return [row[0].value for row in book[name][place.replace("$", "")]]

    assert choices("ressources") == ["OUI", "En partie", "NON"]
    assert choices("objectifs") == ["OUI", "Partiellement", "NON"]
    assert choices("dynamique") == ["Oui", "Partiellement", "Non"]
    assert book["Listes"].sheet_state == "hidden"


def test_what_is_written_is_there_typed_and_kept_as_the_base(client, scene):  # noqa: F811
    scene.remplir(scene.asso_a, 2, 12, {"freins": "=Un seul véhicule", "leviers_ists": ["participation"]})

    rows = lignes(telecharger(client, scene, scene.asso_a)["Action 1"])

    ia = scene.actions[0].indicateurs.get(type="ia")
    assert rows[f"i{ia.pk}"][1][2] == 12
    assert rows["ressources"][1][2] == "OUI"
    assert rows["leviers_ists:participation"][1][2] == "Oui"
    assert (rows["freins"][1][2], rows["freins"][0].data_type) == ("=Un seul véhicule", "s")
    remis = ClasseurRemis.objects.get()
    base = releve.depuis_texte(remis.base)["cases"]
    action = scene.actions[0].pk
    assert (base[f"{action}.i{ia.pk}"], base[f"{action}.ressources"]) == (12, "oui")
    assert (remis.contact, remis.cible) == (scene.asso_a.contact, str(scene.bilan(scene.asso_a, 2).pk))


def test_without_a_quarter_before_its_column_is_hidden(client, scene):  # noqa: F811
    assert telecharger(client, scene, scene.asso_a, 1)["Action 1"].column_dimensions["D"].hidden


def test_lisez_moi_says_whose_it_is_with_typed_dates(client, scene):  # noqa: F811
    sheet = telecharger(client, scene, scene.asso_a)["Lisez-moi"]

    facts = {row[0].value: row[1] for row in sheet.iter_rows(min_row=3, max_row=8)}
    assert facts["Organisation"].value == scene.asso_a.contact.organisation.nom
    assert facts["À transmettre avant le"].is_date
    assert facts["Référence"].value == ClasseurRemis.objects.get().reference


def test_it_is_taken_by_its_party_alone_and_by_its_link(client, scene):  # noqa: F811
    bilan = scene.bilan(scene.asso_a, 2)
    client.force_login(scene.asso_b)
    assert client.post(adresse(scene, bilan)).status_code == 404
    client.force_login(scene.dd)
    assert client.post(adresse(scene, bilan)).status_code == 404
    client.logout()
    client.get(scene.lien(scene.asso_a, 2))

    assert client.post(f"/l/bilan/{bilan.pk}/tableur/xlsx/").status_code == 200
    assert client.post(f"/l/bilan/{scene.bilan(scene.asso_b, 2).pk}/tableur/xlsx/").status_code == 404
    assert ClasseurRemis.objects.count() == 1


def test_a_get_hands_nothing_out(client, scene):  # noqa: F811
    client.force_login(scene.asso_a)
    bilan = scene.bilan(scene.asso_a, 2)

    assert client.get(adresse(scene, bilan)).url == adresse(scene, bilan, "bilan_tableur")
    assert not ClasseurRemis.objects.exists()

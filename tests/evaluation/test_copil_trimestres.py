"""The COPIL table quarter by quarter, its workbook, the sheet of an indicator, figures told by parts."""

import io
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from conventions.enums import Dimension
from conventions.models import Indicateur, VersionCible
from cooperatives.models import Decision, Reunion
from evaluation.models import Releve, ReleveProcessus
from evaluation.queries import copil
from evaluation.queries.lecture import lire
from evaluation.repartition import PartLue, masquer
from evaluation.workflows import bilans, processus
from tests.evaluation.scene_bilan import OUI, scene  # noqa: F401

T1_OVER, T2_OVER, T3 = "2026-04-16", "2026-07-16", date(2026, 7, 15)


def url(scene, name="copil", **kwargs) -> str:  # noqa: F811
    return reverse(f"evaluation:{name}", kwargs={"ca_ref": scene.ca.reference, **kwargs})


@pytest.fixture
def ia(scene) -> Indicateur:  # noqa: F811
    row = Indicateur.objects.get(action=scene.actions[0], type="ia")
    row.par_sexe = "Femmes\nHommes"
    row.save()
    return row


def revise(scene, row, depuis: date, valeur: int) -> VersionCible:  # noqa: F811
    moment = datetime(2026, 6, 10, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
    reunion = Reunion.objects.create(ca=scene.ca, type="copil", prevue_le=moment)
    decision = Decision.objects.create(ca=scene.ca, reunion=reunion, numero="D-2026-04", texte="Une maraude de plus.")
    return VersionCible.objects.create(
        indicateur=row, valeur=valeur, depuis=depuis, motif="Une maraude de plus.", decision=decision, auteur="Essai"
    )


def test_a_reading_keeps_the_target_of_its_quarter(scene, ia, le_jour):  # noqa: F811
    revise(scene, ia, date(2026, 4, 15), 50)
    le_jour(T2_OVER)
    for quarter in (1, 2):
        scene.transmettre(scene.asso_a, quarter)

    kept = Releve.objects.filter(indicateur=ia, modalite="").order_by("version__bilan__debut")
    assert [row.cible for row in kept] == [20, 50]


def test_a_draft_takes_the_target_revised_before_it_is_sent(scene, ia, le_jour):  # noqa: F811
    le_jour("2026-07-01")
    scene.remplir(scene.asso_a, 2)
    revise(scene, ia, date(2026, 4, 15), 50)
    le_jour(T2_OVER)
    bilans.transmit(scene.bilan(scene.asso_a, 2), actor=scene.asso_a.actor)

    assert Releve.objects.get(indicateur=ia, modalite="").cible == 50


def test_the_table_sets_a_figure_beside_the_target_of_then(client, scene, ia, le_jour):  # noqa: F811
    le_jour(T1_OVER)
    scene.transmettre(scene.asso_a, 1)
    revise(scene, ia, T3, 50)
    le_jour(T2_OVER)

    cell = copil.read(scene.ca).lignes[0].activite[0]

    assert (cell.dernier, cell.prevu, cell.revu) == ("10\u00a0personnes", "20\u00a0personnes", "50\u00a0personnes")


def test_the_table_as_a_quarter_left_it(client, scene, ia, le_jour):  # noqa: F811
    le_jour(T2_OVER)
    ip = Indicateur.objects.get(action=scene.actions[0], type="ip")
    for quarter, value in ((1, 10), (2, 15)):
        scene.transmettre(scene.asso_a, quarter, value)
        processus.record_reading(
            ip, actor=scene.dd.actor, periode=scene.periode, trimestre=quarter, constat=f"Constat {quarter}."
        )

    then, now = copil.read(scene.ca, f"{scene.periode.pk}-1").lignes[0], copil.read(scene.ca).lignes[0]

    assert (then.activite[0].dernier, then.processus[0].constat) == ("10\u00a0personnes", "Constat 1.")
    assert (now.activite[0].dernier, now.processus[0].constat) == ("15\u00a0personnes", "Constat 2.")
    assert copil.read(scene.ca, "zz").choisi is False
    client.force_login(scene.asso_a)
    html = client.get(url(scene) + f"?trimestre={scene.periode.pk}-1").content.decode()
    assert "Constat 1." in html
    assert "Constat 2." not in html
    assert url(scene, "origine_chiffres", periode_id=scene.periode.pk, trimestre=1) in html


def test_the_process_is_read_in_place_for_the_quarter_shown(client, scene, le_jour):  # noqa: F811
    le_jour(T2_OVER)
    ip = Indicateur.objects.get(action=scene.actions[0], type="ip")
    code = f"{scene.periode.pk}-1"
    client.force_login(scene.dd)
    html = client.get(url(scene) + f"?trimestre={code}").content.decode()
    assert f'name="quart" value="{code}"' in html
    assert html.count("Relever le T1") == 3

    sent = {"quart": code, "constat": "Deux réunions.", "valeur": "2"}
    response = client.post(url(scene, "releve_processus", indicateur_id=ip.pk), sent)

    assert ReleveProcessus.objects.get().trimestre == 1
    assert response.url == f"{url(scene)}?trimestre={code}#action-1"
    after = client.get(response.url).content.decode()
    assert "Deux réunions." in after
    assert "Corriger le T1" in after


def test_the_workbook_holds_the_six_columns_and_each_figure(client, scene, le_jour):  # noqa: F811
    le_jour(T1_OVER)
    scene.transmettre(scene.asso_a, 1, 12)
    client.force_login(scene.asso_b)

    response = client.get(url(scene, "copil_xlsx"))

    table, detail = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets
    rows = [[cell.value for cell in row] for row in table.iter_rows()]
    head = next(i for i, row in enumerate(rows) if row[0] == copil.COLONNES[0])
    assert tuple(rows[head]) == copil.COLONNES
    assert "Personnes rencontrées : 12 personnes (T1, année 1), prévu 20 personnes" in rows[head + 1][2].replace(
        "\xa0", " "
    )
    values = [row for row in detail.iter_rows(values_only=True) if row[3] == "Personnes rencontrées"]
    assert [row[6:8] for row in values] == [(20, 12), (20, 12), (20, None)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((11, 30), (11, 30)),
        ((8, 30), (None, None)),
        ((8, 30, 12), (None, 30, None)),
        ((8, 3, 30), (None, None, 30)),
        ((0, 30), (None, None)),
        ((8,), (None,)),
        ((), ()),
    ],
)
def test_small_parts_are_masked_and_not_found_by_subtraction(told, expected):
    parts = [PartLue(str(n), Decimal(value)) for n, value in enumerate(told)]

    assert tuple(part.valeur for part in masquer(parts)) == expected


def test_the_threshold_is_a_setting(settings):
    settings.COOP_SMALL_NUMBER = 5

    assert [p.masquee for p in masquer([PartLue("a", Decimal(8)), PartLue("b", Decimal(5))])] == [False, False]


def parts(scene, ia, femmes, hommes, total=40):  # noqa: F811
    bilan = scene.bilan(scene.asso_a, 1)
    draft = bilans.open_draft(bilan, actor=scene.asso_a.actor)
    told = {"valeur": Decimal(total), "parts": {"sexe-femmes": femmes, "sexe-hommes": hommes}}
    bilans.save_line(draft, ia.action, actor=scene.asso_a.actor, data=OUI, readings={ia.pk: told})
    return bilan, draft


def test_parts_are_rows_of_their_own_and_a_blank_takes_them_away(scene, ia, le_jour):  # noqa: F811
    le_jour("2026-03-01")
    parts(scene, ia, Decimal(32), Decimal(8))
    assert dict(Releve.objects.filter(indicateur=ia).values_list("modalite", "valeur")) == {
        "": 40, "sexe-femmes": 32, "sexe-hommes": 8,
    }  # fmt: skip
    parts(scene, ia, None, Decimal(9))
    assert dict(Releve.objects.exclude(modalite="").values_list("modalite", "valeur")) == {"sexe-hommes": 9}


def test_an_unknown_part_is_refused(scene, ia, le_jour):  # noqa: F811
    le_jour("2026-03-01")
    draft = bilans.open_draft(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)

    with pytest.raises(ValidationError, match="pas dans la répartition"):
        bilans.save_line(
            draft, ia.action, actor=scene.asso_a.actor, data={}, readings={ia.pk: {"parts": {"age-0": Decimal(1)}}}
        )


@pytest.mark.parametrize("clair", [True, False])
def test_a_reader_of_the_bilan_sees_small_parts_only_when_allowed(scene, ia, le_jour, clair):  # noqa: F811
    le_jour("2026-03-01")
    bilan, draft = parts(scene, ia, Decimal(32), Decimal(8))

    read = lire(bilan, draft, None, clair=clair).actions[0].indicateurs[0].parts[0]

    assert read.dimension == Dimension.SEXE
    assert [part.valeur for part in read.parts] == ([32, 8] if clair else [None, None])


def typed(ia, **parts) -> dict:
    data = dict.fromkeys(OUI, "oui") | {"version": "1", f"i{ia.pk}": "40", "suite": "ici"}
    return data | {f"i{ia.pk}_m_sexe-{name}": value for name, value in parts.items()}


@pytest.mark.parametrize(
    ("femmes", "hommes", "sentence"),
    [
        ("41", "", "dépasse le total"),
        ("32", "9", "somme des parts"),
        ("env. 3", "", "seulement un nombre"),
        ("-1", "", "négative"),
    ],
)
def test_bad_parts_are_told_at_their_field(client, scene, ia, le_jour, femmes, hommes, sentence):  # noqa: F811
    le_jour("2026-03-01")
    client.force_login(scene.asso_a)
    page = url(scene, "bilan_action", bilan_id=scene.bilan(scene.asso_a, 1).pk, numero=1)

    response = client.post(page, typed(ia, femmes=femmes, hommes=hommes))

    assert sentence in response.content.decode()
    assert Releve.objects.get(indicateur=ia, modalite="").valeur == 40


def test_the_form_asks_the_parts_and_takes_them_over(client, scene, ia, le_jour):  # noqa: F811
    le_jour(T2_OVER)
    parts(scene, ia, Decimal(32), Decimal(8))
    line = scene.actions_de(scene.asso_a)[1]
    draft = bilans.open_draft(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)
    rest = {i.pk: {"valeur": Decimal(5)} for i in Indicateur.objects.exclude(type="ip").exclude(pk=ia.pk)}
    for action in (ia.action, line):
        mine = {pk: row for pk, row in rest.items() if action.indicateurs.filter(pk=pk).exists()}
        bilans.save_line(draft, action, actor=scene.asso_a.actor, data=OUI, readings=mine)
    bilans.transmit(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)
    client.force_login(scene.asso_a)
    page = url(scene, "bilan_action", bilan_id=scene.bilan(scene.asso_a, 2).pk, numero=1)
    html = client.get(page).content.decode()
    assert "Répartir par sexe" in html

    client.post(page, {"version": "1", "inchange": f"i{ia.pk}"})

    again = Releve.objects.filter(indicateur=ia, version__bilan__trimestre=2)
    assert dict(again.values_list("modalite", "valeur")) == {"": 40, "sexe-femmes": 32, "sexe-hommes": 8}


def test_the_sheet_of_an_indicator_tells_its_targets_and_where_figures_come_from(client, scene, ia, le_jour):  # noqa: F811
    le_jour("2026-04-16")
    parts(scene, ia, Decimal(32), Decimal(8))
    Releve.objects.filter(version__bilan__trimestre=1).update()
    bilan = scene.bilan(scene.asso_a, 1)
    bilan.versions.update(transmise_le=datetime(2026, 4, 16, 9, tzinfo=ZoneInfo("Europe/Paris")))
    version = revise(scene, ia, T3, 50)
    le_jour(T2_OVER)
    page = url(scene, "indicateur", indicateur_id=ia.pk)
    seen = {}
    for name, user in (("dd", scene.dd), ("a", scene.asso_a), ("b", scene.asso_b)):
        client.force_login(user)
        seen[name] = client.get(page).content.decode()

    assert "Hommes 8" in seen["dd"]
    assert "Hommes 8" in seen["a"]
    assert "Hommes masqué" in seen["b"]
    assert "petits nombres masqués" in seen["b"]
    assert "Décision D-2026-04" in seen["b"]
    assert url(scene, "bilan_version", bilan_id=bilan.pk, numero=1) in seen["b"]
    retirer = reverse(
        "conventions:cible_retirer",
        kwargs={"ca_ref": scene.ca.reference, "numero": 1, "pk": ia.pk, "cible_id": version.pk},
    )
    assert retirer in seen["dd"]
    assert retirer not in seen["a"]


def test_the_sheet_of_another_cooperative_is_not_found(client, scene, ia):  # noqa: F811
    from coop.accounts.enums import RoleMandat
    from tests.factories import utilisateur

    client.force_login(utilisateur(RoleMandat.PARTENAIRE))

    assert client.get(url(scene, "indicateur", indicateur_id=ia.pk)).status_code == 404


def test_the_sheet_costs_the_same_after_one_or_two_quarters(client, scene, ia, le_jour, django_assert_num_queries):  # noqa: F811
    from evaluation.queries.indicateur import lire_fiche

    le_jour(T2_OVER)
    scene.transmettre(scene.asso_a, 1)
    row = Indicateur.objects.select_related("action__programme").get(pk=ia.pk)
    for quarter in (None, 2):
        if quarter:
            scene.transmettre(scene.asso_a, quarter)
        with django_assert_num_queries(3):
            lire_fiche(row, date(2026, 7, 16), clair=True)

"""« Mes actions et mes bilans », its PDF, and where the figures of a quarter come from."""

import subprocess
from datetime import date

import pytest
from django.urls import reverse

from conventions.queries.citations import nomme
from conventions.workflows.citations import on_decision_ecrite
from coop import horloge
from coop.documents.kinds import Unbuildable, get
from coop.documents.models import Document
from coop.documents.render import to_pdf
from cooperatives.models import Decision, Reunion
from evaluation import documents_partie
from evaluation.queries.origine import origine
from evaluation.workflows import bilans, pour_compte
from tests.evaluation.scene_bilan import T2_OPEN, scene  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def played():
    with horloge.at(T2_OPEN):
        yield


@pytest.fixture
def told(scene):  # noqa: F811
    """A sent two quarters, B one."""
    scene.transmettre(scene.asso_a, 1, 17, {"freins": "Un seul véhicule"})
    scene.transmettre(scene.asso_a, 2, 19, {"pistes": "Un créneau le samedi"})
    scene.transmettre(scene.asso_b, 1, 5, {"groupes": "non", "groupes_pourquoi": "Trop loin."})
    return scene


def decide(scene, texte, statut="cr_diffuse"):  # noqa: F811
    reunion = Reunion.objects.create(
        ca=scene.ca,
        type="copil",
        prevue_le=horloge.now(),
        statut=statut,
        tenue_le=date(2026, 7, 1),
        compte_rendu="Fait.",
    )
    row = Decision.objects.create(reunion=reunion, ca=scene.ca, numero=f"D-{Decision.objects.count()}", texte=texte)
    on_decision_ecrite(Decision, decision=row, actor=scene.dd.actor)
    return row


def text(response) -> str:
    shown = response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")
    return shown.replace("<b>", "").replace("</b>", "")


def mes(scene):  # noqa: F811
    return reverse("evaluation:mes_bilans", kwargs={"ca_ref": scene.ca.reference})


def explained(scene, quarter=1):  # noqa: F811
    keys = {"ca_ref": scene.ca.reference, "periode_id": scene.periode.pk, "trimestre": quarter}
    return reverse("evaluation:origine_chiffres", kwargs=keys)


def test_a_partner_finds_its_values_what_became_of_them_and_the_decisions(client, told):
    bilans.accept(told.bilan(told.asso_a, 1), actor=told.dd.actor)
    decide(told, "Soutenir l’action 1 par un second véhicule.")
    decide(told, "L’action 1 change de lieu (brouillon).", statut="tenue")
    client.force_login(told.asso_a)

    shown = text(client.get(mes(told)))

    for words in (
        "Maraudes 1",
        "Maraudes 2",
        "accepté le 15 juillet 2026",
        "second véhicule",
        "34 des 39 bénéficiaires",
    ):
        assert words in shown, words
    assert "Maraudes 3" not in shown
    assert "brouillon)" not in shown


def test_somebody_without_bilan_reads_what_the_page_is_for(client, told):
    client.force_login(told.dd)

    assert "Pas encore de bilan" in text(client.get(mes(told)))


def test_the_page_costs_the_same_after_one_or_four_quarters(client, scene, django_assert_num_queries):  # noqa: F811
    client.force_login(scene.asso_a)
    with horloge.at(date(2026, 4, 20)):
        scene.transmettre(scene.asso_a, 1)
    client.get(mes(scene))
    with django_assert_num_queries(17):
        client.get(mes(scene))
    for quarter, day in ((2, date(2026, 7, 20)), (3, date(2026, 10, 20))):
        with horloge.at(day):
            scene.transmettre(scene.asso_a, quarter)
    with horloge.at(date(2026, 10, 20)):
        client.get(mes(scene))
        with django_assert_num_queries(17):
            client.get(mes(scene))


@pytest.mark.parametrize(
    ("texte", "found"),
    [
        ("Soutenir l’action 1.", True),
        ("Les actions 1 et 2 continuent.", True),
        ("Soutenir l’action n° 1", True),
        ("Maraudes 1 : deux véhicules", True),
        ("Soutenir l’action 12.", False),
        ("Prévoir une réunion.", False),
    ],
)
def test_what_cites_an_action(scene, texte, found):  # noqa: F811
    assert nomme(texte, scene.actions[0]) is found


def document(scene, user, debut="2026-01-15", fin="2026-07-14"):  # noqa: F811
    return Document(
        kind="bilans_partie", subject_id=str(scene.ca.pk), organisation_id=user.contact.organisation_id,
        params={"debut": debut, "fin": fin}, requested_at=horloge.now(),
    )  # fmt: skip


@pytest.mark.lourd
def test_the_pdf_holds_every_value_of_the_period_and_nothing_of_another(told):
    decide(told, "Soutenir l’action 1 par un second véhicule.")
    pdf = to_pdf(get("bilans_partie").build(document(told, told.asso_a)))
    out = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    shown = " ".join(out.replace("\xa0", " ").split())

    for words in (
        "Bilan de nos actions", told.asso_a.contact.organisation.nom, "17", "19", "85 %", "95 %", "Un seul véhicule",
        "Un créneau le samedi", "second véhicule", "2 bilans trimestriels transmis", "Maraudes 1", "Maraudes 2",
    ):  # fmt: skip
        assert words in shown, words
    assert "Trop loin" not in shown
    assert "Maraudes 3" not in shown


def test_the_pdf_follows_its_period_and_belongs_to_its_organisation(told):
    first = get("bilans_partie").build(document(told, told.asso_a, fin="2026-04-14"))
    assert [row[0] for row in first.content["bilans"]] == ["T1 2026"]
    with pytest.raises(Unbuildable, match="Aucun bilan transmis"):
        get("bilans_partie").build(document(told, told.asso_b, debut="2026-04-15"))

    row = document(told, told.asso_a)
    assert documents_partie.may_read(told.asso_a.actor, row)
    assert not documents_partie.may_read(told.asso_b.actor, row)
    assert not documents_partie.may_read(told.dd.actor, row)


def test_the_pdf_is_asked_from_the_page_for_ones_own_organisation_only(client, told):
    client.force_login(told.asso_a)
    other = told.asso_b.contact.organisation_id
    response = client.post(mes(told), {"organisation": other, "debut": "2026-01-15", "fin": "2026-07-14"})

    assert response.status_code == 302
    assert Document.objects.get(kind="bilans_partie").organisation_id == told.asso_a.contact.organisation_id
    wrong = client.post(mes(told), {"debut": "2026-04-15", "fin": "2026-04-14"})
    assert "suit son début" in text(wrong)


def test_each_figure_opens_the_declarations_that_compose_it(client, told):
    client.force_login(told.asso_b)
    shown = text(client.get(explained(told)))

    assert "39 sur 60 prévus (65 %)" in shown
    assert "Oui : 2 sur 3 (67 %)" in shown
    ia = told.actions[0].indicateurs.get(type="ia")
    link = reverse("evaluation:bilan", kwargs={"ca_ref": told.ca.reference, "bilan_id": told.bilan(told.asso_a, 1).pk})
    assert f"{link}#r-1-i{ia.pk}" in shown


def test_figures_of_a_quarter_are_those_of_the_suivi_page(client, told):
    client.force_login(told.dd)
    shown = text(client.get(reverse("evaluation:suivi", kwargs={"ca_ref": told.ca.reference})))

    assert "39 bénéficiaires touchés sur 60 prévus (65 %)" in shown
    assert f"{explained(told)}#beneficiaires" in shown


def test_an_empty_quarter_divides_by_nothing(client, told):
    client.force_login(told.dd)
    shown = text(client.get(explained(told, 4)))

    assert "0 sur 0 prévus (–)" in shown


def test_a_quarter_without_bilan_or_of_another_ca_is_a_404(client, told):
    client.force_login(told.dd)

    assert client.get(explained(told, 5)).status_code == 404


def test_a_bilan_typed_for_a_party_is_told_so_and_enters_no_figure(told):
    pour_compte.begin(
        told.bilan(told.asso_b, 2), actor=told.dd.actor, informateur="Essai", recueilli_le=T2_OPEN, canal="papier"
    )
    found = origine(told.ca, told.periode, 2, T2_OPEN)

    assert [etat.mot for _, etat in found.etats] == ["transmis", "saisi pour son compte"]
    assert {cell.bilan.partie.organisation for cell in found.activite} == {told.asso_a.contact.organisation}


def test_the_origin_costs_the_same_whatever_is_declared(client, told, django_assert_num_queries):
    client.force_login(told.dd)
    client.get(explained(told, 2))
    with django_assert_num_queries(13):
        client.get(explained(told, 2))
    told.transmettre(told.asso_b, 2)
    with django_assert_num_queries(13):
        client.get(explained(told, 2))

"""The pages of the échéance and of the résiliation, for the right and the wrong person."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from conventions import documents_resiliation
from conventions.models import Avenant, AvisReception, DecisionReconduction, DemandeSortie, Resiliation
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.documents.models import Document
from cooperatives.models import Membre
from tests.conventions.scene_avenant import en_vigueur
from tests.conventions.scene_convention import action
from tests.factories import utilisateur
from tests.guards.stage import staged

JOUR = date(2027, 7, 1)


pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=JOUR)


def url(name, **kwargs):
    return reverse(name if ":" in name else f"conventions:{name}", kwargs={"ca_ref": "CA-78-01", **kwargs})


def partie(scene, user):
    return scene.convention.parties.get(organisation=user.contact.organisation)


def html(response):
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def lettre(scene, client):
    row = partie(scene, scene.ville)
    client.post(url("resiliation_enregistrer", partie=row.pk), {"envoyee_le": "2027-06-20", "suite": "depart"})
    return Resiliation.objects.get()


@pytest.mark.parametrize("name", ["echeance", "resiliation"])
def test_pages_open_inside_the_cooperative_only(scene, connecte, name):
    for user in (scene.coordinatrice, scene.asso, scene.delegue):
        assert connecte(user).get(url(name)).status_code == 200
    assert connecte(utilisateur(RoleMandat.PARTENAIRE)).get(url(name)).status_code == 404


@pytest.mark.parametrize(("jour", "leads"), [(date(2027, 7, 14), False), (date(2027, 7, 15), True)])
def test_convention_of_the_last_two_months_leads_to_its_renewal(scene, connecte, jour, leads):
    with horloge.at(jour):
        page = html(connecte(scene.coordinatrice).get(url("convention")))
        assert (f'href="{url("echeance")}">Préparer la reconduction' in page) is leads
        assert "Préparer la reconduction" not in html(connecte(scene.asso).get(url("convention")))


def test_file_says_what_is_missing_and_opens_the_renewal(scene, connecte):
    client = connecte(scene.coordinatrice)
    page = html(client.get(url("echeance")))
    assert "La réunion élargie de bilan annuel n’est pas tenue." in page
    assert "entre le 15 juin 2027 et le" in page
    assert "Préparer la reconduction" not in page
    assert client.post(url("echeance_reconduire")).status_code == 409

    scene.regler_l_annee()
    assert "Préparer la reconduction" in html(client.get(url("echeance")))
    response = client.post(url("echeance_reconduire"))
    assert response["Location"] == url("avenant", numero=Avenant.objects.get().numero)


def test_only_who_writes_is_led_to_what_is_missing(scene, connecte):
    decision = f'href="{url("echeance_decision", numero=1)}"'
    page = html(connecte(scene.asso).get(url("echeance")))

    assert "Déterminer la reconduction ou non de l’action 1" in page
    assert decision not in page
    assert decision in html(connecte(scene.coordinatrice).get(url("echeance")))


def test_decision_goes_on_to_the_next_action(scene, connecte):
    client = connecte(scene.coordinatrice)
    page = url("echeance_decision", numero=1)
    assert "Dites pourquoi" in html(client.post(page, {"decision": "modifiee"}))
    response = client.post(page, {"decision": "reconduite"})
    assert response["Location"] == url("echeance_decision", numero=2)
    response = client.post(url("echeance_decision", numero=2), {"decision": "non_reconduite", "motif": "Sans public."})
    assert response["Location"] == url("echeance")
    assert DecisionReconduction.objects.count() == 2


def test_decision_changed_meanwhile_is_not_lost(scene, connecte):
    client = connecte(scene.coordinatrice)
    page = url("echeance_decision", numero=1)
    client.post(page, {"decision": "reconduite"})
    client.post(page, {"decision": "modifiee", "motif": "Deux lieux.", "version": 1})
    assert client.post(page, {"decision": "non_reconduite", "motif": "Essai.", "version": 1}).status_code == 409


def test_annual_bilan_is_validated_on_its_page(scene, connecte):
    client = connecte(scene.coordinatrice)
    page = url("evaluation:bilan_annuel")
    assert "réunion élargie tenue" in html(client.post(page, {"validee_le": "2027-07-01", "instance": "Copil"}))
    scene.tenir_la_reunion()
    assert client.post(page, {"validee_le": "2027-07-01", "instance": "Copil"}).status_code == 302
    assert connecte(scene.asso).get(page).status_code == 404


def test_early_meeting_is_named_with_its_reason(scene, connecte):
    scene.tenir_la_reunion(date(2027, 5, 3))
    client = connecte(scene.coordinatrice)
    assert "Retenir une réunion tenue plus tôt" in html(client.get(url("echeance")))
    assert client.get(url("echeance_reunion")).status_code == 200


def test_party_asks_to_leave_and_stays(scene, connecte):
    client, row = connecte(scene.ville), partie(scene, scene.ville)
    assert client.post(url("sortie", partie=row.pk), {"demandee_le": "2027-07-01", "motif": "Recentrage."}).status_code == 302  # fmt: skip
    assert "La sortie n’est possible qu’à l’échéance annuelle" in html(client.get(url("echeance")))
    assert client.get(url("sortie_concertation", partie=row.pk)).status_code == 404
    dd = connecte(scene.coordinatrice)
    assert dd.post(url("sortie_concertation", partie=row.pk), {"concertation_le": "2027-06-20", "version": 1}).status_code == 302  # fmt: skip
    assert client.post(url("sortie_renoncer", partie=row.pk), {"version": 2}).status_code == 302
    assert DemandeSortie.objects.get().renoncee_le == JOUR


@pytest.mark.parametrize("name", ["sortie", "resiliation_enregistrer"])
def test_party_acts_for_itself_alone(scene, connecte, name):
    assert connecte(scene.asso).get(url(name, partie=partie(scene, scene.ville).pk)).status_code == 404
    assert connecte(scene.asso).get(url(name, partie=partie(scene, scene.asso).pk)).status_code == 200


def test_letter_then_receipts_then_the_day(scene, connecte):
    client = connecte(scene.coordinatrice)
    row = lettre(scene, client)
    first, last = AvisReception.objects.filter(resiliation=row).order_by("partie__ordre")
    drawn = io.BytesIO()
    Image.new("RGB", (2, 2)).save(drawn, "PNG")
    scan = SimpleUploadedFile("avis.png", drawn.getvalue(), "image/png")
    response = client.post(url("resiliation_avis", avis=first.pk), {"recu_le": "2027-06-22", "scan": scan})
    assert response.status_code == 302, html(response)
    assert "En préavis de résiliation" in html(client.get(url("convention")))
    assert "1 avis de réception revenu sur 2" in html(client.get(url("resiliation")))
    assert "partie que le" in html(client.post(url("resiliation_avis", avis=last.pk), {"recu_le": "2027-06-01"}))
    client.post(url("resiliation_avis", avis=last.pk), {"recu_le": "2027-06-25"})
    first.refresh_from_db()
    assert first.scan is not None
    assert "prend effet le 25 juillet 2027" in html(client.get(url("resiliation")))
    response = client.post(url("resiliation_depart", resiliation=row.pk))
    assert response["Location"] == url("avenant", numero=1)


def test_a_scan_that_is_no_scan_is_refused_and_nothing_is_written(scene, connecte):
    client = connecte(scene.coordinatrice)
    avis = lettre(scene, client).avis.first()
    scan = SimpleUploadedFile("avis.pdf", b"MZ programme", "application/pdf")
    response = client.post(url("resiliation_avis", avis=avis.pk), {"recu_le": "2027-06-22", "scan": scan})
    assert response.status_code == 200
    avis.refresh_from_db()
    assert avis.recu_le is None


def test_choice_is_the_coordinations_page(scene, connecte):
    row = lettre(scene, connecte(scene.coordinatrice))
    page = url("resiliation_suite", resiliation=row.pk)
    assert connecte(scene.ville).get(page).status_code == 404
    assert connecte(scene.coordinatrice).post(page, {"suite": "convention", "version": 1}).status_code == 302


def test_letter_is_printed_for_each_other_party(scene, connecte):
    row = partie(scene, scene.ville)
    response = connecte(scene.ville).post(url("resiliation_lettre", partie=row.pk))
    document = Document.objects.get()
    assert response["Location"] == reverse("documents:detail", kwargs={"uid": document.uid})
    built = documents_resiliation.build(document)
    assert [name for name, _ in built.content["destinataires"]] == [
        str(p) for p in scene.convention.parties.exclude(pk=row.pk).order_by("ordre", "id")
    ]
    assert built.context["article_5"] == documents_resiliation.ARTICLE_5


@pytest.mark.parametrize("name", ["echeance", "convention"])
def test_over_says_without_convention_in_force(scene, connecte, name):
    with horloge.at(date(2027, 9, 15)):
        assert "Sans convention en vigueur" in html(connecte(scene.coordinatrice).get(url(name)))


@pytest.mark.parametrize(("who", "statements"), [("coordinatrice", 22), ("asso", 24)])
def test_file_has_a_fixed_number_of_statements(scene, client, compte_a_1_et_3, who, statements):
    numbers = iter(range(10, 20))
    membre = Membre.objects.get(ca=scene.ca, organisation=scene.asso.contact.organisation)
    objectif = scene.action(1).objectif

    def add() -> None:
        action(scene.programme, next(numbers), membre, objectif)

    client.force_login(getattr(scene, who))
    compte_a_1_et_3(url("echeance"), add, statements=statements)

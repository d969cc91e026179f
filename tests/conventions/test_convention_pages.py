"""The pages of the convention, for the right and the wrong person."""

from datetime import date

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conventions.coherence import in_force
from conventions.models import Convention, Partie
from conventions.queries import convention as queries
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.documents.models import Document
from coop.notifications.duties import duties_for
from cooperatives.models import Cooperative
from tests.conventions.scene_convention import action, build, member
from tests.factories import DepartementFactory, OrganisationFactory, utilisateur
from tests.guards.stage import staged

PAGES = ["convention", "convention_elements", "convention_parties", "convention_signature"]
PNG = b"\x89PNG\r\n\x1a\n"


pytestmark = pytest.mark.django_db
scene = staged(build, le=date(2027, 1, 4))


def url(name, **kwargs):
    return reverse(f"conventions:{name}", kwargs={"ca_ref": "CA-78-01", **kwargs})


def sign_all(scene, jour=date(2027, 1, 4)):
    scene.a_la_signature()
    for user in (scene.delegue, scene.asso, scene.ville):
        scene.signer_papier(user, jour)


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_for_the_coordination(scene, connecte, name):
    assert connecte(scene.coordinatrice).get(url(name)).status_code == 200


@pytest.mark.parametrize("signee", [False, True])
def test_preview_costs_at_most_25_statements(scene, connecte, signee, django_assert_max_num_queries):
    if signee:
        sign_all(scene)
    client = connecte(scene.coordinatrice)
    client.get(url("convention"))
    with django_assert_max_num_queries(25):
        client.get(url("convention"))


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_unknown_to_a_stranger(scene, connecte, name):
    assert connecte(utilisateur(RoleMandat.PARTENAIRE)).get(url(name)).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "convention_elements",
        "convention_parties",
        "convention_signature",
        "convention_relancer",
        "convention_rouvrir",
        "convention_ouvrir",
    ],
)
def test_a_partner_writes_nothing(scene, connecte, name):
    assert connecte(scene.asso).post(url(name), {}).status_code == 403


def test_page_is_the_document_with_its_margin(scene, connecte):
    html = connecte(scene.asso).get(url("convention")).content.decode()

    assert "Article 5 – Durée, modification et résiliation de la convention" in html
    assert "<mark>la santé des jeunes</mark>" in html
    assert "coop-orig" in html
    assert "Fiche-action\u00a01" in html


def test_empty_convention_is_opened_in_one_click(scene, connecte):
    Convention.objects.all().delete()
    client = connecte(scene.coordinatrice)

    assert "Ouvrir la convention" in client.get(url("convention")).content.decode()
    assert client.post(url("convention_ouvrir")).status_code == 302
    assert Convention.objects.get().parties.count() == 3


def test_missing_things_are_links(scene, connecte):
    Convention.objects.update(preambule="")
    html = connecte(scene.coordinatrice).get(url("convention")).content.decode()

    assert f'<a href="{url("convention_elements")}">Le préambule n’est pas écrit.</a>' in html
    assert "[à compléter]" in html
    assert connecte(scene.coordinatrice).post(url("convention_signature")).status_code == 409


def test_two_clicks_to_the_signature(scene, connecte):
    client = connecte(scene.coordinatrice)
    assert url("convention_signature") in client.get(url("convention")).content.decode()
    client.post(url("convention_signature"))

    html = client.get(url("convention")).content.decode()
    assert "0\u00a0signataire sur 3" in html
    assert html.count("pas encore ouverte") == 3


def test_elements_are_written_over_the_version_read(scene, connecte):
    client = connecte(scene.coordinatrice)
    data = {
        "version": scene.convention.version,
        "preambule": "Texte A",
        "en_lien_avec": "le CLS",
        "periodicite_operationnelle": "",
        "lieu_signature": "Versailles",
    }

    assert client.post(url("convention_elements"), data).status_code == 302
    assert client.post(url("convention_elements"), data | {"preambule": "Texte B"}).status_code == 409
    assert Convention.objects.get().preambule == "Texte A"


def test_party_is_added_then_given_a_signatory_then_removed(scene, connecte):
    client, financeur = connecte(scene.coordinatrice), OrganisationFactory(nom="Fondation fictive")
    client.post(
        url("convention_parties"),
        {"organisation": financeur.pk, "type": "financeur", "qualite_representant": "Direction"},
    )
    row = Partie.objects.get(organisation=financeur)
    assert client.get(url("convention_partie", partie=row.pk)).status_code == 200
    data = {"version": row.version, "type": "financeur", "qualite_representant": "Présidence", "contact": ""}
    assert client.post(url("convention_partie", partie=row.pk), data).status_code == 302
    row.refresh_from_db()
    assert row.qualite_representant == "Présidence"
    client.post(url("convention_partie_retirer", partie=row.pk))
    assert not Partie.objects.filter(organisation=financeur).exists()


def test_second_ars_is_refused_with_its_sentence(scene, connecte):
    data = {"organisation": OrganisationFactory().pk, "type": "ars", "qualite_representant": "Direction"}
    html = connecte(scene.coordinatrice).post(url("convention_parties"), data).content.decode()

    assert "L’ARS est déjà partie à la convention." in html


def test_paper_signature_with_a_bad_scan_keeps_nothing(scene, connecte):
    scene.a_la_signature()
    row = scene.signature_de(scene.asso)
    page = url("signature_papier", signature=row.pk)
    bad = SimpleUploadedFile("scan.pdf", b"not a pdf", content_type="application/pdf")
    response = connecte(scene.coordinatrice).post(page, {"signee_le": "04/01/2027", "scan": bad})

    assert response.status_code == 200
    row.refresh_from_db()
    assert row.signee_le is None


@pytest.mark.parametrize("day", ["05/01/2027", "", "31/02/2027", "hier"])
def test_paper_signature_with_a_bad_date_is_refused(scene, connecte, day):
    scene.a_la_signature()
    row = scene.signature_de(scene.asso)
    connecte(scene.coordinatrice).post(url("signature_papier", signature=row.pk), {"signee_le": day})

    row.refresh_from_db()
    assert row.signee_le is None


def test_paper_signature_is_recorded(scene, connecte):
    scene.a_la_signature()
    row = scene.signature_de(scene.asso)
    connecte(scene.coordinatrice).post(
        url("signature_papier", signature=row.pk), {"signee_le": "4 janvier 2027", "lieu": "Valfleuri"}
    )

    row.refresh_from_db()
    assert (row.signee_le, row.lieu) == (date(2027, 1, 4), "Valfleuri")


def test_reopening_asks_a_reason(scene, connecte):
    scene.a_la_signature()
    client = connecte(scene.coordinatrice)
    client.post(url("convention_rouvrir"), {"motif": ""})
    assert Convention.objects.get().statut == "en_signature"
    client.post(url("convention_rouvrir"), {"motif": "Une faute dans le titre."})
    assert Convention.objects.get().statut == "brouillon"


def test_pdf_is_asked_and_its_page_opens(scene, connecte):
    response = connecte(scene.asso).post(url("convention_pdf"))

    assert response.url == reverse("documents:detail", kwargs={"uid": Document.objects.get().uid})


def test_signed_in_signatory_signs_on_the_shared_page(scene, connecte):
    scene.a_la_signature()
    page = url("signer", signature=scene.signature_de(scene.asso).pk)
    client = connecte(scene.asso)
    assert connecte(scene.ville).get(page).status_code == 404
    assert "Lisez le texte" in client.get(page).content.decode()
    assert scene.signature_de(scene.asso).ouverte_le is None  # a GET says nothing
    assert client.post(page, {"acte": "code"}).url == f"{page}#signer"  # where the code is typed
    code = next(w for w in mail.outbox[-1].body.split() if w.isdigit() and len(w) == 6)
    assert (
        "pas le bon"
        in client.post(page, {"acte": "signer", "code": "000000" if code != "000000" else "1"}).content.decode()
    )
    client.post(page, {"acte": "signer", "code": code})
    assert "Votre signature est enregistrée" in client.get(page).content.decode()


def test_link_opens_reads_and_refuses(scene, client):
    from tests.guards.client import run_on_commit

    with run_on_commit():
        scene.a_la_signature()
    body = next(m.body for m in mail.outbox if scene.ville.contact.email in m.to)
    address = next(w for w in body.split() if "/lien/" in w)
    landing = client.get("/lien/" + address.split("/lien/")[1])
    assert landing.url == f"/l/signer/{scene.signature_de(scene.ville).pk}/"
    assert "Article 3 – Conditions" in client.get(landing.url).content.decode()
    assert client.get(f"/l/signer/{scene.signature_de(scene.asso).pk}/").status_code == 404
    client.post(landing.url, {"acte": "code"})
    code = next(w for w in mail.outbox[-1].body.split() if w.isdigit() and len(w) == 6)
    client.post(landing.url, {"acte": "refuser", "code": code, "motif": "Budget non voté."})
    assert "Vous n’avez pas signé" in client.get(landing.url).content.decode()
    assert client.post(landing.url, {"acte": "signer", "code": "123456"}).status_code == 400
    assert client.post(landing.url, {"acte": "autre"}).status_code == 404


@pytest.mark.parametrize(
    ("jour", "etat"),
    [
        (date(2027, 1, 4), "en_vigueur"),
        (date(2027, 11, 3), "en_vigueur"),
        (date(2027, 11, 4), "a_reconduire"),
        (date(2028, 1, 3), "a_reconduire"),
        (date(2028, 1, 4), "echue"),
    ],
)
def test_state_follows_the_dates(scene, connecte, jour, etat):
    sign_all(scene)
    with horloge.at(jour):
        convention = Convention.objects.get()
        assert convention.etat() == etat
        found = {
            "en_vigueur": Convention.objects.en_vigueur(),
            "a_reconduire": Convention.objects.a_reconduire(),
            "echue": Convention.objects.echues(),
        }
        assert found[etat].exists()
        assert connecte(scene.coordinatrice).get(url("convention")).status_code == 200


def codes_of(user, jour) -> dict:
    return {d.code: d for d in duties_for(user, jour) if d.code in {"AL-02", "AL-07", "AL-09", "CONV-SIGNER"}}


def test_duties_while_at_the_signature(scene):
    scene.a_la_signature()
    scene.signer_papier(scene.ville, date(2027, 1, 4))

    duty = codes_of(scene.coordinatrice, date(2027, 1, 4))["AL-02"]
    assert duty.text.endswith("Signatures manquantes\u00a0: ARS, délégation du 78, Association Soleil.")
    assert set(codes_of(scene.asso, date(2027, 1, 4))) == {"CONV-SIGNER"}
    assert codes_of(scene.ville, date(2027, 1, 4)) == {}


@pytest.mark.parametrize(
    ("jour", "codes", "urgence"),
    [
        (date(2027, 11, 3), set(), ""),
        (date(2027, 11, 4), {"AL-09"}, "V"),
        (date(2027, 12, 28), {"AL-09"}, "U"),
    ],
)
def test_duty_of_the_echeance(scene, jour, codes, urgence):
    sign_all(scene)
    with horloge.at(jour):
        for user in (scene.coordinatrice, scene.delegue, scene.asso):
            found = codes_of(user, jour)
            assert set(found) == codes
            assert not codes or found["AL-09"].urgency == urgence


def test_duty_of_the_enlarged_meeting(scene):
    sign_all(scene)
    scene.ca.reunions.update(statut="annulee")

    assert "AL-07" not in codes_of(scene.coordinatrice, date(2027, 11, 3))
    assert codes_of(scene.coordinatrice, date(2027, 11, 4))["AL-07"].due == date(2027, 11, 4)


def test_coherence_finds_nothing_on_a_sound_convention(scene):
    sign_all(scene)
    assert in_force() == []


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (
            lambda c: (
                c.versions.get()
                .signatures.all()[1]
                .__class__.objects.filter(signataire__partie__type="ars")
                .update(signee_le=None)
            ),
            "n’a pas signé",
        ),
        (lambda c: c.versions.update(sha256="0" * 64), "empreinte signée"),
        (lambda c: Convention.objects.update(date_echeance=date(2028, 2, 1)), "douze mois"),
        (lambda c: c.versions.update(abandonnee_le=horloge.now()), "sans version signée"),
    ],
)
def test_coherence_tells_what_is_wrong(scene, break_it, words):
    sign_all(scene)
    break_it(Convention.objects.get())

    assert any(words in sentence for sentence in in_force())


def test_statements_of_the_page_do_not_grow(scene, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            queries.read(Convention.objects.select_related("programme", "ca__departement").get())
        return len(captured)

    before = cost()
    for numero in (3, 4):
        user = utilisateur(RoleMandat.PARTENAIRE)
        row = action(
            scene.programme, numero, member(scene.ca, user), scene.programme.objectifs.get(niveau="operationnel")
        )
        Partie.objects.create(
            convention=scene.convention, organisation=row.promoteur.organisation, qualite_representant="Direction"
        )
    assert cost() == before


def test_another_departement_reads_nothing(scene, connecte):
    DepartementFactory(code="91")
    assert Cooperative.objects.count() == 1
    assert connecte(utilisateur(RoleMandat.COORDINATEUR_DD, "91")).get(url("convention")).status_code == 404

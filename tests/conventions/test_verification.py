"""The public verification: whole or not, in force or not, by the code or by the file, and nothing confidential."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.urls import reverse

from conventions.enums import StatutAvenant
from conventions.models import Avenant, Convention, VersionConvention
from conventions.queries import verification as queries
from conventions.workflows import signature
from coop import horloge
from coop.documents import workflows
from coop.documents.models import Document
from tests.conventions.scene_convention import build
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
JOUR = date(2027, 1, 4)


scene = staged(build, le=JOUR)


def sign_all(scene) -> VersionConvention:
    version = scene.a_la_signature()
    for user in (scene.delegue, scene.asso, scene.ville):
        scene.signer_papier(user, JOUR)
    return version


def page(version: VersionConvention, digits: int = 64) -> str:
    return reverse("verification:version", kwargs={"code": version.sha256[:digits]})


def told(version: VersionConvention) -> str:
    return queries.of_code(version.sha256).etat.replace("\u00a0", " ")


def test_code_printed_is_enough(scene, client):
    version = sign_all(scene)
    html = client.get(page(version, queries.CODE_MINIMUM)).content.decode()

    assert "Document intègre" in html
    assert "Convention de partenariat CA-78-01-C1, version\u00a01" in html
    assert "En vigueur depuis le 4\u00a0janvier\u00a02027, jusqu’au 4\u00a0janvier\u00a02028." in html


def test_page_says_nothing_confidential(scene, client):
    html = client.get(page(sign_all(scene))).content.decode()

    for secret in ("Soleil", "Valfleuri", "santé des jeunes", "Présidence", "Ateliers", scene.asso.contact.email):
        assert secret not in html


@pytest.mark.parametrize("code", ["0" * 64, "abcdef", "pas-un-code", "0" * 15])
def test_unknown_code_is_answered_plainly(scene, client, code):
    sign_all(scene)
    response = client.get(reverse("verification:version", kwargs={"code": code}))

    assert response.status_code == 404
    assert "Ce code n’est celui d’aucun document" in response.content.decode()


def test_code_of_fifteen_digits_opens_nothing(scene, client):
    assert client.get(page(sign_all(scene), queries.CODE_MINIMUM - 1)).status_code == 404


def test_typed_code_leads_to_its_page(scene, client):
    version = sign_all(scene)
    printed = " ".join(version.sha256[i : i + 4] for i in range(0, 16, 4)).upper()

    assert client.get(reverse("verification:accueil"), {"code": printed}).url == page(version, 16)
    for wrong in ("", "zz" * 10, "12ab", "a" * 65):
        assert "chiffres" in client.get(reverse("verification:accueil"), {"code": wrong}).content.decode() or not wrong


def test_altered_content_is_told(scene, client):
    version = sign_all(scene)
    VersionConvention.objects.update(contenu=version.contenu | {"reference": "CA-78-01-C9"})

    assert "Texte altéré" in client.get(page(version)).content.decode()


@pytest.mark.parametrize(
    ("jour", "words"),
    [
        (JOUR, "En vigueur depuis le 4 janvier 2027, jusqu’au 4 janvier 2028."),
        (date(2028, 1, 3), "En vigueur depuis le 4 janvier 2027, jusqu’au 4 janvier 2028."),
        (date(2028, 1, 4), "Échue depuis le 4 janvier 2028."),
    ],
)
def test_state_follows_the_day(scene, jour, words):
    version = sign_all(scene)
    with horloge.at(jour):
        assert told(version) == words


def test_at_the_signature_it_does_not_oblige_yet(scene):
    version = scene.a_la_signature()
    scene.signer_papier(scene.asso, JOUR)

    assert told(version) == "À la signature depuis le 4 janvier 2027 : il n’oblige pas encore."
    assert queries.of_code(version.sha256).suites == ["1 signature sur 3."]


def test_abandoned_then_replaced(scene):
    first = scene.a_la_signature()
    signature.reopen(scene.convention, actor=scene.coordinatrice.actor, motif="Une faute.")
    assert told(first).startswith("Sans valeur : ce texte a été abandonné le 4 janvier 2027")
    with horloge.at(JOUR + timedelta(days=1)):
        signature.put_to_signature(Convention.objects.get(), actor=scene.coordinatrice.actor)
    assert told(first) == "Remplacée par la version 2."


@pytest.mark.parametrize(
    ("changes", "jour", "words"),
    [
        ({"preavis_depuis": JOUR, "resiliation_effet": date(2027, 3, 1)}, date(2027, 2, 1), "En vigueur depuis le 4 janvier 2027, en préavis de résiliation."),
        ({"preavis_depuis": JOUR, "resiliation_effet": date(2027, 3, 1)}, date(2027, 3, 1), "Résiliée, sans effet depuis le 1er mars 2027."),
        ({"statut": "close"}, JOUR, "Close : cette convention n’oblige plus."),
    ],
)  # fmt: skip
def test_end_is_told(scene, changes, jour, words):
    version = sign_all(scene)
    Convention.objects.update(**changes)
    with horloge.at(jour):
        assert told(version) == words


@pytest.fixture
def avenant(scene):
    """An avenant of a convention in force, with a version of its own."""
    sign_all(scene)
    row = Avenant.objects.create(
        convention=scene.convention, numero=1, statut=StatutAvenant.SIGNE, date_effet=date(2027, 2, 1), signe_le=JOUR
    )
    VersionConvention.objects.create(
        convention=scene.convention, avenant=row, numero=2, contenu={"n": 1}, sha256=queries.texte.digest({"n": 1})
    )
    return row


@pytest.mark.parametrize(
    ("statut", "jour", "words"),
    [
        ("signe", date(2027, 1, 5), "Signé, en vigueur à partir du 1er février 2027."),
        ("signe", date(2027, 2, 1), "En vigueur depuis le 1er février 2027."),
        ("signe", date(2028, 1, 4), "La convention qu’il modifie a pris fin le 4 janvier 2028."),
        ("en_signature", JOUR, "À la signature depuis le 4 janvier 2027 : il n’oblige pas encore."),
        ("abandonne", JOUR, "Sans valeur : cet avenant a été abandonné avant que tous l’aient signé."),
    ],
)
def test_avenant_is_verified_too(avenant, statut, jour, words):
    Avenant.objects.update(statut=statut, abandonne_le=horloge.now(), motif_abandon="Essai")
    version = VersionConvention.objects.get(avenant=avenant)
    with horloge.at(jour):
        found = queries.of_code(version.sha256)
        assert found.etat.replace("\u00a0", " ") == words
        assert found.titre.replace("\u00a0", " ") == "Avenant n° 1 à la convention CA-78-01-C1, version 2"


def test_convention_names_the_avenants_that_changed_it(avenant):
    found = queries.of_code(VersionConvention.objects.get(avenant=None).sha256)

    assert found.suites == ["Modifiée par l’avenant n°\u00a01, à compter du 1er\u00a0février\u00a02027."]


# By the file.


def post(client, data: bytes, name: str = "convention.pdf"):
    upload = SimpleUploadedFile(name, data, content_type="application/pdf")
    return client.post(reverse("verification:fichier"), {"fichier": upload})


def stored(pk: int) -> bytes:
    with Document.objects.get(pk=pk).file.open("rb") as file:
        return file.read()


@pytest.fixture
def prepared(scene):
    """The final PDF of a convention in force, prepared."""
    sign_all(scene)
    row = workflows.request(
        "convention", scene.convention.pk, actor=scene.coordinatrice.actor, ca_id=scene.ca.pk, final=True
    )
    workflows.run(row.pk)
    return stored(row.pk)


@pytest.mark.lourd
def test_file_is_recognised_to_the_byte(prepared, client):
    html = post(client, prepared).content.decode()

    assert "Ce fichier n’a pas été modifié" in html
    assert "En vigueur depuis le 4\u00a0janvier\u00a02027" in html
    assert "projet" not in html


@pytest.mark.lourd
def test_file_saved_again_still_carries_its_text(prepared, client):
    with pikepdf.open(io.BytesIO(prepared)) as pdf:
        pdf.docinfo["/Title"] = "Autre titre"
        out = io.BytesIO()
        pdf.save(out)
    html = post(client, out.getvalue()).content.decode()

    assert "Le contenu est le bon, le fichier a été modifié" in html
    assert "Convention de partenariat CA-78-01-C1" in html


@pytest.mark.lourd
def test_draft_says_it_obliges_nobody(scene, client):
    row = workflows.request("convention", scene.convention.pk, actor=scene.coordinatrice.actor, ca_id=scene.ca.pk)
    workflows.run(row.pk)
    html = post(client, stored(row.pk)).content.decode()

    assert "il n’engage personne" in html


def blank_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def test_foreign_file_is_not_recognised_and_not_kept(scene, client):
    assert "Coop ne reconnaît pas ce fichier" in post(client, blank_pdf()).content.decode()
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "name"), [(b"x", "a.pdf"), (b"", "a.pdf"), (b"%PDF-1.7 x", "a.pdf"), (blank_pdf(), "a.png")]
)
def test_file_that_is_no_pdf_is_told(scene, client, data, name):
    html = post(client, data, name).content.decode()

    assert "fr-error-text" in html or "fichier" in html.lower()
    assert "Coop ne reconnaît pas" not in html


def test_files_are_counted_by_connection(scene, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"verification": "2/5m/ip"}
    for _ in range(2):
        assert post(client, blank_pdf()).status_code == 200
    response = post(client, blank_pdf())

    assert response.status_code == 429
    assert "Réessayez dans cinq minutes" in response.content.decode()
    cache.clear()


def test_pages_open_without_account(client):
    assert client.get(reverse("verification:accueil")).status_code == 200
    assert client.get(reverse("verification:fichier")).url == reverse("verification:accueil")


def test_schema_is_published(client):
    former = client.get(reverse("verification:schema", kwargs={"numero": 1}))
    assert former.status_code == 200
    former.close()
    response = client.get(reverse("verification:schema", kwargs={"numero": 3}))

    assert response.headers["Content-Type"] == "application/schema+json"
    assert client.get(reverse("verification:schema", kwargs={"numero": 9})).status_code == 404
    response.close()


@pytest.mark.parametrize(("weight", "status"), [(200_000, 200), (1_000, 400)])
def test_request_too_heavy_is_refused_before_it_is_written(client, db, settings, monkeypatch, weight, status):
    """Anybody may send a file here: what a request weighs is bounded before it fills a disk."""
    settings.COOP_REQUEST_MAX_BYTES = weight
    received = []
    keep = MemoryFileUploadHandler.receive_data_chunk
    monkeypatch.setattr(
        MemoryFileUploadHandler,
        "receive_data_chunk",
        lambda self, raw, start: received.append(len(raw)) or keep(self, raw, start),
    )
    cache.clear()

    assert post(client, blank_pdf() + b"%" * 5_000).status_code == status
    assert bool(received) is (status == 200)

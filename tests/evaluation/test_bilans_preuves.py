"""Evidence joined to an action or a reading: type by content, kept through versions, read with its version."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from coop import horloge
from coop.accounts.predicates import Refused
from coop.documents.models import Piece
from evaluation.models import PreuveBilan
from evaluation.registrations_bilans import may_read_evidence
from evaluation.workflows import bilans, preuves
from tests.evaluation.scene_bilan import OUI, T2_OPEN, scene  # noqa: F401

pytestmark = pytest.mark.django_db


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture(autouse=True)
def played():
    with horloge.at(T2_OPEN):
        yield


def upload(name="photo.png", data=None):
    return SimpleUploadedFile(name, png() if data is None else data)


def join(scene, draft, **more):  # noqa: F811
    return preuves.join(draft, scene.actions[0], actor=scene.asso_a.actor, upload=upload(), **more)


def test_evidence_is_read_by_the_ca_once_sent(scene):  # noqa: F811
    draft = scene.remplir(scene.asso_a, 1)
    piece = join(scene, draft).piece
    assert may_read_evidence(scene.asso_a.actor, piece)
    assert not may_read_evidence(scene.asso_b.actor, piece)
    assert not may_read_evidence(scene.dd.actor, piece)

    bilans.transmit(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)

    assert may_read_evidence(scene.asso_b.actor, piece)


def test_a_later_version_keeps_the_file_and_removing_it_there_keeps_it_in_the_first(scene):  # noqa: F811
    draft = scene.remplir(scene.asso_a, 1)
    join(scene, draft)
    bilans.transmit(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)
    bilans.ask_completion(scene.bilan(scene.asso_a, 1), actor=scene.dd.actor, commentaire="Précisez.")
    second = bilans.open_draft(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)

    preuves.remove(second.preuves.get(), actor=scene.asso_a.actor)

    assert PreuveBilan.objects.get().version.numero == 1
    assert Piece.objects.count() == 1


def test_a_file_of_a_draft_alone_is_erased(scene, django_capture_on_commit_callbacks):  # noqa: F811
    preuve = join(scene, scene.remplir(scene.asso_a, 1))
    storage, name = preuve.piece.file.storage, preuve.piece.file.name
    with django_capture_on_commit_callbacks(execute=True):
        preuves.remove(preuve, actor=scene.asso_a.actor)

    assert not Piece.objects.exists()
    assert not storage.exists(name)


def test_what_may_not_be_joined(scene):  # noqa: F811
    draft = scene.remplir(scene.asso_a, 1)
    other = scene.actions[1].indicateurs.first()
    with pytest.raises(ValidationError, match="pas celui de l’action"):
        join(scene, draft, indicateur=other)
    with pytest.raises(Refused):
        preuves.join(draft, scene.actions[0], actor=scene.asso_b.actor, upload=upload())
    with pytest.raises(Refused):
        preuves.join(draft, scene.actions[0], actor=scene.dd.actor, upload=upload())
    for _ in range(preuves.AU_PLUS):
        join(scene, draft)
    with pytest.raises(ValidationError, match="10 pièces au plus"):
        join(scene, draft)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("photo.png", b"MZ\x90\x00", "pas accepté ici"),
        ("photo.pdf", None, "ne correspond pas à son contenu"),
        ("vide.png", b"", "vide"),
    ],
)
def test_a_wrong_file_is_told_at_its_field_and_the_rest_is_kept(client, scene, name, data, sentence):  # noqa: F811
    client.force_login(scene.asso_a)
    bilan = scene.bilan(scene.asso_a, 1)
    url = reverse("evaluation:bilan_action", kwargs={"ca_ref": scene.ca.reference, "bilan_id": bilan.pk, "numero": 1})

    response = client.post(url, {"version": 1, **OUI, "preuve": upload(name, data)})

    assert response.status_code == 200
    assert sentence in response.content.decode().replace("\xa0", " ")
    assert bilan.versions.get().lignes.get().ressources == "oui"
    assert not PreuveBilan.objects.exists()


def test_joined_listed_opened_and_taken_out_by_link(client, scene):  # noqa: F811
    bilan = scene.bilan(scene.asso_a, 1)
    client.get(scene.lien(scene.asso_a, 1))
    url = f"/l/bilan/{bilan.pk}/action-1/"
    ia = scene.actions[0].indicateurs.get(type="ia")

    assert client.post(url, {"version": 1, **OUI, "preuve": upload(), "preuve_de": ia.pk}).status_code == 302
    preuve = PreuveBilan.objects.get()
    assert preuve.indicateur == ia
    shown = client.get(url).content.decode()
    assert "photo.png" in shown
    file = client.get(f"/l/bilan/{bilan.pk}/pieces/{preuve.pk}/")
    assert b"".join(file.streaming_content) == png()
    client.post(f"/l/bilan/{bilan.pk}/pieces/{preuve.pk}/retirer/")
    assert not PreuveBilan.objects.exists()

"""DOC-AVEN and the consolidated text as documents: who may build them, what they carry (domain.md §5.2)."""

import io
from datetime import date

import pikepdf
import pytest

from conventions import documents_avenant
from conventions.models import Avenant
from conventions.queries import consolide
from conventions.workflows import actions, avenants
from coop import horloge
from coop.documents import kinds
from coop.documents.models import Document
from coop.documents.render import to_html, to_pdf
from coop.journal.canonical import canonical_json
from tests.conventions.scene_avenant import en_vigueur
from tests.conventions.textes_dores import lignes

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    with horloge.at(date(2027, 2, 1)):
        yield en_vigueur()


def open_one(scene, **more) -> Avenant:
    row = avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor, motif="Adapter le programme.", **more)
    return Avenant.objects.select_related("convention__ca__departement", "convention__programme").get(pk=row.pk)


def full(scene) -> Avenant:
    """An avenant that does everything but move a party."""
    avenant, actor = open_one(scene), scene.coordinatrice.actor
    avenants.ecrire(avenant, actor=actor, consequences_financieres="La part de la ville passe à 12\u00a0000\u00a0€.")
    avenants.modifier_texte(avenant, actor=actor, champ="intitule", valeur="la santé de tous")
    copy = avenants.modifier_action(avenant, scene.action(1), actor=actor)
    actions.write(copy, actor=actor, contenu="Ateliers et permanences.")
    avenants.retirer_action(avenant, scene.action(2), actor=actor, motif="Le lieu a fermé.")
    scene.complete(
        avenants.ajouter_action(avenant, actor=actor, intitule="Bus santé", promoteur=scene.membre(scene.ville))
    )
    return avenant


def built(avenant: Avenant, final=False) -> kinds.Built:
    return documents_avenant.build(
        Document(kind="avenant", subject_id=str(avenant.pk), final=final, requested_at=horloge.now())
    )


def test_consolidated_text_before_the_effect_is_refused(scene):
    document = Document(subject_id=str(scene.convention.pk), params={"le": "2026-01-01"}, requested_at=horloge.now())
    with pytest.raises(kinds.Unbuildable):
        documents_avenant.build_consolidee(document)


def test_project_says_so_and_the_final_waits_for_the_signature(scene):
    avenant = full(scene)
    assert built(avenant).draft
    with pytest.raises(kinds.Unbuildable):
        built(avenant, final=True)


def test_pdf_is_tagged_titled_and_carries_what_was_signed(scene):
    avenant = full(scene)
    version = scene.sign_avenant(avenant)
    document = built(avenant, final=True)
    pdf = pikepdf.open(io.BytesIO(to_pdf(document)))

    assert str(pdf.Root.Lang) == "fr"
    assert pdf.Root.MarkInfo.Marked
    assert document.attachments[0].data == canonical_json(version.contenu).encode()
    assert list(pdf.attachments) == ["avenant-CA-78-01-C1-1.json"]
    assert "l’avenant n°\u00a01 à la convention CA-78-01-C1" in " ".join(lignes(to_html(document)))


def test_what_is_signed_leads_to_what_is_consolidated(scene):
    version = scene.sign_avenant(full(scene))
    assert consolide.a_la_date(scene.convention, date(2027, 2, 1)).contenu == version.contenu["consolide"]


@pytest.mark.parametrize("reference", ["CA-78-01", "CA-78-01/1"])
def test_reference_of_the_command(scene, reference):
    avenant = open_one(scene)
    assert documents_avenant.resolve(reference) == avenant.pk


@pytest.mark.parametrize("reference", ["CA-78-01/7", "CA-78-01/x", "CA-99-01"])
def test_unknown_reference_of_the_command(scene, reference):
    open_one(scene)
    with pytest.raises(LookupError):
        documents_avenant.resolve(reference)

"""DOC-AVEN and the consolidated text as documents: who may build them, what they carry (domain.md §5.2)."""

import io
from datetime import date

import openpyxl
import pikepdf
import pytest

from conventions import documents, documents_avenant, jointes
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
from tests.documents.norme_pdf import violations
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=date(2027, 2, 1))


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


def opened(data: bytes):
    return pikepdf.open(io.BytesIO(data))


@pytest.mark.lourd
def test_pdf_of_an_avenant_breaks_no_rule_and_carries_what_was_signed(scene):
    version = scene.sign_avenant(full(scene))
    document = built(Avenant.objects.get(), final=True)
    data = to_pdf(document)

    assert violations(data) == []
    assert data == to_pdf(document)
    assert document.attachments[0].data == canonical_json(version.contenu).encode()
    with opened(data) as pdf:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("fr", True)
        assert sorted(pdf.attachments) == ["avenant-CA-78-01-C1-1.json", "avenant-CA-78-01-C1-1.xlsx"]
        titles = bookmarks(pdf)
    assert titles[0].startswith("Avenant n°")
    assert {
        "Article\u00a02 – Modifications",
        "Signatures des parties",
        "Vérifier ce document",
        "Page de preuve",
    } <= set(titles)
    html = to_html(document)
    assert "l’avenant n°\u00a01 à la convention CA-78-01-C1" in " ".join(lignes(html))
    assert documents.verification_url(version).endswith(f"/verifier/{version.sha256}/")
    assert 'alt="Code à scanner' in html


@pytest.mark.lourd
def test_pdf_of_a_renewal_breaks_no_rule(scene):
    with horloge.at(date(2027, 8, 1)):
        scene.sign_avenant(open_one(scene, reconduction=True))
        data = to_pdf(built(Avenant.objects.get(), final=True))

    assert violations(data) == []
    with opened(data) as pdf:
        assert bookmarks(pdf)[0] == "Acte de reconduction expresse"
        assert len(pdf.attachments) == 2


def bookmarks(pdf) -> list[str]:
    """The titles of the outline, in order."""
    found: list[str] = []

    def walk(items) -> None:
        for item in items:
            found.append(str(item.title))
            walk(item.children)

    with pdf.open_outline() as outline:
        walk(outline.root)
    return found


def test_workbook_holds_what_the_avenant_changes(scene):
    version = scene.sign_avenant(full(scene))
    data = jointes.workbook_of_avenant(version)
    sheets = openpyxl.load_workbook(io.BytesIO(data))
    rows = list(sheets["Fiches-action"].values)

    assert rows[1][:5] == ("Action", "Ce que fait l’avenant", "Intitulé", "Promoteur référent", "Contenu de l’action")
    assert [(row[0], row[1], row[4]) for row in rows[2:]] == [
        (1, "modifiée", "Ateliers et permanences."),
        (2, "retirée", None),
        (3, "ajoutée", "Un bus le jeudi."),
    ]
    changes = {row[0]: (row[1], row[2]) for row in list(sheets["Modifications"].values)[2:]}
    assert ("la santé des jeunes", "la santé de tous") in changes.values()
    assert jointes.workbook_of_avenant(version) == data


def test_avenant_of_other_clauses_alone_has_no_workbook(scene):
    avenant = open_one(scene)
    avenants.ecrire(avenant, actor=scene.coordinatrice.actor, autres_dispositions="Le comité se réunit à Trappes.")
    scene.sign_avenant(avenant)
    document = built(Avenant.objects.get(), final=True)

    assert [a.filename for a in document.attachments] == ["avenant-CA-78-01-C1-1.json"]
    assert "dans un classeur" not in to_html(document)


def test_public_page_recognises_the_pdf_of_an_avenant(scene, client):
    version = scene.sign_avenant(full(scene))
    html = client.get(f"/verifier/{version.sha256[:16]}/").content.decode()

    assert "Avenant n°\u00a01 à la convention CA-78-01-C1" in html
    assert "Ateliers" not in html


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

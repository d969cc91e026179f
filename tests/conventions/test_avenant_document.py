"""DOC-AVEN, DOC-RECO and the consolidated text, sentence by sentence (domain.md §5.2)."""

import io
import re
from datetime import date

import pikepdf
import pytest

from conventions import documents_avenant
from conventions.models import Avenant
from conventions.queries import consolide
from conventions.workflows import actions, avenants, avenants_signature
from coop import horloge
from coop.documents import kinds
from coop.documents.models import Document
from coop.documents.render import to_html, to_pdf
from coop.journal.canonical import canonical_json
from tests.conventions.scene_avenant import EFFET, en_vigueur

pytestmark = pytest.mark.django_db

AVENANT = [
    "Avenant n° 1 à la convention de partenariat relative à la santé des jeunes",
    "Entre :",
    "L’Agence Régionale de Santé Ile-de-France (ARS-IDF), Représentée par le Délégué départemental des Yvelines",
    "Et Association Soleil, représentée par Présidence",
    "Et Ville de Valfleuri, représentée par Présidence",
    "Vu la convention de partenariat CA-78-01-C1, qui a pris effet le 15 septembre 2026, et son article 5, selon lequel : "
    "« Toute proposition de modification de la présente convention ne pourra être prise en compte qu’après la signature "
    "d’un avenant par les parties signataires. »",
    "Il est convenu ce qui suit :",
    "Article 1 – Objet de l’avenant",
    "Le présent avenant a pour objet : ajout d’une action ; modification d’une action ; retrait d’une action ; "
    "modification du programme ; modification financière.",
    "Adapter le programme.",
    "Article 2 – Modifications",
    "2.1 Dans le titre et à l’article 1, « la santé des jeunes » est remplacé par « la santé de tous ».",
    "2.2 Au préambule, « la santé des jeunes » est remplacé par « la santé de tous ».",
    "2.3 À l’article 2, action 1, « Contenu de l’action », « Ateliers hebdomadaires. » est remplacé par "
    "« Ateliers et permanences. ».",
    "2.4 À l’article 2, l’action « 2, Ateliers du quartier 2 – Ville de Valfleuri » est retirée du programme.",
    "Motif : Le lieu a fermé.",
    "2.5 À l’article 2, il est ajouté l’action « 3, Bus santé – Ville de Valfleuri ».",
    "Identification de l’action 3 et promoteur référent",
    "Un bus le jeudi.",
    "Article 3 – Conséquences financières",
    "La part de la ville passe à 12 000 €.",
    "Article 4 – Autres clauses et prise d’effet",
    "Les autres clauses de la convention restent inchangées.",
    "Le présent avenant prend effet à la date de sa dernière signature.",
    "A Versailles, le 1er février 2027",
    "Signatures des parties",
    "Annexe – Les actions modifiées dans leur nouvelle rédaction",
    "Identification de l’action 1 et promoteur référent",
]
RECONDUCTION = [
    "Acte de reconduction expresse",
    "Avenant n° 1 à la convention de partenariat relative à la santé des jeunes",
    "Le présent avenant a pour objet : reconduction expresse.",
    "Article 2 – Reconduction expresse",
    "La convention est reconduite de manière expresse pour un an, à compter du 15 septembre 2027. Son échéance annuelle "
    "est portée au 15 septembre 2028.",
    "Actions reconduites :",
    "action 1, Ateliers du quartier 1 – Association Soleil",
    "action 2, Ateliers du quartier 2 – Ville de Valfleuri",
    "Article 3 – Autres clauses et prise d’effet",
    "Les autres clauses de la convention restent inchangées.",
    "Le présent avenant prend effet le 15 septembre 2027, premier jour de la nouvelle période.",
]


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


def words(html: str) -> str:
    """The text of a page, blanks made equal."""
    body = html[html.index("<body") :]
    text = re.sub(r"<[^>]+>", " ", body).replace("&nbsp;", " ").replace("&quot;", '"').replace("&#x27;", "'")
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def in_order(sentences: list[str], text: str) -> None:
    place = 0
    for sentence in sentences:
        found = text.find(sentence.replace("\u00a0", " "), place)
        assert found >= 0, f"{sentence!r} after {text[max(0, place - 80) : place + 200]!r}"
        place = found + len(sentence)


def test_golden_text_of_an_avenant(scene):
    avenant = full(scene)
    avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    in_order(AVENANT, words(to_html(built(avenant, final=True))))


def test_golden_text_of_a_renewal(scene):
    text = words(to_html(built(open_one(scene, reconduction=True))))
    in_order(RECONDUCTION, text)
    assert "Motif" not in text


@pytest.mark.parametrize(
    ("jour", "present", "absent"),
    [
        (EFFET, ["Ateliers hebdomadaires.", "Ateliers du quartier 2"], ["Ateliers et permanences.", "Bus santé"]),
        (
            date(2027, 2, 1),
            ["la santé de tous", "Ateliers et permanences.", "Bus santé"],
            ["Ateliers du quartier 2", "la santé des jeunes"],
        ),
        (
            date(2027, 3, 1),
            ["la santé de tous", "Ateliers en ligne.", "Bus santé"],
            ["Ateliers et permanences."],
        ),
    ],
)
def test_golden_consolidated_state_on_three_dates(scene, jour, present, absent):
    scene.sign_avenant(full(scene))
    with horloge.at(date(2027, 3, 1)):
        avenant = open_one(scene)
        copy = avenants.modifier_action(avenant, scene.action(1), actor=scene.coordinatrice.actor)
        actions.write(copy, actor=scene.coordinatrice.actor, contenu="Ateliers en ligne.")
        scene.sign_avenant(avenant)
        document = Document(
            kind="convention_consolidee", subject_id=str(scene.convention.pk), params={"le": jour.isoformat()},
            requested_at=horloge.now(), final=True,
        )  # fmt: skip
        text = words(to_html(documents_avenant.build_consolidee(document)))

    in_order(["Texte consolidé au", "Convention de partenariat relative à", *present], text)
    assert [sentence for sentence in absent if sentence in text] == []
    assert "Article 5 – Durée, modification et résiliation de la convention" in text


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
    assert "l’avenant n° 1 à la convention CA-78-01-C1" in words(to_html(document))


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

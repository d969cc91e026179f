"""« Fiche projet » (DOC-FP): the eleven sections, for the members of the coopérative, in a fixed number of statements."""

from decimal import Decimal

from django.template.loader import render_to_string
from django.urls import reverse

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.documents.models import Document
from portail import documents_fiche_projet
from tests.conventions.scene_programme import scene
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur

SECTIONS = (
    "1. Carte d’identité",
    "2. Diagnostic et problématique",
    "3. Plus-value et articulation",
    "4. Objectifs",
    "5. Actions",
    "6. Acteurs",
    "7. Gouvernance",
    "8. Calendrier",
    "9. Évaluation",
    "10. Participation",
    "11. Moyens",
)


def address(s, name: str = "fiche_projet") -> str:
    return reverse(f"portail:{name}", kwargs={"ca_ref": s.ca.reference})


def page(client, s) -> str:
    return client.get(address(s)).content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def test_page_has_the_eleven_sections(db, connecte):
    s = scene()
    s.arbre()
    s.indicateur(s.complete(partenaires=[s.voisin]))
    s.ca.programme.actions.get().contributions.create(
        membre=s.membre, type="locaux", description="Salle", valorisation=Decimal(1200)
    )
    text = page(connecte(s.autre), s)

    for section in SECTIONS:
        assert section in text
    for words in ("Permanences de rue", "0,80 ETP", "Gare routière", "Personnes rencontrées", "1 200 €"):
        assert words in text
    # The tree is told from the general objective down.
    assert text.index("Réduire le renoncement") < text.index("Aller vers les personnes") < text.index("Tenir des")


def test_an_empty_coop_says_what_is_to_complete(db, connecte):
    s = scene()

    assert page(connecte(s.dd), s).count("[à compléter]") >= 5


def test_page_is_for_the_people_of_the_coop(db, connecte):
    s = scene()

    assert connecte(fabrique.coordinatrice("93")).get(address(s)).status_code == 404
    assert connecte(utilisateur(RoleMandat.LECTEUR)).get(address(s)).status_code == 404


def test_page_has_a_fixed_number_of_statements(db, client, compte_a_1_et_3):
    s = scene()
    client.force_login(s.dd)

    def add_row():
        action = s.complete()
        s.indicateur(action)
        action.contributions.create(membre=s.membre, type="locaux", description="Salle")

    compte_a_1_et_3(address(s), add_row, statements=28)


def test_pdf_prints_what_the_page_shows(db, connecte):
    s = scene()
    s.complete()
    response = connecte(s.autre).post(address(s, "fiche_projet_pdf"))
    document = Document.objects.get()
    assert response.url == reverse("documents:detail", kwargs={"uid": document.uid})
    assert connecte(s.autre).get(address(s, "fiche_projet_pdf")).url == address(s)

    built = documents_fiche_projet.build(document)
    text = render_to_string(built.template, {**built.context, "pdf": built})
    assert all(section in text for section in SECTIONS)
    before = built.content_hash()
    s.action(intitule="Une de plus")
    assert documents_fiche_projet.build(document).content_hash() != before


def test_pdf_is_read_by_the_members_only(db):
    s = scene()
    document = Document(kind="fiche_projet", ca_id=s.ca.pk, subject_id=str(s.ca.pk), requested_at=horloge.now())

    assert documents_fiche_projet.may_read(s.autre.actor, document)
    assert not documents_fiche_projet.may_read(fabrique.coordinatrice("93").actor, document)
    assert documents_fiche_projet.resolve(s.ca.reference) == s.ca.pk

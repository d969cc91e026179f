"""DOC-FA: the PDF of a fiche-action (domain.md §5.3)."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.template.loader import render_to_string
from django.urls import reverse

from conventions import documents_fiche
from conventions.models import FicheAction
from coop import horloge
from coop.documents import kinds
from coop.documents.models import Document
from tests.conventions.test_action_pages import url
from tests.factories import cooperatives as fabrique


def built(action: FicheAction) -> kinds.Built:
    return documents_fiche.build(Document(kind="fiche_action", subject_id=str(action.pk), requested_at=horloge.now()))


def test_pdf_is_asked_by_a_member(s, connecte):
    s.complete()
    response = connecte(s.autre).post(url(s, "action_pdf", numero=1))

    document = Document.objects.get()
    assert response.url == reverse("documents:detail", kwargs={"uid": document.uid})
    assert (document.kind, document.ca_id) == ("fiche_action", s.ca.pk)
    assert connecte(s.autre).get(url(s, "action_pdf", numero=1)).status_code == 302


def test_pdf_prints_the_seven_rows_and_the_indicators(s):
    action = s.complete(partenaires=[s.voisin])
    s.indicateur(action, "ir", libelle="Recours aux soins")
    pdf = built(action)
    page = render_to_string(pdf.template, {**pdf.context, "pdf": pdf})

    for words in (
        "Identification de l’action 1 et promoteur référent",
        "Gare routière",
        "Recours aux soins",
        str(s.voisin),
    ):
        assert words in page
    assert "[à compléter]" not in page
    assert "0,80 ETP" in page.replace("\u00a0", " ")


def test_pdf_changes_with_what_it_prints(s):
    action = s.complete()
    before = built(action).content_hash()
    assert built(action).content_hash() == before
    s.indicateur(action)

    assert built(action).content_hash() != before


@pytest.mark.parametrize(("statut", "draft"), [("brouillon", True), ("en_signature", True), ("en_vigueur", False)])
def test_pdf_is_a_draft_until_the_convention_is_in_force(s, statut, draft):
    action = s.complete()
    s.convention(statut)

    assert built(action).draft is draft


def test_pdf_of_a_removed_fiche_says_so(s):
    action = s.complete()
    pk = action.pk
    action.delete()

    with pytest.raises(kinds.Unbuildable, match="retirée"):
        documents_fiche.build(Document(subject_id=str(pk), requested_at=horloge.now()))


def test_pdf_is_read_by_the_members_only(s):
    document = Document(kind="fiche_action", ca_id=s.ca.pk)

    assert documents_fiche.may_read(s.autre.actor, document)
    assert not documents_fiche.may_read(fabrique.coordinatrice("93").actor, document)
    assert not documents_fiche.may_read(s.dd.actor, Document(kind="fiche_action", ca_id=0))


def test_reference_typed_gives_the_fiche(s):
    first, second = s.complete(), s.complete()

    assert documents_fiche.resolve(s.ca.reference) == first.pk
    assert documents_fiche.resolve(f"{s.ca.reference}/2") == second.pk
    for ref in (f"{s.ca.reference}/9", f"{s.ca.reference}/x", "CA-00-00"):
        with pytest.raises(ObjectDoesNotExist):
            documents_fiche.resolve(ref)


def test_pdf_prints_what_serves_the_follow_up(s):
    action = s.complete(
        apports=["coordination"], leviers=["participation"], opportunites="Un réseau", fiche_cls="Fiche 3"
    )
    action.contributions.create(membre=s.membre, type="locaux", description="Salle d’accueil", valorisation=1200)
    pdf = built(action)
    page = render_to_string(pdf.template, {**pdf.context, "pdf": pdf})

    for words in ("Coordination des acteurs", "Participation des habitants", "Un réseau", "Fiche 3", "Salle d’accueil"):
        assert words.lower() in page.lower()

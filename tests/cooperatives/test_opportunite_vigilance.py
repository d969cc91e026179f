"""The seven points de vigilance, the signed grid, the printable grid."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from coop.accounts.predicates import Refused
from coop.documents import workflows as documents
from coop.documents.models import Document
from coop.journal.models import Entry
from coop.versions import StaleVersion
from cooperatives.documents_opportunite import build_grid
from cooperatives.enums import PointVigilance
from cooperatives.guide_opportunite import CA, CATEGORIES, CLS, POINTS
from cooperatives.models import ReponseAvertissement, VigilanceSuivi
from cooperatives.workflows.opportunite import appreciate
from cooperatives.workflows.vigilance import follow, respond
from tests.factories import cooperatives as fabrique


def url(name, ca, **kwargs):
    return reverse(f"cooperatives:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


CASES = {
    "vigilance_point_unique": lambda ca: VigilanceSuivi(ca=ca, point=1),
    "vigilance_traitee_commentee": lambda ca: VigilanceSuivi(ca=ca, point=2, statut="traite"),
    "reponse_avertissement_unique": lambda ca: ReponseAvertissement(ca=ca, code="duree", objet="identite", reponse="x"),
    "reponse_avertissement_ecrite": lambda ca: ReponseAvertissement(ca=ca, code="commune", objet="territoire"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses_what_the_constraint_forbids(ca, name):
    VigilanceSuivi.objects.create(ca=ca, point=1)
    ReponseAvertissement.objects.create(ca=ca, code="duree", objet="identite", reponse="x")
    row = CASES[name](ca)

    with pytest.raises(ValidationError):
        next(c for c in row._meta.constraints if c.name == name).validate(type(row), row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_lists_of_the_guide_are_whole():
    assert (len(POINTS), len(CATEGORIES), len(CLS), len(CA)) == (7, 5, 8, 8)


def test_a_point_is_signed_and_versioned(ca, dd78):
    row = follow(ca, actor=dd78.actor, point=1, statut="en_cours", commentaire=" En route. ")

    assert (row.auteur, row.commentaire) == (dd78.actor.label, "En route.")
    assert Entry.objects.filter(verb="vigilance.follow", ca_id=ca.pk).exists()
    with pytest.raises(StaleVersion):
        follow(ca, actor=dd78.actor, point=1, statut="non_traite")
    with pytest.raises(ValidationError):
        follow(ca, actor=dd78.actor, point=2, statut="traite")
    with pytest.raises(Refused):
        follow(ca, actor=fabrique.partenaire(ca)[0].actor, point=3, statut="en_cours")


def vigilance_post(**changes):
    data = {}
    for point in PointVigilance:
        data |= {f"v{point}-statut": "non_traite", f"v{point}-commentaire": ""}
    return data | changes


def test_the_page_writes_what_changed(ca, dd78, connecte):
    client = connecte(dd78)
    assert "0\u00a0point sur 7 est traité" in client.get(url("vigilance", ca)).content.decode()

    sent = vigilance_post(**{"v1-statut": "traite", "v1-commentaire": "Le contrat est associé."})
    assert client.post(url("vigilance", ca), sent).status_code == 302

    assert list(ca.vigilances.values_list("point", "statut")) == [(1, "traite")]
    text = client.get(url("vigilance", ca)).content.decode()
    assert f"Signé&nbsp;: {dd78.actor.label}" in text


def test_the_page_asks_a_comment_and_keeps_mine_when_stale(ca, dd78, connecte):
    client = connecte(dd78)
    asked = client.post(url("vigilance", ca), vigilance_post(**{"v1-statut": "traite"}))
    assert "Dites en une phrase comment ce point est traité." in asked.content.decode()
    assert not ca.vigilances.exists()
    follow(ca, actor=dd78.actor, point=1, statut="en_cours", commentaire="La leur.")

    sent = vigilance_post(**{"v1-statut": "traite", "v1-commentaire": "La mienne."})
    text = client.post(url("vigilance", ca), sent).content.decode()
    assert "a écrit entre-temps" in text
    assert "La mienne." in text
    assert client.post(url("vigilance", ca), sent | {"v1-version": "1"}).status_code == 302


def test_a_partner_reads_the_page(ca, connecte):
    partner, _ = fabrique.partenaire(ca)
    client = connecte(partner)

    assert "Culture commune" in client.get(url("vigilance", ca)).content.decode()
    assert client.post(url("vigilance", ca), {}).status_code == 403


def test_a_principle_keeps_its_evidence(ca, dd78):
    row = ca.appreciations.select_related("principe", "ca__departement").first()
    appreciate(row, actor=dd78.actor, appreciation="satisfait", preuve=" Diagnostic ")
    appreciate(row, actor=dd78.actor, appreciation="partiel", justification="En partie.")

    row.refresh_from_db()
    assert (row.preuve, row.auteur) == ("Diagnostic", dd78.actor.label)


def test_the_printable_grid_says_everything(ca, dd78):
    row = ca.appreciations.select_related("principe", "ca__departement").first()
    appreciate(row, actor=dd78.actor, appreciation="non", justification="Pas encore.", preuve="Compte rendu")
    follow(ca, actor=dd78.actor, point=1, statut="en_cours", commentaire="En route.")
    respond(ca, actor=dd78.actor, code="duree", objet="identite", reponse="Trois ans.")
    document = documents.request("grille", ca.pk, actor=dd78.actor, ca_id=ca.pk, departement="78")

    built = build_grid(document)

    assert built.draft
    assert built.content["principes"][0] == [1, "non", "Pas encore.", "Compte rendu", dd78.actor.label]
    assert built.content["vigilances"][:2] == [[1, "en_cours", "En route."], [2, "non_traite", ""]]
    assert ["duree", "Trois ans."] in [[code, answer] for code, _, _, answer in built.content["avertissements"]]
    assert len(built.content["articulations"]) == 3


def test_the_grid_is_asked_from_the_page(ca, dd78, connecte):
    response = connecte(dd78).post(url("grille", ca))

    document = Document.objects.get(kind="grille")
    assert response["Location"] == reverse("documents:detail", kwargs={"uid": document.uid})
    assert (document.ca_id, document.subject_id) == (ca.pk, str(ca.pk))

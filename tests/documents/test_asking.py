import pytest
from django.db import IntegrityError, transaction

from coop.documents import kinds, workflows
from coop.documents.enums import Etat
from coop.documents.models import Document
from coop.journal.actors import Actor
from coop.journal.models import Entry


def test_request_writes_a_row_that_waits_and_an_act(asked, someone):
    document = asked()
    assert (document.state, document.requester, document.filename) == (
        Etat.EN_ATTENTE,
        someone,
        "Convention à l’essai.pdf",
    )
    assert document.content_hash
    act = Entry.objects.get(verb="document.request")
    assert (act.object_id, act.ca_id, act.actor_user_id) == (str(document.pk), 78, someone.pk)


def test_request_disappears_with_the_transaction_of_its_caller(asked):
    with transaction.atomic():
        asked()
        transaction.set_rollback(True)
    assert not Document.objects.exists()


def test_request_of_the_same_content_gives_the_same_row_waiting_or_ready(asked):
    first = asked()
    assert asked() == first
    workflows.run(first.pk)
    assert asked() == first
    assert asked(lignes=4) != first
    assert Document.objects.count() == 2


def test_request_after_a_failure_makes_a_new_row(asked):
    first = asked()
    Document.objects.filter(pk=first.pk).update(state=Etat.ECHEC, error="Panne.")
    assert asked() != first


@pytest.mark.parametrize(("kind", "reused"), [("essai", False), ("partage", True)])
def test_request_by_somebody_else_is_reused_only_where_both_may_see_it(asked, other, kind, reused):
    first = asked(kind)
    second = workflows.request(kind, 1, actor=other.actor, ca_id=78)
    assert (second == first) is reused


def test_request_through_a_personal_link_is_kept_apart_from_another_contact(asked):
    one = workflows.request("essai", 1, actor=Actor("Une personne", contact_id=5))
    assert workflows.request("essai", 1, actor=Actor("Une personne", contact_id=5)) == one
    assert workflows.request("essai", 1, actor=Actor("Une autre", contact_id=6)) != one


def test_request_final_and_draft_are_two_documents(asked, someone):
    final = workflows.request("essai", 1, actor=someone.actor, final=True)
    assert asked() != final


def test_request_of_an_unknown_kind_is_refused(someone):
    with pytest.raises(kinds.UnknownKind):
        workflows.request("inconnue", 1, actor=someone.actor)


def test_retry_puts_a_failed_document_back_and_leaves_the_others(asked, someone):
    document = asked()
    assert workflows.retry(document, actor=someone.actor).state == Etat.EN_ATTENTE
    assert not Entry.objects.filter(verb="document.retry").exists()
    Document.objects.filter(pk=document.pk).update(state=Etat.ECHEC, error="Panne.", attempts=3)
    again = workflows.retry(document, actor=someone.actor)
    assert (again.state, again.attempts, again.error) == (Etat.EN_ATTENTE, 0, "")
    assert Entry.objects.filter(verb="document.retry").count() == 1


@pytest.mark.parametrize(
    ("state", "constraint"),
    [(Etat.PRET, "document_pret_a_un_fichier"), (Etat.ECHEC, "document_echec_a_une_raison")],
)
def test_state_needs_its_file_or_its_reason(asked, state, constraint):
    document = asked()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(state=state)

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coop.documents import access, pieces, render, workflows
from coop.documents.enums import Etat
from coop.documents.models import Document, Piece
from coop.journal.actors import Actor
from tests.documents.test_pieces import pdf
from tests.factories import UserFactory


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(render, "to_pdf", lambda _built: b"%PDF essai")


@pytest.fixture
def ready(asked, quick):
    return workflows.run(asked().pk)


@pytest.fixture
def failed(asked):
    return workflows.run(asked(impossible=True).pk)


def url(name: str, row) -> str:
    return reverse(f"documents:{name}", args=[row.uid])


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_page_of_a_waiting_document_refreshes_itself_and_has_a_link_without_script(connecte, someone, asked):
    page = connecte(someone).get(url("detail", asked())).content.decode()
    assert "En attente" in page
    assert "Actualiser" in page
    assert 'hx-trigger="every 2s"' in page


@pytest.mark.parametrize(
    ("state", "attempts", "words"),
    [(Etat.EN_COURS, 1, "En préparation"), (Etat.EN_ATTENTE, 1, "Un nouvel essai va commencer")],
)
def test_page_says_the_state_in_words(connecte, someone, asked, state, attempts, words):
    document = asked()
    Document.objects.filter(pk=document.pk).update(state=state, attempts=attempts)
    assert words in connecte(someone).get(url("etat", document)).content.decode()


def test_page_leads_back_to_where_it_was_asked_and_nowhere_else(connecte, someone, asked):
    client, address = connecte(someone), url("detail", asked())
    origins = {
        "http://testserver/cooperatives/CA-78-01/?page=2": "/cooperatives/CA-78-01/?page=2",
        f"http://testserver{reverse('documents:liste')}": "",
        "https://ailleurs.invalid/cooperatives/": "",
        "": "",
    }
    found = {origin: client.get(address, headers={"Referer": origin}).context["retour"] for origin in origins}
    assert found == origins


def test_refreshing_stops_when_the_document_is_over(connecte, someone, ready, failed):
    client = connecte(someone)
    for document, words in ((ready, "Télécharger le PDF"), (failed, "Il manque l’intitulé de la convention.")):
        part = client.get(url("etat", document)).content.decode()
        assert words in part
        assert "hx-trigger" not in part


def test_download_gives_the_file_as_an_attachment_with_its_french_name(connecte, someone, ready):
    response = connecte(someone).get(url("telecharger", ready))
    assert body(response) == b"%PDF essai"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith(
        "attachment; filename*=utf-8''Convention%20%C3%A0%20l%E2%80%99essai.pdf"
    )
    assert "no-store" in response["Cache-Control"]


def test_download_of_a_document_not_ready_is_a_404(connecte, someone, asked):
    assert connecte(someone).get(url("telecharger", asked())).status_code == 404


@pytest.mark.parametrize("name", ["detail", "etat", "telecharger"])
def test_stranger_finds_nothing(connecte, other, ready, name):
    assert connecte(other).get(url(name, ready)).status_code == 404


def test_stranger_asks_nothing_again(connecte, other, failed):
    assert connecte(other).post(url("redemander", failed)).status_code == 404
    failed.refresh_from_db()
    assert failed.state == Etat.ECHEC


def test_right_is_asked_again_at_each_download(connecte, someone, ready):
    Document.objects.filter(pk=ready.pk).update(params={"forbidden": [someone.pk]})
    assert connecte(someone).get(url("telecharger", ready)).status_code == 404


def test_kind_with_a_perimeter_is_seen_by_its_people(connecte, other, asked, quick):
    document = workflows.run(asked("partage").pk)
    assert body(connecte(other).get(url("telecharger", document))) == b"%PDF essai"
    Document.objects.filter(pk=document.pk).update(ca_id=95)
    assert connecte(other).get(url("telecharger", document)).status_code == 404


def test_kind_that_nobody_registers_any_more_is_a_404_for_all(connecte, someone, ready):
    Document.objects.filter(pk=ready.pk).update(kind="disparue")
    assert connecte(someone).get(url("detail", ready)).status_code == 404
    assert connecte(UserFactory(is_superuser=True)).get(url("detail", ready)).status_code == 404


def test_retry_asks_again_and_comes_back_to_the_page(connecte, someone, failed):
    response = connecte(someone).post(url("redemander", failed))
    assert response.url == url("detail", failed)
    failed.refresh_from_db()
    assert failed.state == Etat.EN_ATTENTE


@pytest.mark.parametrize(("name", "method"), [("redemander", "get"), ("detail", "post"), ("telecharger", "post")])
def test_wrong_method_is_refused(connecte, someone, failed, name, method):
    assert getattr(connecte(someone), method)(url(name, failed)).status_code == 405


def test_anonymous_signs_in_first(client, ready):
    response = client.get(url("telecharger", ready))
    assert response.status_code == 302
    assert reverse("account_login") in response.url


def test_list_holds_my_documents_only(connecte, someone, other, asked):
    asked()
    assert "Bien vieillir" in connecte(someone).get(reverse("documents:liste")).content.decode()
    page = connecte(other).get(reverse("documents:liste")).content.decode()
    assert "Bien vieillir" not in page
    assert "encore demandé aucun document" in page


def test_list_costs_the_same_with_one_and_three_rows(connecte, someone, asked, compte_a_1_et_3):
    counter = iter(range(1, 9))
    add = lambda: asked(lignes=next(counter))  # noqa: E731
    compte_a_1_et_3(reverse("documents:liste"), add, statements=STATEMENTS, get=connecte(someone).get)


STATEMENTS = 4  # session, account with its contact, count, rows


@pytest.fixture
def piece(db):
    upload = SimpleUploadedFile("Relevé d’heures.pdf", pdf())
    return pieces.store(upload, kind="preuve", subject_id=3, actor=Actor("Coordinatrice DD 78"))


def test_piece_leaves_under_its_original_name(connecte, someone, piece):
    response = connecte(someone).get(url("piece", piece))
    assert body(response).startswith(b"%PDF")
    assert "attachment" in response["Content-Disposition"]
    assert "Relev%C3%A9" in response["Content-Disposition"]


def test_piece_of_an_unknown_kind_is_a_404(connecte, someone, piece):
    Piece.objects.update(kind="disparue")
    assert connecte(someone).get(url("piece", piece)).status_code == 404


def test_piece_is_refused_by_the_predicate_of_its_kind(connecte, piece):
    intruder = UserFactory(contact__fonction="Intrus")
    assert connecte(intruder).get(url("piece", piece)).status_code == 404


def test_personal_link_downloads_what_its_actor_may_read(ready, other):
    response = access.deliver(ready, Actor("Contact", contact_id=5))
    assert body(response) == b"%PDF essai"
    response.file_to_stream.close()  # no handler closes it here

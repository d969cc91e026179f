"""A form sent after the session has ended: kept, shown, sent again; never for a foreign site, never a password."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.test import RequestFactory

from portail.middleware import ConnexionRequise
from portail.views.erreurs import session_expired

ICI = "http://testserver"


def envoi(data=None, *, user=None, path="/cooperatives/CA-78-01/x/?onglet=2", **headers):
    request = RequestFactory().post(path, data or {"titre": "Maraudes", "publics": ["a", "b"]}, **headers)
    request.user = user or AnonymousUser()
    return request


def page(request, lire):
    return lire(session_expired(request).content.decode())


@pytest.mark.parametrize("header", [{"HTTP_ORIGIN": ICI}, {"HTTP_REFERER": f"{ICI}/cooperatives/"}])
def test_what_was_typed_is_kept_in_order(lire, header):
    html = page(envoi(**header), lire)
    kept = [(a["name"], a["value"]) for a in html.tous("input", type="hidden") if a["name"] != "csrfmiddlewaretoken"]
    assert kept == [("titre", "Maraudes"), ("publics", "a"), ("publics", "b")]


def test_it_is_sent_again_to_the_same_address_only(lire):
    assert (
        page(envoi(HTTP_ORIGIN=ICI), lire).un("form", method="post")["action"] == "/cooperatives/CA-78-01/x/?onglet=2"
    )


def test_the_answer_is_a_refusal_not_a_success():
    assert session_expired(envoi(HTTP_ORIGIN=ICI)).status_code == 403


@pytest.mark.parametrize(
    "header",
    [
        {"HTTP_ORIGIN": "https://ailleurs.invalid"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_REFERER": "http://testserver.invalid/"},
        {},
    ],
)
def test_a_form_from_elsewhere_is_never_shown_again(lire, header):
    html = page(envoi(**header), lire)
    assert html.tous("input", value="Maraudes") == []
    assert html.tous("form", method="post") == []


@pytest.mark.parametrize("name", ["password", "oldpassword", "password1"])
def test_a_password_is_never_written_in_a_page(lire, name):
    request = envoi({"login": "dd78@demo.invalid", name: "secret-de-test"}, HTTP_ORIGIN=ICI)
    assert "secret-de-test" not in session_expired(request).content.decode()


def test_the_refused_token_is_not_kept(lire):
    html = page(envoi({"csrfmiddlewaretoken": "vieux-jeton", "titre": "x"}, HTTP_ORIGIN=ICI), lire)
    assert html.tous("input", value="vieux-jeton") == []


def test_files_are_named_as_to_be_attached_again(lire):
    request = envoi({"titre": "x", "piece": SimpleUploadedFile("convention.pdf", b"%PDF")}, HTTP_ORIGIN=ICI)
    assert "convention.pdf" in page(request, lire).texte


def test_what_was_typed_is_escaped():
    content = session_expired(envoi({"titre": '"><script>alert(1)</script>'}, HTTP_ORIGIN=ICI)).content.decode()
    assert "<script>alert" not in content


@pytest.mark.parametrize(("connecte", "sentence"), [(False, "Se reconnecter"), (True, "Reprenez l’envoi")])
def test_the_page_says_the_next_step(lire, connecte, sentence):
    user = type(
        "Compte",
        (AnonymousUser,),
        {"is_authenticated": connecte, "email": "x@demo.invalid", "get_short_name": lambda s: "DD"},
    )()
    assert sentence in page(envoi(user=user, HTTP_ORIGIN=ICI), lire).texte


def vue(request):
    return HttpResponse("fait")


def test_a_reader_is_led_to_the_sign_in_page():
    request = RequestFactory().get("/cooperatives/")
    request.user = AnonymousUser()
    response = ConnexionRequise(vue).process_view(request, vue, (), {})
    assert response.status_code == 302
    assert "next=/cooperatives/" in response["Location"]


def test_a_sender_without_session_keeps_the_form():
    response = ConnexionRequise(vue).process_view(envoi(HTTP_ORIGIN=ICI), vue, (), {})
    assert response.status_code == 403
    assert "Maraudes" in response.content.decode()


def test_an_empty_post_without_session_is_led_to_the_sign_in_page():
    request = RequestFactory().post("/cooperatives/", HTTP_ORIGIN=ICI)
    request.user = AnonymousUser()
    assert ConnexionRequise(vue).process_view(request, vue, (), {}).status_code == 302


def test_the_protection_against_forged_forms_leads_here():
    response = CsrfViewMiddleware(vue).process_view(envoi(HTTP_ORIGIN=ICI), vue, (), {})
    assert response.status_code == 403
    assert "Maraudes" in response.content.decode()

"""A session nobody uses ends on the server, whatever its cookie; using it, or saying so, begins the delay again."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from coop import horloge
from coop.accounts import sessions
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/compte/"
VEILLE = "/compte/veille/"


@pytest.fixture
def entre(client):
    client.force_login(UserFactory())
    return client


def seule_depuis(client, **since):
    """The session was last used so long ago."""
    session = client.session
    session[sessions.VUE] = (horloge.machine() - timedelta(**since)).isoformat()
    session.save()


def test_a_session_ends_after_two_hours_alone(entre):
    seule_depuis(entre, hours=2, seconds=1)

    answer = entre.get(PAGE, follow=True)

    assert answer.redirect_chain == [("/compte/login/?next=/compte/", 302)]
    assert "Vous avez été déconnecté après 2\u00a0heures sans activité." in answer.content.decode()
    assert not Session.objects.exists()


def test_staying_signed_in_on_a_device_changes_nothing_to_the_delay(client):
    client.force_login(UserFactory())
    session = client.session
    session.set_expiry(timedelta(days=14))
    session.save()
    seule_depuis(client, hours=3)

    assert client.get(PAGE).status_code == 302


def test_what_was_being_sent_is_kept(entre):
    seule_depuis(entre, hours=3)

    answer = entre.post(PAGE, {"titre": "Maraudes"}, headers={"Origin": "http://testserver"})

    assert answer.status_code == 403
    assert answer["X-Coop-Session"] == "expiree"
    assert "Maraudes" in answer.content.decode()


def test_each_page_read_begins_the_delay_again(entre):
    seule_depuis(entre, minutes=110)

    assert entre.get(PAGE).status_code == 200
    assert sessions.left(entre.session) > timedelta(minutes=119)


def test_a_session_just_used_is_not_written_again(entre):
    entre.get(PAGE)
    seen = entre.session[sessions.VUE]

    entre.get(PAGE)

    assert entre.session[sessions.VUE] == seen


def test_a_page_that_polls_does_not_keep_its_session(entre):
    seule_depuis(entre, minutes=110)

    entre.get(PAGE, headers={"X-Coop-Veille": "1"})

    assert sessions.left(entre.session) < timedelta(minutes=11)


def test_a_poll_without_session_leaves_the_page_as_it_is(client):
    assert client.get(PAGE, headers={"X-Coop-Veille": "1", "HX-Request": "true"}).status_code == 401


def test_a_region_asked_without_session_leads_the_whole_page_to_sign_in(client):
    here = {"HX-Request": "true", "HX-Current-URL": "http://testserver/cooperatives/?q=a"}

    assert client.get(PAGE, headers=here)["HX-Redirect"] == "/compte/login/?next=/cooperatives/%3Fq%3Da"


def test_the_page_of_another_site_is_not_gone_back_to(client):
    there = {"HX-Request": "true", "HX-Current-URL": "https://pirate.invalid/"}

    assert client.get(PAGE, headers=there)["HX-Redirect"] == "/compte/login/?next=/"


def test_what_is_left_is_told_without_being_given_back(entre):
    seule_depuis(entre, minutes=116)

    assert 200 < entre.get(VEILLE, headers={"X-Coop-Veille": "1"}).json()["reste"] <= 240
    assert entre.post(VEILLE).json()["reste"] > 7100


def test_nothing_is_left_to_whom_is_not_signed_in(client):
    assert client.get(VEILLE).json() == {"reste": 0}


def test_the_delay_is_said_in_words(settings):
    assert sessions.delai_en_mots() == "2\u00a0heures"
    settings.COOP_SESSION_IDLE_MINUTES = 45
    assert sessions.delai_en_mots() == "45\u00a0minutes"

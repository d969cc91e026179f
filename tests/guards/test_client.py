"""The guarded client and the counted lists, on pages made for that."""

import itertools

import pytest
from django.core.paginator import UnorderedObjectListWarning

from tests.factories import SecteurFactory
from tests.guards import urls

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.guards.urls")]


@pytest.fixture(autouse=True)
def _short_chain(settings):
    settings.MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]


@pytest.fixture
def one_more():
    numbers = itertools.count()
    return lambda: SecteurFactory(code=f"secteur-{next(numbers)}")


def test_client_runs_what_waits_for_the_commit(client):
    urls.DONE.clear()

    client.get("/good/")

    assert urls.DONE == ["/good/"]


def test_client_refuses_a_page_with_an_inline_handler(client):
    with pytest.raises(AssertionError, match="/bad/: inline handler onclick"):
        client.get("/bad/")


def test_unordered_pagination_fails(client):
    with pytest.raises(UnorderedObjectListWarning):
        client.get("/unordered/")


def test_flat_list_passes_the_count(compte_a_1_et_3, one_more):
    compte_a_1_et_3("/flat/", one_more, statements=1)


def test_growing_list_fails_the_count(compte_a_1_et_3, one_more):
    with pytest.raises(AssertionError):
        compte_a_1_et_3("/growing/", one_more, statements=2)

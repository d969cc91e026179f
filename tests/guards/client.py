"""The test client of the house: it reads every page it receives and runs what waits for the commit."""

from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from django.db import connection
from django.http import FileResponse
from django.test import Client, TestCase

from tests.guards import accessible
from tests.guards.html import faults_of

_downloads: list[FileResponse] = []


class GuardedClient(Client):
    """Fails on a page that breaks the strict policy; runs on-commit callbacks after each request."""

    def request(self, **request):
        with run_on_commit():
            response = super().request(**request)
        if isinstance(response, FileResponse):
            _downloads.append(response)
        # A page is the same whatever the engine: it is read where the whole suite is played.
        if connection.vendor == "sqlite" and _is_page(response):
            source = response.content.decode(response.charset)
            path = request.get("PATH_INFO", "")
            faults = faults_of(source)
            # The administration is drawn by Django.
            if not path.startswith("/administration/"):
                faults += accessible.faults_of(source)
            assert not faults, f"{path}: " + "; ".join(faults)
        return response


def _is_page(response) -> bool:
    return response.get("Content-Type", "").startswith("text/html") and not response.streaming


def run_on_commit():
    """Run on-commit callbacks at the end of the block when the test itself holds the transaction open."""
    if connection.in_atomic_block:
        return TestCase.captureOnCommitCallbacks(execute=True)
    return nullcontext()


@pytest.fixture(autouse=True)
def _downloads_are_closed() -> Iterator[None]:
    """Close the files of the downloads a test did not read to the end, as a server would."""
    yield
    while _downloads:
        # An answer without a file (HEAD, an iterator) has nothing to close.
        if stream := _downloads.pop().file_to_stream:
            stream.close()


@pytest.fixture
def client() -> GuardedClient:
    """An anonymous guarded client; `client.force_login(user)` signs in."""
    return GuardedClient()


@pytest.fixture
def connecte():
    """`connecte(user)` gives a new guarded client signed in as `user`."""

    def sign_in(user) -> GuardedClient:
        guarded = GuardedClient()
        guarded.force_login(user)
        return guarded

    return sign_in

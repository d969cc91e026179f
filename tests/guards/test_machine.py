"""Clock, network, media and services guards."""

import socket
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from coop import horloge
from tests.guards.network import NetworkRefused, is_local


def test_le_jour_moves_the_clock_again_and_again(le_jour):
    le_jour("2027-01-15")
    first = horloge.today()
    le_jour(date(2027, 4, 15))

    assert (first, horloge.today()) == (date(2027, 1, 15), date(2027, 4, 15))


def test_le_jour_takes_an_hour(le_jour):
    le_jour("2027-01-15T23:30")

    assert horloge.now().isoformat() == "2027-01-15T23:30:00+01:00"


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("192.0.2.1", False), ("exemple.invalid", False)],
)
def test_is_local(host, local):
    assert is_local(host) is local


def test_connection_elsewhere_is_refused():
    with pytest.raises(NetworkRefused, match="look-up of exemple.invalid"):
        socket.create_connection(("exemple.invalid", 80))
    with socket.socket() as other, pytest.raises(NetworkRefused, match="192.0.2.1"):
        other.connect(("192.0.2.1", 80))


def test_media_of_a_test_are_its_own(tmp_path_factory):
    name = default_storage.save("a/b.txt", ContentFile(b"x"))

    stored = Path(default_storage.path(name))
    assert stored.is_relative_to(tmp_path_factory.getbasetemp())
    assert stored.is_relative_to(settings.MEDIA_ROOT)


@pytest.mark.parametrize("run", [1, 2])
def test_cache_is_empty_at_the_start_of_each_test(run):
    assert cache.get("guard") is None
    cache.set("guard", run)

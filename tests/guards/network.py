"""No test speaks to the network: only this machine (live server, PostgreSQL, Redis) may be reached."""

import ipaddress
import socket
from collections.abc import Iterator

import pytest


class NetworkRefused(AssertionError):
    """A test tried to reach another machine."""


def is_local(host: object) -> bool:
    """Whether `host` (name or address) is this machine."""
    if host in (None, "", "localhost", b"localhost"):
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text).is_loopback
    except ValueError:
        return text == socket.gethostname()


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse connections and name look-ups that leave this machine."""
    connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guard(real):
        def guarded(self, address):
            if self.family != socket.AF_UNIX and not is_local(address[0]):
                raise NetworkRefused(f"connection to {address}")
            return real(self, address)

        return guarded

    def guarded_lookup(host, *args, **kwargs):
        if not is_local(host):
            raise NetworkRefused(f"look-up of {host}")
        return lookup(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guard(connect))
        patch.setattr(socket.socket, "connect_ex", guard(connect_ex))
        patch.setattr(socket, "getaddrinfo", guarded_lookup)
        yield

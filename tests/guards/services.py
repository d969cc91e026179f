"""Tests that need PostgreSQL and Redis: skipped by name when absent, failed when they are required."""

import os
import socket
from urllib.parse import urlsplit

import pytest
from django.db import connection

REDIS_URL = os.environ.get("COOP_TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


def missing_services() -> list[str]:
    """The names of the services that this run does not have."""
    missing = [] if connection.vendor == "postgresql" else ["PostgreSQL (DATABASE_URL)"]
    address = urlsplit(REDIS_URL)
    try:
        socket.create_connection((address.hostname, address.port or 6379), timeout=1).close()
    except OSError:
        missing.append("Redis")
    return missing


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip `services` tests on SQLite; on PostgreSQL an absent Redis fails when services are required."""
    if item.get_closest_marker("services") is None:
        return
    missing = missing_services()
    if not missing:
        return
    reason = "not there: " + ", ".join(missing)
    if os.environ.get("COOP_REQUIRE_SERVICES") == "1" and connection.vendor == "postgresql":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture
def redis_url() -> str:
    """A Redis database of the tests alone; each xdist worker has its own number."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    address = urlsplit(REDIS_URL)
    return f"redis://{address.hostname}:{address.port or 6379}/{15 - int(worker) % 8}"

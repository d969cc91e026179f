"""The test database goes away with its run: no session left by a server thread may hold it."""

from collections.abc import Iterator

import pytest
from django.db import connection

OTHER_SESSIONS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Before PostgreSQL drops the database, end the sessions of threads that a closed page left behind.

    A thread of the live server keeps its connection as long as the browser keeps its socket: it ends after the run.
    """
    yield
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(OTHER_SESSIONS)

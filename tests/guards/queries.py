"""Lists cost the same number of SQL statements with one row and with three."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def compte_a_1_et_3(client) -> Callable[..., None]:
    """`compte_a_1_et_3(url, add_row, statements=7)`: GET `url` with 1 then 3 rows, exactly 7 statements each time.

    `add_row()` creates one more row of the list; `get` replaces the signed-in `client.get` when given.
    One request is made first so that process-wide caches (content types, settings) are warm.
    """

    def check(url: str, add_row: Callable[[], object], *, statements: int, get: Callable | None = None) -> None:
        fetch = get or client.get
        add_row()
        assert fetch(url).status_code == 200
        counts = {1: _count(fetch, url)}
        add_row()
        add_row()
        counts[3] = _count(fetch, url)
        assert {rows: len(sql) for rows, sql in counts.items()} == {1: statements, 3: statements}, "\n".join(counts[3])

    return check


def _count(fetch: Callable, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert fetch(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]

"""Playing dates: the one clock of the product, moved by the test and put back at its end."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime

import pytest

from coop import horloge

LeJour = Callable[[str | date | datetime], None]


@pytest.fixture
def le_jour() -> Iterator[LeJour]:
    """`le_jour("2027-03-15")` moves the clock to that day (nine o'clock, Paris); call it again to go on."""
    with ExitStack() as played:

        def move(moment: str | date | datetime) -> None:
            if isinstance(moment, str):
                moment = datetime.fromisoformat(moment) if "T" in moment else date.fromisoformat(moment)
            played.enter_context(horloge.at(moment))

        yield move

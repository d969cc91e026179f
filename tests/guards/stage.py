"""A scene is built once for the tests that follow one another on it; each plays on a copy, and what it writes is undone.

`scene = staged(build, le=JOUR)` makes the fixture: the function that builds the scene, and the day it is built and played
on. Its rows stand in a transaction around those of the tests, which ends when a test asks for another scene, or for none.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import override_settings

from coop import horloge

STAGE = pytest.StashKey["Stage"]()


@dataclass(frozen=True)
class Play:
    """A scene, and the day of its making and of its tests (the clock as it is when None)."""

    build: Callable[[], Any]
    le: date | None = None

    def clock(self):
        return horloge.at(self.le) if self.le else nullcontext()


@dataclass
class Stage:
    """The scene that stands in the database of this process, its mails and its files."""

    files: Path
    blocker: Any
    play: Play | None = None
    scene: Any = None
    mails: list = field(default_factory=list)
    _held: transaction.Atomic | None = None
    _count: int = 0

    def clear_for(self, play: Play | None) -> None:
        """Undo the scene that stands, unless it is the one asked."""
        if play != self.play:
            self.strike()

    def show(self, play: Play | None) -> None:
        """Make the scene asked stand."""
        if play and play != self.play:
            with self.blocker.unblock():
                self._set(play)

    def strike(self) -> None:
        """Undo the scene that stands."""
        held, self._held, self.play, self.scene = self._held, None, None, None
        if held:
            with self.blocker.unblock():
                transaction.set_rollback(True)
                held.__exit__(None, None, None)

    def media(self) -> Path:
        return self.files / str(self._count)

    def _set(self, play: Play) -> None:
        self._count += 1
        mail.outbox = []
        self._held = transaction.atomic()
        self._held._from_testcase = True  # as a test's own: durable blocks run inside
        self._held.__enter__()
        try:
            with override_settings(MEDIA_ROOT=self.media()), play.clock():
                self.scene = play.build()
        except BaseException:
            self.strike()
            raise
        self.play, self.mails = play, mail.outbox


def staged(build: Callable[[], Any], le: date | None = None) -> Callable:
    """The fixture that gives a test its copy of what `build` returned, with its files and its mails, on the day `le`."""
    play = Play(build, le)

    def scene(db, le_jour, _stage: Stage, settings) -> Any:
        if _stage.media().exists():
            copytree(_stage.media(), settings.MEDIA_ROOT, dirs_exist_ok=True)
        mail.outbox = list(_stage.mails)
        if play.le:
            le_jour(play.le)
        return deepcopy(_stage.scene)

    scene.play = play
    return pytest.fixture(scene)


def play_of(item: pytest.Item) -> Play | None:
    """The scene a test needs, through whatever fixture; one at most."""
    defined = getattr(item, "_fixtureinfo", None)
    plays = {getattr(d[-1].func, "play", None) for d in defined.name2fixturedefs.values()} if defined else set()
    plays.discard(None)
    assert len(plays) <= 1, f"{item.nodeid} asks for several scenes"
    return next(iter(plays), None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Inside a module, let the tests of one scene follow one another; the random order stays otherwise."""
    ranks: dict = {}
    items.sort(key=lambda item: [ranks.setdefault(key, len(ranks)) for key in (item.path, (item.path, play_of(item)))])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Clear the stage before any fixture of the next test, whatever its scope: some commit, or hold rows for a module."""
    if stage := item.config.stash.get(STAGE, None):
        stage.clear_for(play_of(item))


@pytest.fixture(scope="session")
def _stage(
    request: pytest.FixtureRequest, django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    stage = request.config.stash[STAGE] = Stage(tmp_path_factory.mktemp("stage"), django_db_blocker)
    yield stage
    with django_db_blocker.unblock():
        stands = connection.in_atomic_block
    # The database goes away with the session: a transaction that already ended leaves nothing to undo.
    if stands:
        stage.strike()


@pytest.fixture
def _scene_stands(request: pytest.FixtureRequest, _stage: Stage) -> None:
    _stage.show(play_of(request.node))


@pytest.fixture
def _django_db_helper(_scene_stands, _django_db_helper) -> None:
    """The database of a test, opened inside the scene that it asks for."""

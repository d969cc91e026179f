"""Browser tests: Debian's Chromium, a live server on the file database, time moved through a small file."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.pages.base import Navigateur, Observer

if TYPE_CHECKING:
    from coop.accounts.models import User

# Playwright's synchronous interface runs an event loop in the thread of the tests; the ORM is used there on purpose.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this directory is a browser test on committed rows."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and "live_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    if not shutil.which("chromium") and not Path(CHROMIUM).exists():
        pytest.fail("not there: Chromium") if os.environ.get("COOP_REQUIRE_SERVICES") == "1" else pytest.skip(
            "not there: Chromium"
        )
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": SWITCHES}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return {**browser_context_args, "locale": "fr-FR", "timezone_id": "Europe/Paris"}


@pytest.fixture
def le_jour_partout(settings, tmp_path: Path) -> Callable[[str | date | datetime], None]:
    """`le_jour_partout("2027-03-15")` moves the time of the live server, of its threads and of the test."""
    clock = tmp_path / "clock"
    settings.COOP_CLOCK_FILE = str(clock)

    def move(moment: str | date | datetime) -> None:
        text = moment if isinstance(moment, str) else moment.isoformat()
        # Replaced in one step: a request never reads half a date.
        written = clock.with_suffix(".new")
        written.write_text(text if "T" in text else f"{text}T09:00:00", encoding="utf-8")
        written.replace(clock)

    return move


@pytest.fixture
def demonstration(
    le_jour_partout, live_server, settings, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], "User"]:
    """The stories of the demonstration behind the live server, on their day; gives the account of a persona."""
    from tests.browser import demonstration as stories

    settings.COOP_BASE_URL = live_server.url
    base = tmp_path_factory.getbasetemp()
    stories.poser(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
    le_jour_partout(stories.JOUR)
    return stories.compte


@pytest.fixture
def navigateur(browser, browser_context_args: dict, live_server) -> Iterator[Callable[..., Navigateur]]:
    """`navigateur(user)` opens a browser of its own for one persona; without user, for an anonymous visitor.

    `width` is 1280 px by default, 360 for a telephone; `finger` touches instead of pointing. At the end, every page of every browser must have been
    free of console errors, CSP reports, script errors and requests to another machine, and the server has answered what they had asked.
    """
    opened: list[tuple[object, Observer]] = []

    def open_for(user=None, *, width: int = 1280, javascript: bool = True, finger: bool = False) -> Navigateur:
        context = browser.new_context(
            **{**browser_context_args, "viewport": {"width": width, "height": 900}},
            java_script_enabled=javascript, has_touch=finger, is_mobile=finger,
        )  # fmt: skip
        context.set_default_timeout(10_000)
        # The first page of a process compiles its templates, on a machine that may be busy.
        context.set_default_navigation_timeout(30_000)
        if user is not None:
            context.add_cookies([_session_of(user, live_server.url)])
        observer = Observer(live_server.url)
        opened.append((context, observer))
        return Navigateur(context.new_page(), live_server.url, observer, javascript=javascript)

    yield open_for
    for context, _ in opened:
        context.close()
    assert live_server.thread.httpd.wait_until_alone(), "a page was closed, its request still runs"
    assert [fault for _, observer in opened for fault in observer.faults] == []


def _session_of(user, address: str) -> dict:
    """The cookie of a session opened for `user` without going through the sign-in page."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": address,
    }

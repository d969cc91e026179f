"""The convention on the screen: the statements and the seconds of its page, at the size of the demonstration (issue 5)."""

from bench.harness import Measure, best_of, demonstration

ROUNDS = 7
STATEMENTS_GOAL = 25
PAGE = "/cooperatives/CA-78-01/convention/"


def measure() -> list[Measure]:
    """The page as its coordinator opens it."""
    demonstration()
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(get_user_model().objects.get(email="dd78@demo.invalid"))

    def once() -> None:
        if (status := client.get(PAGE, secure=True).status_code) != 200:
            raise SystemExit(f"{PAGE} answered {status}.")

    once()
    with CaptureQueriesContext(connection) as captured:
        once()
    return [
        Measure("convention page, statements", len(captured), "statements", STATEMENTS_GOAL),
        Measure("convention page", best_of(ROUNDS, once), "s"),
    ]

"""The tableau de bord of 300 tasks that wait for each other: seconds of the server for the whole page (issue 4)."""

from datetime import date, timedelta

from bench.harness import Measure, best_of, demonstration

ROUNDS = 7
TACHES = 300
GOAL = 0.15


def measure() -> list[Measure]:
    """Seconds of the page, from the address to its last byte."""
    demonstration()
    from django.db import transaction

    with transaction.atomic():
        seconds = _seconds()
        transaction.set_rollback(True)
    return [Measure(f"tableau de bord, {TACHES} tâches, page", seconds, "s", GOAL)]


def _seconds() -> float:
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    ca, user = _filled(get_user_model())
    client = Client()
    client.force_login(user)
    address = f"/cooperatives/{ca.reference}/tableau-de-bord/"

    def once() -> None:
        response = client.get(address, secure=True)
        if response.status_code != 200 or response.content.count(b'class="tache"') < TACHES:
            raise RuntimeError(f"The table did not open: {response.status_code}.")

    once()
    return best_of(ROUNDS, once)


def _filled(users):
    """CA-78-01 and its coordinator, with three hundred tasks in a row in its fourth stage."""
    from cooperatives.models import Cooperative, Tache

    ca = Cooperative.objects.get(reference="CA-78-01")
    etape = ca.etapes.get(ordre=4)
    start = date(2026, 1, 5)
    rows = Tache.objects.bulk_create(
        Tache(
            etape=etape, ordre=n, libelle=f"Tâche {n}", debut=start + timedelta(days=n), fin=start + timedelta(days=n + 30)
        )
        for n in range(TACHES)
    )  # fmt: skip
    links = Tache.dependances.through
    links.objects.bulk_create(links(from_tache=a, to_tache=b) for a, b in zip(rows[1:], rows[:-1], strict=True))
    return ca, users.objects.get(email="dd78@demo.invalid")

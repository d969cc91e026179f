"""Two parties that sign in the same second, on two connections: one entry into force, no signature lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from conventions.enums import StatutConvention
from conventions.models import Periode, Signature
from conventions.workflows import signature
from coop import horloge
from coop.journal.models import Entry
from tests.conventions.scene_avenant import SceneAvenant
from tests.conventions.scene_convention import build

# SQLite has one writer at a time: the question is PostgreSQL's.
pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
JOUR = date(2027, 1, 4)


def test_two_last_signatures_at_once_put_the_convention_in_force_once():
    with horloge.at(JOUR):
        scene = SceneAvenant(**vars(build()))
        version = scene.a_la_signature()
        first, *last_two = version.signatures.order_by("id")
        signature.sign_on_paper(first, actor=scene.coordinatrice.actor, signee_le=JOUR)
        together(last_two, scene.coordinatrice.actor)

        assert Signature.objects.filter(version_convention=version, signee_le=JOUR).count() == 3
        assert scene.reread().statut == StatutConvention.EN_VIGUEUR
        assert Periode.objects.filter(convention=scene.convention).count() == 1
        assert Entry.objects.filter(verb="convention.enter_into_force").count() == 1


def together(rows: list[Signature], actor) -> None:
    """Sign each row on its own connection, all starting at the same moment."""
    start = Barrier(len(rows))

    def sign(row: Signature) -> None:
        try:
            start.wait(timeout=10)
            with horloge.at(JOUR):
                signature.sign_on_paper(row, actor=actor, signee_le=JOUR)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(rows)) as pool:
        list(pool.map(sign, rows))

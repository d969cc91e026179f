"""« État du système » says what works, since when, and what to do; the probe says one word."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.urls import reverse

from coop import horloge
from coop.documents import runner
from coop.documents.enums import Etat
from coop.documents.models import Document
from coop.journal import seals
from coop.journal.actors import SYSTEM
from coop.journal.workflows import record
from coop.notifications.models import Mail
from portail.queries import systeme
from portail.views import systeme as pages
from tests.factories import utilisateur

pytestmark = pytest.mark.django_db


def avant(**delay):
    return horloge.at(horloge.now() - timedelta(**delay))


def travail(echecs=None, **delay):
    with avant(**delay):
        record(systeme.DAY_WORK, "Travail du jour.", actor=SYSTEM, data={"echecs": echecs or {}})
        seals.seal_all()


def document(state, **delay):
    Document.objects.create(kind="essai", subject_id="1", title="Essai", filename="e.pdf", state=state, error="Trop long.",
                            requested_at=horloge.now() - timedelta(**delay))  # fmt: skip


def courriel(state):
    Mail.objects.create(to="a@demo.invalid", error="Boîte pleine", kind="x", subject="Essai", body="…", state=state)


@pytest.mark.parametrize(
    ("nom", "cause", "bon"),
    [
        ("Travail du jour", lambda: None, False),
        ("Travail du jour", lambda: travail(hours=35), True),
        ("Travail du jour", lambda: travail(hours=37), False),
        ("Travail du jour", lambda: travail({"rappels": "KeyError"}, hours=1), False),
        ("Journal", lambda: travail(hours=1), True),
        ("Journal", lambda: record("x", "Acte récent.", actor=SYSTEM), True),
        ("Documents PDF", lambda: document(Etat.EN_ATTENTE, minutes=2), True),
        ("Documents PDF", lambda: document(Etat.EN_COURS, minutes=11), False),
        ("Documents PDF", lambda: document(Etat.ECHEC, days=6), False),
        ("Documents PDF", lambda: document(Etat.ECHEC, days=8), True),
        ("Courriels", lambda: courriel(Mail.Etat.ENVOYE), True),
        ("Courriels", lambda: courriel(Mail.Etat.ECHEC), False),
        ("Cohérence des données", lambda: None, True),
        ("Cohérence des données", lambda: record(systeme.CHECK, "2 incohérences.", actor=SYSTEM), False),
        ("Fichiers", lambda: None, True),
    ],
)
def test_what_is_observed(nom, cause, bon, le_jour):
    le_jour("2027-03-15T10:00")
    cause()

    found = {constat.nom: constat for constat in systeme.lire()}
    assert found[nom].bon is bon, found[nom]


def test_acts_that_wait_for_their_seal_are_told(le_jour):
    le_jour("2027-03-15T10:00")
    with avant(minutes=11):
        record("x", "Acte ancien.", actor=SYSTEM)

    found = {constat.nom: constat for constat in systeme.lire()}
    assert "worker" in found["Journal"].remede


def test_without_worker_the_process_plays_the_day_and_seals_and_the_page_says_so(le_jour, settings, monkeypatch):
    le_jour("2027-03-15T10:00")
    settings.COOP_JOBS_MODE = "embedded"
    monkeypatch.setattr(runner.connections, "close_all", lambda: None)
    record("x", "Acte récent.", actor=SYSTEM)
    assert not systeme.lire()[0].bon
    runner.work()

    assert not seals.unsealed().exists()
    found = systeme.lire()[0]
    assert found.bon
    assert "une fois par jour" in found.texte
    le_jour("2027-03-17T10:00")
    assert systeme.lire()[0].remede == "Redémarrez le serveur."


def test_the_page_is_for_administrators(connecte):
    admin = utilisateur(is_superuser=True, is_staff=True)
    page = connecte(admin).get(reverse("portail:systeme")).content.decode()

    assert "point" in page
    assert "celery beat" in page
    assert connecte(utilisateur()).get(reverse("portail:systeme")).status_code == 403


def test_the_probe_answers_and_says_when_the_database_does_not(client, monkeypatch):
    answer = client.get(reverse("portail:sonde"))
    assert (answer.status_code, answer.content) == (200, b"ok\n")

    def lost():
        raise DatabaseError("no")

    monkeypatch.setattr(pages.lecture, "repond", lost)
    assert client.get(reverse("portail:sonde")).status_code == 503

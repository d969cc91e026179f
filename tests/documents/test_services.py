"""A real Celery worker on Redis and PostgreSQL: it dies in the middle, Redis is away, nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import kombu.pools
import pytest
from django.conf import settings as project
from django.db import connection

from coop import horloge
from coop.celery import app
from coop.documents import kinds, render, workflows
from coop.documents.enums import Etat
from coop.documents.models import Document

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parents[2]
WAIT_SECONDS = 120
# Seconds. The settings give up after one; a client left to itself tries again for minutes.
AT_ONCE = 20


@pytest.fixture
def redis_broker(redis_url, settings):
    """The test publishes to an empty Redis of its own."""
    import redis

    def point_to(url: str) -> None:
        app.conf.broker_url = url
        app._after_fork()
        kombu.pools.reset()

    client = redis.Redis.from_url(redis_url)
    client.flushdb()
    before = app.conf.broker_url
    settings.COOP_JOBS_MODE = "celery"
    point_to(redis_url)
    yield point_to
    point_to(before)
    client.flushdb()
    client.close()


@pytest.fixture
def start_worker(redis_url, tmp_path):
    """`start_worker()` starts a Celery worker of this test; all are stopped at the end."""
    started: list[subprocess.Popen] = []
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.documents.worker_settings",
        "COOP_REDIS_URL": redis_url,
        "COOP_REDIS_SOCKET_TIMEOUT": "5",
        "COOP_TEST_DATABASE": connection.settings_dict["NAME"],
        "COOP_TEST_MEDIA": str(project.MEDIA_ROOT),
    }

    def start() -> subprocess.Popen:
        command = [sys.executable, "-m", "celery", "-A", "tests.documents.worker", "worker", "-c", "1", "-l", "WARNING"]
        command += ["--without-gossip", "--without-mingle"]
        with (tmp_path / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        started.append(process)
        return process

    yield start
    for process in started:
        kill(process)


def kill(process: subprocess.Popen) -> None:
    """Kill a worker and its children at once, as a machine that stops."""
    with suppress(ProcessLookupError):  # it already ended
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"waited {WAIT_SECONDS} s for {what}"
        time.sleep(0.1)


def state_of(document: Document) -> Callable[[], bool]:
    return lambda: Document.objects.get(pk=document.pk).is_over


def test_document_travels_through_redis_to_a_worker(redis_broker, start_worker, someone):
    start_worker()
    document = workflows.request("essai", 1, actor=someone.actor)
    wait_for(state_of(document), "the document")
    document.refresh_from_db()
    assert (document.state, document.attempts) == (Etat.PRET, 1)
    with document.file.open() as file:
        assert file.read(5) == b"%PDF-"


def test_worker_killed_in_the_middle_loses_nothing_and_gives_the_same_bytes(
    redis_broker, start_worker, someone, tmp_path
):
    hold = tmp_path / "hold"
    hold.touch()
    first = start_worker()
    document = workflows.request("essai", 1, actor=someone.actor, params={"hold": str(hold)})
    wait_for(hold.with_suffix(".begun").exists, "the work to begin")
    kill(first)
    hold.unlink()
    document.refresh_from_db()
    assert document.state == Etat.EN_COURS
    wait_for(lambda: document.lease_until < horloge.now(), "the end of the lease")
    start_worker()
    with horloge.at(document.requested_at.replace(year=document.requested_at.year + 1)):
        assert workflows.sweep() == 1
    wait_for(state_of(document), "the second worker")
    document.refresh_from_db()
    assert (document.state, document.attempts) == (Etat.PRET, 2)
    with horloge.at(document.requested_at), document.file.open() as file:
        assert file.read() == render.to_pdf(kinds.get("essai").build(document))


def test_document_asked_while_redis_is_down_arrives_when_it_is_back(redis_broker, redis_url, start_worker, someone):
    redis_broker("redis://127.0.0.1:1/0")
    begun = time.monotonic()
    document = workflows.request("essai", 1, actor=someone.actor)
    assert time.monotonic() - begun < AT_ONCE
    start_worker()
    redis_broker(redis_url)
    with horloge.at(document.requested_at.replace(year=document.requested_at.year + 1)):
        assert workflows.sweep() == 1
    wait_for(state_of(document), "the document")
    document.refresh_from_db()
    assert document.state == Etat.PRET

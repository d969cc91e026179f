"""Publishing after the commit, and finding again what was not published; what a worker does before it forks."""

import gc
import socket
import sys
import time

import kombu.pools
import pytest
from celery.signals import worker_init

from coop.celery import app
from coop.documents import jobs, render, runner, workflows
from coop.documents.enums import Etat
from coop.documents.models import Document
from coop.documents.tasks import warm

# Seconds. The settings give up after one; a client left to itself tries again for minutes.
AT_ONCE = 20


@pytest.fixture
def broker(settings):
    """`broker(url)` makes the Celery mode publish there."""

    def use(url: str) -> None:
        settings.COOP_JOBS_MODE = "celery"
        app.conf.broker_url = url
        reset()

    def reset() -> None:
        app._after_fork()
        kombu.pools.reset()

    before = app.conf.broker_url
    yield use
    app.conf.broker_url = before
    reset()


@pytest.fixture
def silent_port():
    """A server that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_request_publishes_after_the_commit_only(asked, django_capture_on_commit_callbacks, monkeypatch):
    published = []
    monkeypatch.setattr(jobs, "publish", published.append)
    with django_capture_on_commit_callbacks(execute=True):
        document = asked()
        assert published == []
    assert published == [document.pk]


def test_manual_mode_tells_nobody(asked):
    assert jobs.publish(asked().pk) is False


def test_publish_gives_up_at_once_when_redis_refuses(broker, closed_port, caplog):
    broker(f"redis://127.0.0.1:{closed_port}/0")
    start = time.monotonic()
    assert jobs.publish(7) is False
    assert time.monotonic() - start < AT_ONCE
    assert "document 7 not published" in caplog.text


def test_publish_gives_up_when_redis_never_answers(broker, silent_port, caplog):
    broker(f"redis://127.0.0.1:{silent_port}/0")
    start = time.monotonic()
    assert jobs.publish(7) is False
    assert time.monotonic() - start < AT_ONCE
    assert "document 7 not published" in caplog.text


def test_document_asked_while_redis_is_down_is_published_by_the_sweep(
    asked, broker, closed_port, le_jour, django_capture_on_commit_callbacks, caplog
):
    broker(f"redis://127.0.0.1:{closed_port}/0")
    with django_capture_on_commit_callbacks(execute=True):
        document = asked()
    assert document.state == Etat.EN_ATTENTE
    le_jour("2027-03-02T09:01:00")
    assert workflows.sweep() == 0
    assert caplog.text.count("not published") == 2
    broker("memory://")
    assert workflows.sweep() == 1


def test_sweep_leaves_a_row_just_written_to_its_own_request(asked, monkeypatch):
    monkeypatch.setattr(jobs, "publish", lambda _pk: True)
    asked()
    assert workflows.sweep() == 0


def test_sweep_stops_at_the_first_row_it_cannot_publish(asked, le_jour, monkeypatch):
    tried = []
    monkeypatch.setattr(jobs, "publish", lambda pk: bool(tried.append(pk)))
    asked()
    asked(lignes=5)
    le_jour("2027-03-02T10:00:00")
    assert workflows.sweep() == 0
    assert len(tried) == 1


def test_tasks_call_the_workflows(asked, monkeypatch):
    monkeypatch.setattr(render, "to_pdf", lambda _built: b"%PDF")
    app.loader.import_default_modules()
    document = asked()
    app.tasks["documents.generate"].apply((document.pk,), throw=True)
    app.tasks["documents.sweep"].apply(throw=True)
    document.refresh_from_db()
    assert document.state == Etat.PRET


def test_drain_prepares_every_waiting_row(asked, monkeypatch):
    monkeypatch.setattr(render, "to_pdf", lambda _built: b"%PDF")
    asked()
    asked(lignes=5)
    assert runner.drain() == 2
    assert runner.drain() == 0
    assert set(Document.objects.values_list("state", flat=True)) == {Etat.PRET}


@pytest.fixture
def one_round(monkeypatch, settings):
    """The runner thread makes one round and ends."""
    settings.COOP_JOBS_MODE = "embedded"
    monkeypatch.setattr(runner, "_thread", None)
    monkeypatch.setattr(runner, "_loop", runner.work)


@pytest.mark.django_db(transaction=True)
def test_runner_starts_with_a_request_and_prepares_what_waits(asked, one_round, monkeypatch):
    monkeypatch.setattr(render, "to_pdf", lambda _built: b"%PDF")
    document = asked()
    runner._on_request()
    runner._thread.join(timeout=60)
    document.refresh_from_db()
    assert document.state == Etat.PRET


def test_runner_of_a_command_is_not_there(one_round):
    assert runner.wake() is False
    assert not runner.running()


@pytest.mark.django_db(transaction=True)
def test_runner_survives_an_error_and_says_so(one_round, monkeypatch, caplog):
    def explode():
        raise RuntimeError("base absente")

    monkeypatch.setattr(workflows, "sweep", explode)
    runner.start()
    runner._thread.join(timeout=60)
    assert "base absente" in caplog.text


@pytest.mark.parametrize(("mode", "listens"), [("embedded", True), ("celery", False), ("manual", False)])
def test_runner_listens_to_requests_in_the_embedded_profile_only(settings, monkeypatch, mode, listens):
    connected = []
    monkeypatch.setattr(runner.request_started, "connect", lambda *_args, **_kwargs: connected.append(1))
    settings.COOP_JOBS_MODE = mode
    runner.connect()
    assert bool(connected) is listens


def test_worker_imports_its_engines_and_keeps_them_from_the_collector(monkeypatch):
    frozen = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))

    warm()

    assert {"weasyprint", "pikepdf"} <= sys.modules.keys()
    assert frozen
    assert warm in [receiver() for _, receiver in worker_init.receivers]

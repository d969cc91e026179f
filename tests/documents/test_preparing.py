import hashlib
import logging

import pytest
from django.core.files.storage import default_storage

from coop import horloge
from coop.documents import render, workflows
from coop.documents.enums import Etat
from coop.documents.kinds import get
from coop.documents.models import Document
from coop.journal.models import Entry


def stored(document) -> bytes:
    with default_storage.open(document.file.name) as file:
        return file.read()


@pytest.fixture
def quick(monkeypatch):
    """Rendering in no time: the bytes are those of the content."""
    monkeypatch.setattr(render, "to_pdf", lambda built: built.content_hash().encode())


@pytest.fixture
def poison(monkeypatch):
    def explode(_built):
        raise RuntimeError("boom")

    monkeypatch.setattr(render, "to_pdf", explode)


def test_run_stores_the_file_and_its_fingerprint(asked, quick):
    document = workflows.run(asked().pk)
    assert document.state == Etat.PRET
    assert document.sha256 == hashlib.sha256(stored(document)).hexdigest()
    assert "Convention" not in document.file.name
    assert Entry.objects.get(verb="document.ready").data == {"sha256": document.sha256}


def test_run_twice_prepares_once(asked, quick):
    document = workflows.run(asked().pk)
    assert workflows.run(document.pk) is None
    assert Entry.objects.filter(verb="document.ready").count() == 1


def test_claim_is_given_to_one_runner_until_its_lease_ends(asked, le_jour):
    document = asked()
    assert workflows.claim(document.pk).attempts == 1
    assert workflows.claim(document.pk) is None
    le_jour("2027-03-02T09:04:59")
    assert workflows.claim(document.pk) is None
    le_jour("2027-03-02T09:05:00")
    assert workflows.claim(document.pk).attempts == 2


def test_run_after_a_killed_worker_gives_the_bytes_it_would_have_given(asked, le_jour):
    document = asked()
    with horloge.at(document.requested_at):
        expected = hashlib.sha256(render.to_pdf(get("essai").build(document))).hexdigest()
    workflows.claim(document.pk)  # the worker dies here
    le_jour("2027-03-02T10:00:00")
    again = workflows.run(document.pk)
    assert (again.state, again.attempts, again.sha256) == (Etat.PRET, 2, expected)


def test_run_that_lost_its_lease_leaves_the_other_run_alone(asked, quick, le_jour, monkeypatch):
    document = asked()

    def slow(_built):
        monkeypatch.setattr(render, "to_pdf", lambda _built: b"second")
        le_jour("2027-03-02T10:00:00")
        workflows.run(document.pk)
        return b"first"

    monkeypatch.setattr(render, "to_pdf", slow)
    kept = workflows.run(document.pk)
    assert stored(kept) == b"second"
    folders, _files = default_storage.listdir("")
    assert sum(len(default_storage.listdir(folder)[1]) for folder in folders) == 1


def test_run_says_why_a_document_cannot_be_made_and_does_not_insist(asked):
    document = workflows.run(asked(impossible=True).pk)
    assert (document.state, document.error) == (Etat.ECHEC, "Il manque l’intitulé de la convention.")
    assert document.attempts == 1
    assert Entry.objects.get(verb="document.fail").comment == document.error


def test_poison_stops_at_three_attempts_with_a_reason(asked, poison, le_jour, caplog):
    document = asked()
    for minute in (0, 1, 2):
        le_jour(f"2027-03-02T09:0{minute}:00")
        document = workflows.run(document.pk)
    assert (document.state, document.attempts) == (Etat.ECHEC, 3)
    assert "après 3 essais" in document.error
    assert document.uid.hex[:8] in document.error
    le_jour("2027-03-02T12:00:00")
    assert workflows.run(document.pk) is None
    assert caplog.text.count("RuntimeError: boom") == 3


def test_failed_attempt_waits_a_moment_before_the_next(asked, poison, le_jour):
    document = workflows.run(asked().pk)
    assert document.state == Etat.EN_ATTENTE
    assert workflows.run(document.pk) is None
    le_jour("2027-03-02T09:00:10")
    assert workflows.run(document.pk).attempts == 2


def test_worker_killed_three_times_by_a_document_is_given_up_by_the_sweep(asked, le_jour, caplog):
    caplog.set_level(logging.WARNING)
    document = asked()
    for hour in (9, 10, 11):
        le_jour(f"2027-03-02T{hour:02d}:00:00")
        assert workflows.claim(document.pk)
    le_jour("2027-03-02T12:00:00")
    assert workflows.claim(document.pk) is None
    workflows.sweep()
    document.refresh_from_db()
    assert document.state == Etat.ECHEC
    assert "après 3 essais" in document.error


def test_run_refuses_to_work_inside_a_transaction(asked, settings):
    document = asked()
    settings.COOP_JOBS_MODE = "celery"
    with pytest.raises(RuntimeError, match="transaction"):
        workflows.run(document.pk)


def test_job_carries_the_date_of_its_request(asked, le_jour, monkeypatch):
    document, days = asked(), []
    monkeypatch.setattr(render, "to_pdf", lambda _built: days.append(horloge.today().isoformat()) or b"%PDF")
    le_jour("2027-04-15")
    workflows.run(document.pk)
    assert days == ["2027-03-02"]
    assert Document.objects.get().ready_at.date().isoformat() == "2027-04-15"

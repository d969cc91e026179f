"""The work of the day runs many times and does things once."""

from datetime import date, timedelta

import pytest
from django.core import mail as outbox
from django.core.management import CommandError, call_command

from coop import horloge
from coop.documents import runner
from coop.journal import seals
from coop.journal.models import Entry
from coop.notifications import daily, mail, tasks
from coop.notifications.models import Mail
from tests.factories import ContactFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 8)


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(daily, "_jobs", {})


def remind(contact):
    """A reminder as apps write them: its key holds the day, it counts what is new."""

    def job(today: date) -> int:
        before = Mail.objects.count()
        mail.send(
            contact=contact,
            kind="rappel",
            subject="Bilan attendu",
            context={"message": "Bonjour"},
            dedupe_key=f"rappel:{today}",
        )
        return Mail.objects.count() - before

    return job


def test_run_day_twice_reminds_once(registry, django_capture_on_commit_callbacks):
    daily.register_daily("rappels de bilan", remind(ContactFactory()))
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("run_day", date=DAY)

    assert len(outbox.outbox) == 1
    assert [entry.summary for entry in Entry.objects.filter(verb="notifications.run_day")] == [
        "Travail du jour. rappels de bilan\u00a0: 1."
    ]


def test_run_day_says_when_there_is_nothing(registry, capsys):
    for _ in range(2):
        call_command("run_day")

    assert capsys.readouterr().out == 2 * "Travail du jour. Rien à faire.\n"
    assert [entry.summary for entry in Entry.objects.all()] == ["Travail du jour. Rien à faire."]


def test_the_runner_of_a_process_plays_each_day_once_and_seals(registry, monkeypatch, caplog):
    seen = []
    daily.register_daily("jour", seen.append)
    monkeypatch.setattr(runner.connections, "close_all", lambda: None)
    monkeypatch.setattr(runner, "_documents", lambda: 1 // 0)  # what fails stops nobody
    for moment in (DAY, DAY, DAY + timedelta(days=1)):
        with horloge.at(moment):
            runner.work()

    assert seen == [DAY, DAY + timedelta(days=1)]
    assert not seals.unsealed().exists()
    assert "ZeroDivisionError" in caplog.text


def test_run_day_plays_the_date_given(registry):
    seen = []
    daily.register_daily("jour", lambda today: seen.append((today, horloge.today())))
    call_command("run_day", "--date", "2026-10-08")

    assert seen == [(DAY, DAY)]


def test_run_day_refuses_what_is_not_a_date(registry):
    with pytest.raises(CommandError, match="n’est pas une date"):
        call_command("run_day", "--date", "8 octobre")


def test_run_day_sends_again_what_failed(registry, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "tests.notifications.backends.BrokenBackend"
    with django_capture_on_commit_callbacks(execute=True):
        mail.send(contact=ContactFactory(), kind="k", subject="s", context={"message": "m"})
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    report = daily.run(DAY)

    assert (report.done, len(outbox.outbox)) == ({daily.RESENT: 1}, 1)


def test_job_that_fails_is_rolled_back_named_and_stops_nobody(registry, caplog):
    contact = ContactFactory()

    def broken(today):
        remind(contact)(today)
        raise RuntimeError("plus de place")

    daily.register_daily("cassé", broken)
    daily.register_daily("utile", lambda today: 2)
    with pytest.raises(CommandError, match="cassé\u00a0: échec"):
        call_command("run_day", date=DAY)

    assert not Mail.objects.exists()
    entry = Entry.objects.get(verb="notifications.run_day")
    assert entry.data["faits"] == {"utile": 2}
    assert "daily job cassé failed" in caplog.text


def test_task_does_the_work_of_today_and_tells_failures(registry):
    seen = []
    daily.register_daily("jour", lambda today: seen.append(today))
    with horloge.at(DAY):
        tasks.run_day()
    assert seen == [DAY]

    daily.register_daily("cassé", lambda today: 1 // 0)
    with pytest.raises(tasks.DayFailed, match="cassé"):
        tasks.run_day()


def test_daily_job_is_registered_once(registry):
    daily.register_daily("jour", len)
    with pytest.raises(ValueError, match="jour"):
        daily.register_daily("jour", max)
    assert daily.registered() == {"jour": len}

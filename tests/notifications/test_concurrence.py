"""Two workers play the same morning at the same moment, on two connections: each mail is written, and leaves, once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as outbox
from django.db import connection

from coop import horloge
from coop.notifications import daily
from coop.notifications.enums import Frequence
from coop.notifications.models import Mail, PreferenceRappel
from coop.organisations.models import Contact
from cooperatives.workflows import gouvernance, membres, reunions
from tests.conventions.scene_avenant import en_vigueur

# SQLite has one writer at a time: the question is PostgreSQL's.
pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PARIS = ZoneInfo("Europe/Paris")
AVANT, JOUR = date(2027, 3, 1), date(2027, 3, 31)  # the second quarter was due the day before; the meeting is in a week


@pytest.fixture
def matin():
    """What a morning writes: reminders of bilans and of a convocation, digests, and a mail the server refused."""
    with horloge.at(AVANT):
        scene = en_vigueur()
        membres.name_representative(
            scene.membre(scene.asso), actor=scene.coordinatrice.actor, contact=scene.asso.contact, mandat="Fictif."
        )
        copil = gouvernance.create_copil(scene.ca, actor=scene.coordinatrice.actor)
        meeting = reunions.plan(
            scene.ca, actor=scene.coordinatrice.actor, type="copil", instance=copil, points=["Bilans"],
            prevue_le=datetime(2027, 4, 7, 14, tzinfo=PARIS),
        )  # fmt: skip
        reunions.convene(meeting, actor=scene.coordinatrice.actor)
        for contact in Contact.objects.filter(user__is_active=True):
            PreferenceRappel.objects.create(contact=contact, frequence=Frequence.QUOTIDIENNE)
    refused = Mail.objects.filter(kind="cooperatives.convocation", resendable=True).first()
    Mail.objects.exclude(pk=refused.pk).update(state=Mail.Etat.ENVOYE)
    Mail.objects.filter(pk=refused.pk).update(state=Mail.Etat.ECHEC, error="Boîte pleine")
    outbox.outbox.clear()
    return Mail.objects.order_by("-pk").first().pk


def ensemble(workers: int) -> list[daily.DayReport]:
    """Run the day in each worker, all starting at the same moment."""
    start = Barrier(workers)

    def work(_: int) -> daily.DayReport:
        try:
            start.wait(timeout=10)
            with horloge.at(JOUR):
                return daily.run(JOUR)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, range(workers)))


def test_two_workers_write_each_mail_once(matin):
    reports = ensemble(2)

    assert [report.failures for report in reports] == [{}, {}]
    written = Mail.objects.filter(pk__gt=matin)
    kinds = Counter(written.values_list("kind", flat=True))
    assert {"recapitulatif", "cooperatives.rappel_convocation", "bilan.rappel"} <= set(kinds), kinds
    per_person = Counter(written.values_list("kind", "contact", "ca_id"))
    assert set(per_person.values()) == {1}
    assert set(written.exclude(to="").values_list("state", flat=True)) == {Mail.Etat.ENVOYE}
    left = Counter((message.to[0], message.subject) for message in outbox.outbox)
    assert set(left.values()) == {1}, left
    assert len(outbox.outbox) == written.exclude(to="").count() + 1, "the mail that had failed left once, too"
    assert sum(report.done.get(daily.RESENT, 0) for report in reports) == 1


def test_a_third_run_later_in_the_morning_adds_nothing(matin):
    ensemble(2)
    count = Mail.objects.count()
    outbox.outbox.clear()

    [report] = ensemble(1)

    assert (report.done, report.failures) == ({}, {})
    assert Mail.objects.count() == count
    assert outbox.outbox == []

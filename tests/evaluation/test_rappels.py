"""The mails of the calendar and the duties, over played days."""

from datetime import date, timedelta

import pytest

from coop import horloge
from coop.accounts.models import PersonalLink
from coop.journal.actors import SYSTEM
from coop.notifications.daily import registered, run
from coop.notifications.duties import Urgence, duties_for
from coop.notifications.models import Mail
from cooperatives.workflows import membres
from evaluation import courriels, rappels
from evaluation.workflows import bilans
from tests.evaluation.scene_bilan import T2_OPEN, scene  # noqa: F401
from tests.factories import ContactFactory

DUE = date(2026, 4, 29)


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2026, 4, 14), None),
        (date(2026, 4, 15), "ouverture"),
        (date(2026, 4, 21), "ouverture"),
        (date(2026, 4, 22), "J-7"),
        (date(2026, 4, 29), None),
        (date(2026, 4, 30), "J+1"),
        (date(2026, 5, 6), "J+7"),
        (date(2026, 5, 14), "J+15"),
        (date(2026, 5, 20), "J+15"),
        (date(2026, 5, 21), None),
    ],
)
def test_moment_of_the_day(day, key):
    assert rappels.moment_of(DUE, day) == key


def play(first: date, last: date) -> None:
    """Run the daily job each day, twice a day."""
    day = first
    while day <= last:
        with horloge.at(day):
            rappels.remind_all(day)
            rappels.remind_all(day)
        day += timedelta(days=1)


def days(contact) -> list[date]:
    return [
        m.created_at.date()
        for m in Mail.objects.filter(kind="bilan.rappel", contact=contact).order_by("created_at", "pk")
    ]


@pytest.mark.django_db
def test_five_mails_a_late_party_and_none_to_who_transmitted(scene):  # noqa: F811
    play(date(2026, 4, 10), date(2026, 4, 23))
    with horloge.at(date(2026, 4, 24)):
        scene.transmettre(scene.asso_a, 1)
    play(date(2026, 4, 24), date(2026, 6, 1))

    assert days(scene.asso_a.contact) == [date(2026, 4, 15), date(2026, 4, 22)]
    assert days(scene.asso_b.contact) == [
        date(2026, 4, 15),
        date(2026, 4, 22),
        date(2026, 4, 30),
        date(2026, 5, 6),
        date(2026, 5, 14),
    ]


@pytest.mark.parametrize(
    ("sortie", "rappele"),
    [(date(2027, 1, 15), True), (date(2026, 4, 20), True), (date(2026, 4, 15), True), (date(2026, 4, 14), False)],
)
@pytest.mark.django_db
def test_who_leaves_is_reminded_of_the_quarters_it_lived_through(scene, sortie, rappele):  # noqa: F811
    scene.convention.parties.filter(organisation=scene.asso_b.contact.organisation).update(sortie_le=sortie)
    play(date(2026, 4, 22), date(2026, 4, 22))

    assert days(scene.asso_b.contact) == [date(2026, 4, 22)] * rappele
    assert days(scene.asso_a.contact) == [date(2026, 4, 22)]


@pytest.mark.django_db
def test_the_titular_is_written_to_not_the_substitute(scene):  # noqa: F811
    substitute = ContactFactory(organisation=scene.asso_b.contact.organisation)
    membre = scene.ca.membres.get(organisation=scene.asso_b.contact.organisation)
    with horloge.at(date(2026, 2, 1)):
        membres.name_representative(membre, actor=SYSTEM, contact=substitute, titulaire=False)
    play(date(2026, 4, 15), date(2026, 4, 15))

    assert days(scene.asso_b.contact) == [date(2026, 4, 15)]
    assert days(substitute) == []


@pytest.mark.django_db
def test_the_link_of_a_mail_lives_to_sixty_days_after_the_due_date_and_is_not_kept(scene):  # noqa: F811
    play(date(2026, 4, 15), date(2026, 4, 15))

    link = PersonalLink.objects.get(contact=scene.asso_a.contact)
    assert link.expire_le.date() == date(2026, 6, 28)
    assert "/lien/" not in Mail.objects.get(contact=scene.asso_a.contact, kind="bilan.rappel").body
    with horloge.at(date(2026, 6, 1)):
        assert courriels.renewal(link) == link.expire_le
    with horloge.at(date(2026, 7, 1)):
        assert courriels.renewal(link) is None


@pytest.mark.django_db
def test_the_daily_work_knows_the_reminders(scene):  # noqa: F811
    assert "rappels de bilan" in registered()
    with horloge.at(date(2026, 4, 15)):
        assert run(date(2026, 4, 15)).done["rappels de bilan"] == 2


def codes(user, day: date) -> list[str]:
    with horloge.at(day):
        return [
            duty.code for duty in duties_for(user, day) if duty.code.startswith(("AL-04", "AL-05", "AL-36", "BILAN"))
        ]


@pytest.mark.django_db
def test_partner_must_transmit_from_the_end_of_the_quarter_until_it_is_done(scene):  # noqa: F811
    assert codes(scene.asso_a, date(2026, 4, 14)) == []
    assert codes(scene.asso_a, date(2026, 4, 15)) == ["AL-04"]
    with horloge.at(date(2026, 4, 20)):
        scene.transmettre(scene.asso_a, 1)
    assert codes(scene.asso_a, date(2026, 4, 21)) == []
    with horloge.at(date(2026, 4, 22)):
        bilans.ask_completion(scene.bilan(scene.asso_a, 1), actor=scene.dd.actor, commentaire="Précisez.")
        (duty,) = [d for d in duties_for(scene.asso_a) if d.code == "AL-04"]
    assert duty.title.startswith("Compléter le bilan du T1")
    assert "Précisez." in duty.text


@pytest.mark.parametrize(
    ("day", "urgency"),
    [
        (date(2026, 4, 15), Urgence.INFORMATION),
        (date(2026, 4, 22), Urgence.VIGILANCE),
        (date(2026, 4, 30), Urgence.URGENT),
    ],
)
@pytest.mark.django_db
def test_the_duty_becomes_urgent_once_late(scene, day, urgency):  # noqa: F811
    with horloge.at(day):
        (duty,) = [d for d in duties_for(scene.asso_a) if d.code == "AL-04"]
    assert (duty.urgency, duty.due) == (urgency, DUE)


@pytest.mark.django_db
def test_coordination_is_told_of_late_parties_by_name(scene):  # noqa: F811
    with horloge.at(date(2026, 4, 20)):
        scene.transmettre(scene.asso_a, 1)
    assert "AL-05" not in codes(scene.dd, DUE)
    with horloge.at(date(2026, 4, 30)):
        (duty,) = [d for d in duties_for(scene.dd) if d.code == "AL-05"]
    assert duty.title == "Obtenir 1\u00a0bilan attendu du T1"
    assert scene.asso_b.contact.organisation.nom in duty.text
    assert scene.asso_a.contact.organisation.nom not in duty.text
    assert codes(scene.asso_b, date(2026, 4, 30)) == ["AL-04"]


@pytest.mark.django_db
def test_transmitted_bilans_wait_to_be_read_until_accepted(scene):  # noqa: F811
    with horloge.at(T2_OPEN):
        scene.transmettre(scene.asso_a, 1)
    assert "BILAN-LIRE" in codes(scene.dd, T2_OPEN)
    with horloge.at(T2_OPEN):
        bilans.accept(scene.bilan(scene.asso_a, 1), actor=scene.dd.actor)
    assert "BILAN-LIRE" not in codes(scene.dd, T2_OPEN)


@pytest.mark.parametrize(
    ("answers", "told"), [({"ressources": "non"}, False), ({"ressources": "non", "objectifs": "non"}, True)]
)
@pytest.mark.django_db
def test_two_non_in_one_bilan_are_to_be_examined(scene, answers, told):  # noqa: F811
    reasons = {f"{name}_pourquoi": "Véhicule immobilisé." for name in answers}
    with horloge.at(T2_OPEN):
        scene.transmettre(scene.asso_b, 1, reponses=answers | reasons)
    assert ("AL-36" in codes(scene.dd, T2_OPEN)) is told

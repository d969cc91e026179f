"""Convocations: answers, reminders, sendings tried again, what changes when the meeting moves."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from coop.accounts.enums import RoleMandat
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import Refused
from coop.journal.actors import Actor
from coop.notifications.models import Mail
from cooperatives.forms.reunions import ReponseForm
from cooperatives.models import Convocation
from cooperatives.queries import reunions as reading
from cooperatives.workflows import gouvernance, membres, passation, reunions
from cooperatives.workflows.reunions import commun, convocations
from tests.factories import ContactFactory
from tests.factories import cooperatives as fabrique
from tests.factories.accounts import utilisateur

PARIS = ZoneInfo("Europe/Paris")
JOUR = datetime(2027, 4, 15, 14, 0, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def _in_march(le_jour):
    le_jour("2027-03-01")


@pytest.fixture
def contact(ca):
    """Somebody without account, who represents a member."""
    return fabrique.membre(ca).representants.get().contact


@pytest.fixture
def reunion(ca, dd78, contact):
    copil = gouvernance.create_copil(ca, actor=dd78.actor)
    row = reunions.plan(
        ca, actor=dd78.actor, type="copil", prevue_le=JOUR, lieu="Salle A", instance=copil, points=["Un"]
    )
    return reunions.convene(row, actor=dd78.actor)


@pytest.fixture
def acteur(contact):
    return Actor(label=contact.fonction, contact_id=contact.pk)


def invitations(contact) -> list:
    mails = Mail.objects.filter(contact=contact, attachments__isnull=False).order_by("pk")
    return [Calendar.from_ical(bytes(mail.attachments.get().content)) for mail in mails]


def test_a_contact_gets_a_personal_link_and_an_account_the_page(reunion, contact, dd78):
    assert [link.contact for link in PersonalLink.objects.all()] == [contact]
    assert PersonalLink.objects.get().expire_le == datetime(2027, 4, 16, tzinfo=PARIS)
    mine = Mail.objects.get(contact=dd78.contact)
    assert f"/reunions/{reunion.pk}/" in mine.body
    assert mine.resendable
    assert not Mail.objects.get(contact=contact).resendable


def test_the_invitation_is_for_one_person_and_from_the_coordination(reunion, contact, dd78):
    [calendar] = invitations(contact)
    [event] = calendar.walk("VEVENT")

    assert calendar["method"] == "REQUEST"
    assert event["attendee"] == f"mailto:{contact.email}"
    assert event["organizer"] == f"mailto:{dd78.contact.email}"
    assert event["uid"] == f"reunion-{reunion.pk}@{reunion.ca.reference.lower()}.coop"


def test_moved_then_cancelled_the_same_event_is_updated_then_removed(reunion, contact, dd78):
    reunions.update(reunion, actor=dd78.actor, prevue_le=JOUR.replace(day=22), lieu="Mairie")
    reunions.convene(reunion, actor=dd78.actor)
    reunions.cancel(reunion, actor=dd78.actor, motif="Salle fermée")

    events = [calendar.walk("VEVENT")[0] for calendar in invitations(contact)]
    assert len({event["uid"] for event in events}) == 1
    sequences = [int(event["sequence"]) for event in events]
    assert sequences == sorted(set(sequences))
    assert [calendar["method"] for calendar in invitations(contact)] == ["REQUEST", "REQUEST", "CANCEL"]
    assert events[1].decoded("dtstart") == JOUR.replace(day=22)


@pytest.mark.parametrize(("reponse", "par"), [("present", ""), ("excuse", ""), ("represente", "Suppléante")])
def test_an_answer_is_kept_and_may_change(reunion, contact, acteur, reponse, par):
    reunions.answer(reunion, actor=acteur, reponse="present")
    row = reunions.answer(reunion, actor=acteur, reponse=reponse, represente_par=par)

    assert (row.contact, row.reponse, row.represente_par) == (contact, reponse, par)
    assert row.repondue_le is not None


def test_represented_says_by_whom(reunion, acteur):
    with pytest.raises(ValidationError, match="qui vous représente"):
        reunions.answer(reunion, actor=acteur, reponse="represente", represente_par=" ")


def test_who_else_speaks_for_the_member_is_proposed_to_represent_it(reunion, contact, dd78):
    convocation = reunion.convocations.get(contact=contact)
    assert "datalist" not in str(ReponseForm(convocation=convocation))
    substitute = ContactFactory(organisation=contact.organisation, fonction="Référente prévention", nom="")
    membres.name_representative(convocation.membre, actor=dd78.actor, contact=substitute, titulaire=False)

    field = str(ReponseForm(convocation=convocation)["represente_par"])
    assert '<option value="Référente prévention">' in field
    assert 'list="propositions-represente_par"' in field
    assert 'id="propositions-represente_par"' in field


def test_only_those_convened_answer_and_until_the_meeting(reunion, acteur, dd78, le_jour):
    with pytest.raises(Refused, match="pas adressée"):
        reunions.answer(reunion, actor=fabrique.coordinatrice("93").actor, reponse="present")
    le_jour("2027-04-15T16:00")
    reunions.hold(reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15))
    with pytest.raises(ValidationError, match="ne répond plus"):
        reunions.answer(reunion, actor=acteur, reponse="present")


def test_another_day_voids_the_answers_and_another_room_does_not(reunion, acteur, dd78):
    reunions.answer(reunion, actor=acteur, reponse="present")
    reunions.update(reunion, actor=dd78.actor, prevue_le=JOUR, lieu="Mairie")
    assert Convocation.objects.get(contact=acteur.contact_id).reponse == "present"

    reunions.update(reunion, actor=dd78.actor, prevue_le=JOUR.replace(day=22), lieu="Mairie")

    assert Convocation.objects.get(contact=acteur.contact_id).reponse == ""


def test_somebody_who_sits_no_more_receives_a_cancellation(reunion, contact, dd78, acteur):
    reunions.answer(reunion, actor=acteur, reponse="present")
    written = Mail.objects.filter(contact=dd78.contact).count()

    gouvernance.unseat(reunion.instance.participants.get(contact=contact), actor=dd78.actor)

    first, last = invitations(contact)
    [before], [after] = first.walk("VEVENT"), last.walk("VEVENT")
    assert (first["method"], last["method"], after["status"]) == ("REQUEST", "CANCEL", "CANCELLED")
    assert before["uid"] == after["uid"]
    assert int(before["sequence"]) < int(after["sequence"])
    assert after["attendee"] == f"mailto:{contact.email}"
    assert [row.contact for row in reunion.convocations.all()] == [dd78.contact]
    mail = Mail.objects.filter(contact=contact).latest("pk")
    assert "plus attendu" in mail.subject
    assert "composition a changé" in mail.body
    assert PersonalLink.objects.get(contact=contact).revoque_le is not None
    assert Mail.objects.filter(contact=dd78.contact).count() == written, "the others are not disturbed"


def test_somebody_who_comes_receives_the_invitation_and_the_others_nothing(ca, reunion, contact, dd78):
    other = fabrique.membre(ca)
    newcomer = other.representants.get().contact

    gouvernance.seat(reunion.instance, actor=dd78.actor, contact=newcomer, membre=other)

    [calendar] = invitations(newcomer)
    [event] = calendar.walk("VEVENT")
    assert (calendar["method"], event["attendee"]) == ("REQUEST", f"mailto:{newcomer.email}")
    assert int(event["sequence"]) > int(invitations(contact)[-1].walk("VEVENT")[0]["sequence"])
    assert len(invitations(contact)) == 1
    assert reunion.convocations.get(contact=newcomer).membre == other


def test_who_comes_and_goes_ends_invited_with_a_growing_sequence(reunion, contact, dd78):
    seat = reunion.instance.participants.get(contact=contact)
    gouvernance.unseat(seat, actor=dd78.actor)
    gouvernance.seat(seat.instance, actor=dd78.actor, contact=contact, membre=seat.membre)

    read = invitations(contact)
    assert [calendar["method"] for calendar in read] == ["REQUEST", "CANCEL", "REQUEST"]
    sequences = [int(calendar.walk("VEVENT")[0]["sequence"]) for calendar in read]
    assert sequences == sorted(set(sequences))


def test_a_form_of_preparation_opened_before_a_seat_changed_meets_no_conflict(reunion, contact, dd78):
    opened = reunion.version
    gouvernance.unseat(reunion.instance.participants.get(contact=contact), actor=dd78.actor)
    reunion.refresh_from_db()
    assert reunion.mouvements == 1

    moved = reunions.update(reunion, actor=dd78.actor, prevue_le=JOUR, lieu="Salle B", version=opened)
    assert moved.lieu == "Salle B"


@pytest.mark.parametrize("moment", ["2027-04-15T16:00", "2027-04-20"])
def test_a_meeting_that_is_over_follows_nobody(reunion, contact, dd78, le_jour, moment):
    le_jour(moment)
    gouvernance.unseat(reunion.instance.participants.get(contact=contact), actor=dd78.actor)

    assert len(invitations(contact)) == 1
    assert reunion.convocations.filter(contact=contact).exists()


def test_a_meeting_only_planned_writes_to_nobody_when_its_composition_changes(reunion, contact, dd78):
    reunions.update(reunion, actor=dd78.actor, prevue_le=JOUR.replace(day=22), lieu="Mairie")
    gouvernance.unseat(reunion.instance.participants.get(contact=contact), actor=dd78.actor)
    assert len(invitations(contact)) == 1

    reunions.convene(reunion, actor=dd78.actor)

    assert [calendar["method"] for calendar in invitations(contact)] == ["REQUEST", "CANCEL"]


def test_an_organisation_that_leaves_and_a_coordinator_who_hands_over_are_no_longer_expected(
    ca, reunion, contact, dd78
):
    successor = utilisateur(RoleMandat.COORDINATEUR_DD, "78").contact
    passation.hand_over(ca, actor=dd78.actor, rang=1, successeur=successor)
    membres.leave(
        ca.membres.get(representants__contact=contact), actor=Actor(label="Successeure", contact_id=successor.pk),
        motif="Fin du projet", concertation_le=date(2027, 2, 1),
    )  # fmt: skip

    assert [calendar["method"] for calendar in invitations(contact)] == ["REQUEST", "CANCEL"]
    assert [calendar["method"] for calendar in invitations(dd78.contact)] == ["REQUEST", "CANCEL"]
    assert [row.contact for row in reunion.convocations.all()] == [successor]


@pytest.mark.parametrize(
    ("local", "start", "end"),
    [
        # Sunday 28 March 2027: at 2 o’clock it is 3. Sunday 31 October 2027: at 3 o’clock it is 2.
        ("2027-03-28T01:30", "2027-03-28T00:30", "2027-03-28T02:30"),
        ("2027-03-28T14:00", "2027-03-28T12:00", "2027-03-28T14:00"),
        ("2027-10-31T01:30", "2027-10-30T23:30", "2027-10-31T01:30"),
        ("2027-10-31T14:00", "2027-10-31T13:00", "2027-10-31T15:00"),
    ],
)
def test_the_sunday_the_clock_changes_the_meeting_lasts_two_hours(reunion, contact, dd78, local, start, end):
    moment = datetime.fromisoformat(local).replace(tzinfo=PARIS)
    reunions.update(reunion, actor=dd78.actor, prevue_le=moment, lieu="Salle A")
    reunions.convene(reunion, actor=dd78.actor)

    [event] = invitations(contact)[-1].walk("VEVENT")
    assert event.decoded("dtstart").astimezone(UTC) == datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert event.decoded("dtend").astimezone(UTC) == datetime.fromisoformat(end).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("jour", "attendus"),
    [("2027-04-07", 0), ("2027-04-08", 1), ("2027-04-15T13:00", 1), ("2027-04-15T15:00", 0), ("2027-04-16", 0)],
)
def test_the_silent_are_reminded_seven_days_before(reunion, le_jour, jour, attendus):
    le_jour(jour)

    assert convocations.remind_all(date.fromisoformat(jour[:10])) == attendus


def test_a_reminder_leaves_once_and_not_to_those_who_answered(ca, reunion, dd78, acteur, le_jour):
    gouvernance.seat(reunion.instance, actor=dd78.actor, contact=fabrique.membre(ca).representants.get().contact)
    reunions.answer(reunion, actor=acteur, reponse="excuse")
    for jour in ("2027-04-08", "2027-04-08", "2027-04-09"):
        le_jour(jour)
        convocations.remind_all(date.fromisoformat(jour))

    assert Mail.objects.filter(kind="cooperatives.rappel_convocation").count() == 1
    assert Convocation.objects.get(contact=acteur.contact_id).relancee_le is None


def test_no_reminder_for_a_cancelled_meeting_nor_just_after_the_convocation(reunion, dd78, le_jour):
    le_jour("2027-04-14")
    reunions.convene(reunion, actor=dd78.actor)
    assert convocations.remind_all(date(2027, 4, 14)) == 0
    reunions.cancel(reunion, actor=dd78.actor, motif="Reportée")
    assert convocations.remind_all(date(2027, 4, 14)) == 0


def test_who_convenes_is_expected_and_not_asked(reunion, dd78):
    mine = reunion.convocations.get(contact=dd78.contact)
    assert mine.reponse == "present"
    assert "puisque vous convoquez" in Mail.objects.get(contact=dd78.contact).body
    assert reading.reponses(reunion).muettes == 1

    reunions.answer(reunion, actor=dd78.actor, reponse="excuse")
    reunions.convene(reunion, actor=dd78.actor)

    mine.refresh_from_db()
    assert mine.reponse == "excuse"


def test_the_coordination_reminds_when_it_wants(reunion, dd78, acteur):
    assert reunions.remind(reunion, actor=dd78.actor) == 1
    reunions.answer(reunion, actor=acteur, reponse="present")

    assert reunions.remind(reunion, actor=dd78.actor) == 0
    with pytest.raises(Refused):
        reunions.remind(reunion, actor=acteur)


def test_a_convocation_the_server_refused_leaves_again_with_another_link(
    reunion, dd78, contact, settings, django_capture_on_commit_callbacks, mailoutbox
):
    settings.EMAIL_BACKEND = "tests.notifications.backends.BrokenBackend"
    with django_capture_on_commit_callbacks(execute=True):
        reunions.convene(reunion, actor=dd78.actor)
    assert {row.contact for row in reading.reponses(reunion).en_echec} == {contact, dd78.contact}

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        assert convocations.retry_all(date(2027, 3, 2)) == 1

    [message] = [message for message in mailoutbox if contact.email in message.to]
    assert "/lien/" in message.body
    assert reunion.convocations.get(contact=contact).courriel.state == "envoye"


def test_tries_are_bounded(reunion, dd78, contact, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "tests.notifications.backends.BrokenBackend"
    with django_capture_on_commit_callbacks(execute=True):
        reunions.convene(reunion, actor=dd78.actor)
    for _ in range(10):
        with django_capture_on_commit_callbacks(execute=True):
            convocations.retry_all(date(2027, 3, 2))

    stem = f"reunion:{reunion.pk}:convocation:{reunion.sequence}:{contact.pk}:"
    assert Mail.objects.filter(dedupe_key__startswith=stem).count() == 6


@pytest.mark.parametrize(
    ("statut", "renouvele", "dit"),
    [("convoquee", True, ""), ("annulee", False, "annulée"), ("tenue", False, "Il n’y a plus de réponse à donner.")],
)
def test_a_link_is_renewed_while_there_is_something_to_do_and_says_then_why_not(reunion, statut, renouvele, dit):
    link = PersonalLink.objects.get()
    reunion.statut, reunion.tenue_le = statut, date(2027, 3, 1)
    reunion.save()

    assert (commun.renewal(link) is not None) is renouvele
    assert dit in commun.over(link)
    assert bool(commun.over(link)) is not renouvele


def test_answers_are_counted_in_words(reunion, acteur):
    reunions.answer(reunion, actor=acteur, reponse="excuse")

    found = reading.reponses(reunion)
    assert found.comptes == [("présent,présents", 1), ("excusé,excusés", 1)]
    assert found.muettes == 0

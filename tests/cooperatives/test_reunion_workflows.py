"""A meeting played from end to end (§3.4, R-GOUV-06, R-GOUV-10, R-GOUV-17, R-GOUV-21)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from coop.accounts.predicates import Refused
from coop.notifications.models import Attachment, Mail
from coop.versions import StaleVersion
from cooperatives import guide_gouvernance as guide
from cooperatives.enums import StatutPresence, StatutReunion, TypeReunion
from cooperatives.queries.ordre_du_jour import proposed_points
from cooperatives.queries.participants import destinataires, participants
from cooperatives.workflows import gouvernance, reunions, tableau
from tests.factories import ContactFactory
from tests.factories import cooperatives as fabrique

PARIS = ZoneInfo("Europe/Paris")
JOUR = datetime(2027, 4, 15, 14, 0, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def _in_march(le_jour):
    le_jour("2027-03-01")


@pytest.fixture
def membre(ca):
    return fabrique.membre(ca)


@pytest.fixture
def copil(ca, dd78, membre):
    return gouvernance.create_copil(ca, actor=dd78.actor)


@pytest.fixture
def reunion(ca, dd78, copil):
    return reunions.plan(
        ca, actor=dd78.actor, type=TypeReunion.COPIL, prevue_le=JOUR, lieu="Salle A", instance=copil, points=None
    )


@pytest.fixture
def tenue(reunion, dd78, le_jour):
    """Held on the planned day."""
    le_jour("2027-04-15T16:00")
    return reunions.hold(reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15))


def test_plan_takes_the_four_standing_items_of_article_4_1(reunion):
    assert [p.intitule for p in reunion.points.all()] == list(guide.POINTS_COPIL)
    assert reunion.statut == StatutReunion.PLANIFIEE


def test_proposed_points_of_the_first_meeting_are_the_three_of_the_guide(ca):
    assert proposed_points(ca, TypeReunion.LANCEMENT) == list(guide.POINTS_LANCEMENT)


@pytest.mark.parametrize(
    ("type", "premier"),
    [
        (TypeReunion.ACCORDAGE, "Cadres de travail de chaque institution"),
        (TypeReunion.POINT_ETAPE, "Chemin parcouru"),
    ],
)
def test_a_meeting_of_the_guide_opens_with_its_own_points(ca, type, premier):
    points = proposed_points(ca, type)

    assert points[0] == premier
    assert set(points).isdisjoint(guide.POINTS_COPIL)


def test_proposed_points_recall_open_decisions_and_late_tasks(ca, dd78, tenue):
    reunions.decide(tenue, actor=dd78.actor, texte="Écrire la charte")
    done = reunions.decide(tenue, actor=dd78.actor, texte="Réserver la salle")
    reunions.complete(done, actor=dd78.actor)
    tableau.add_task(ca.etapes.first(), actor=dd78.actor, libelle="Tâche", fin=date(2027, 4, 1))

    points = proposed_points(ca, TypeReunion.COPIL)

    assert points[:2] == ["Suivi des décisions\u00a0: D-2027-01", "Tableau de bord\u00a0: 1\u00a0tâche en retard"]


def test_plan_refuses_a_naive_moment_and_an_instance_of_another_ca(ca, dd78):
    other = fabrique.cooperative("78")
    foreign = gouvernance.create_copil(other, actor=dd78.actor)

    with pytest.raises(ValidationError, match="fuseau"):
        reunions.plan(ca, actor=dd78.actor, type=TypeReunion.COPIL, prevue_le=datetime(2027, 4, 15, 14, 0))
    with pytest.raises(ValidationError, match="instance ouverte"):
        reunions.plan(ca, actor=dd78.actor, type=TypeReunion.COPIL, prevue_le=JOUR, instance=foreign)


def test_participants_are_the_seats_and_the_coordinators(reunion, dd78, membre):
    contacts = {p.contact for p in participants(reunion)}

    assert contacts == {dd78.contact, membre.representants.get().contact}


def test_participants_of_the_first_meeting_are_the_invited(ca, dd78):
    from cooperatives.workflows import membres
    from tests.factories import OrganisationFactory

    contact = ContactFactory()
    membres.invite(ca, actor=dd78.actor, organisation=OrganisationFactory(), contact=None)
    invited = membres.invite(ca, actor=dd78.actor, organisation=contact.organisation, contact=contact)
    first = reunions.plan(ca, actor=dd78.actor, type=TypeReunion.LANCEMENT, prevue_le=JOUR)

    assert {p.contact for p in participants(first)} == {dd78.contact, contact}
    assert invited.statut == "invite"


def test_convene_writes_to_everybody_with_a_calendar_file(reunion, dd78):
    reunions.convene(reunion, actor=dd78.actor)

    assert (reunion.statut, reunion.convoquee_le is not None) == (StatutReunion.CONVOQUEE, True)
    assert Mail.objects.filter(kind="cooperatives.convocation", ca_id=reunion.ca_id).count() == 2
    mail = Mail.objects.filter(kind="cooperatives.convocation").first()
    assert "1.\u00a0" not in mail.subject
    assert "15 avril 2027".replace(" ", "\u00a0") in mail.subject
    assert guide.POINTS_COPIL[0] in mail.body
    [event] = Calendar.from_ical(bytes(Attachment.objects.first().content)).walk("VEVENT")
    assert event.decoded("dtstart") == JOUR
    assert str(event["status"]) == "CONFIRMED"


def test_convene_without_agenda_asks_a_confirmation(ca, dd78, copil):
    empty = reunions.plan(ca, actor=dd78.actor, type=TypeReunion.COPIL, prevue_le=JOUR, instance=copil)

    with pytest.raises(ValidationError, match="ordre du jour est vide"):
        reunions.convene(empty, actor=dd78.actor)
    assert reunions.convene(empty, actor=dd78.actor, sans_ordre_du_jour=True).statut == StatutReunion.CONVOQUEE


def test_a_meeting_moved_after_its_convocation_is_convened_again(reunion, dd78):
    reunions.convene(reunion, actor=dd78.actor)
    later = datetime(2027, 4, 22, 14, 0, tzinfo=PARIS)

    reunions.update(reunion, actor=dd78.actor, prevue_le=later, lieu="Salle A")
    assert reunion.statut == StatutReunion.PLANIFIEE
    reunions.convene(reunion, actor=dd78.actor)

    assert Mail.objects.filter(subject__startswith="Réunion modifiée").count() == 2
    sequences = [
        int(Calendar.from_ical(bytes(a.content)).walk("VEVENT")[0]["sequence"])
        for a in Attachment.objects.order_by("pk")
    ]
    assert sequences[-1] > sequences[0]


def test_update_of_the_agenda_alone_keeps_the_convocation(reunion, dd78):
    reunions.convene(reunion, actor=dd78.actor)

    reunions.update(reunion, actor=dd78.actor, prevue_le=JOUR, lieu="Salle A", points=["Un", "Deux", "Un"])

    assert reunion.statut == StatutReunion.CONVOQUEE
    assert [p.intitule for p in reunion.points.all()] == ["Un", "Deux"]


def test_update_refuses_to_drop_an_item_with_notes(reunion, dd78):
    first = reunion.points.first()
    reunions.write_notes(reunion, actor=dd78.actor, notes={first.pk: "Dit"})

    with pytest.raises(ValidationError, match="notes"):
        reunions.update(reunion, actor=dd78.actor, prevue_le=JOUR, lieu="Salle A", points=["Autre"])


def test_a_partner_proposes_a_point_and_a_stranger_does_not(ca, reunion):
    user, _ = fabrique.partenaire(ca)

    proposed = reunions.propose_point(reunion, actor=user.actor, intitule="Bilan des ateliers")
    assert (proposed.contact, proposed.statut, reunion.points.count()) == (user.contact, "proposee", 4)
    with pytest.raises(Refused):
        reunions.propose_point(reunion, actor=fabrique.coordinatrice("93").actor, intitule="Non")


def test_cancel_tells_the_people_convened(reunion, dd78):
    reunions.convene(reunion, actor=dd78.actor)

    reunions.cancel(reunion, actor=dd78.actor, motif="Salle indisponible")

    mail = Mail.objects.filter(kind="cooperatives.annulation").first()
    assert "Salle indisponible" in mail.body
    assert Calendar.from_ical(bytes(mail.attachments.get().content))["method"] == "CANCEL"
    with pytest.raises(ValidationError, match="passée ou annulée"):
        reunions.convene(reunion, actor=dd78.actor)


def test_cancel_needs_a_motive_and_writes_to_nobody_before_the_convocation(reunion, dd78):
    with pytest.raises(ValidationError, match="annulée"):
        reunions.cancel(reunion, actor=dd78.actor, motif=" ")

    reunions.cancel(reunion, actor=dd78.actor, motif="Reportée")

    assert not Mail.objects.filter(kind="cooperatives.annulation").exists()


def test_hold_notes_presences_for_their_member(reunion, dd78, membre, le_jour):
    le_jour("2027-04-15T16:00")
    contact = membre.representants.get().contact

    reunions.hold(
        reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15), habitants=4, presences={contact: StatutPresence.EXCUSE}
    )
    reunions.hold(reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15), presences={contact: StatutPresence.PRESENT})

    row = reunion.presences.get()
    assert (row.membre, row.statut, reunion.habitants_presents) == (membre, StatutPresence.PRESENT, 4)


def test_hold_refuses_a_day_to_come(reunion, dd78):
    with pytest.raises(ValidationError, match="une fois qu’elle a eu lieu"):
        reunions.hold(reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15))


def test_decisions_are_numbered_in_the_ca_and_the_year(tenue, dd78, ca, copil, le_jour):
    first = [reunions.decide(tenue, actor=dd78.actor, texte=f"Décision {n}").numero for n in range(2)]
    le_jour("2028-02-01")
    other = reunions.plan(ca, actor=dd78.actor, type=TypeReunion.COPIL, prevue_le=JOUR, instance=copil)
    reunions.hold(other, actor=dd78.actor, tenue_le=date(2028, 1, 20))

    assert first == ["D-2027-01", "D-2027-02"]
    assert reunions.decide(other, actor=dd78.actor, texte="Autre année").numero == "D-2028-01"


def test_decide_is_refused_before_the_meeting_and_after_validation(reunion, dd78, le_jour):
    with pytest.raises(ValidationError, match="réunion tenue"):
        reunions.decide(reunion, actor=dd78.actor, texte="Trop tôt")
    le_jour("2027-04-15T16:00")
    reunions.hold(reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15))
    decision = reunions.decide(reunion, actor=dd78.actor, texte="À temps")
    reunions.validate_minutes(reunion, actor=dd78.actor)
    with pytest.raises(ValidationError, match="réunion tenue"):
        reunions.amend(decision, actor=dd78.actor, texte="Trop tard")
    with pytest.raises(ValidationError, match="réunion tenue"):
        reunions.withdraw(decision, actor=dd78.actor)


def test_complete_refuses_a_day_to_come(tenue, dd78):
    decision = reunions.decide(tenue, actor=dd78.actor, texte="Écrire")

    with pytest.raises(ValidationError, match="une fois"):
        reunions.complete(decision, actor=dd78.actor, on=date(2027, 5, 1))
    assert reunions.complete(decision, actor=dd78.actor).faite_le == date(2027, 4, 15)


def test_validate_assembles_the_minutes_from_notes_and_decisions(tenue, dd78):
    first = tenue.points.first()
    reunions.write_notes(tenue, actor=dd78.actor, notes={first.pk: "Les ateliers commencent."})
    reunions.decide(
        tenue, actor=dd78.actor, texte="Ouvrir un atelier", responsable="Commune", echeance=date(2027, 6, 1)
    )

    reunions.validate_minutes(tenue, actor=dd78.actor)

    assert tenue.compte_rendu.startswith("1. Modalités de mise en œuvre des actions\nLes ateliers commencent.")
    assert (
        "D-2027-01\u00a0: Ouvrir un atelier Responsable\u00a0: Commune. Échéance\u00a0: 1er\u00a0juin\u00a02027."
        in tenue.compte_rendu
    )
    assert (tenue.statut, tenue.cr_valide_le) == (StatutReunion.CR_VALIDE, date(2027, 4, 15))


def test_validate_refuses_empty_minutes(tenue, dd78):
    with pytest.raises(ValidationError, match="Écrivez le compte rendu"):
        reunions.validate_minutes(tenue, actor=dd78.actor)


@pytest.mark.parametrize("day", [date(2027, 4, 14), date(2027, 4, 16)])
def test_validate_refuses_a_day_before_the_meeting_or_to_come(tenue, dd78, day):
    reunions.write_minutes(tenue, actor=dd78.actor, compte_rendu="Texte")

    with pytest.raises(ValidationError, match="suit la réunion"):
        reunions.validate_minutes(tenue, actor=dd78.actor, on=day)


def test_written_minutes_are_kept_as_they_are(tenue, dd78):
    reunions.write_minutes(tenue, actor=dd78.actor, compte_rendu="Le texte du comité.")
    reunions.validate_minutes(tenue, actor=dd78.actor)

    assert tenue.compte_rendu == "Le texte du comité."


def test_diffuse_writes_to_all_members_once(ca, tenue, dd78):
    absent = fabrique.membre(ca)
    reunions.decide(tenue, actor=dd78.actor, texte="Ouvrir un atelier")
    reunions.validate_minutes(tenue, actor=dd78.actor)

    reunions.diffuse(tenue, actor=dd78.actor)

    assert absent.representants.get().contact in destinataires(tenue)
    mails = Mail.objects.filter(kind="cooperatives.compte_rendu")
    assert mails.count() == 3
    assert all("D-2027-01" in mail.body for mail in mails)
    assert tenue.cr_diffuse_le is not None
    with pytest.raises(ValidationError, match="se diffuse une fois"):
        reunions.diffuse(tenue, actor=dd78.actor)


def test_diffuse_needs_validated_minutes(tenue, dd78):
    with pytest.raises(ValidationError, match="Validez d’abord"):
        reunions.diffuse(tenue, actor=dd78.actor)


def test_a_copilote_writes_and_the_dd_validates(ca, tenue, dd78):
    from coop.accounts.enums import RoleMandat
    from cooperatives.workflows import coordination
    from tests.factories import utilisateur

    user = utilisateur(RoleMandat.PARTENAIRE)
    coordination.add_copilote(ca, actor=dd78.actor, organisation=user.contact.organisation)

    reunions.write_minutes(tenue, actor=user.actor, compte_rendu="Texte")
    with pytest.raises(Refused):
        reunions.validate_minutes(tenue, actor=user.actor)


def test_save_session_is_all_or_nothing(reunion, dd78, membre, le_jour):
    le_jour("2027-04-15T16:00")
    contact = membre.representants.get().contact
    point = reunion.points.first()
    values = {
        "actor": dd78.actor,
        "tenue_le": date(2027, 4, 15),
        "presences": {contact: StatutPresence.PRESENT},
        "habitants": 2,
        "notes": {point.pk: "Dit"},
        "version": 1,
    }
    reunions.save_session(reunion, prises=[{"texte": "Décider"}, {"texte": ""}], **values)
    with pytest.raises(StaleVersion):
        reunions.save_session(reunion, prises=[{"texte": "Perdue"}], **values | {"habitants": 3})

    point.refresh_from_db()
    assert point.notes == "Dit"
    assert [d.texte for d in reunion.decisions.all()] == ["Décider"]


def test_a_session_sent_twice_takes_a_decision_once(tenue, dd78):
    values = {"actor": dd78.actor, "tenue_le": date(2027, 4, 15), "presences": {}, "habitants": 0, "notes": {}}

    for _ in range(2):
        reunions.save_session(tenue, prises=[{"texte": "Décider"}], version=tenue.version, **values)

    assert tenue.decisions.count() == 1


def test_a_decision_rewritten_meanwhile_is_not_overwritten(tenue, dd78):
    decision = reunions.decide(tenue, actor=dd78.actor, texte="Un")
    values = {"actor": dd78.actor, "tenue_le": date(2027, 4, 15), "presences": {}, "habitants": 0, "notes": {}}
    opened = tenue.version
    reunions.save_session(tenue, prises=[{"decision": decision, "texte": "Un, par elle"}], version=opened, **values)

    decision.refresh_from_db()
    with pytest.raises(StaleVersion):
        reunions.save_session(tenue, prises=[{"decision": decision, "texte": "Un"}], version=opened, **values)
    decision.refresh_from_db()
    assert decision.texte == "Un, par elle"


def test_save_session_rewrites_and_takes_back_decisions(tenue, dd78):
    kept = reunions.decide(tenue, actor=dd78.actor, texte="Un")
    gone = reunions.decide(tenue, actor=dd78.actor, texte="Deux")

    reunions.save_session(
        tenue, actor=dd78.actor, tenue_le=date(2027, 4, 15), presences={}, habitants=0, notes={},
        prises=[{"decision": kept, "texte": "Un, réécrit"}, {"decision": gone, "texte": "Deux", "retirer": True}],
    )  # fmt: skip

    assert [(d.numero, d.texte) for d in tenue.decisions.all()] == [("D-2027-01", "Un, réécrit")]


def test_a_partner_holds_nothing(ca, reunion, le_jour):
    user, _ = fabrique.partenaire(ca)
    le_jour("2027-04-15T16:00")

    with pytest.raises(Refused):
        reunions.hold(reunion, actor=user.actor, tenue_le=date(2027, 4, 15))
    with pytest.raises(Refused):
        reunions.convene(reunion, actor=user.actor)

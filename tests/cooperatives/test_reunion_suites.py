"""Proposals, remarks, approval, reopening, decisions that become tasks: rules and verbs over played time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from coop.accounts.predicates import Refused
from coop.notifications.models import Mail
from cooperatives.models import Decision, PointOdj
from cooperatives.queries import ordre_du_jour
from cooperatives.queries import reunions as reading
from cooperatives.queries.gouvernance import prochain_jour
from cooperatives.workflows import gouvernance, reunions, tableau
from tests.factories import cooperatives as fabrique

PARIS = ZoneInfo("Europe/Paris")
JOUR = datetime(2027, 4, 15, 14, 0, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def _in_april(le_jour):
    le_jour("2027-04-15T18:00")


@pytest.fixture
def copil(ca, dd78):
    return gouvernance.create_copil(ca, actor=dd78.actor)


@pytest.fixture
def partenaire(ca):
    return fabrique.partenaire(ca)[0]


def planifiee(ca, dd78, copil, moment=JOUR):
    return reunions.plan(
        ca, actor=dd78.actor, type="copil", prevue_le=moment, instance=copil, points=["Un", "Deux", "Trois"]
    )


@pytest.fixture
def reunion(ca, dd78, copil):
    return planifiee(ca, dd78, copil)


@pytest.fixture
def diffusee(reunion, dd78):
    reunions.hold(reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15))
    reunions.write_notes(reunion, actor=dd78.actor, notes={reunion.points.first().pk: "Dit."})
    reunions.validate_minutes(reunion, actor=dd78.actor)
    return reunions.diffuse(reunion, actor=dd78.actor)


@pytest.fixture
def suivante(ca, dd78, copil):
    return planifiee(ca, dd78, copil, JOUR.replace(month=6))


def test_items_move_one_place_and_stop_at_the_ends(reunion, dd78):
    first = reunion.points.first()
    titres = lambda: [p.intitule for p in reunion.points.all()]  # noqa: E731

    reunions.move_point(first, actor=dd78.actor, pas=-1)
    assert titres() == ["Un", "Deux", "Trois"]
    reunions.move_point(first, actor=dd78.actor, pas=1)
    assert titres() == ["Deux", "Un", "Trois"]


def test_an_item_proposed_is_taken_or_left_with_a_word(reunion, dd78, partenaire):
    taken = reunions.propose_point(reunion, actor=partenaire.actor, intitule="Accueil")
    left = reunions.propose_point(reunion, actor=partenaire.actor, intitule="Divers")

    reunions.take_point(taken, actor=dd78.actor, mot="Volontiers")
    with pytest.raises(ValidationError, match="pourquoi"):
        reunions.leave_point(left, actor=dd78.actor, mot=" ")
    reunions.leave_point(left, actor=dd78.actor, mot="Vu au comité technique")

    assert [p.intitule for p in reunion.points.all()][-1] == "Accueil"
    assert (taken.statut, left.statut, left.mot) == ("retenue", "ecartee", "Vu au comité technique")
    with pytest.raises(ValidationError, match="déjà donnée"):
        reunions.take_point(left, actor=dd78.actor)


def test_a_member_takes_no_item(reunion, partenaire):
    row = reunions.propose_point(reunion, actor=partenaire.actor, intitule="Accueil")

    with pytest.raises(Refused):
        reunions.take_point(row, actor=partenaire.actor)
    with pytest.raises(Refused):
        reunions.add_point(reunion, actor=partenaire.actor, intitule="Autre")


@pytest.mark.parametrize(("jour", "ouvert"), [("2027-04-15", True), ("2027-04-30", True), ("2027-05-01", False)])
def test_remarks_are_received_fifteen_days(diffusee, partenaire, le_jour, jour, ouvert):
    le_jour(jour)

    if ouvert:
        assert reunions.remark(diffusee, actor=partenaire.actor, texte="À corriger").contact == partenaire.contact
    else:
        with pytest.raises(ValidationError, match="est passé"):
            reunions.remark(diffusee, actor=partenaire.actor, texte="À corriger")


def test_a_remark_left_aside_is_explained(diffusee, dd78, partenaire):
    row = reunions.remark(diffusee, actor=partenaire.actor, texte="À corriger")

    with pytest.raises(ValidationError, match="pourquoi"):
        reunions.answer_remark(row, actor=dd78.actor, suivie=False)
    assert reunions.answer_remark(row, actor=dd78.actor, suivie=True).statut == "suivie"
    with pytest.raises(Refused):
        reunions.remark(diffusee, actor=fabrique.coordinatrice("93").actor, texte="Non")


def test_minutes_are_reopened_with_a_motive_and_diffused_again(diffusee, dd78, partenaire):
    with pytest.raises(ValidationError, match="rouvert"):
        reunions.reopen(diffusee, actor=dd78.actor, motif="")
    with pytest.raises(Refused):
        reunions.reopen(diffusee, actor=partenaire.actor, motif="Non")
    reunions.reopen(diffusee, actor=dd78.actor, motif="Une décision oubliée")
    reunions.decide(diffusee, actor=dd78.actor, texte="Oubliée")
    reunions.validate_minutes(diffusee, actor=dd78.actor)
    reunions.diffuse(diffusee, actor=dd78.actor)

    assert "Oubliée" in diffusee.compte_rendu
    assert Mail.objects.filter(subject__startswith="Compte rendu corrigé").exists()


def test_minutes_written_by_hand_survive_the_reopening(reunion, dd78):
    reunions.hold(reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15))
    reunions.write_minutes(reunion, actor=dd78.actor, compte_rendu="Le texte du comité.")
    reunions.validate_minutes(reunion, actor=dd78.actor)

    reunions.reopen(reunion, actor=dd78.actor, motif="Une faute")

    assert reunion.compte_rendu == "Le texte du comité."


def test_the_next_meeting_approves_and_closes_the_minutes(diffusee, suivante, dd78):
    point = PointOdj.objects.create(reunion=suivante, ordre=9, intitule="Approbation du compte rendu", notes="Relu.")
    reunions.approve(diffusee, actor=dd78.actor, en=suivante)

    point.refresh_from_db()
    assert point.notes.startswith("Relu.\nLe compte rendu du 15\u00a0avril\u00a02027 est approuvé.")
    assert (diffusee.cr_approuve_le, diffusee.cr_approuve_en) == (date(2027, 4, 15), suivante)
    assert not diffusee.corrections_ouvertes(date(2027, 4, 16))
    with pytest.raises(ValidationError, match="ne se modifie plus"):
        reunions.reopen(diffusee, actor=dd78.actor, motif="Trop tard")
    with pytest.raises(ValidationError, match="pas à approuver"):
        reunions.approve(diffusee, actor=dd78.actor, en=suivante)


def test_only_a_later_meeting_of_the_same_instance_approves(ca, diffusee, dd78, copil):
    other = reunions.plan(ca, actor=dd78.actor, type="cotech", prevue_le=JOUR.replace(month=6))
    earlier = planifiee(ca, dd78, copil, JOUR.replace(month=3))

    for en in (other, earlier, diffusee):
        with pytest.raises(ValidationError, match="pas à approuver"):
            reunions.approve(diffusee, actor=dd78.actor, en=en)
    assert list(reading.a_approuver(planifiee(ca, dd78, copil, JOUR.replace(month=6)))) == [diffusee]


def test_the_agenda_proposes_the_approval_then_what_is_open(ca, diffusee, copil, dd78, monkeypatch):
    monkeypatch.setattr(ordre_du_jour, "_sources", {})
    ordre_du_jour.register_source("essai", lambda ca: ["Ce que sait un autre étage"])
    tableau.schedule_stage(ca.etapes.first(), actor=dd78.actor, debut=date(2027, 3, 1), fin=date(2027, 5, 31))

    points = ordre_du_jour.proposed_points(ca, "copil", copil)

    assert points[0] == "Approbation du compte rendu du 15\u00a0avril\u00a02027"
    assert points[1].startswith("Étape qui se termine le 31\u00a0mai\u00a02027")
    assert points[2] == "Ce que sait un autre étage"
    assert len(points) == 7


def test_an_agenda_source_is_registered_once(monkeypatch):
    monkeypatch.setattr(ordre_du_jour, "_sources", {})
    ordre_du_jour.register_source("essai", list)

    with pytest.raises(ValueError, match="twice"):
        ordre_du_jour.register_source("essai", tuple)


@pytest.mark.parametrize(
    ("tenue", "attendu"),
    [
        (None, date(2027, 4, 29)),  # two weeks ahead, a Thursday
        (date(2027, 4, 1), date(2027, 6, 15)),  # the rhythm of 75 days
        (date(2027, 1, 4), date(2027, 4, 29)),  # the rhythm is behind us
        (date(2027, 4, 6), date(2027, 6, 21)),  # a Sunday becomes Monday
        (date(2027, 2, 20), date(2027, 5, 7)),  # Ascension Day is a holiday
    ],
)
def test_the_day_proposed_follows_the_rhythm(ca, dd78, copil, tenue, attendu):
    if tenue:
        held = planifiee(ca, dd78, copil)
        reunions.hold(held, actor=dd78.actor, tenue_le=tenue)

    assert prochain_jour(ca, copil) == attendu


@pytest.fixture
def decision(reunion, dd78):
    reunions.hold(reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15))
    return reunions.decide(
        reunion, actor=dd78.actor, texte="Ouvrir un atelier", responsable="Commune", echeance=date(2027, 6, 1),
        point=reunion.points.first(),
    )  # fmt: skip


def test_a_decision_becomes_one_task_of_the_stage_under_way(ca, decision, dd78):
    second = ca.etapes.get(ordre=2)
    tableau.schedule_stage(second, actor=dd78.actor, debut=date(2027, 4, 1), fin=date(2027, 6, 30))

    task = reunions.make_task(decision, actor=dd78.actor)

    assert (task.libelle, task.responsable, task.fin, task.etape) == (
        "Ouvrir un atelier", "Commune", date(2027, 6, 1), second,
    )  # fmt: skip
    assert reunions.make_task(decision, actor=dd78.actor) == task


def test_a_long_decision_is_cut_and_no_stage_is_told(ca, reunion, dd78):
    reunions.hold(reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15))
    long = reunions.decide(reunion, actor=dd78.actor, texte="x" * 300)
    assert len(reunions.make_task(long, actor=dd78.actor).libelle) == 200
    for etape in ca.etapes.all():
        tableau.schedule_stage(etape, actor=dd78.actor, debut=None, fin=None, statut="terminee")

    with pytest.raises(ValidationError, match="étape ouverte"):
        reunions.make_task(reunions.decide(reunion, actor=dd78.actor, texte="Autre"), actor=dd78.actor)


def test_a_decision_belongs_to_an_item_of_its_meeting(decision, suivante, dd78):
    with pytest.raises(ValidationError, match="de cette réunion"):
        reunions.decide(decision.reunion, actor=dd78.actor, texte="Autre", point=suivante.points.first())


def test_a_meeting_opens_on_its_day_and_not_before(reunion, suivante, dd78):
    assert reunions.open_session(reunion, actor=dd78.actor).tenue_le == date(2027, 4, 15)
    with pytest.raises(ValidationError, match="pas encore commencé"):
        reunions.open_session(suivante, actor=dd78.actor)


def test_the_register_hides_decisions_not_validated_yet(ca, decision, dd78):
    assert reading.registre(ca, anime=True) == [decision]
    assert reading.registre(ca, anime=False) == []
    reunions.validate_minutes(decision.reunion, actor=dd78.actor)
    assert reading.registre(ca, anime=False) == [Decision.objects.get()]

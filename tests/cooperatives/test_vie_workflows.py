"""Verbs of the life of a coopérative, over played time, and who may use them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.journal.actors import SYSTEM
from coop.journal.models import Entry
from coop.versions import StaleVersion
from cooperatives import reference_vie
from cooperatives.models import EntreeLevierFrein, LevierFrein, Recommandation, Reunion, TransitionPhase
from cooperatives.queries.ordre_du_jour import proposed_points
from cooperatives.queries.vie import formations as training
from cooperatives.queries.vie import leviers as reading
from cooperatives.queries.vie import points_etape as path
from cooperatives.workflows.vie import formations, leviers, participation, points_etape, recommandations, retours
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur

JOUR = date(2026, 4, 2)
ACTIVITE = {"le": JOUR, "type": "atelier", "intitule": "Un atelier", "niveau_prevu": 3}
STRATEGIE = {"objectifs": "x", "niveau_attendu": 3, "modalites_mobilisation": "y", "suivi_evaluation": "z"}


@pytest.fixture(autouse=True)
def on_the_day():
    with horloge.at(JOUR):
        yield


@pytest.fixture
def membre(ca):
    return fabrique.partenaire(ca)[0]


@pytest.fixture
def autre(ca):
    return fabrique.partenaire(ca)[0]


@pytest.fixture
def frein(ca, membre):
    return leviers.report(ca, actor=membre.actor, type="frein", axe="ars", libelle="Un frein")


# --- points d'étape ---


@pytest.fixture
def close(ca):
    with horloge.at(date(2026, 3, 30)):
        return TransitionPhase.objects.create(ca=ca, de="prefiguration", vers="diagnostic", auteur="x")


def test_a_phase_closed_tells_its_facts(ca, close):
    with horloge.at(date(2026, 3, 2)):
        fabrique.membre(ca, nom="Association tardive")
    ca.creee_le = date(2026, 1, 5)
    when = horloge.now()
    Reunion.objects.create(ca=ca, type="copil", prevue_le=when, statut="tenue", tenue_le=date(2026, 2, 3))
    Reunion.objects.create(ca=ca, type="copil", prevue_le=when, statut="tenue", tenue_le=date(2026, 4, 1))

    (row,) = path.closes(ca)
    text = path.recit(row.transition.de, path.faits(ca, row.debut, row.fin))

    assert (row.debut, row.fin, row.point) == (date(2026, 1, 5), date(2026, 3, 30), None)
    assert text.replace("\u00a0", " ") == (
        "Préfiguration du projet, du 5 janvier 2026 au 30 mars 2026.\n"
        "Réunions tenues : Comité de pilotage (3 févr.).\n"
        "Sont entrés : Association tardive."
    )


def test_a_point_is_made_then_corrected(ca, dd78, close):
    row = points_etape.mark(
        ca,
        actor=dd78.actor,
        transition=close,
        le=JOUR,
        chemin_parcouru="Fait",
        suite="À faire",
        elements={1: "oui", 2: "non"},
    )
    points_etape.rewrite(row, actor=dd78.actor, version=1, suite="Autre", elements={1: "partiel"})

    assert (row.phase, row.suite, path.attendu(ca)) == ("prefiguration", "Autre", None)
    assert list(row.elements.values_list("element", "tenue")) == [(1, "partiel")]
    assert Entry.objects.filter(ca_id=ca.pk, verb__startswith="point_etape.").count() == 2
    with pytest.raises(StaleVersion):
        points_etape.rewrite(row, actor=dd78.actor, version=1, suite="Perdu")


def test_a_point_refuses_what_is_not_its_own(ca, dd78, membre, close):
    texts = {"chemin_parcouru": "x", "suite": "y"}
    with pytest.raises(Refused):
        points_etape.mark(ca, actor=membre.actor, **texts)
    with pytest.raises(ValidationError, match="une fois fait"):
        points_etape.mark(ca, actor=dd78.actor, le=date(2026, 4, 3), **texts)
    ca.creee_le = date(2026, 1, 5)
    with pytest.raises(ValidationError, match="donnez une date qui suit"):
        points_etape.mark(ca, actor=dd78.actor, le=date(2026, 1, 4), **texts)
    other = fabrique.cooperative("95")
    with pytest.raises(ValidationError, match="autre coopérative"):
        points_etape.mark(other, actor=SYSTEM, transition=close, **texts)
    meeting = Reunion.objects.create(ca=other, type="copil", prevue_le=horloge.now())
    with pytest.raises(ValidationError, match="de cette coopérative"):
        points_etape.mark(ca, actor=dd78.actor, reunion=meeting, **texts)
    with pytest.raises(TypeError):
        points_etape.mark(ca, actor=dd78.actor, phase="diagnostic", **texts)


# --- freins, leviers ---


def test_the_table_is_ticked_once(ca, dd78):
    reference_vie.load()
    entries = EntreeLevierFrein.objects.filter(ordre__in=[1, 21])

    assert [row.type for row in leviers.tick(ca, actor=dd78.actor, entries=entries)] == ["levier", "frein"]
    assert leviers.tick(ca, actor=dd78.actor, entries=entries) == []
    assert sum(len(f) + len(lv) for _, f, lv in reading.a_cocher(ca)) == 44


def test_a_frein_lifted_is_told_to_the_coopératives_that_have_it(ca, dd78):
    reference_vie.load()
    entry = EntreeLevierFrein.objects.filter(type="frein").first()
    (row,) = leviers.tick(ca, actor=dd78.actor, entries=[entry])
    other = fabrique.cooperative("95")
    leviers.tick(other, actor=SYSTEM, entries=[entry])
    told = lambda: [f.ailleurs for axe in reading.registre(other).axes for f in axe.freins]  # noqa: E731

    leviers.lift(row, actor=dd78.actor, comment="Un texte commun")
    assert told() == [[]]
    leviers.lift(row, actor=dd78.actor, comment="Un texte commun", partage=True)

    assert told() == [[row]]
    assert row.leve_le == JOUR
    leviers.follow(row, actor=dd78.actor, statut="ouvert")
    assert (row.leve_le, row.partage, told()) == (None, False, [[]])


def test_a_member_corrects_what_it_brought_and_nothing_else(ca, dd78, membre, autre, frein):
    leviers.follow(frein, actor=membre.actor, version=1, action_corrective="Un essai", statut="en_cours")
    leviers.follow(frein, actor=dd78.actor, responsable="Coordination")

    assert (frein.statut, frein.organisation) == ("en_cours", membre.contact.organisation)
    for verb in (leviers.follow, leviers.withdraw):
        with pytest.raises(Refused):
            verb(frein, actor=autre.actor)
    with pytest.raises(Refused):
        leviers.lift(frein, actor=membre.actor, comment="x", partage=True)
    leviers.withdraw(frein, actor=membre.actor)
    assert not LevierFrein.objects.exists()


def test_lifting_asks_for_words_and_a_past_day(ca, dd78, frein):
    with pytest.raises(ValidationError, match="ce qui a permis"):
        leviers.lift(frein, actor=dd78.actor, comment=" ")
    with pytest.raises(ValidationError, match="à venir"):
        leviers.lift(frein, actor=dd78.actor, comment="x", le=date(2026, 4, 3))
    with pytest.raises(ValidationError, match="de lever ce frein"):
        leviers.follow(frein, actor=dd78.actor, statut="leve")
    with pytest.raises(ValidationError, match="à venir"):
        leviers.report(ca, actor=dd78.actor, type="frein", axe="ars", libelle="x", signale_le=date(2026, 4, 3))
    levier = leviers.report(ca, actor=dd78.actor, type="levier", axe="ars", libelle="x")
    with pytest.raises(ValidationError, match="ne se lève pas"):
        leviers.lift(levier, actor=dd78.actor, comment="x")


def test_open_freins_come_to_the_agenda(ca, dd78, frein):
    long = "Décalage " * 20
    for rank in range(2):
        leviers.report(ca, actor=dd78.actor, type="frein", axe="ars", libelle=f"{long[:190]} {rank}")

    (title,) = [point for point in proposed_points(ca, "copil") if point.startswith("Freins")]

    assert title.startswith("Freins à lever\u00a0: Un frein\u00a0; Décalage")
    assert title.endswith("(et 1\u00a0autre)")
    assert len(title) <= 250
    LevierFrein.objects.update(statut="leve", leve_le=JOUR)
    assert not [point for point in proposed_points(ca, "copil") if point.startswith("Freins")]


def test_a_passage_is_proposed_until_it_is_taken_up(ca, dd78, monkeypatch):
    passage = reading.Passage("bilan:1:1:freins:0", "frein", "Un véhicule", "Bilan du 1er trimestre", "/x/", JOUR)
    monkeypatch.setattr(reading, "_sources", {})
    reading.register_source("essai", lambda ca: [passage])
    assert reading.registre(ca).a_reprendre == [passage]

    leviers.report(ca, actor=dd78.actor, type="frein", axe="ars", libelle="Un véhicule", source_cle=passage.cle)

    board = reading.registre(ca)
    assert board.a_reprendre == []
    assert [f.passage for axe in board.axes for f in axe.freins] == [passage]
    with pytest.raises(ValidationError, match="déjà au registre"):
        leviers.report(ca, actor=dd78.actor, type="frein", axe="ars", libelle="x", source_cle=passage.cle)
    with pytest.raises(ValueError, match="twice"):
        reading.register_source("essai", lambda ca: [])


# --- retours d'expérience ---


def test_a_story_is_shared_by_the_animation_with_its_solution(ca, dd78, membre, autre):
    row = retours.tell(ca, actor=membre.actor, titre="Un essai", tatonnement="Trois soirs")
    with pytest.raises(ValidationError, match="Écrivez la solution"):
        retours.share(row, actor=dd78.actor, visible=True)
    row.refresh_from_db()
    with pytest.raises(Refused):
        retours.correct(row, actor=autre.actor, solution="x")
    retours.correct(row, actor=membre.actor, version=1, solution="À 17 h")
    with pytest.raises(Refused):
        retours.share(row, actor=membre.actor, visible=True)

    retours.share(row, actor=dd78.actor, visible=True)

    assert row.visible_reseau
    retours.withdraw(row, actor=membre.actor)
    assert Entry.objects.filter(verb="retour.withdraw").exists()


# --- participation ---


def test_the_strategy_asks_for_its_four_components(ca, dd78, membre):
    with pytest.raises(Refused):
        participation.write_strategy(ca, actor=membre.actor, **STRATEGIE)
    with pytest.raises(ValidationError):
        participation.write_strategy(ca, actor=dd78.actor, **STRATEGIE | {"suivi_evaluation": " "})
    row = participation.write_strategy(ca, actor=dd78.actor, **STRATEGIE)

    participation.write_strategy(ca, actor=dd78.actor, version=row.version, **STRATEGIE | {"objectifs": "Autre"})

    with pytest.raises(StaleVersion):
        participation.write_strategy(ca, actor=dd78.actor, **STRATEGIE)


def test_an_activity_is_noted_by_a_member_then_completed(ca, membre, autre):
    row = participation.add_activity(ca, actor=membre.actor, **ACTIVITE)
    participation.update_activity(row, actor=membre.actor, version=1, niveau_reel=2, nb_habitants=12)

    assert (row.niveau_reel, row.nb_habitants) == (2, 12)
    with pytest.raises(Refused):
        participation.withdraw_activity(row, actor=autre.actor)
    with pytest.raises(ValidationError, match="une fois l’activité faite"):
        participation.add_activity(ca, actor=membre.actor, **ACTIVITE | {"le": date(2026, 5, 1), "niveau_reel": 2})
    participation.withdraw_activity(row, actor=membre.actor)
    with pytest.raises(Refused):
        participation.add_activity(ca, actor=utilisateur(RoleMandat.LECTEUR).actor, **ACTIVITE)


# --- formations, échanges ---


def test_a_training_has_days_people_and_outputs(ca, dd78, membre, autre):
    row = formations.offer(ca, actor=dd78.actor, type="accompagnement", intitule="Construire")
    formations.add_session(row, actor=dd78.actor, le=JOUR, duree_jours=Decimal("1.5"))
    session = formations.add_session(row, actor=dd78.actor, le=date(2026, 4, 9), duree_jours=Decimal(1))
    formations.update(row, actor=dd78.actor, version=1, livrable_objectifs=True)
    mine = formations.enrol(row, actor=membre.actor, contact=membre.contact)
    formations.enrol(row, actor=membre.actor, contact=membre.contact)

    (listed,) = training.formations(ca)
    assert (listed.jours, listed.faits, listed.inscrits) == (Decimal("2.5"), 1, 1)
    assert training.chiffres() == training.Chiffres(1, Decimal("2.5"), 1, 0)
    with pytest.raises(Refused):
        formations.enrol(row, actor=membre.actor, contact=autre.contact)
    with pytest.raises(Refused):
        formations.leave(mine, actor=autre.actor)
    formations.leave(mine, actor=membre.actor)
    formations.remove_session(session, actor=dd78.actor)
    assert (row.inscriptions.count(), row.sessions.count()) == (0, 1)


def test_the_siege_offers_and_the_delegations_enrol(ca, dd78, membre):
    siege = utilisateur(RoleMandat.SIEGE)
    with pytest.raises(Refused):
        formations.offer(None, actor=dd78.actor, type="animation", intitule="x")
    with pytest.raises(Refused):
        formations.offer(ca, actor=siege.actor, type="croisee", intitule="x")
    row = formations.offer(None, actor=siege.actor, type="animation", intitule="x")
    formations.enrol(row, actor=dd78.actor, contact=dd78.contact)
    with pytest.raises(Refused):
        formations.enrol(row, actor=membre.actor, contact=membre.contact)

    assert training.chiffres().animation == 1
    with pytest.raises(ValidationError, match="celui d’une coopérative"):
        formations.offer(None, actor=siege.actor, type="accompagnement", intitule="x")


def test_an_exchange_names_a_delegation_and_is_told_once_held(ca, dd78, membre):
    fields = {"le": JOUR, "type": "inter_dd", "theme": "Le comité", "departements": [ca.departement]}
    with pytest.raises(Refused):
        formations.exchange(actor=membre.actor, **fields)
    with pytest.raises(ValidationError, match="au moins une délégation"):
        formations.exchange(actor=dd78.actor, **fields | {"departements": []})
    with pytest.raises(ValidationError, match="une fois l’échange tenu"):
        formations.exchange(actor=dd78.actor, **fields | {"le": date(2026, 5, 2), "compte_rendu": "x"})
    row = formations.exchange(actor=dd78.actor, **fields)

    formations.exchange(row, actor=dd78.actor, version=1, **fields | {"compte_rendu": "x"})

    with pytest.raises(StaleVersion):
        formations.exchange(row, actor=dd78.actor, version=1, **fields)
    other, siege = fabrique.coordinatrice("95"), utilisateur(RoleMandat.SIEGE)
    with pytest.raises(Refused, match="La délégation qui a noté cet échange"):
        formations.exchange(row, actor=other.actor, version=2, **fields | {"theme": "Un autre"})
    assert formations.exchange(row, actor=siege.actor, version=2, **fields).tenu_par == ca.departement
    own = formations.exchange(actor=siege.actor, **fields)
    with pytest.raises(Refused):
        formations.exchange(own, actor=dd78.actor, version=1, **fields)


# --- recommandations ---


def test_each_level_follows_its_own(ca, dd78, membre):
    reference_vie.load()
    siege = utilisateur(RoleMandat.SIEGE)
    row = {r.numero: r for r in Recommandation.objects.all()}
    follow = recommandations.follow

    follow(row[16], actor=dd78.actor, ca=ca, statut="suivie", preuve="Un espace")
    follow(row[3], actor=dd78.actor, departement=ca.departement, statut="en_cours")
    follow(row[1], actor=siege.actor, statut="en_cours")
    follow(row[11], actor=siege.actor, statut="en_cours")

    with pytest.raises(Refused):
        follow(row[16], actor=membre.actor, ca=ca, statut="en_cours")
    with pytest.raises(Refused):
        follow(row[1], actor=dd78.actor, statut="en_cours")
    with pytest.raises(Refused):
        follow(row[3], actor=siege.actor, departement=ca.departement, statut="en_cours")
    with pytest.raises(ValidationError, match="à son niveau"):
        follow(row[1], actor=dd78.actor, ca=ca, statut="en_cours")
    with pytest.raises(ValidationError, match="ce qui montre"):
        follow(row[10], actor=dd78.actor, ca=ca, statut="suivie")
    with pytest.raises(ValidationError, match="à venir"):
        follow(row[10], actor=dd78.actor, ca=ca, statut="en_cours", le=date(2026, 4, 3))
    with pytest.raises(StaleVersion):
        follow(row[16], actor=dd78.actor, ca=ca, statut="en_cours")

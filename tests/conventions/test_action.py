"""Fiches-action: who writes them, what they hold (R-PROG-05, R-FA-01 to R-FA-09)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conventions import rules
from conventions.models import FicheAction, Indicateur
from conventions.workflows import actions as verbs
from conventions.workflows import copies
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.versions import StaleVersion
from cooperatives.enums import StatutMembre
from tests.conventions.scene_programme import SEPT, scene
from tests.factories import CommuneFactory, utilisateur
from tests.factories import cooperatives as fabrique


def test_create_numbers_the_actions_from_one(s):
    assert [s.action().numero for _ in range(3)] == [1, 2, 3]


def test_partner_proposes_its_own_action(s):
    action = verbs.create(s.programme, actor=s.partenaire.actor, intitule="Maraude", promoteur=s.membre)

    assert (action.promoteur, action.numero) == (s.membre, 1)


def test_partner_does_not_propose_the_action_of_another(s):
    with pytest.raises(Refused, match="portée par votre organisation"):
        verbs.create(s.programme, actor=s.partenaire.actor, intitule="Maraude", promoteur=s.voisin)
    assert not FicheAction.objects.exists()


@pytest.mark.parametrize(
    ("qui", "allowed"),
    [("dd", True), ("partenaire", True), ("autre", False), ("siege", False), ("dd93", False), ("personne", False)],
)
def test_an_action_is_written_by_the_animation_and_the_promoteur(s, qui, allowed):
    others = {
        "siege": lambda: utilisateur(RoleMandat.SIEGE),
        "dd93": lambda: fabrique.coordinatrice("93"),
        "personne": utilisateur,
    }
    user = others[qui]() if qui in others else getattr(s, qui)
    action = s.action()

    assert rules.writes_action(user.actor, action) is allowed
    if not allowed:
        with pytest.raises(Refused):
            verbs.write(action, actor=user.actor, contenu="Autre")


@pytest.mark.parametrize(
    ("statut", "allowed"),
    [
        (StatutMembre.REPERE, False),
        (StatutMembre.INVITE, False),
        (StatutMembre.PARTANT, True),
        (StatutMembre.MEMBRE, True),
        (StatutMembre.SIGNATAIRE, True),
        (StatutMembre.REFUS, False),
        (StatutMembre.SORTI, False),
    ],
)
def test_speaks_for_needs_a_member_that_takes_part(s, statut, allowed):
    s.membre.statut = statut

    assert rules.speaks_for(s.partenaire.actor, s.membre) is allowed


@pytest.mark.parametrize("statut", ["en_signature", "en_vigueur"])
def test_nothing_moves_once_locked_even_for_the_coordinator(s, statut):
    action = s.complete()
    s.convention(statut)

    for verb in (
        lambda: s.action(),
        lambda: verbs.write(action, actor=s.dd.actor, contenu="Autre"),
        lambda: copies.duplicate(action, actor=s.dd.actor),
        lambda: verbs.remove(action, actor=s.dd.actor),
    ):
        with pytest.raises(Refused, match="avenant signé|à la signature"):
            verb()
    assert FicheAction.objects.get().contenu == SEPT["contenu"]


def test_write_replaces_the_places_in_order(s):
    commune = CommuneFactory()
    action = s.complete()
    verbs.write(action, actor=s.partenaire.actor, version=1, lieux=[("Gare", commune), ("  ", None), ("Halle", None)])

    assert list(action.lieux.values_list("libelle", "commune")) == [("Gare", commune.pk), ("Halle", None)]


def test_write_leaves_alone_the_lists_that_are_not_given(s):
    action = s.complete(publics=[fabrique.public()], partenaires=[s.voisin])
    verbs.write(action, actor=s.dd.actor, contenu="Autre contenu")

    assert (action.lieux.count(), action.publics.count(), action.partenaires.count()) == (1, 1, 1)


def test_write_refuses_a_stale_version(s):
    action = s.action()
    verbs.write(action, actor=s.dd.actor, contenu="Coordination", version=1)

    with pytest.raises(StaleVersion):
        verbs.write(FicheAction.objects.get(), actor=s.partenaire.actor, contenu="Partenaire", version=1)
    assert FicheAction.objects.get().contenu == "Coordination"


def test_promoteur_is_changed_by_the_animation_only(s):
    action = s.action()

    with pytest.raises(Refused, match="revient à la coordination"):
        verbs.write(action, actor=s.partenaire.actor, promoteur=s.voisin)
    action.refresh_from_db()
    assert verbs.write(action, actor=s.dd.actor, promoteur=s.voisin).promoteur == s.voisin


def test_promoteur_is_a_member_of_the_ca(s):
    with pytest.raises(ValidationError, match="membre de la coopérative"):
        s.action(promoteur=scene().membre)


def test_promoteur_that_left_is_refused(s):
    s.voisin.statut = StatutMembre.SORTI

    with pytest.raises(ValidationError, match="membre de la coopérative"):
        s.action(promoteur=s.voisin)


@pytest.mark.parametrize("niveau", ["general", "specifique"])
def test_action_hangs_from_an_operational_objective(s, niveau):
    with pytest.raises(ValidationError, match="objectif opérationnel"):
        s.action(objectif=s.objectif(niveau))


def test_action_does_not_hang_from_another_programme(s):
    with pytest.raises(ValidationError, match="pas dans le programme"):
        s.action(objectif=scene().objectif("operationnel"))


def test_publics_are_three_at_most(s):
    publics = [fabrique.public(f"public-{n}") for n in range(4)]

    assert s.action(publics=publics[:3]).publics.count() == 3
    with pytest.raises(ValidationError, match="trois publics au plus"):
        s.action(publics=publics)
    assert FicheAction.objects.count() == 1


def test_associates_are_other_members_of_the_ca(s):
    with pytest.raises(ValidationError, match="membre de la coopérative"):
        s.action(partenaires=[scene().membre])
    with pytest.raises(ValidationError, match="pas en plus partenaire"):
        s.action(partenaires=[s.membre])


def test_place_too_long_is_refused_not_cut(s):
    with pytest.raises(ValidationError, match="libelle"):
        s.action(lieux=[("x" * 251, None)])


def test_unknown_field_is_a_mistake_of_the_caller(s):
    with pytest.raises(TypeError, match="numero"):
        s.action(numero=7)


def test_duplicate_copies_fields_lists_and_indicators(s, le_jour):
    le_jour("2027-01-10")
    action = s.complete(publics=[fabrique.public()], partenaires=[s.voisin])
    s.indicateur(action)
    le_jour("2027-02-20")
    copy = copies.duplicate(action, actor=s.partenaire.actor)

    assert (copy.numero, copy.intitule, copy.etp) == (2, "Permanences de rue (copie)", Decimal("0.80"))
    assert (copy.lieux.count(), copy.publics.count(), copy.partenaires.count()) == (1, 1, 1)
    assert [i.defini_le for i in copy.indicateurs.all()] == [date(2027, 2, 20)]
    assert Indicateur.objects.count() == 2


def test_remove_numbers_the_others_again(s):
    first, *_ = [s.action(intitule=text) for text in "ABC"]
    verbs.remove(first, actor=s.partenaire.actor)

    assert list(s.programme.actions.values_list("numero", "intitule")) == [(1, "B"), (2, "C")]


def test_history_of_a_fiche_is_dated_by_the_clock(s, le_jour):
    le_jour("2027-01-15")
    action = s.action(contenu="Avant")
    le_jour("2027-04-02")
    verbs.write(action, actor=s.partenaire.actor, contenu="Après")

    history = [(h.history_date.date().isoformat(), h.contenu) for h in action.history.order_by("history_id")]
    assert (history[0], history[-1]) == (("2027-01-15", "Avant"), ("2027-04-02", "Après"))


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"etp": Decimal("-0.10")}, "fiche_action_etp_positif"),
        ({"debut": date(2027, 5, 2), "fin": date(2027, 5, 1)}, "fiche_action_dates_ordonnees"),
    ],
)
def test_check_constraints_hold_in_the_database(s, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FicheAction.objects.create(programme=s.programme, numero=9, intitule="X", promoteur=s.membre, **fields)


@pytest.mark.parametrize("fin", [date(2027, 5, 2), None])
def test_an_action_of_one_day_or_without_end_is_kept(s, fin):
    assert s.action(debut=date(2027, 5, 2), fin=fin).fin == fin


def test_fiche_action_numero_unique_holds_in_the_database(s):
    s.action()

    with pytest.raises(IntegrityError), transaction.atomic():
        FicheAction.objects.create(programme=s.programme, numero=1, intitule="X", promoteur=s.membre)
    assert "fiche_action_numero_unique" in {c.name for c in FicheAction._meta.constraints}

"""The échéance: réunion élargie, decision per action, exits, and the renewal they open (article 4.4, R-ENG-05)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conventions import reconduction, rules_avenant
from conventions.enums import ChoixReconduction, SensPartie
from conventions.models import DecisionReconduction, DemandeSortie, FicheAction, ReunionAnnuelle
from conventions.queries import consolide
from conventions.rules_echeance import missing, periode_en_cours, retenue
from conventions.workflows import actions, echeance
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.gates import Blocked
from evaluation.models import Bilan, ValidationBilanAnnuel
from evaluation.workflows import annuel
from tests.conventions.scene_avenant import en_vigueur
from tests.factories import utilisateur
from tests.guards.stage import staged

# In force since 15 September 2026: échéance on 15 September 2027, window from 15 June to 15 July.
JOUR = date(2027, 7, 1)


pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=JOUR)


def codes(scene):
    return {manque.code for manque in missing(scene.reread()) if manque.obligation}


def decider(scene, numero, decision, **fields):
    actor = fields.pop("actor", scene.coordinatrice.actor)
    return echeance.decider(scene.convention, scene.action(numero), actor=actor, decision=decision, **fields)


def partie(scene, user):
    return scene.convention.parties.get(organisation=user.contact.organisation)


def demander(scene, user=None, actor=None):
    row = partie(scene, user or scene.ville)
    actor = actor or scene.coordinatrice.actor
    return echeance.demander_sortie(row, actor=actor, demandee_le=JOUR, motif="Recentrage de ses missions.")


def test_every_check_of_the_renewal_is_registered():
    assert reconduction.unregistered() == set()


def test_a_check_that_nobody_registered_refuses(scene, monkeypatch):
    monkeypatch.setattr(reconduction, "_checks", {})
    assert [m.code for m in reconduction.checked(periode_en_cours(scene.convention))] == ["bilan_annuel_valide"]


def test_what_the_renewal_waits_for(scene):
    assert codes(scene) == {"reunion", "bilan_annuel", "decision_1", "decision_2"}
    scene.tenir_la_reunion()
    assert codes(scene) == {"bilan_annuel", "decision_1", "decision_2"}
    periode = periode_en_cours(scene.reread())
    annuel.valider(periode, actor=scene.coordinatrice.actor, validee_le=JOUR, instance="Comité de pilotage")
    decider(scene, 1, "reconduite")
    assert codes(scene) == {"decision_2"}
    decider(scene, 2, "non_reconduite", motif="Sans public.")
    assert codes(scene) == set()


@pytest.mark.parametrize(
    ("tenue", "conforme"),
    [
        (date(2027, 6, 14), False),  # more than three months before: a reason is asked
        (date(2027, 6, 15), True),
        (date(2027, 7, 15), True),
        (date(2027, 8, 20), True),  # late, and AL-07 said so: it is held all the same
    ],
)
def test_window_of_the_meeting(tenue, conforme):
    with horloge.at(date(2027, 9, 1)):
        scene = en_vigueur()
        reunion = scene.tenir_la_reunion(tenue)
        ReunionAnnuelle.objects.all().delete()
        periode = periode_en_cours(scene.reread())
        assert (retenue(scene.convention, periode) == reunion) is conforme
        assert ("reunion_anticipee" in codes(scene)) is not conforme


def test_early_meeting_is_accepted_with_its_reason(scene):
    reunion = scene.tenir_la_reunion(date(2027, 5, 3))
    ReunionAnnuelle.objects.all().delete()
    actor = scene.coordinatrice.actor
    with pytest.raises(ValidationError, match="plus de trois mois"):
        echeance.retenir_reunion(scene.convention, reunion, actor=actor)
    echeance.retenir_reunion(scene.convention, reunion, actor=actor, motif="Élections en juin.")
    assert retenue(scene.convention, periode_en_cours(scene.reread())) == reunion
    with pytest.raises(Refused):
        echeance.retenir_reunion(scene.convention, reunion, actor=scene.asso.actor, motif="Essai.")


def test_meeting_of_another_year_is_refused(scene):
    reunion = scene.tenir_la_reunion()
    type(reunion).objects.filter(pk=reunion.pk).update(tenue_le=date(2026, 9, 1))
    reunion.refresh_from_db()
    with pytest.raises(ValidationError, match="pas de l’année"):
        echeance.retenir_reunion(scene.convention, reunion, actor=scene.coordinatrice.actor, motif="Essai.")


@pytest.mark.parametrize("decision", [ChoixReconduction.MODIFIEE, ChoixReconduction.NON_RECONDUITE])
def test_reason_is_asked_unless_the_action_is_renewed(scene, decision):
    with pytest.raises(ValidationError, match="Dites pourquoi"):
        decider(scene, 1, decision)
    assert decider(scene, 1, "reconduite").motif == ""


def test_decisions_are_the_animations(scene):
    for user in (scene.asso, scene.delegue, utilisateur(RoleMandat.COORDINATEUR_DD, "95")):
        with pytest.raises(Refused):
            decider(scene, 1, "reconduite", actor=user.actor)


def test_decision_is_written_over_not_doubled(scene):
    decider(scene, 1, "reconduite")
    decider(scene, 1, "modifiee", motif="Deux lieux.")
    assert DecisionReconduction.objects.get().decision == "modifiee"


# --- the annual bilan
def test_annual_bilan_is_validated_after_the_meeting(scene):
    periode = periode_en_cours(scene.convention)
    actor = scene.coordinatrice.actor
    with pytest.raises(ValidationError, match="réunion élargie tenue"):
        annuel.valider(periode, actor=actor, validee_le=JOUR, instance="Comité de pilotage")
    scene.tenir_la_reunion()
    periode = periode_en_cours(scene.reread())
    for day, words in ((date(2027, 6, 30), "tenue le"), (date(2027, 7, 2), "futur")):
        with pytest.raises(ValidationError, match=words):
            annuel.valider(periode, actor=actor, validee_le=day, instance="Comité de pilotage")
    with pytest.raises(Refused):
        annuel.valider(periode, actor=scene.asso.actor, validee_le=JOUR, instance="Comité de pilotage")
    assert annuel.valider(periode, actor=actor, validee_le=JOUR, instance="Comité de pilotage")


# --- the renewal
def conseils(avenant) -> set[str]:
    """Codes of the advice given before the signature."""
    projet = consolide.projet(avenant)
    found = rules_avenant.missing(avenant, projet.sources, projet.contenu)
    return {manque.code for manque in found if not manque.obligation}


def test_renewal_opens_from_the_decisions(scene):
    scene.tenir_la_reunion()
    decider(scene, 1, "modifiee", motif="Deux lieux.")
    decider(scene, 2, "non_reconduite", motif="Sans public.")
    scene.regler_l_annee()
    avenant = echeance.preparer(scene.convention, actor=scene.coordinatrice.actor)

    assert avenant.reconduction
    assert [(row.action.numero, row.motif) for row in avenant.retraits.all()] == [(2, "Sans public.")]
    copy = FicheAction.toutes.get(avenant=avenant)
    assert copy.remplace == scene.action(1)
    assert "inchangee_1" in conseils(avenant)
    actions.write(copy, actor=scene.coordinatrice.actor, contenu="Deux lieux.")
    assert "inchangee_1" not in conseils(avenant)
    decider(scene, 2, "reconduite")
    echeance.preparer(scene.convention, actor=scene.coordinatrice.actor)
    assert not avenant.retraits.exists()


def test_renewal_is_prepared_in_the_last_three_months_only():
    with horloge.at(date(2027, 6, 14)):
        scene = en_vigueur()
        with pytest.raises(Refused, match="15 juin 2027|15\u00a0juin\u00a02027"):
            echeance.preparer(scene.convention, actor=scene.coordinatrice.actor)


def test_renewal_waits_and_says_for_what(scene):
    with pytest.raises(Blocked) as blocked:
        echeance.preparer(scene.convention, actor=scene.coordinatrice.actor)
    assert "La réunion élargie de bilan annuel n’est pas tenue." in [m.phrase for m in blocked.value.manques]


def test_only_what_was_renewed_goes_on(scene):
    scene.tenir_la_reunion()
    decider(scene, 2, "non_reconduite", motif="Sans public.")
    scene.regler_l_annee()
    avenant = echeance.preparer(scene.convention, actor=scene.coordinatrice.actor)
    scene.sign_avenant(avenant)

    assert scene.action(2).retiree_le == date(2027, 9, 15)
    assert [p.numero for p in scene.convention.periodes.order_by("numero")] == [1, 2]


# --- exits
def test_exit_takes_effect_at_the_echeance_by_the_renewal(scene):
    demande = demander(scene, actor=scene.ville.actor)
    echeance.concerter(demande, actor=scene.coordinatrice.actor, concertation_le=date(2027, 6, 20))
    scene.regler_l_annee()
    avenant = echeance.preparer(scene.convention, actor=scene.coordinatrice.actor)
    assert avenant.parties.get().sens == SensPartie.SORTIE
    version = scene.sign_avenant(avenant)

    ville = partie(scene, scene.ville)
    assert ville.sortie_le == date(2027, 9, 15)
    assert not version.signatures.filter(signataire__partie=ville).exists()
    assert not Bilan.objects.filter(partie=ville, debut__gte=date(2027, 9, 15)).exists()
    with pytest.raises(Refused, match="sans cette partie"):
        echeance.renoncer(DemandeSortie.objects.get(), actor=scene.ville.actor)


def test_exit_without_concertation_stays_a_party(scene):
    demander(scene)
    scene.regler_l_annee()
    advice = [m for m in missing(scene.reread()) if not m.obligation]
    assert [m.code for m in advice] == [f"sortie_{partie(scene, scene.ville).pk}"]
    avenant = echeance.preparer(scene.convention, actor=scene.coordinatrice.actor)
    assert not avenant.parties.exists()


def test_a_party_may_stay_after_all(scene):
    demande = demander(scene)
    echeance.renoncer(demande, actor=scene.ville.actor)
    assert demande.renoncee_le == JOUR
    with pytest.raises(Refused):
        echeance.concerter(demande, actor=scene.coordinatrice.actor, concertation_le=JOUR)


def test_exit_is_asked_by_the_party_or_for_it(scene):
    with pytest.raises(Refused, match="la partie elle-même"):
        demander(scene, actor=scene.asso.actor)
    ars = scene.convention.parties.get(type="ars")
    with pytest.raises(ValidationError, match="toujours partie"):
        echeance.demander_sortie(ars, actor=scene.coordinatrice.actor, demandee_le=JOUR, motif="Essai.")


def test_nothing_is_settled_once_the_convention_is_over(scene):
    with horloge.at(date(2027, 9, 15)):
        for act in (lambda: decider(scene, 1, "reconduite"), lambda: demander(scene)):
            with pytest.raises(Refused, match="en vigueur"):
                act()


# --- constraints
def refused(name, call):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        call()


def test_decision_reconduction_unique(scene):
    row = decider(scene, 1, "reconduite")
    copy = DecisionReconduction(periode=row.periode, action=row.action, decision="reconduite")
    refused("UNIQUE|decision_reconduction_unique", copy.save)
    with pytest.raises(ValidationError, match="déjà prise"):
        copy.full_clean()


def test_decision_reconduction_motivee(scene):
    row = decider(scene, 1, "reconduite")
    rows = DecisionReconduction.objects.filter(pk=row.pk)
    refused("decision_reconduction_motivee", lambda: rows.update(decision="modifiee"))


def test_demande_sortie_une_par_partie(scene):
    row = demander(scene)
    copy = DemandeSortie(convention=row.convention, partie=row.partie, demandee_le=JOUR, motif="Encore.")
    refused("UNIQUE|demande_sortie_une_par_partie", copy.save)
    with pytest.raises(ValidationError, match="déjà demandé"):
        copy.full_clean()


def test_demande_sortie_motivee(scene):
    row = demander(scene)
    refused("demande_sortie_motivee", lambda: DemandeSortie.objects.filter(pk=row.pk).update(motif=""))


def test_validation_bilan_par_une_instance(scene):
    periode = periode_en_cours(scene.convention)
    row = ValidationBilanAnnuel(periode=periode, validee_le=JOUR, instance="")
    refused("validation_bilan_par_une_instance", row.save)

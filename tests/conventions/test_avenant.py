"""Avenants: what may change, how the difference is said, what the last signature applies (R-CONV-07, R-CONV-13)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from conventions import rules_avenant
from conventions.enums import StatutAvenant, TypeAvenant
from conventions.models import FicheAction
from conventions.queries import consolide
from conventions.workflows import actions, avenants, avenants_signature
from coop import horloge
from coop.accounts.predicates import Refused
from coop.gates import Blocked
from cooperatives.enums import StatutMembre
from cooperatives.models import Membre
from cooperatives.queries.participants import representatives
from tests.conventions.scene_avenant import EFFET, en_vigueur
from tests.factories import ContactFactory, OrganisationFactory
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=date(2027, 2, 1))


@pytest.fixture
def avenant(scene):
    return avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor, motif="Adapter le programme.")


def rewrite(scene, avenant, **fields) -> FicheAction:
    """Change the first action in the avenant."""
    copy = avenants.modifier_action(avenant, scene.action(1), actor=scene.coordinatrice.actor)
    return actions.write(copy, actor=scene.coordinatrice.actor, **fields)


def phrases(avenant) -> list[str]:
    return [d["phrase"] for d in consolide.projet(avenant).contenu["differences"]]


def test_party_that_takes_another_name_stays_a_party(scene):
    """The same organisation under its new name: no entry, no exit; an address that moves changes nothing."""
    organisation = scene.ville.contact.organisation
    organisation.nom, organisation.adresse = "Ville de Valfleuri-le-Haut", "3, place de la Mairie"
    organisation.save_version()
    avenant = avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor)

    renamed = [phrase for phrase in phrases(avenant) if "désignation des parties" in phrase]
    assert renamed == [
        "Dans la désignation des parties, «\u00a0Ville de Valfleuri\u00a0» est remplacé par «\u00a0Ville de Valfleuri-le-Haut\u00a0»."
    ]
    assert not [phrase for phrase in phrases(avenant) if "partie à la convention" in phrase or "place" in phrase]


def test_only_a_convention_in_force_is_amended(scene):
    with horloge.at(date(2028, 3, 1)), pytest.raises(Refused, match="en vigueur"):
        avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor)


def test_partner_does_not_open_an_avenant(scene):
    with pytest.raises(Refused):
        avenants.ouvrir(scene.convention, actor=scene.asso.actor)


def test_opening_twice_gives_the_same_avenant(scene, avenant):
    assert avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor).pk == avenant.pk


def test_text_in_force_stays_while_a_copy_is_written(scene, avenant):
    rewrite(scene, avenant, contenu="Ateliers et permanences.")

    assert scene.action(1).contenu == "Ateliers hebdomadaires."
    assert FicheAction.objects.filter(programme=scene.programme).count() == 2


def test_difference_is_said_as_an_article(scene, avenant):
    rewrite(scene, avenant, contenu="Ateliers et permanences.")

    assert phrases(avenant) == [
        "À l’article 2, action 1, «\u00a0Contenu de l’action\u00a0», «\u00a0Ateliers hebdomadaires.\u00a0» "
        "est remplacé par «\u00a0Ateliers et permanences.\u00a0»."
    ]


def test_promoteur_prepares_the_change_of_its_own_action(scene, avenant):
    copy = avenants.modifier_action(avenant, scene.action(1), actor=scene.asso.actor)

    assert actions.write(copy, actor=scene.asso.actor, contenu="Autrement.").contenu == "Autrement."
    with pytest.raises(Refused):
        avenants.modifier_action(avenant, scene.action(2), actor=scene.asso.actor)


def test_title_printed_in_three_places_is_said_once(scene, avenant):
    avenants.modifier_texte(avenant, actor=scene.coordinatrice.actor, champ="intitule", valeur="la santé de tous")

    found = phrases(avenant)
    assert any("dans le titre" in p.lower() and "à l’article 1" in p for p in found)


def test_giving_the_wording_in_force_takes_the_change_back(scene, avenant):
    actor = scene.coordinatrice.actor
    avenants.modifier_texte(avenant, actor=actor, champ="intitule", valeur="la santé de tous")
    assert avenants.modifier_texte(avenant, actor=actor, champ="intitule", valeur="la santé des jeunes") is None

    assert phrases(avenant) == []


def test_avenant_that_changes_nothing_is_not_put_to_signature(scene, avenant):
    with pytest.raises(Blocked) as blocked:
        avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)

    assert "rien" in [manque.code for manque in blocked.value.manques]


def test_last_signature_applies_what_was_frozen(scene, avenant):
    rewrite(scene, avenant, contenu="Ateliers et permanences.")
    scene.sign_avenant(avenant)

    avenant.refresh_from_db()
    assert (avenant.statut, avenant.date_effet) == (StatutAvenant.SIGNE, date(2027, 2, 1))
    assert scene.action(1).contenu == "Ateliers et permanences."
    assert not FicheAction.toutes.filter(avenant=avenant).exists()


def test_text_in_force_is_read_at_any_date(scene, avenant):
    rewrite(scene, avenant, contenu="Ateliers et permanences.")
    scene.sign_avenant(avenant)

    def contents(day):
        state = consolide.a_la_date(scene.convention, day)
        return state and dict(state.contenu["actions"][0]["lignes"])["Contenu de l’action"]

    assert contents(date(2026, 1, 1)) is None
    assert contents(EFFET) == contents(date(2027, 1, 31)) == "Ateliers hebdomadaires."
    assert contents(date(2027, 2, 1)) == "Ateliers et permanences."


def test_what_changed_between_two_dates(scene, avenant):
    rewrite(scene, avenant, contenu="Ateliers et permanences.")
    scene.sign_avenant(avenant)

    assert len(consolide.entre(scene.convention, EFFET, date(2027, 2, 1))) == 1
    assert consolide.entre(scene.convention, EFFET, date(2027, 1, 31)) == []


def test_new_action_enters_the_programme_once_signed(scene, avenant):
    new = avenants.ajouter_action(
        avenant, actor=scene.coordinatrice.actor, intitule="Bus santé", promoteur=scene.membre(scene.ville)
    )
    scene.complete(new)
    assert FicheAction.objects.filter(programme=scene.programme).count() == 2
    version = scene.sign_avenant(avenant)

    entered = FicheAction.objects.get(numero=3)
    assert (entered.intitule, entered.entree_le) == ("Bus santé", date(2027, 2, 1))
    assert version.contenu["types"] == [TypeAvenant.AJOUT]


def test_incomplete_new_action_is_told(scene, avenant):
    avenants.ajouter_action(
        avenant, actor=scene.coordinatrice.actor, intitule="Bus santé", promoteur=scene.membre(scene.ville)
    )
    with pytest.raises(Blocked) as blocked:
        avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)

    assert "fiche_3" in [manque.code for manque in blocked.value.manques]


def test_new_action_without_indicator_is_not_put_to_signature(scene, avenant):
    """Once signed the programme is locked, and the action would keep none (R-EVA-02, domain.md §4.7)."""
    new = avenants.ajouter_action(
        avenant, actor=scene.coordinatrice.actor, intitule="Bus santé", promoteur=scene.membre(scene.ville)
    )
    scene.complete(new)
    new.indicateurs.all().delete()
    with pytest.raises(Blocked) as blocked:
        avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)

    assert [manque.code for manque in blocked.value.manques] == ["indicateur_3"]


def test_last_indicators_of_a_type_leave_with_an_action_and_a_warning(scene, avenant):
    scene.action(1).indicateurs.filter(type="ip").delete()
    avenants.retirer_action(avenant, scene.action(2), actor=scene.coordinatrice.actor, motif="Le lieu a fermé.")
    projet = consolide.projet(avenant)
    found = rules_avenant.missing(avenant, projet.sources, projet.contenu)

    assert [(manque.phrase, manque.obligation) for manque in found] == [
        ("Sans les actions retirées, le programme n’a plus aucun indicateur de processus.", False)
    ]
    scene.sign_avenant(avenant)


def test_withdrawn_action_ends_and_stays_readable(scene, avenant):
    avenants.retirer_action(avenant, scene.action(2), actor=scene.coordinatrice.actor, motif="Le lieu a fermé.")
    scene.sign_avenant(avenant)

    assert [a.numero for a in FicheAction.objects.en_cours().filter(programme=scene.programme)] == [1]
    assert FicheAction.objects.get(numero=2).retiree_le == date(2027, 2, 1)


def test_changed_action_may_be_left_unchanged(scene, avenant):
    rewrite(scene, avenant, contenu="Autre chose.")
    avenants.garder_action(avenant, scene.action(1), actor=scene.coordinatrice.actor)

    assert phrases(avenant) == []


def test_entering_party_signs_and_counts_once_everybody_has(scene, avenant):
    mission = OrganisationFactory(nom="Mission locale")
    person = ContactFactory(organisation=mission)
    Membre.objects.create(ca=scene.ca, organisation=mission, statut=StatutMembre.MEMBRE, date_entree=date(2027, 1, 5))
    avenants.faire_entrer(
        avenant, actor=scene.coordinatrice.actor, organisation=mission, qualite_representant="Direction", contact=person
    )
    assert mission.pk not in scene.parties()
    version = avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    assert version.signatures.filter(signataire__contact=person).exists()
    scene.sign_all(version)

    assert mission.pk in scene.parties()
    assert Membre.objects.get(organisation=mission).statut == StatutMembre.SIGNATAIRE


def test_party_leaves_by_the_renewal_only(scene, avenant):
    partie = scene.convention.parties.get(organisation=scene.ville.contact.organisation)
    with pytest.raises(Refused, match="échéance annuelle"):
        avenants.faire_sortir(avenant, partie, actor=scene.coordinatrice.actor, concertation_le=date(2027, 1, 20))


def test_renewal_opens_the_next_period_where_the_last_one_ends(scene):
    avenant = avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor, motif="Reconduire.", reconduction=True)
    scene.sign_avenant(avenant)

    scene.convention.refresh_from_db()
    first, second = scene.convention.periodes.order_by("numero")
    assert (second.debut, second.fin) == (first.fin, date(2028, 9, 15))
    assert scene.convention.date_echeance == second.fin
    avenant.refresh_from_db()
    assert avenant.date_effet == first.fin


def _members(scene, day) -> set[int]:
    """Organisations that take part on that day, and are expected at its meetings."""
    with horloge.at(day):
        active = set(scene.ca.membres.actifs().values_list("organisation", flat=True))
        assert {row.membre.organisation_id for row in representatives(scene.ca)} <= active
        return active


def test_party_that_leaves_is_no_part_of_the_renewal(scene):
    actor = scene.coordinatrice.actor
    avenant = avenants.ouvrir(scene.convention, actor=actor, motif="Reconduire.", reconduction=True)
    partie = scene.convention.parties.get(organisation=scene.ville.contact.organisation)
    avenants.faire_sortir(avenant, partie, actor=actor, concertation_le=date(2027, 1, 20))
    avenants.retirer_action(avenant, scene.action(2), actor=actor, motif="Portée par la ville.")
    version = scene.sign_avenant(avenant)

    assert not version.signatures.filter(signataire__partie=partie).exists()
    assert partie.organisation_id in scene.parties(date(2027, 9, 14))
    assert partie.organisation_id not in scene.parties(date(2027, 9, 15))
    assert partie.organisation_id in _members(scene, date(2027, 9, 14))
    assert partie.organisation_id not in _members(scene, date(2027, 9, 15))


def test_renewal_signed_in_time_and_recorded_late_reinstates_the_convention(scene):
    avenant = avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor, motif="Reconduire.", reconduction=True)
    scene.regler_l_annee()
    version = avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    with horloge.at(date(2027, 10, 4)):
        assert scene.reread().etat() == "echue"
        with pytest.raises(ValidationError, match="doit la précéder"):
            scene.sign_all(version, date(2027, 9, 15))
        scene.sign_all(version, date(2027, 9, 14))
        assert scene.reread().etat() == "en_vigueur"


def test_ordinary_avenant_is_not_signed_once_the_convention_is_over(scene, avenant):
    rewrite(scene, avenant, contenu="Trop tard.")
    version = avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    with horloge.at(date(2027, 9, 15)), pytest.raises(ValidationError, match="plus attendue"):
        scene.sign_all(version, date(2027, 9, 1))


def test_reopened_avenant_loses_its_signatures_and_keeps_its_draft(scene, avenant):
    rewrite(scene, avenant, contenu="Ateliers et permanences.")
    version = avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    with pytest.raises(Blocked):
        avenants.ecrire(avenant, actor=scene.coordinatrice.actor, motif="Non.")
    avenants_signature.rouvrir(avenant, actor=scene.coordinatrice.actor, motif="Une coquille.")

    version.refresh_from_db()
    assert version.abandonnee_le is not None
    assert phrases(avenant) != []


def test_signed_avenant_is_not_given_up(scene, avenant):
    rewrite(scene, avenant, contenu="Ateliers et permanences.")
    scene.sign_avenant(avenant)
    with pytest.raises(Refused, match="ne s’abandonne pas"):
        avenants.abandonner(avenant, actor=scene.coordinatrice.actor, motif="Trop tard.")


def test_copy_at_the_signature_is_locked(scene, avenant):
    copy = rewrite(scene, avenant, contenu="Ateliers et permanences.")
    avenants_signature.mettre_a_la_signature(avenant, actor=scene.coordinatrice.actor)
    with pytest.raises(Refused):
        actions.write(copy, actor=scene.coordinatrice.actor, contenu="Autre.")

"""An ordinary avenant still at the signature at the échéance is given up, once, and people are told (decisions.md 17)."""

from datetime import date

import pytest
from django.core import mail

from conventions.devoirs_avenant import a_faire_signer
from conventions.enums import StatutAvenant
from conventions.models import Avenant
from conventions.workflows import actions, avenants, avenants_signature
from conventions.workflows.avenants_fin import abandonner_les_echus
from coop import horloge
from coop.journal.models import Entry
from cooperatives.models import Cooperative
from tests.conventions.scene_avenant import en_vigueur
from tests.guards.client import run_on_commit
from tests.guards.stage import staged

ECHEANCE = date(2027, 9, 15)


pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=date(2027, 2, 1))


def a_la_signature(scene, *, reconduction=False):
    actor = scene.coordinatrice.actor
    row = avenants.ouvrir(scene.convention, actor=actor, motif="Adapter.")
    copy = avenants.modifier_action(row, scene.action(1), actor=actor)
    actions.write(copy, actor=actor, contenu="Autrement.")
    avenants_signature.mettre_a_la_signature(row, actor=actor)
    Avenant.objects.filter(pk=row.pk).update(reconduction=reconduction)
    row.refresh_from_db()
    return row


@pytest.mark.parametrize(
    ("jour", "reconduction", "attendu"),
    [
        (date(2027, 9, 14), False, StatutAvenant.EN_SIGNATURE),
        (ECHEANCE, False, StatutAvenant.ABANDONNE),
        (date(2027, 12, 1), False, StatutAvenant.ABANDONNE),
        (ECHEANCE, True, StatutAvenant.EN_SIGNATURE),  # signed in time, it may still be recorded
    ],
)
def test_the_day_of_the_echeance_ends_an_ordinary_avenant(scene, jour, reconduction, attendu):
    row = a_la_signature(scene, reconduction=reconduction)
    with horloge.at(jour):
        abandonner_les_echus(jour)
    row.refresh_from_db()
    assert row.statut == attendu


def test_the_job_does_it_once_and_tells_it(scene):
    row = a_la_signature(scene)
    mail.outbox.clear()
    with horloge.at(ECHEANCE), run_on_commit():
        assert (abandonner_les_echus(ECHEANCE), abandonner_les_echus(ECHEANCE)) == (1, 0)

    assert Entry.objects.filter(verb="avenant.abandon", object_id=str(row.pk)).count() == 1
    assert all("abandonné" in message.subject for message in mail.outbox)
    assert len(mail.outbox) >= 2
    assert not row.versions.filter(abandonnee_le__isnull=True).exists()


@pytest.mark.parametrize(("jour", "combien"), [(date(2027, 2, 1), 1), (date(2027, 9, 14), 1), (ECHEANCE, 0)])
def test_coordination_is_told_until_the_echeance(scene, jour, combien):
    a_la_signature(scene)
    with horloge.at(jour):
        found = list(a_faire_signer(Cooperative.objects.all(), jour))
    assert len(found) == combien
    assert all(fait.due == ECHEANCE for fait in found)


def test_nothing_is_asked_of_a_draft_or_of_a_signed_avenant(scene):
    row = avenants.ouvrir(scene.convention, actor=scene.coordinatrice.actor, motif="Adapter.")
    assert list(a_faire_signer(Cooperative.objects.all(), date(2027, 2, 1))) == []
    copy = avenants.modifier_action(row, scene.action(1), actor=scene.coordinatrice.actor)
    actions.write(copy, actor=scene.coordinatrice.actor, contenu="Autrement.")
    scene.sign_avenant(row)
    assert list(a_faire_signer(Cooperative.objects.all(), date(2027, 2, 1))) == []

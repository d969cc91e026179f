"""Each named constraint of the avenants, by name and by its sentence."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conventions.models import (
    ActionRetiree,
    Avenant,
    FicheAction,
    Modification,
    Objectif,
    PartieAvenant,
    VersionConvention,
)
from coop import horloge
from tests.conventions.scene_avenant import en_vigueur
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
JOUR = date(2027, 2, 1)


def amendee():
    """A convention in force, and the draft of its first avenant."""
    built = en_vigueur()
    built.avenant = Avenant.objects.create(convention=built.convention, numero=1)
    return built


scene = staged(amendee, le=JOUR)


def avenant(scene, numero=2, **fields):
    signed = {"statut": "signe", "signe_le": JOUR, "date_effet": JOUR}
    return Avenant(convention=scene.convention, numero=numero, **(signed | fields))


def texte(scene, champ="intitule", **fields):
    return Modification(avenant=scene.avenant, champ=champ, valeur="la santé de tous", **fields)


def objectif(scene):
    return Objectif.objects.filter(programme=scene.programme).first()


def partie(scene, sens="entree", **fields):
    named = {"organisation": scene.ville.contact.organisation, "qualite_representant": "Direction"}
    return PartieAvenant(avenant=scene.avenant, sens=sens, **(named | fields))


def copy(scene, **fields):
    action = scene.action(1)
    return FicheAction(
        programme=scene.programme, numero=1, intitule="x", promoteur=action.promoteur, remplace=action, **fields
    )


def retrait(scene, motif):
    return ActionRetiree(avenant=scene.avenant, action=scene.action(1), motif=motif)


def version(scene, numero):
    return VersionConvention(
        convention=scene.convention, avenant=scene.avenant, numero=numero, contenu={"x": 1}, sha256="0" * 64
    )


# Rows that stand already, then the row that the constraint refuses.
CASES = {
    "avenant_numero_unique": lambda s: [avenant(s, 1)],
    "avenant_un_seul_ouvert": lambda s: [avenant(s, statut="en_signature")],
    "avenant_signe_a_ses_dates": lambda s: [avenant(s, date_effet=None)],
    "avenant_abandonne_dit_pourquoi": lambda s: [avenant(s, statut="abandonne", abandonne_le=horloge.now())],
    "avenant_repris_est_signe": lambda s: [avenant(s, statut="brouillon", repris=True)],
    "modification_une_par_objectif": lambda s: [texte(s, "objectif", objectif=objectif(s)) for _ in range(2)],
    "modification_une_par_texte": lambda s: [texte(s), texte(s)],
    "modification_objectif_designe": lambda s: [texte(s, "objectif")],
    "partie_avenant_unique": lambda s: [partie(s), partie(s)],
    "partie_avenant_sortie_concertee": lambda s: [partie(s, "sortie")],
    "partie_avenant_entree_a_une_qualite": lambda s: [partie(s, qualite_representant="")],
    "action_retiree_unique": lambda s: [retrait(s, "x"), retrait(s, "y")],
    "action_retiree_dit_pourquoi": lambda s: [retrait(s, "")],
    "fiche_action_une_copie_par_avenant": lambda s: [copy(s, avenant=s.avenant), copy(s, avenant=s.avenant)],
    "fiche_action_copie_a_un_avenant": lambda s: [copy(s)],
    "version_avenant_une_courante": lambda s: [version(s, 2), version(s, 3)],
}
MODELS = (Avenant, Modification, PartieAvenant, ActionRetiree)
HERE = {c.name for model in MODELS for c in model._meta.constraints}


@pytest.mark.parametrize("name", CASES)
def test_constraint_refuses_in_its_words(scene, name):
    if name == "avenant_repris_est_signe":
        scene.avenant.delete()
    *standing, refused = CASES[name](scene)
    for row in standing:
        row.save()

    with pytest.raises(IntegrityError), transaction.atomic():
        refused.save()
    if name == "fiche_action_une_copie_par_avenant":
        return  # The validation reads the fiches of the programme only: the database alone knows the copies.
    with pytest.raises(ValidationError) as error:
        refused.validate_constraints()
    (constraint,) = [c for c in type(refused)._meta.constraints if c.name == name]
    assert constraint.violation_error_message in error.value.messages


def test_every_constraint_of_the_avenants_is_tried():
    assert set(CASES) >= HERE

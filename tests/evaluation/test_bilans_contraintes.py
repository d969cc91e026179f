"""Every constraint of the bilans, by its name, refused by the database itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from coop import horloge
from evaluation import models
from evaluation.models import (
    Bilan,
    LevierActive,
    LigneBilan,
    Releve,
    SyntheseCooperative,
    SyntheseDepartement,
    VersionBilan,
)
from evaluation.workflows import bilans
from tests.evaluation.scene_bilan import T2_OPEN, scene  # noqa: F401

pytestmark = pytest.mark.django_db
NAMES = {constraint.name for name in models.__all__ for constraint in getattr(models, name)._meta.constraints}


def refused(name: str, make) -> None:
    """`make` breaks the rule that `name` holds; PostgreSQL names it, SQLite names a check or the columns of a key."""
    assert name in NAMES
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make()
    message = str(caught.value)
    assert name in message or (connection.vendor == "sqlite" and "UNIQUE" in message)


@pytest.fixture
def bilan(scene):  # noqa: F811
    return scene.bilan(scene.asso_a, 1)


@pytest.fixture
def draft(scene):  # noqa: F811
    with horloge.at(T2_OPEN):
        return scene.remplir(scene.asso_a, 1)


def change(bilan, **fields):
    return lambda: Bilan.objects.filter(pk=bilan.pk).update(**fields)


def copy(row, **fields):
    def make():
        row.pk = None
        for name, value in fields.items():
            setattr(row, name, value)
        type(row).objects.bulk_create([row])

    return make


def test_bilan_unique_par_partie_periode_trimestre(bilan):
    refused("bilan_unique_par_partie_periode_trimestre", change(bilan, trimestre=2))


@pytest.mark.parametrize("quarter", [0, 5])
def test_bilan_trimestre_de_1_a_4(bilan, quarter):
    refused("bilan_trimestre_de_1_a_4", change(bilan, trimestre=quarter))


@pytest.mark.parametrize("dates", [lambda b: {"fin": b.debut}, lambda b: {"echeance": b.fin - timedelta(days=1)}])
def test_bilan_dates_ordonnees(bilan, dates):
    refused("bilan_dates_ordonnees", change(bilan, **dates(bilan)))


@pytest.mark.parametrize("statut", ["transmis", "accepte", "a_completer"])
def test_bilan_transmis_a_une_date(bilan, statut):
    refused("bilan_transmis_a_une_date", change(bilan, statut=statut, commentaire_dd="Complétez."))


def test_bilan_a_completer_a_un_motif(bilan):
    refused("bilan_a_completer_a_un_motif", change(bilan, statut="a_completer", transmis_le=horloge.now()))


def test_version_bilan_numero_unique(draft):
    refused("version_bilan_numero_unique", copy(draft, transmise_le=horloge.now()))


def test_version_bilan_un_brouillon(draft):
    refused("version_bilan_un_brouillon", lambda: VersionBilan.objects.create(bilan=draft.bilan, numero=2))


def test_ligne_bilan_unique(draft):
    refused("ligne_bilan_unique", copy(LigneBilan.objects.filter(version=draft).first()))


def test_levier_active_unique(draft):
    line = LigneBilan.objects.filter(version=draft).first()
    LevierActive.objects.create(ligne=line, levier="autre")
    refused("levier_active_unique", lambda: LevierActive.objects.create(ligne=line, levier="autre"))


def test_releve_unique(draft):
    refused("releve_unique", copy(Releve.objects.filter(version=draft).first()))


def test_releve_valeur_ou_raison(draft):
    refused("releve_valeur_ou_raison", lambda: Releve.objects.filter(version=draft).update(raison="a_venir"))


@pytest.mark.parametrize(
    ("model", "name"),
    [(SyntheseCooperative, "synthese_cooperative_unique"), (SyntheseDepartement, "synthese_departement_unique")],
)
def test_one_summary_a_quarter(scene, model, name):  # noqa: F811
    with horloge.at(T2_OPEN):
        scene.transmettre(scene.asso_a, 1)
    refused(name, copy(model.objects.get()))


def test_a_line_of_another_party_is_refused(scene):  # noqa: F811
    with horloge.at(T2_OPEN):
        draft = bilans.open_draft(scene.bilan(scene.asso_a, 1), actor=scene.asso_a.actor)
        with pytest.raises(bilans.ValidationError, match="pas portée par votre organisation"):
            bilans.save_line(draft, scene.actions[2], actor=scene.asso_a.actor, data={})

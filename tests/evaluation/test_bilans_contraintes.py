"""Every constraint of the bilans, by its name, refused by the database itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from coop import horloge
from coop.documents.models import Piece
from evaluation import models
from evaluation.models import (
    Bilan,
    LectureBilan,
    LevierActive,
    LigneBilan,
    PreuveBilan,
    QuestionChamp,
    Releve,
    SaisiePourCompte,
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


def test_bilan_rouvert_est_a_completer(bilan):
    refused("bilan_rouvert_est_a_completer", change(bilan, reouvert_jusqu_au=T2_OPEN))


def question(draft, **fields):
    values = {"bilan": draft.bilan, "version": draft, "champ": "freins", "libelle": "Freins", "question": "?"}
    return lambda: QuestionChamp.objects.create(posee_par="Essai", **(values | fields))


def test_question_champ_a_un_texte(draft):
    refused("question_champ_a_un_texte", question(draft, question=""))


@pytest.mark.parametrize("fields", [{"reponse": "Huit"}, {"repondue_le": T2_OPEN}])
def test_question_champ_reponse_apres_envoi(draft, fields):
    if "repondue_le" in fields:
        fields = {"repondue_le": horloge.now()}
    refused("question_champ_reponse_apres_envoi", question(draft, **fields))


def test_lecture_bilan_unique(draft, scene):  # noqa: F811
    LectureBilan.objects.create(version=draft, contact=scene.dd.contact)
    refused("lecture_bilan_unique", lambda: LectureBilan.objects.create(version=draft, contact=scene.dd.contact))


def typed(draft, **fields):
    values = {"informateur": "Essai", "recueilli_le": T2_OPEN, "canal": "papier", "saisi_par": "Essai"}
    return lambda: SaisiePourCompte.objects.create(version=draft, **(values | fields))


def test_pour_compte_nomme_son_informateur(draft):
    refused("pour_compte_nomme_son_informateur", typed(draft, informateur=""))


@pytest.mark.parametrize("fields", [{"confirmee_par": "Essai"}, {"confirmee_le": horloge.now}])
def test_pour_compte_confirmee_par_quelqu_un(draft, fields):
    fields = {name: value() if callable(value) else value for name, value in fields.items()}
    refused("pour_compte_confirmee_par_quelqu_un", typed(draft, **fields))


def joined(draft, action, indicateur=None):
    piece, _ = Piece.objects.get_or_create(
        kind="preuve_bilan", original_name="a", size=1, sha256="0", uploaded_by="Essai"
    )
    return lambda: PreuveBilan.objects.create(version=draft, action=action, indicateur=indicateur, piece=piece)


def test_preuve_bilan_une_fois_par_action(draft, scene):  # noqa: F811
    make = joined(draft, scene.actions[0])
    make()
    refused("preuve_bilan_une_fois_par_action", make)


def test_preuve_bilan_une_fois_par_indicateur(draft, scene):  # noqa: F811
    make = joined(draft, scene.actions[0], scene.actions[0].indicateurs.first())
    make()
    refused("preuve_bilan_une_fois_par_indicateur", make)

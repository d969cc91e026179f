"""External evaluations as they are registered, and what the database refuses of the regional ones (R-REF-8)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from evaluation import reference_externe
from evaluation.models import (
    EvaluationExterne,
    EvaluationRegionale,
    InstanceRegionale,
    PreuveRegionale,
    ReponseRegionale,
    SiegeRegional,
)
from tests.conventions.test_verification import blank_pdf
from tests.factories import cooperatives as fabrique
from tests.guards.stage import staged
from tests.portail.scene_regionale import COPIL, JOUR, build, lire, page

scene = staged(build, le=JOUR)


# --- external evaluations ---


def test_the_ex_ante_evaluation_is_known_with_its_facts(client, scene):
    row = EvaluationExterne.objects.get()
    reference_externe.load()

    assert EvaluationExterne.objects.count() == 1
    assert (row.moment, row.annees, row.entretiens, len(row.phases)) == ("ex_ante", "2017–2018", 38, 3)
    assert row.recommandations.count() == 29
    html = lire(client, fabrique.coordinatrice("78"), page("region_evaluation_externe", pk=row.pk))
    assert "Tendre vers un seul Carnet de suivi" in html
    assert page("region_evaluation_externe_modifier", pk=row.pk) not in html


def test_siege_registers_an_external_evaluation_with_its_report(client, scene):
    client.force_login(scene.siege)
    data = {
        "intitule": "Évaluation ex-post fictive", "evaluateur": "Cabinet fictif", "moment": "ex_post", "debut": "2026-01-05",
        "deroulement": "Cadrage\n\nTerrain", "livrables": "", "recommandations": [EvaluationExterne.objects.get().recommandations.first().pk],
        "fichier": SimpleUploadedFile("rapport.pdf", blank_pdf(), "application/pdf"),
    }  # fmt: skip
    assert client.post(page("region_evaluation_externe_ajouter"), data).status_code == 302
    row = EvaluationExterne.objects.get(evaluateur="Cabinet fictif")
    assert (row.phases, row.recommandations.count()) == (["Cadrage", "Terrain"], 1)
    opened = reverse("documents:piece", kwargs={"uid": row.rapport.uid})
    partner, _ = fabrique.partenaire(scene.yvelines)
    for user, code in ((fabrique.coordinatrice("95"), 200), (partner, 404)):
        client.force_login(user)
        answer = client.get(opened)
        assert answer.status_code == code
        assert code == 404 or b"".join(answer.streaming_content).startswith(b"%PDF")
    client.force_login(scene.siege)
    del data["fichier"]
    url = page("region_evaluation_externe_modifier", pk=row.pk)
    assert client.post(url, data | {"fin": "2025-01-01", "version": 1}).status_code == 200, "it ends before it starts"
    assert client.post(url, data | {"intitule": "Corrigée", "version": 1}).status_code == 302
    assert client.post(url, data | {"version": 1}).status_code == 409
    row.refresh_from_db()
    assert (row.intitule, bool(row.rapport_id)) == ("Corrigée", True)


# --- the database ---


def refuse(name: str, make) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    constraint = next(c for model in MODELS for c in model._meta.constraints if c.name == name)
    # SQLite names the columns of a unique index, not the index.
    by_columns = getattr(constraint, "fields", ())
    assert name in str(error.value) or (by_columns and all(field in str(error.value) for field in by_columns))


MODELS = (
    EvaluationRegionale, ReponseRegionale, PreuveRegionale, InstanceRegionale, SiegeRegional, EvaluationExterne,
)  # fmt: skip


def test_constraints(scene):
    row = scene.complete()
    said = row.reponses.first()
    said.preuves.create(cle="a", libelle="A", valeur="1")
    seat = SiegeRegional.objects.get()
    known = EvaluationExterne.objects.get()
    regional, update = EvaluationRegionale.objects, EvaluationRegionale.objects.filter(pk=row.pk).update
    cases = {
        "evaluation_regionale_une_en_cours": lambda: regional.create(),
        "evaluation_regionale_de_la_region": lambda: update(objet="action"),
        "evaluation_regionale_validee_garde_son_contenu": lambda: update(validee_le=JOUR, validee_par="Copil"),
        "evaluation_regionale_publiee_une_fois_validee": lambda: update(publiee_le=JOUR),
        "instance_regionale_une_active_par_type": lambda: InstanceRegionale.objects.create(type=COPIL, role_ecrit="x"),
        "instance_regionale_close_apres_sa_creation": lambda: InstanceRegionale.objects.update(fin=date(2020, 1, 1)),
        "siege_regional_unique": lambda: seat.instance.sieges.create(contact=seat.contact),
        "evaluation_externe_unique": lambda: EvaluationExterne.objects.create(
            evaluateur=known.evaluateur, debut=known.debut, moment="finale", intitule="x"
        ),
        "evaluation_externe_finit_apres_son_debut": lambda: EvaluationExterne.objects.update(fin=date(2000, 1, 1)),
    }
    cases |= {
        "reponse_regionale_unique": lambda: row.reponses.create(question=said.question),
        "preuve_regionale_citee_une_fois": lambda: said.preuves.create(cle="a", libelle="A", valeur="2"),
        "preuve_regionale_dit_quelque_chose": lambda: said.preuves.create(cle="b", libelle="B", valeur=""),
    }
    for name, make in cases.items():
        refuse(name, make)

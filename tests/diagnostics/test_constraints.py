"""Every constraint of the diagnosis, by its name, refused by the database itself."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from diagnostics.enums import CouvertureBesoin, Niveau, RaisonAbsence, StatutDiagnostic
from diagnostics.models import Analyse, Besoin, Diagnostic, Donnee


def refused(name: str, make) -> None:
    """`make` breaks a rule that one constraint alone holds; both engines name it or its columns."""
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
    assert any(name == c.name for model in (Analyse, Besoin, Diagnostic, Donnee) for c in model._meta.constraints)


def test_diagnostic_version_unique(diagnostic):
    closed = {
        "statut": StatutDiagnostic.REMPLACE,
        "valide_le": date(2026, 1, 1),
        "instance_validation": "COPIL",
        "problematique": "?",
    }
    refused("diagnostic_version_unique", lambda: Diagnostic.objects.create(ca=diagnostic.ca, numero=1, **closed))


def test_diagnostic_un_brouillon_par_ca(diagnostic):
    refused("diagnostic_un_brouillon_par_ca", lambda: Diagnostic.objects.create(ca=diagnostic.ca, numero=2))


def test_diagnostic_un_valide_par_ca(ca):
    closed = {
        "statut": StatutDiagnostic.VALIDE,
        "valide_le": date(2026, 1, 1),
        "instance_validation": "COPIL",
        "problematique": "?",
    }
    Diagnostic.objects.create(ca=ca, numero=1, **closed)

    refused("diagnostic_un_valide_par_ca", lambda: Diagnostic.objects.create(ca=ca, numero=2, **closed))


@pytest.mark.parametrize("lacking", [{"valide_le": None}, {"instance_validation": ""}])
def test_diagnostic_valide_a_date_et_instance(ca, lacking):
    closed = {
        "statut": StatutDiagnostic.VALIDE,
        "valide_le": date(2026, 1, 1),
        "instance_validation": "COPIL",
        "problematique": "?",
    }

    refused("diagnostic_valide_a_date_et_instance", lambda: Diagnostic.objects.create(ca=ca, **(closed | lacking)))


def test_diagnostic_valide_a_une_problematique(ca):
    closed = {"statut": StatutDiagnostic.VALIDE, "valide_le": date(2026, 1, 1), "instance_validation": "COPIL"}

    refused("diagnostic_valide_a_une_problematique", lambda: Diagnostic.objects.create(ca=ca, **closed))


def test_analyse_niveau_unique(diagnostic):
    refused("analyse_niveau_unique", lambda: Analyse.objects.create(diagnostic=diagnostic, niveau=Niveau.OFFRE))


@pytest.mark.parametrize(
    ("valeur", "raison"), [(None, ""), (Decimal("0"), RaisonAbsence.SECRET)], ids=["neither", "both"]
)
def test_donnee_valeur_ou_raison(diagnostic, valeur, raison):
    fields = {"libelle": "Taux", "territoire": "Trappes", "annee": 2021, "source": "INSEE"}

    refused(
        "donnee_valeur_ou_raison",
        lambda: Donnee.objects.create(diagnostic=diagnostic, valeur=valeur, raison_absence=raison, **fields),
    )


def test_besoin_numero_unique(diagnostic):
    fields = {"libelle": "Besoin", "couverture": CouvertureBesoin.PARTIEL}
    Besoin.objects.create(diagnostic=diagnostic, numero=1, **fields)

    refused("besoin_numero_unique", lambda: Besoin.objects.create(diagnostic=diagnostic, numero=1, **fields))


def test_besoin_priorite_unique(diagnostic):
    fields = {"libelle": "Besoin", "couverture": CouvertureBesoin.PARTIEL, "retenu": True, "priorite": 1}
    Besoin.objects.create(diagnostic=diagnostic, numero=1, **fields)

    refused("besoin_priorite_unique", lambda: Besoin.objects.create(diagnostic=diagnostic, numero=2, **fields))

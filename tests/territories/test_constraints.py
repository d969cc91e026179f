"""The constraints of the reference data, by name."""

import pytest
from django.core.exceptions import ValidationError

from coop.territories.models import Departement, Serie, ValeurReference
from tests.factories import DepartementFactory

pytestmark = pytest.mark.django_db


def test_valeur_reference_unique():
    serie = Serie.objects.create(code="essai", libelle="Série fictive", source="Essai", annee=2025)
    fields = {"serie": serie, "niveau": "com", "code": "78901", "valeur": 1, "couverture": 100}
    ValeurReference.objects.create(**fields)
    names = {constraint.name for constraint in ValeurReference._meta.constraints}

    assert names == {"valeur_reference_unique"}
    with pytest.raises(ValidationError, match="Cette série a déjà une valeur pour ce territoire."):
        ValeurReference(**fields).validate_constraints()
    ValeurReference(**fields | {"code": "78902"}).validate_constraints()


def test_means_of_a_délégation_are_not_negative():
    assert "departement_etp_positif" in {constraint.name for constraint in Departement._meta.constraints}
    with pytest.raises(ValidationError, match="pas négatif"):
        DepartementFactory.build(moyens_animation_etp=-1).validate_constraints()

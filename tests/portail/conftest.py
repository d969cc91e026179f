"""Who reads the région, and a coopérative whose convention is in force."""

import pytest

from coop.accounts.enums import RoleMandat
from tests.evaluation.scene_copil import en_vigueur
from tests.factories import utilisateur


@pytest.fixture
def siege(db):
    return utilisateur(RoleMandat.SIEGE)


@pytest.fixture
def scene(db, le_jour):
    le_jour("2026-01-03")
    return en_vigueur()

"""Who reads the région, and a coopérative whose convention is in force."""

from datetime import date

import pytest

from coop.accounts.enums import RoleMandat
from tests.evaluation.scene_copil import en_vigueur
from tests.factories import utilisateur
from tests.guards.stage import staged


@pytest.fixture
def siege(db):
    return utilisateur(RoleMandat.SIEGE)


scene = staged(en_vigueur, le=date(2026, 1, 3))

"""The programme of one coopérative, for the tests of this app."""

import pytest

from tests.conventions.scene_programme import scene


@pytest.fixture
def s(db):
    return scene()

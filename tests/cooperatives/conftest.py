"""A coopérative, its coordinator and a partner, for the tests of this app."""

import pytest

from tests.factories import cooperatives as fabrique


@pytest.fixture
def dd78(db):
    return fabrique.coordinatrice("78")


@pytest.fixture
def ca(dd78):
    return fabrique.cooperative("78")

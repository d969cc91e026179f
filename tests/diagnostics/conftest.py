"""A coopérative whose diagnosis is being written."""

from datetime import date

import pytest

from diagnostics import workflows
from tests.factories import cooperatives as fabrique


@pytest.fixture
def dd78(db):
    return fabrique.coordinatrice("78")


@pytest.fixture
def ca(dd78):
    return fabrique.cooperative("78")


@pytest.fixture
def diagnostic(ca, dd78):
    return workflows.open_version(ca, actor=dd78.actor)


@pytest.fixture
def complet(diagnostic, dd78):
    """Everything the validation needs."""
    for analyse in diagnostic.analyses.all():
        workflows.write_analysis(analyse, actor=dd78.actor, constats="Un constat fictif.")
    workflows.add_concertation(
        diagnostic,
        actor=dd78.actor,
        date=date(2026, 3, 2),
        intitule="Atelier",
        participants="Association fictive A, habitants",
        compte_rendu="Des échanges.",
    )
    workflows.write_frame(diagnostic, actor=dd78.actor, problematique="Comment rejoindre les publics éloignés ?")
    diagnostic.refresh_from_db()
    return diagnostic

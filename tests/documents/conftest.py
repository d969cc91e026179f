"""Kinds, people and pieces of the documents tests."""

from pathlib import Path

import pytest

from coop.documents import kinds
from coop.documents.models import Document
from coop.documents.workflows import request as ask
from tests.documents import essai
from tests.factories import UserFactory

TEMPLATES = Path(__file__).parent / "gabarits"


@pytest.fixture(autouse=True)
def kinds_of_the_test(monkeypatch, settings):
    """The registries hold the kinds of the test only, and their templates are found."""
    monkeypatch.setattr(kinds, "_documents", {})
    monkeypatch.setattr(kinds, "_pieces", {})
    kinds.register(essai.PRIVATE)
    kinds.register(essai.SHARED)
    kinds.register_piece_kind(
        "preuve", "Pièce d’essai", lambda actor, piece: actor.label != "Intrus", ("pdf", "png", "xlsx")
    )
    first = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], TEMPLATES]}
    settings.TEMPLATES = [first, *settings.TEMPLATES[1:]]


@pytest.fixture
def someone(db):
    return UserFactory()


@pytest.fixture
def other(db):
    return UserFactory()


@pytest.fixture
def asked(someone, le_jour):
    """`asked(**params)` asks for a document on 2 March 2027 as `someone`."""
    le_jour("2027-03-02")

    def make(kind: str = "essai", **params) -> Document:
        return ask(kind, 1, actor=someone.actor, ca_id=78, params=params)

    return make

"""Pages, links and people of the tests of accounts."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import RoleMandat, UsageLien
from coop.journal.actors import SYSTEM
from tests.factories import ContactFactory, utilisateur


@pytest.fixture(autouse=True)
def _no_limit_of_yesterday():
    """Rate limits live in the cache."""
    cache.clear()


@pytest.fixture
def landing(monkeypatch):
    """Links of the usage « confirmer » land on the page of `tests.accounts.urls`."""
    monkeypatch.setattr(liens, "_landings", {})
    liens.register_landing(UsageLien.CONFIRMER, lambda link: f"/l/confirmer/{link.object_id}/")


@pytest.fixture
def remettre(landing):
    """`remettre(object_id=7, days=30)` gives a link just made."""

    def give(object_id: int = 7, days: int = 30, **fields):
        fields.setdefault("contact", ContactFactory())
        return liens.create(
            usage=UsageLien.CONFIRMER,
            object_id=object_id,
            expire_le=horloge.now() + timedelta(days=days),
            actor=SYSTEM,
            **fields,
        )

    return give


@pytest.fixture
def dd78():
    return utilisateur(RoleMandat.COORDINATEUR_DD, "78")


@pytest.fixture
def admin():
    return utilisateur(is_staff=True, is_superuser=True)


def chemin(url: str) -> str:
    """The path of an absolute address."""
    return "/" + url.split("/", 3)[3]

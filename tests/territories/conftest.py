"""The real reference data, loaded once a module inside a transaction that is never kept."""

import shutil

import pytest
from django.core.management import call_command
from django.db import transaction

from coop.territories.loading import data_dir


@pytest.fixture(scope="module")
def charge(django_db_setup, django_db_blocker):
    """Everything `load_reference` loads, for the tests of one module."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def dossier(tmp_path):
    """A copy of `data/` that a test may spoil: `dossier(name, before, after)` replaces one text and gives the folder."""
    folder = tmp_path / "data"
    shutil.copytree(data_dir(), folder)

    def spoil(name: str, before: str, after: str):
        path = folder / name
        content = path.read_text(encoding="utf-8")
        assert before in content, f"{before!r} is not in {name}: the test would prove nothing"
        path.write_text(content.replace(before, after, 1), encoding="utf-8")
        return folder

    return spoil

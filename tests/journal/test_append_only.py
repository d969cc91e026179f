"""The journal is inserted, never changed: through the ORM, by SQL, on both engines."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from coop.journal import seals, triggers
from coop.journal.actors import SYSTEM
from coop.journal.models import AppendOnly, Entry, Seal
from coop.journal.workflows import record


@pytest.fixture
def sealed(db):
    entry = record("essai.faire", "Un essai a été fait.", actor=SYSTEM)
    seals.seal_all()
    return entry


def test_orm_refuses_to_change_an_act(sealed):
    sealed.summary = "Autre chose."
    with pytest.raises(AppendOnly):
        sealed.save()
    with pytest.raises(AppendOnly):
        Entry.objects.update(summary="Autre chose.")


def test_orm_refuses_to_remove_an_act(sealed):
    with pytest.raises(AppendOnly):
        sealed.delete()
    with pytest.raises(AppendOnly):
        Entry.objects.all().delete()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_entry SET summary = 'Autre chose.'",
        "DELETE FROM journal_entry",
        "UPDATE journal_seal SET hash = 'x'",
        "DELETE FROM journal_seal",
    ],
)
def test_database_refuses_the_same_by_sql(sealed, sql):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Entry.objects.get().summary == "Un essai a été fait."
    assert Seal.objects.count() == 1


def test_postgresql_refuses_truncate(sealed):
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE exists on PostgreSQL only")
    connection.check_constraints()  # foreign keys wait for the commit otherwise, and TRUNCATE for them
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal_seal, journal_entry")


def test_sqlite_refuses_a_foreign_tool(sealed):
    if connection.vendor != "sqlite":
        pytest.skip("the function of the triggers exists on SQLite only")
    connection.connection.create_function("coop_flushing", 0, None)
    try:
        with pytest.raises(DatabaseError, match="function"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM journal_seal")
    finally:
        triggers.define_function(connection)


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_whole_database_and_closes_behind_itself():
    record("essai.faire", "Un essai a été fait.", actor=SYSTEM)
    call_command("flush", interactive=False, verbosity=0)
    assert not Entry.objects.exists()
    record("essai.refaire", "Un autre.", actor=SYSTEM)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_entry")


def test_triggers_that_a_migration_lost_are_seen_and_put_back(db):
    assert triggers.missing(connection) == []
    drop = (
        "DROP TRIGGER journal_entry_append_update"
        if connection.vendor == "sqlite"
        else ("DROP TRIGGER journal_entry_append_rows ON journal_entry")
    )
    with connection.cursor() as cursor:
        cursor.execute(drop)
    assert triggers.missing(connection) == ["journal_entry"]
    triggers.install(connection)
    assert triggers.missing(connection) == []

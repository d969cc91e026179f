"""The database itself refuses to change or remove a row of the journal, on both engines.

Emptying a whole database (`manage.py flush`, and the tests that need it) is the one exception: our `flush` command opens
the way for its own connection and closes it. On SQLite the triggers ask a function that only our processes define, so a
foreign tool is refused too; on PostgreSQL they read a setting of the connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager

TABLES = ("journal_entry", "journal_seal")
SETTING = "coop.flush"
_flushing = False


def statements(vendor: str) -> list[str]:
    """The SQL that installs what is missing; running it again changes nothing."""
    make = {"sqlite": _sqlite, "postgresql": _postgresql}[vendor]
    return make()


def install(connection) -> None:
    """Install the triggers on a database that has the tables (migration, and after SQLite rebuilt one of them)."""
    if not set(TABLES) <= set(connection.introspection.table_names()):
        return
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def missing(connection) -> list[str]:
    """The tables that something left without their triggers."""
    query = {
        "sqlite": "SELECT tbl_name, COUNT(*) FROM sqlite_master WHERE type='trigger' AND name LIKE 'journal%append%' GROUP BY 1",
        "postgresql": (
            "SELECT c.relname, COUNT(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgname LIKE 'journal%append%' AND t.tgenabled <> 'D' GROUP BY 1"
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = dict(cursor.fetchall())
    return [table for table in TABLES if found.get(table, 0) < 2]


def define_function(connection, **_kwargs) -> None:
    """Give a new SQLite connection the function its triggers ask."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("coop_flushing", 0, lambda: int(_flushing))


@contextmanager
def flushing(connection) -> Iterator[None]:
    """Let one `flush` empty the journal with everything else."""
    global _flushing
    _flushing = True
    _set(connection, "on")
    try:
        yield
    finally:
        _flushing = False
        _set(connection, "off")


def _set(connection, value: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, value])


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_append_{verb.lower()} BEFORE {verb} ON {table} WHEN coop_flushing() = 0 "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        for table in TABLES
        for verb in ("UPDATE", "DELETE")
    ]


def _postgresql() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'TRUNCATE' AND current_setting('{SETTING}', true) = 'on' THEN RETURN NULL; END IF; "
        "RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    rows = (
        f"CREATE OR REPLACE TRIGGER {table}_append_rows BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION journal_refuse()"
        for table in TABLES
    )
    whole = (
        f"CREATE OR REPLACE TRIGGER {table}_append_whole BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
        for table in TABLES
    )
    return [function, *rows, *whole]

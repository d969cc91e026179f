"""The demonstration of the journeys: the stories they need, played once for a whole run, laid down at once for each test."""

import fcntl
import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from conventions.models import Signature
from conventions.workflows import signature
from coop import horloge
from coop.accounts.models import User
from coop.journal.triggers import flushing
from portail.demo import ca78, ca93, ca94, calendrier, courrier, echeances, personnes

JOUR = date(2027, 3, 15)
# A convention fifty days from its échéance, a plan being written, a convention at the signature, a préavis.
RECITS = (ca78.raconter, ca93.raconter_diabete, ca94.raconter, echeances.raconter_le_preavis)


def compte(code: str) -> User:
    """The account of a persona."""
    return User.objects.get(email=f"{code}@demo.invalid")


def tous_signent(reference: str) -> None:
    """Everybody still waited for signs on paper, recorded today by the coordination."""
    with horloge.at(JOUR):
        rows = Signature.objects.attendues().filter(version_convention__convention__ca__reference=reference)
        for row in rows.select_related("version_convention__convention__ca__departement"):
            departement = row.version_convention.convention.ca.departement.code
            signature.sign_on_paper(row, actor=compte(f"dd{departement}").actor, signee_le=JOUR)


def poser(directory: Path) -> None:
    """Lay the stories down in the database of the test; `directory` is shared by the workers of a run."""
    image = directory / f"demonstration-{connection.vendor}"
    with _alone(directory / "demonstration.lock"):
        if not image.exists():
            _jouer()
            _garder(image)
    _reposer(image)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _jouer() -> None:
    call_command("load_reference", verbosity=0)
    with courrier.retenu() as messages:
        with horloge.at(calendrier.ouverture(JOUR)):
            personnes.ouvrir_les_comptes()
        for raconter in RECITS:
            raconter(JOUR, messages)


def _garder(image: Path) -> None:
    """Keep every row, under its final name once it is whole."""
    written = image.with_suffix(".new")
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(written)) as copy:
            connection.connection.backup(copy)
    else:
        written.write_bytes(pickle.dumps({table: _copied(f'COPY "{table}" TO STDOUT') for table in _tables()}))
    written.replace(image)


def _reposer(image: Path) -> None:
    """Put every row back in place of what is there."""
    ContentType.objects.clear_cache()
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(image)) as copy:
            copy.backup(connection.connection)
        return
    rows = pickle.loads(image.read_bytes())
    with flushing(connection), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE {} CASCADE".format(", ".join(f'"{table}"' for table in rows)))
        for table, data in rows.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(data)
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(statement)


def _copied(statement: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        return b"".join(copy)


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_list(cursor)
    return [table.name for table in found if table.type in {"t", "p"} and table.name != "django_migrations"]

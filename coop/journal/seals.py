"""The hash chain: each committed row of the journal is sealed to the one before it (decisions.md 14).

Rows are inserted freely, by many at once; one sealer at a time then gives them their order in the chain, which has its
own sequence. A row committed late is sealed later: nothing depends on ids following each other.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from coop import horloge
from coop.journal.canonical import canonical_json
from coop.journal.models import Entry, Seal

GENESIS = "0" * 64
BATCH = 1000
LOCK = 7_802_001  # any number, the same for every sealer
FIELDS = tuple(field.attname for field in Entry._meta.concrete_fields)


def seal_all() -> int:
    """Seal every committed row not yet sealed; returns how many. Safe to run twice at once."""
    total = 0
    while done := _seal_batch():
        total += done
    return total


def unsealed():
    """Rows that wait for their seal, oldest first."""
    return Entry.objects.filter(seal__isnull=True).order_by("id")


@transaction.atomic
def _seal_batch() -> int:
    _lock()
    last = Seal.objects.order_by("-sequence").first()
    sequence, previous = (last.sequence, last.hash) if last else (0, GENESIS)
    seals = []
    for entry in unsealed()[:BATCH]:
        sequence += 1
        seal = Seal(sequence=sequence, entry=entry, previous_hash=previous, sealed_at=horloge.now())
        seal.hash = previous = link_hash(seal, entry)
        seals.append(seal)
    Seal.objects.bulk_create(seals)
    return len(seals)


def _lock() -> None:
    """One sealer at a time; on SQLite the transaction itself is already alone (IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def link_hash(seal: Seal, entry: Entry) -> str:
    """sha256 of the previous hash and of everything the row and its seal say."""
    said = {name: getattr(entry, name) for name in FIELDS}
    link = {"previous": seal.previous_hash, "sequence": seal.sequence, "sealed_at": seal.sealed_at, "entry": said}
    return hashlib.sha256(canonical_json(link).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What reading the whole chain again found; `broken` is the French sentence of the first broken link, or ''."""

    sealed: int
    head: str
    broken: str
    tail: int
    tail_since: datetime | None


def verify() -> Verdict:
    """Recompute every link from the first row."""
    previous, count, broken = GENESIS, 0, ""
    for seal in Seal.objects.select_related("entry").order_by("sequence").iterator(chunk_size=BATCH):
        broken = _flaw(seal, count + 1, previous)
        if broken:
            break
        previous, count = seal.hash, count + 1
    waiting = unsealed()
    first = waiting.first()
    return Verdict(count, previous, broken, waiting.count(), first.at if first else None)


def _flaw(seal: Seal, expected: int, previous: str) -> str:
    if seal.sequence != expected:
        return f"Le sceau {expected} manque : le suivant est le {seal.sequence}."
    if seal.previous_hash != previous:
        return f"Le sceau {seal.sequence} ne suit pas le précédent."
    if seal.hash != link_hash(seal, seal.entry):
        return f"L’acte {seal.entry_id} (sceau {seal.sequence}) a changé depuis qu’il est scellé."
    return ""

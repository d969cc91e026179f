"""An import of 10 000 figures: reading and checking beside bare calamine, writing beside a bare bulk_create, and its memory."""

import io
import resource
import subprocess
import sys
from decimal import Decimal

from bench.harness import Measure, demonstration, peak_memory

ROWS = 10_000
ROUNDS = 9
READING, WRITING, MEMORY = 4.0, 2.0, 150.0


def measure() -> list[Measure]:
    """Ratios in one run; the start of the child process is measured on a workbook of one row, and taken off."""
    demonstration()
    from django.db import transaction

    data = _workbook(ROWS)
    idle = peak_memory()
    with transaction.atomic():
        found = [*_reading(data), *_writing(data)]
        transaction.set_rollback(True)
    child = _child(data)
    here = peak_memory() - idle
    return [
        *found,
        Measure("import, memory over the idle process", round(here, 1), "MiB", MEMORY),
        Measure(
            "import, memory of the reading process over an empty one", round(child - _child(b" "), 1), "MiB", MEMORY
        ),
    ]


def _workbook(rows: int) -> bytes:
    from coop.classeurs.ecriture import Colonne, Feuille, classeur
    from coop.territories.models import Commune

    codes = list(Commune.objects.order_by("code").values_list("code", flat=True)[:1000])
    titles = ("Territoire", "Indicateur", "Valeur", "Unité", "Année", "Source", "Analyse")
    lines = (
        [codes[n % 1000], f"Indicateur {n // 1000}", Decimal(n) / 7, "%", 2021, "Enquête de banc", ""]
        for n in range(rows)
    )
    return classeur([Feuille("Chiffres", [Colonne(title) for title in titles], lines)])


def _reading(data: bytes) -> list[Measure]:
    import python_calamine

    from coop.classeurs import controle, lecture
    from diagnostics.imports import CHIFFRES

    diagnostic, one = _diagnostic(), _workbook(1)

    def check(content: bytes) -> None:
        read = controle.controler(CHIFFRES, lecture.lire(content), CHIFFRES.contexte(diagnostic))
        controle.comparer(CHIFFRES, read.lignes.values(), diagnostic)
        if read.refus:
            raise SystemExit(str(read.refus[0]))

    def bare() -> None:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        book.get_sheet_by_index(0).to_python()

    bare()
    floor = _best(bare)
    start = _best(lambda: lecture.lire(one))
    whole = _best(lambda: check(data))
    return [
        Measure("import, bare calamine", round(floor, 4), "s"),
        Measure("import, start of the reading process", round(start, 4), "s"),
        Measure("import, reading and checking, against calamine", round((whole - start) / floor, 2), "×", READING),
    ]


def _writing(data: bytes) -> list[Measure]:
    """Confirmation against a bulk_create of the same rows, each from an empty table."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from coop.classeurs import workflows
    from diagnostics.imports import CHIFFRES, LOT
    from diagnostics.models import Donnee

    diagnostic, actor = _diagnostic(), _actor()
    confirmed, bare = [], []
    for _ in range(ROUNDS):
        upload = SimpleUploadedFile("banc.xlsx", data)
        row = workflows.deposer(upload, CHIFFRES, diagnostic, actor=actor, ca_id=diagnostic.ca_id)
        confirmed.append(_time(lambda row=row: workflows.confirmer(row, actor=actor)))
        rows = list(diagnostic.donnees.filter(source="Enquête de banc"))
        diagnostic.donnees.filter(source="Enquête de banc").delete()
        for made in rows:
            made.pk = None
        bare.append(_time(lambda rows=rows: Donnee.objects.bulk_create(rows, batch_size=LOT)))
        diagnostic.donnees.filter(source="Enquête de banc").delete()
    return [
        Measure("import, bare bulk_create", round(min(bare), 4), "s"),
        Measure("import, confirmation against bulk_create", round(min(confirmed) / min(bare), 2), "×", WRITING),
    ]


def _best(call) -> float:
    """Shortest of several calls."""
    return min(_time(call) for _ in range(ROUNDS))


def _time(call) -> float:
    """Processor seconds of a call, those of the processes it starts included: what others do does not count."""
    started = _spent()
    call()
    return _spent() - started


def _spent() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(times.ru_utime + times.ru_stime for times in both)


def _diagnostic():
    """A version in writing of the first coopérative of the 78."""
    from diagnostics import workflows
    from diagnostics.models import Diagnostic

    row = (
        Diagnostic.objects.filter(ca__reference="CA-78-01")
        .select_related("ca__departement")
        .order_by("-numero")
        .first()
    )
    return row if row.statut == "brouillon" else workflows.open_version(row.ca, actor=_actor())


def _actor():
    from coop.accounts.models import User

    return User.objects.get(email__startswith="dd78@").actor


def _child(data: bytes) -> float:
    """Peak memory of the reading process, in mebibytes: what the kernel counts from its start, not from its parent."""
    from coop.classeurs.lecture import ENFANT

    code = (
        f"import runpy, sys; runpy.run_path({str(ENFANT)!r}, run_name='__main__');"
        "print(next(l for l in open('/proc/self/status') if l.startswith('VmHWM')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], input=data, capture_output=True, check=True)
    return int(done.stderr.split()[1]) / 1024

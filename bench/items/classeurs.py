"""A workbook of 10 000 rows and 30 columns beside the bare libraries: writing, reading, memory (performance.md §3 and §6.4)."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from bench.harness import Measure, best_of, demonstration, peak_memory

ROWS, COLUMNS, ROUNDS = 10_000, 30, 5
WRITING, READING, MEMORY = 1.3, 1.5, 100.0


def measure() -> list[Measure]:
    """Ratios in one run. Reading is a child process with a memory limit: its start is measured apart and taken off."""
    demonstration()
    idle = peak_memory()
    ours = best_of(ROUNDS, written)
    memory = round(peak_memory() - idle, 1)
    bare = best_of(ROUNDS, bare_written)
    data = written()
    reading, start, floor = _reading(data)
    return [
        Measure("workbook, bare xlsxwriter", bare, "s"),
        Measure("workbook, writing against xlsxwriter", round(ours / bare, 2), "×", WRITING),
        Measure("workbook, memory over the idle process", memory, "MiB", MEMORY),
        Measure("workbook, bare calamine", floor, "s"),
        Measure("workbook, start of the reading process", start, "s"),
        Measure("workbook, reading against calamine", round((reading - start) / floor, 2), "×", READING),
    ]


def _rows():
    """Texts, numbers and dates, made on the way: both writers pay for them."""
    for n in range(ROWS):
        yield [(f"Texte {n}", n, Decimal(n) / 7, date(2026, 1, 1))[c % 4] for c in range(COLUMNS)]


def written() -> bytes:
    from coop.classeurs.ecriture import Colonne, Feuille, classeur

    formats = ("texte", "entier", "nombre", "date")
    return classeur(
        [Feuille("Banc", [Colonne(f"Colonne {c}", format=formats[c % 4]) for c in range(COLUMNS)], _rows())]
    )


def bare_written() -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as workbook:
        sheet, jour = workbook.add_worksheet(), workbook.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(_rows(), start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, jour)
                else:
                    sheet.write(number, column, value)
    return stream.getvalue()


def _reading(data: bytes) -> tuple[float, float, float]:
    """Seconds of ours, of the start of its process alone, and of bare calamine."""
    import python_calamine

    from coop.classeurs import lecture
    from coop.classeurs.ecriture import Colonne, Feuille, classeur

    one = classeur([Feuille("Banc", [Colonne("Colonne")], [["x"]])])

    def bare() -> object:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()

    calls: list[Callable[[], object]] = [lambda: lecture.lire(data), lambda: lecture.lire(one), bare]
    reading, start, floor = (best_of(ROUNDS, call) for call in calls)
    return reading, start, floor

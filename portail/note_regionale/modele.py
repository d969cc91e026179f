"""A note as plain data: the page, the PDF and the workbook read the same, live or as it was published."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal

from conventions.chiffres_annuels import RIEN, Lecture, ensemble
from coop.ui.carte import Territoire
from coop.ui.typographie import avec_nombre, euros
from evaluation.queries.territoires import TrimestreCivil
from portail.queries.region.chiffres import Chiffre
from portail.queries.region.liste_preuves import Preuves

LARGE = 7  # columns from which a table needs a turned page
LIGNES = 200  # rows of a list kept in a note: a longer one is read on its page
TRIMESTRES = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Exercice:
    """What the note is about: a civil year, or one of its quarters."""

    annee: int
    trimestre: int = 0

    @classmethod
    def lire(cls, code: str) -> "Exercice | None":
        """« 2026 » or « 2026-3 »; None when it is neither."""
        year, _, quarter = code.partition("-")
        if not (year.isdecimal() and len(year) == 4 and quarter in ("", *map(str, TRIMESTRES))):
            return None
        found = cls(int(year), int(quarter or 0))
        return found if found.code == code else None

    @property
    def code(self) -> str:
        return f"{self.annee}-{self.trimestre}" if self.trimestre else str(self.annee)

    @property
    def trimestres(self) -> list[TrimestreCivil]:
        chosen = (self.trimestre,) if self.trimestre else TRIMESTRES
        return [TrimestreCivil(self.annee, number) for number in chosen]

    @property
    def debut(self) -> date:
        return self.trimestres[0].debut

    @property
    def fin(self) -> date:
        return self.trimestres[-1].fin

    @property
    def nom(self) -> str:
        return self.trimestres[0].nom if self.trimestre else f"année {self.annee}"

    @property
    def libelle(self) -> str:
        """After « bilans attendus »."""
        return self.trimestres[0].libelle if self.trimestre else f"en {self.annee}"


@dataclass(frozen=True, slots=True)
class ChiffreNote:
    """A figure as it is read, with what it counts; `brut` is the number itself, as text."""

    code: str
    libelle: str
    valeur: str
    precision: str
    definition: str
    brut: str = ""

    @classmethod
    def de_lecture(cls, row: Lecture, comptes) -> "ChiffreNote":
        value = row.definition.valeur(ensemble(comptes, row.annee))
        raw = "" if value is None else str(round(value, 2))
        return cls(row.definition.code, row.definition.libelle, row.texte, row.note, row.definition.phrase, raw)

    @classmethod
    def de_chiffre(cls, row: Chiffre) -> "ChiffreNote":
        words = f"{row.valeur}\u00a0{row.unite}" if row.unite else row.valeur
        digits = row.valeur.replace("\u00a0", "").replace("\u202f", "").replace(",", ".")
        raw = digits if digits.replace(".", "", 1).isdecimal() else ""
        return cls(row.code, row.accorde, words, row.note, row.definition, raw)


@dataclass(frozen=True, slots=True)
class TableauNote:
    """A table of words: the `textes` first columns are text, the others are read on the right."""

    titre: str
    colonnes: list[str]
    lignes: list[list[str]]
    textes: int = 1
    note: str = ""

    @property
    def rien(self) -> tuple[str, ...]:
        """Cells a telephone leaves out."""
        return RIEN, "0", euros(0)

    @property
    def entetes(self) -> list[tuple[str, bool]]:
        """(heading, whether it is read on the right)."""
        return [(name, rank >= self.textes) for rank, name in enumerate(self.colonnes)]

    @property
    def cellules(self) -> list[list[tuple[str, bool, str]]]:
        """Each row as (heading, whether it is read on the right, words)."""
        return [[(*head, cell) for head, cell in zip(self.entetes, row, strict=True)] for row in self.lignes]

    @classmethod
    def de_preuves(cls, found: Preuves, colonnes: Iterable[int], titre: str = "") -> "TableauNote":
        """A list of proofs, some of its columns."""
        kept = list(colonnes)
        rows = [found.ligne(row) for row in found.objets[:LIGNES]]
        more = len(found.objets) - len(rows)
        return cls(
            titre or found.titre, [found.colonnes[n] for n in kept], [[row[n][0] for n in kept] for row in rows], len(kept),
            f"Et {avec_nombre(more, 'autre ligne,autres lignes')}, à lire dans Coop." if more > 0 else "",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """`code` is its anchor; `vide` is what it says when there is nothing else."""

    code: str
    titre: str
    chiffres: list[ChiffreNote] = field(default_factory=list)
    tableaux: list[TableauNote] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    vide: str = ""

    @property
    def etroits(self) -> list[TableauNote]:
        """The tables that an upright page holds; the others are printed at the end, on pages turned."""
        return [table for table in self.tableaux if len(table.colonnes) < LARGE]

    @property
    def larges(self) -> list[TableauNote]:
        return [table for table in self.tableaux if len(table.colonnes) >= LARGE]


@dataclass(frozen=True, slots=True)
class Note:
    """Everything the note says; `carte` is what the map draws, in the section `qui`."""

    territoire: str
    periode: str
    jour: str  # the day the figures were read, ISO
    sections: list[Section]
    carte: list[dict]
    introduction: str = ""
    decisions: str = ""

    @property
    def le(self) -> date:
        return date.fromisoformat(self.jour)

    @property
    def definitions(self) -> list[ChiffreNote]:
        """Each figure once."""
        return list({c.libelle: c for section in self.sections for c in section.chiffres}.values())

    @property
    def larges(self) -> list[TableauNote]:
        return [table for section in self.sections for table in section.larges]

    @property
    def territoires(self) -> list[Territoire]:
        return [Territoire(**row | {"communes": tuple(row["communes"])}) for row in self.carte]


def en_donnees(note: Note) -> dict:
    """What is kept when a note is published."""
    return asdict(note)


def de_donnees(data: dict) -> Note:
    """The same note, read again."""
    sections = [
        Section(
            **row | {
                "chiffres": [ChiffreNote(**c) for c in row["chiffres"]], "tableaux": [TableauNote(**t) for t in row["tableaux"]],
            }
        )
        for row in data["sections"]
    ]  # fmt: skip
    return Note(**data | {"sections": sections})


def typee(cell: str) -> Decimal | str:
    """« 1 266,5 » as a number for the workbook; anything else as it is."""
    digits = cell.replace("\u00a0", "").replace("\u202f", "").replace(",", ".")
    return Decimal(digits) if digits.replace(".", "", 1).isdecimal() else cell

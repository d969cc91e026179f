"""What a page of text is made of: one template renders every page (`templates/portail/pages/page.html`)."""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Texte:
    """A paragraph."""

    texte: str
    nature: ClassVar[str] = "texte"


@dataclass(frozen=True, slots=True)
class Note:
    """A small remark: a reference, a limit, a source."""

    texte: str
    nature: ClassVar[str] = "note"


@dataclass(frozen=True, slots=True)
class Liste:
    """A list; `ordonnee` when the order counts."""

    lignes: tuple[str, ...]
    ordonnee: bool = False
    nature: ClassVar[str] = "liste"


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of somebody else: lines, perhaps a list and its closing line, and where they come from."""

    lignes: tuple[str, ...]
    source: str = ""
    puces: tuple[str, ...] = ()
    fin: str = ""
    nature: ClassVar[str] = "citation"


@dataclass(frozen=True, slots=True)
class Tableau:
    """A small table; the first cell of each row heads it."""

    legende: str
    colonnes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]
    nature: ClassVar[str] = "tableau"

    @property
    def etiquetees(self) -> list[list[tuple[str, str]]]:
        """Each row as (column, cell): on a telephone the cell carries the name of its column."""
        return [list(zip(self.colonnes, ligne, strict=True)) for ligne in self.lignes]


@dataclass(frozen=True, slots=True)
class Reference:
    """A published work: pieces of text, the title in italics, and where it could be read when the guide came out."""

    morceaux: tuple[tuple[str, bool], ...]
    adresse: str = ""


@dataclass(frozen=True, slots=True)
class References:
    """A list of published works."""

    lignes: tuple[Reference, ...]
    nature: ClassVar[str] = "references"


@dataclass(frozen=True, slots=True)
class Liens:
    """Links to pages of the product: (label, address)."""

    lignes: tuple[tuple[str, str], ...]
    nature: ClassVar[str] = "liens"


Bloc = Texte | Note | Liste | Citation | Tableau | References | Liens


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: `ancre` names it in the address and in the plan."""

    ancre: str
    titre: str
    blocs: tuple[Bloc, ...]


@dataclass(frozen=True, slots=True)
class Contenu:
    """A page of text: its title, one sentence that says what it is for, its parts."""

    titre: str
    chapo: str
    sections: tuple[Section, ...] = field(default=())

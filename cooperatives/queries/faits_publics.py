"""What the page reads of each coopérative: one narrow row, and the communes it covers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from coop.territories.models import Commune
from cooperatives.enums import Phase, Statut
from cooperatives.models import Cooperative

PREPARATION = (Phase.PREFIGURATION, Phase.DIAGNOSTIC)  # counted apart from F-01 (decisions.md 6)
TONS = {
    Phase.PREFIGURATION: "diag",
    Phase.DIAGNOSTIC: "diag",
    Phase.ELABORATION: "elab",
    Phase.CONVENTIONNEMENT: "sign",
    Phase.MISE_EN_OEUVRE: "meo",
    Phase.EVALUATION_CA: "meo",
}


class _Avancement:
    """What is said from a stage and a status."""

    __slots__ = ()
    phase: str
    statut: str

    @property
    def en_cours(self) -> bool:
        return self.statut == Statut.EN_COURS

    @property
    def active(self) -> bool:
        """F-01: running, from the élaboration on."""
        return self.en_cours and self.phase not in PREPARATION

    @property
    def en_preparation(self) -> bool:
        return self.en_cours and self.phase in PREPARATION

    @property
    def ton(self) -> str:
        return TONS[Phase(self.phase)] if self.en_cours else "autre"


@dataclass(frozen=True, slots=True)
class Etat(_Avancement):
    """What is counted of one coopérative: nothing to show."""

    pk: int
    departement: str
    phase: str
    statut: str


@dataclass(frozen=True, slots=True)
class Groupe(_Avancement):
    """How many coopératives of a département are at one stage, with one status."""

    departement: str
    phase: str
    statut: str
    nombre: int


@dataclass(frozen=True, slots=True)
class Resume(_Avancement):
    """The public facts of one coopérative."""

    pk: int
    reference: str
    intitule: str
    appellation: str
    departement: str
    phase: str
    statut: str
    creee_le: date
    territoire: str

    @property
    def etape(self) -> str:
        """The stage in words, or the status when it stopped."""
        return str(Phase(self.phase).label) if self.en_cours else Statut(self.statut).label.capitalize()


@dataclass(frozen=True, slots=True)
class Lieu:
    """A commune or an arrondissement of Paris."""

    pk: int
    code: str
    nom: str
    parent: int | None
    departement: str


def ordonnees(rows: QuerySet[Cooperative]) -> QuerySet:
    """The values of each `Resume`, in the order of the départements: nobody is ranked. A page of it is one slice."""
    return rows.order_by("departement__code", "reference").values_list(
        "pk", "reference", "intitule", "appellation_locale", "departement__code", "phase", "statut", "creee_le",
        "libelle_territoire",
    )  # fmt: skip


def resumes(rows: QuerySet[Cooperative]) -> list[Resume]:
    """All of them (1 statement)."""
    return [Resume(*values) for values in ordonnees(rows)]


def groupes(rows: QuerySet[Cooperative]) -> list[Groupe]:
    """The same, counted by the database: as many rows for thousands as for fifty (1 statement)."""
    counted = rows.order_by("departement__code").values_list("departement__code", "phase", "statut")
    return [Groupe(*values) for values in counted.annotate(nombre=Count("pk", distinct=True))]


def etats(rows: QuerySet[Cooperative]) -> list[Etat]:
    """In the same order, without their texts: a page that counts thousands shows twenty (1 statement)."""
    ordered = rows.order_by("departement__code", "reference")
    return [Etat(*values) for values in ordered.values_list("pk", "departement__code", "phase", "statut")]


def lieux() -> dict[int, Lieu]:
    """Every commune of the région by id (1 statement)."""
    rows = Commune.objects.order_by().values_list("pk", "code", "nom", "parent_id", "departement__code")
    return {values[0]: Lieu(*values) for values in rows}


def couples(rows: QuerySet[Cooperative], *, repetes: bool = False) -> QuerySet:
    """(coopérative, commune), once unless `repetes`: communes chosen, of its intercommunalités, of its quartiers."""
    bare = rows.order_by()
    paths = ("communes", "intercommunalites__communes", "quartiers__communes")
    first, *others = (bare.filter(**{f"{path}__isnull": False}).values_list("pk", path) for path in paths)
    return first.union(*others, all=repetes)


def communes(rows: QuerySet[Cooperative]) -> dict[int, set[int]]:
    """Ids of the communes of each coopérative (1 statement)."""
    found: dict[int, set[int]] = defaultdict(set)
    for ca, commune in couples(rows):
        found[ca].add(commune)
    return found


def distinctes(ids: set[int], places: dict[int, Lieu]) -> set[int]:
    """`ids` without an arrondissement whose commune is there too, as on the page of a coopérative."""
    return {pk for pk in ids if places[pk].parent not in ids}

"""The COPIL table of six columns (R-EVA-11), quarter by quarter (R-BIL-06): a fixed number of statements."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from conventions.enums import NatureIndicateur, TypeIndicateur
from conventions.models import FicheAction, Indicateur, Periode, Programme
from conventions.queries import a_ce_jour
from coop import horloge
from coop.calendrier import add_months
from coop.ui.typographie import nombre
from cooperatives.models import Cooperative
from evaluation.enums import RaisonSansValeur
from evaluation.models import Releve, ReleveProcessus

# Headings of R-EVA-11, in order.
COLONNES = (
    "Intitulés des actions",
    "Indicateurs de processus",
    "Indicateurs d’activité",
    "Indicateurs de résultats",
    "Résultats attendus",
    "Sources et méthodes à mobiliser",
)
TITRE = "Tableau de bord – Suivi général des indicateurs retenus et résultats attendus"
MOIS_PAR_TRIMESTRE = 3


@dataclass(slots=True)
class Cellule:
    """One indicator in the table: what was planned, the last state, the quarter it comes from.

    `origine` is the (annual period, quarter) whose page explains the figure; `form` is given by the page where a
    process indicator is read in place.
    """

    indicateur: Indicateur
    prevu: str
    dernier: str
    quand: str
    constat: str = ""
    revu: str = ""
    valeur: Decimal | None = None
    origine: tuple[int, int] | None = None
    du_quart: ReleveProcessus | None = None
    form: object = None

    @property
    def en_mots(self) -> bool:
        return self.indicateur.nature == NatureIndicateur.QUALITATIF

    @property
    def precision(self) -> str:
        return self.indicateur.get_sous_type_display() if self.indicateur.sous_type else ""


@dataclass(frozen=True, slots=True)
class Ligne:
    """One action; a type without indicator is an empty list, printed « à définir »."""

    action: FicheAction
    processus: list[Cellule]
    activite: list[Cellule]
    resultats: list[Cellule]
    attendus: str
    sources: list[str]

    @property
    def groupes(self) -> list[tuple[str, list[Cellule]]]:
        """Columns 2 to 4 with their headings."""
        return list(zip(COLONNES[1:4], (self.processus, self.activite, self.resultats), strict=True))


@dataclass(frozen=True, slots=True)
class TableauCopil:
    programme: Programme
    lignes: list[Ligne]
    periodes: list[Periode]
    quarts: list["Quart"]
    quart: "Quart | None"
    choisi: bool = False

    @property
    def titre(self) -> str:
        return f"Programme {self.programme.intitule or 'à nommer'} – {TITRE}"


@dataclass(frozen=True, slots=True)
class Quart:
    """A quarter of an annual period; `code` is what a form sends."""

    periode: Periode
    trimestre: int
    debut: date

    @property
    def code(self) -> str:
        return f"{self.periode.pk}-{self.trimestre}"

    @property
    def nom(self) -> str:
        return quand(self.periode, self.trimestre)


@dataclass(frozen=True)
class _Lus:
    """The readings of the table: last figure, last state of the process, state of the process in the quarter shown."""

    releves: dict[int, Releve]
    processus: dict[int, ReleveProcessus]
    du_quart: dict[int, ReleveProcessus]


def read(ca: Cooperative, code: str = "") -> TableauCopil | None:
    """The table of the programme of `ca`, None without programme (6 statements).

    With the `code` of a quarter, the table as that quarter leaves it; else all that is known today.
    """
    programme = Programme.objects.filter(ca=ca).first()
    return read_programme(programme, code) if programme else None


def read_programme(programme: Programme, code: str = "") -> TableauCopil:
    """The same of a programme already read (5 statements)."""
    years = periodes(programme)
    quarts = _begun(years, horloge.today())
    asked = next((quart for quart in quarts if quart.code == code), None)
    shown = asked or next(iter(quarts), None)
    measured = Prefetch("indicateurs", Indicateur.objects.avec_cible(asked.debut if asked else horloge.today()))
    rows = FicheAction.objects.en_cours(asked.debut if asked else None).filter(programme=programme)
    actions = a_ce_jour.fiches(rows.prefetch_related(measured).order_by("numero"))
    lus = _lus([i.pk for action in actions for i in action.indicateurs.all()], asked, shown)
    lignes = [_ligne(action, lus) for action in actions]
    return TableauCopil(programme, lignes, years, quarts, shown, asked is not None)


def periodes(programme: Programme) -> list[Periode]:
    """The annual periods of the conventions of the programme, the first first (1 statement)."""
    return list(Periode.objects.filter(convention__programme=programme).order_by("debut", "id"))


def quarts_commences(programme: Programme, today: date | None = None) -> list[Quart]:
    """The quarters that have begun, the last first: those whose process can be told."""
    return _begun(periodes(programme), today or horloge.today())


def _begun(years: list[Periode], day: date) -> list[Quart]:
    found = [Quart(periode, n, debut_du_quart(periode, n)) for periode in years for n in range(1, 5)]
    return sorted((q for q in found if q.debut <= day), key=lambda q: q.debut, reverse=True)


def debut_du_quart(periode: Periode, trimestre: int) -> date:
    """The first day of a quarter of an annual period."""
    return add_months(periode.debut, MOIS_PAR_TRIMESTRE * (trimestre - 1))


def _lus(ids: list[int], until: Quart | None, shown: Quart | None) -> _Lus:
    told = _process_readings(ids)
    kept = [row for row in told if until is None or debut_du_quart(row.periode, row.trimestre) <= until.debut]
    here = [row for row in told if shown and (row.periode_id, row.trimestre) == (shown.periode.pk, shown.trimestre)]
    return _Lus(
        _readings(ids, until), {row.indicateur_id: row for row in kept}, {row.indicateur_id: row for row in here}
    )


def _readings(ids: list[int], until: Quart | None) -> dict[int, Releve]:
    """The last transmitted reading of each indicator: the last quarter, its last version (decisions.md 25)."""
    rows = Releve.objects.filter(indicateur__in=ids, modalite="", version__transmise_le__isnull=False)
    if until:
        rows = rows.filter(version__bilan__debut__lte=until.debut)
    ordered = rows.select_related("version__bilan__periode").order_by("version__bilan__debut", "version__numero", "id")
    return {row.indicateur_id: row for row in ordered}


def _process_readings(ids: list[int]) -> list[ReleveProcessus]:
    rows = ReleveProcessus.objects.filter(indicateur__in=ids).select_related("periode")
    return list(rows.order_by("periode__debut", "trimestre"))


def _ligne(action: FicheAction, lus: _Lus) -> Ligne:
    rows = sorted(action.indicateurs.all(), key=lambda i: i.numero)
    cells = {
        kind: [
            _cellule(i, (lus.processus if kind == TypeIndicateur.IP else lus.releves).get(i.pk), lus.du_quart.get(i.pk))
            for i in rows
            if i.type == kind
        ]
        for kind in TypeIndicateur
    }
    sources = list(dict.fromkeys(i.sources_methodes.strip() for i in rows if i.sources_methodes.strip()))
    return Ligne(
        action,
        cells[TypeIndicateur.IP],
        cells[TypeIndicateur.IA],
        cells[TypeIndicateur.IR],
        action.resultats_attendus,
        sources,
    )


def _cellule(indicateur: Indicateur, row: Releve | ReleveProcessus | None, du_quart: ReleveProcessus | None) -> Cellule:
    target = indicateur.cible_en_vigueur
    cell = Cellule(indicateur, "" if target is None else quantite(target, indicateur.unite), "", "", du_quart=du_quart)
    if isinstance(row, ReleveProcessus):
        cell.dernier = "" if row.valeur is None else quantite(row.valeur, indicateur.unite)
        cell.quand, cell.constat, cell.valeur = quand(row.periode, row.trimestre), row.constat, row.valeur
    elif row is not None:
        bilan = row.version.bilan
        # What was read is set beside what was planned then; a target revised since is told apart.
        if row.cible is not None and row.cible != target:
            cell.prevu, cell.revu = quantite(row.cible, indicateur.unite), cell.prevu
        cell.dernier, cell.constat, cell.valeur = _dernier(indicateur, row), row.commentaire, row.valeur
        cell.quand, cell.origine = quand(bilan.periode, bilan.trimestre), (bilan.periode_id, bilan.trimestre)
    return cell


def _dernier(indicateur: Indicateur, row: Releve) -> str:
    if row.raison:
        return str(RaisonSansValeur(row.raison).label)
    if indicateur.nature == NatureIndicateur.QUALITATIF:
        return row.texte
    return "" if row.valeur is None else quantite(row.valeur, indicateur.unite)


def quantite(value, unite: str) -> str:
    """« 120 personnes »; the figure alone without unit."""
    return f"{nombre(value)}\u00a0{unite}" if unite else nombre(value)


def quand(periode: Periode, trimestre: int) -> str:
    """« T2, année 1 »."""
    return f"T{trimestre}, année\u00a0{periode.numero}"

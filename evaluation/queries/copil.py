"""The COPIL table of six columns (R-EVA-11): always current, a fixed number of statements whatever the actions."""

from dataclasses import dataclass
from datetime import date

from conventions.enums import NatureIndicateur, TypeIndicateur
from conventions.models import FicheAction, Indicateur, Periode, Programme
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


@dataclass(frozen=True, slots=True)
class Cellule:
    """One indicator in the table: what was planned, the last state, the quarter it comes from."""

    indicateur: Indicateur
    prevu: str
    dernier: str
    quand: str
    constat: str = ""

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


def read(ca: Cooperative) -> TableauCopil | None:
    """The table of the programme of `ca`, None without programme (6 statements)."""
    programme = Programme.objects.filter(ca=ca).first()
    if programme is None:
        return None
    actions = list(FicheAction.objects.filter(programme=programme).prefetch_related("indicateurs").order_by("numero"))
    ids = [indicateur.pk for action in actions for indicateur in action.indicateurs.all()]
    lus, processus = _readings(ids), _process_readings(ids)
    lignes = [_ligne(action, lus, processus) for action in actions]
    return TableauCopil(programme, lignes, periodes(programme))


def periodes(programme: Programme) -> list[Periode]:
    """The annual periods of the conventions of the programme, the first first (1 statement)."""
    return list(Periode.objects.filter(convention__programme=programme).order_by("debut", "id"))


def quarts_commences(programme: Programme, today: date | None = None) -> list[Quart]:
    """The quarters that have begun, the last first: those whose process can be told."""
    day = today or horloge.today()
    found = [
        Quart(periode, n, add_months(periode.debut, MOIS_PAR_TRIMESTRE * (n - 1)))
        for periode in periodes(programme)
        for n in range(1, 5)
    ]
    return sorted((q for q in found if q.debut <= day), key=lambda q: q.debut, reverse=True)


def _readings(ids: list[int]) -> dict[int, Releve]:
    """The last transmitted reading of each indicator: the last quarter, its last version (decisions.md 25)."""
    rows = Releve.objects.filter(indicateur__in=ids, modalite="", version__transmise_le__isnull=False)
    ordered = rows.select_related("version__bilan__periode").order_by("version__bilan__debut", "version__numero", "id")
    return {row.indicateur_id: row for row in ordered}


def _process_readings(ids: list[int]) -> dict[int, ReleveProcessus]:
    rows = ReleveProcessus.objects.filter(indicateur__in=ids).select_related("periode")
    return {row.indicateur_id: row for row in rows.order_by("periode__debut", "trimestre")}


def _ligne(action: FicheAction, lus: dict, processus: dict) -> Ligne:
    rows = sorted(action.indicateurs.all(), key=lambda i: i.numero)
    cells = {
        kind: [
            _cellule(i, processus.get(i.pk) if kind == TypeIndicateur.IP else lus.get(i.pk))
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


def _cellule(indicateur: Indicateur, row: Releve | ReleveProcessus | None) -> Cellule:
    prevu = "" if indicateur.valeur_cible is None else quantite(indicateur.valeur_cible, indicateur.unite)
    if row is None:
        return Cellule(indicateur, prevu, "", "")
    if isinstance(row, ReleveProcessus):
        dernier = "" if row.valeur is None else quantite(row.valeur, indicateur.unite)
        return Cellule(indicateur, prevu, dernier, quand(row.periode, row.trimestre), row.constat)
    bilan = row.version.bilan
    return Cellule(indicateur, prevu, _dernier(indicateur, row), quand(bilan.periode, bilan.trimestre), row.commentaire)


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

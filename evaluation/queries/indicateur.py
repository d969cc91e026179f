"""The sheet of one indicator: its definition, its targets, its readings quarter by quarter (a fixed number of statements)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from conventions.enums import NatureIndicateur, TypeIndicateur
from conventions.models import Indicateur, VersionCible
from coop.ui import charts
from evaluation.models import Releve, ReleveProcessus
from evaluation.queries.chiffres import taux_du_releve
from evaluation.queries.copil import Quart, debut_du_quart, quarts_commences
from evaluation.repartition import Repartition, repartir


@dataclass
class Trimestre:
    """One quarter: the target then in force, what was read, the parts of the figure."""

    quart: Quart
    cible: Decimal | None
    releve: Releve | None = None
    processus: ReleveProcessus | None = None
    taux: Decimal | None = None
    parts: list[Repartition] = field(default_factory=list)

    @property
    def valeur(self) -> Decimal | None:
        row = self.releve or self.processus
        return row.valeur if row else None

    @property
    def point(self) -> tuple[str, str]:
        """Names under a bar and in its table."""
        return f"T{self.quart.trimestre}", self.quart.nom


@dataclass(frozen=True)
class FicheIndicateur:
    """`trimestres` from the first to the last; `cibles` the revisions, the last first."""

    indicateur: Indicateur
    cibles: list[VersionCible]
    trimestres: list[Trimestre]

    @property
    def en_mots(self) -> bool:
        return self.indicateur.nature == NatureIndicateur.QUALITATIF

    @property
    def realise(self) -> charts.Graphique | None:
        """What was read, with the mark of what is planned; None before two quarters."""
        if self.en_mots or sum(t.valeur is not None for t in self.trimestres) < 2:
            return None
        points = [charts.Point(*t.point, t.valeur) for t in self.trimestres]
        return charts.spark(self.indicateur.libelle, points, prevu=self.trimestres[-1].cible)

    @property
    def prevu(self) -> charts.Graphique | None:
        """The target of each quarter, once it was revised."""
        if not self.cibles:
            return None
        points = [charts.Point(*t.point, t.cible) for t in self.trimestres]
        return charts.spark("Valeur prévue", points, entete="Prévu")


def lire_fiche(indicateur: Indicateur, today: date, *, clair: bool) -> FicheIndicateur:
    """The sheet; small parts are masked unless `clair` (3 statements)."""
    cibles = list(indicateur.cibles.select_related("decision__reunion").order_by("-depuis"))
    found = [
        Trimestre(quart, _target(indicateur, cibles, quart.debut))
        for quart in reversed(quarts_commences(indicateur.action.programme, today))
    ]
    by_day = {row.quart.debut: row for row in found}
    if indicateur.type == TypeIndicateur.IP:
        for reading in indicateur.releves_processus.select_related("periode"):
            if row := by_day.get(debut_du_quart(reading.periode, reading.trimestre)):
                row.processus = reading
    else:
        _readings(indicateur, by_day, clair)
    return FicheIndicateur(indicateur, cibles, found)


def _readings(indicateur: Indicateur, by_day: dict[date, Trimestre], clair: bool) -> None:
    """The last transmitted version of each quarter, whole and parts (decisions.md 25)."""
    rows = Releve.objects.filter(indicateur=indicateur, version__transmise_le__isnull=False)
    parts: dict[tuple[date, int], dict[str, Decimal]] = {}
    for reading in rows.select_related("version__bilan__partie__organisation").order_by("version__numero", "id"):
        reading.indicateur = indicateur
        day = reading.version.bilan.debut
        if reading.modalite:
            parts.setdefault((day, reading.version_id), {})[reading.modalite] = reading.valeur
        elif row := by_day.get(day):
            row.releve, row.taux = reading, taux_du_releve(reading)
    for row in by_day.values():
        told = parts.get((row.quart.debut, row.releve.version_id)) if row.releve else None
        row.parts = repartir(indicateur, told, clair=clair) if told else []


def _target(indicateur: Indicateur, cibles: list[VersionCible], day: date) -> Decimal | None:
    revised = next((row for row in cibles if row.depuis <= day), None)
    return revised.valeur if revised else indicateur.valeur_cible

"""The « Tableau de suivi des actions par les acteurs »: a row an action and a quarter, of transmitted bilans alone (R-EVA-12)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from conventions.enums import NiveauObjectif, TypeIndicateur
from conventions.models import FicheAction, Periode, Programme
from coop.organisations.models import Organisation
from cooperatives.models import Cooperative
from evaluation.colonnes_suivi import TITRE
from evaluation.etats import TRANSMIS, Etat, etat
from evaluation.models import Bilan, LigneBilan, Releve, VersionBilan
from evaluation.queries import matiere
from evaluation.queries.copil import quand
from evaluation.queries.pour_compte import en_attente
from evaluation.queries.suivi import bilans_de

SANS_OBJECTIF = "Sans objectif opérationnel"
ANNEE = 0  # instead of a quarter: the whole year


@dataclass(frozen=True, slots=True)
class Moment:
    """A quarter of a year of the convention, or the whole year (`trimestre` 0); `code` is what a form sends."""

    periode: Periode
    trimestre: int

    @property
    def code(self) -> str:
        return f"{self.periode.pk}-{self.trimestre}"

    @property
    def nom(self) -> str:
        year = f"Année\u00a0{self.periode.numero}"
        return f"{year}, tous les trimestres" if self.trimestre == ANNEE else quand(self.periode, self.trimestre)

    @property
    def fichier(self) -> str:
        """In the name of a file."""
        year = f"annee-{self.periode.numero}"
        return f"{year}-T{self.trimestre}" if self.trimestre else year

    def tient(self, bilan: Bilan) -> bool:
        """Whether a bilan is of this moment."""
        return bilan.periode_id == self.periode.pk and self.trimestre in (ANNEE, bilan.trimestre)


@dataclass(frozen=True, slots=True)
class Choix:
    """What of the table is asked: codes as a form or a document keeps them, empty for everything."""

    quand: str = ""
    partie: str = ""
    action: str = ""

    @property
    def params(self) -> dict[str, str]:
        return {name: value for name in ("quand", "partie", "action") if (value := getattr(self, name))}


@dataclass(slots=True)
class LigneTableau:
    """One action, as one bilan tells it."""

    bilan: Bilan
    version: VersionBilan
    ligne: LigneBilan
    releves: list[Releve]
    datee: bool  # the quarter is written beside the action: the table holds several

    @property
    def action(self) -> FicheAction:
        return self.ligne.action

    @property
    def partie(self) -> Organisation:
        return self.bilan.partie.organisation

    @property
    def trimestre(self) -> str:
        return quand(self.bilan.periode, self.bilan.trimestre)

    @property
    def intitule(self) -> str:
        """Column 2."""
        return f"{self.action} (T{self.bilan.trimestre})" if self.datee else str(self.action)

    @property
    def objectif(self) -> str:
        """Column 1."""
        row = self.action.objectif
        if row is None:
            return SANS_OBJECTIF
        return f"{row.numero}. {row.libelle}" if row.niveau == NiveauObjectif.OPERATIONNEL else row.libelle

    def de_type(self, kind: TypeIndicateur) -> list[Releve]:
        """Columns 19 to 21 (IA) or 22 to 24 (IR), and those that have no column."""
        return [row for row in self.releves if row.indicateur.type == kind]


@dataclass(frozen=True, slots=True)
class Tableau:
    """The rows asked, what one may ask for, and the bilans of the moment that are not transmitted."""

    programme: Programme | None
    moment: Moment
    moments: list[Moment]
    parties: list[Organisation]
    actions: list[FicheAction]
    lignes: list[LigneTableau]
    recus: int
    manquants: list[tuple[Bilan, Etat]]

    @property
    def titre(self) -> str:
        named = self.programme.intitule if self.programme else ""
        return f"Programme {named or 'à nommer'} – {TITRE}"

    @property
    def groupes(self) -> list[tuple[str, list[LigneTableau]]]:
        """The rows by objectif opérationnel."""
        found: dict[str, list[LigneTableau]] = defaultdict(list)
        for row in self.lignes:
            found[row.objectif].append(row)
        return list(found.items())

    @property
    def attendus(self) -> int:
        return self.recus + len(self.manquants)


def lire(ca: Cooperative, choix: Choix, today: date) -> Tableau | None:
    """The table, None while no bilan is transmitted (8 statements). An unknown choice is as if it was not made."""
    bilans = list(bilans_de(ca))
    moments = _moments(bilans)
    if not moments:
        return None
    moment = next((row for row in moments if row.code == choix.quand), moments[0])
    here = [bilan for bilan in bilans if moment.tient(bilan)]
    rows = _lignes(here, datee=moment.trimestre == ANNEE)
    parties = list({row.bilan.partie_id: row.partie for row in rows}.values())
    actions = sorted({row.action.pk: row.action for row in rows}.values(), key=lambda action: action.numero)
    wanted = [
        row for row in rows
        if choix.partie in ("", str(row.partie.pk)) and choix.action in ("", str(row.action.numero))
    ]  # fmt: skip
    return Tableau(
        programme=Programme.objects.filter(ca=ca).first(), moment=moment, moments=moments, parties=parties, actions=actions,
        lignes=sorted(wanted, key=_ordre), recus=sum(bilan.statut in TRANSMIS for bilan in here),
        manquants=_manquants(here, today),
    )  # fmt: skip


def _moments(bilans: list[Bilan]) -> list[Moment]:
    """The quarters of which a bilan is transmitted, the last first, each year after its quarters."""
    years: dict[int, Periode] = {}
    told: dict[int, set[int]] = defaultdict(set)
    for bilan in sorted(bilans, key=lambda b: b.debut, reverse=True):
        if bilan.statut in TRANSMIS:
            years.setdefault(bilan.periode_id, bilan.periode)
            told[bilan.periode_id].add(bilan.trimestre)
    return [
        Moment(periode, n)
        for pk, periode in years.items()
        for n in [*sorted(told[pk], reverse=True), *([ANNEE] if len(told[pk]) > 1 else [])]
    ]


def _lignes(bilans: list[Bilan], *, datee: bool) -> list[LigneTableau]:
    """5 statements."""
    m = matiere.lire(bilans, programmation=True)
    readings: dict[tuple[int, int], list[Releve]] = defaultdict(list)
    for reading in m.releves:
        readings[reading.version_id, reading.indicateur.action_id].append(reading)
    return [
        LigneTableau(m.bilan(line), m.versions[line.version_id], line, readings[line.version_id, line.action_id], datee)
        for line in m.lignes
    ]


def _ordre(row: LigneTableau) -> tuple:
    objective = row.action.objectif
    return objective is None, objective.numero if objective else 0, row.objectif, row.action.numero, row.bilan.debut


def _manquants(bilans: list[Bilan], today: date) -> list[tuple[Bilan, Etat]]:
    """The bilans of quarters that are over and are not in the table, each with its state in words (1 statement)."""
    waited = [bilan for bilan in bilans if bilan.statut not in TRANSMIS and bilan.fin <= today]
    typed = en_attente(waited)
    return [(bilan, etat(bilan, today, typed.get(bilan.pk))) for bilan in waited]

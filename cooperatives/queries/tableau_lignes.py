"""One row of the tableau de bord: who, its dates, its state in words, its bar."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coop.organisations.enums import TypeOrganisation
from coop.ui import charts, typographie
from cooperatives.enums import Criticite, StatutTache
from cooperatives.models import Etape, Tache
from cooperatives.queries.frise import COURS, FAIT, EtapeFrise
from cooperatives.rules_tableau import FAITE, FINIS, is_blocked, is_open, progress

MOTS = {
    StatutTache.A_FAIRE: "À venir",
    StatutTache.EN_COURS: "En cours",
    StatutTache.TERMINEE: "Terminée",
    StatutTache.ABANDONNEE: "Abandonnée",
}


@dataclass(slots=True)
class Ligne:
    """One row: a stage or a task; `debut` and `fin` are the real dates when they are known, the planned ones otherwise.

    `attend` holds the open tasks it needs; `ecart` says how the end moved from the reference calendar; `precise` is
    the bar without the months.
    """

    objet: Etape | Tache
    etape: bool
    debut: date | None
    fin: date | None
    livrables: str
    mot: str
    avancement: int | None = None
    retard: str = ""
    bloquee: bool = False
    ecart: str = ""
    attend: list[Tache] = field(default_factory=list)
    avertissements: list[str] = field(default_factory=list)
    decisive: bool = False
    mienne: bool = False
    modifiable: bool = False
    lien: str = ""
    lien_en_place: str = ""
    lien_dates: str = ""
    graphique: charts.Graphique | None = None
    barre: charts.Barre | None = None

    @property
    def ancre(self) -> str:
        return f"{'etape' if self.etape else 'tache'}-{self.objet.pk}"

    @property
    def deplacable(self) -> bool:
        """Its bar may be moved: it is not over, and the dates shown are those that are planned."""
        objet = self.objet
        return is_open(objet) and self.barre is not None and (self.debut, self.fin) == (objet.debut, objet.fin)

    @property
    def jours(self) -> tuple[str, str]:
        """Its dates as a machine reads them, empty where there is none."""
        return tuple(day.isoformat() if day else "" for day in (self.debut, self.fin))

    @property
    def qui(self) -> str:
        return self.objet.qui

    @property
    def ou(self) -> str:
        """The organisation of the person responsible; the function says enough of somebody of the délégation."""
        organisation = self.objet.contact.organisation if self.objet.contact else None
        return str(organisation) if organisation and organisation.type != TypeOrganisation.ARS else ""

    @property
    def etat(self) -> str:
        """« En cours, 40 % »; nothing for a task to come, whose bar says it."""
        if not self.etape and self.objet.statut == StatutTache.A_FAIRE:
            return ""
        if not is_open(self.objet) or not self.avancement:
            return self.mot
        return f"{MOTS[StatutTache.EN_COURS]}, {self.avancement}\u00a0%"

    @property
    def mots(self) -> list[tuple[str, bool]]:
        """What is said under its title, in order; True for what cannot wait."""
        said = [(self.etat, False), (self.retard, True)]
        for need in self.attend:
            waits = f"attend «\u00a0{typographie.typo(need.libelle)}\u00a0»"
            said.append((f"bloquée, {waits}" if self.bloquee else waits, self.bloquee))
        said += [(text, False) for text in (self.ecart, *self.avertissements)]
        return [(text, red) for text, red in said if text]

    @property
    def poids(self) -> list[str]:
        """« criticité haute », « charge : 6 jours »: what orders the tasks (R-SUIVI-06)."""
        if self.etape:
            return []
        heavy = ["criticité haute"] if self.objet.criticite == Criticite.HAUTE else []
        days = self.objet.charge_jours
        return heavy + ([f"charge\u00a0: {typographie.avec_nombre(days, 'jour,jours')}"] if days else [])


def stage(etape: Etape, taches: list[Tache], real: EtapeFrise | None, today: date) -> Ligne:
    """Dates follow the phases that were really gone through; the reference shows under the bar when they moved."""
    debut, fin, statut = etape.debut, etape.fin, etape.statut
    if real is not None and real.etat in (FAIT, COURS):
        debut, fin = real.debut or debut, real.fin or fin
    row = Ligne(etape, True, debut, fin, etape.livrables, MOTS[StatutTache(statut)], progress(etape, taches))
    row.retard = _late(fin, statut, today)
    row.ecart = _moved(etape, fin)
    row.barre = _bar(row, today)
    return row


def task(tache: Tache, etape: Etape, needs: list[Tache], today: date) -> Ligne:
    """What it waits for, what does not fit, how far it is."""
    row = Ligne(tache, False, tache.debut, tache.fin, tache.livrable, MOTS[StatutTache(tache.statut)], tache.avancement)
    row.retard = _late(tache.fin, tache.statut, today)
    row.ecart = _moved(tache, tache.fin)
    if is_open(tache):
        row.attend = [need for need in needs if is_open(need)]
        row.bloquee = is_blocked(tache, needs, today)
    row.avertissements = [*_too_early(tache, needs), *_outside(tache, etape)]
    row.barre = _bar(row, today)
    return row


def needs_of(links: Mapping[int, list[int]], tache: Tache, known: Mapping[int, Tache]) -> list[Tache]:
    return [known[pk] for pk in links.get(tache.pk, ()) if pk in known]


def _too_early(tache: Tache, needs: list[Tache]) -> list[str]:
    """A task that starts before the end of what it needs: said, never refused."""
    return [
        f"commence avant la fin de «\u00a0{need.libelle}\u00a0»"
        for need in needs
        if tache.debut and need.fin and tache.debut < need.fin
    ]


def _outside(tache: Tache, etape: Etape) -> list[str]:
    early = tache.debut and etape.debut and tache.debut < etape.debut
    late = tache.fin and etape.fin and tache.fin > etape.fin
    return ["dates hors de celles de l’étape"] if early or late else []


def _late(fin: date | None, statut: str, today: date) -> str:
    return typographie.echeance(fin, today) if fin and fin < today and statut not in FINIS else ""


def _moved(row: Etape | Tache, fin: date | None) -> str:
    """« fin 12 jours après la référence »."""
    if fin is None or row.fin_initiale is None or fin == row.fin_initiale:
        return ""
    days = (fin - row.fin_initiale).days
    return f"fin {typographie.avec_nombre(abs(days), 'jour,jours')} {'après' if days > 0 else 'avant'} la référence"


def _bar(row: Ligne, today: date) -> charts.Barre | None:
    """From the start to the end; what runs without an end goes to today."""
    if row.debut is None and row.fin is None:
        return None
    start, objet = row.debut or row.fin, row.objet
    end = row.fin or max(start, today if objet.statut == StatutTache.EN_COURS else start)
    first = (objet.debut_initial, objet.fin_initiale)
    return charts.Barre(
        start, max(end, start), objet.statut in FINIS, row.etape,
        initial=first if all(first) and first != (row.debut, row.fin) else None,
        avancement=None if row.avancement == FAITE else row.avancement,
    )  # fmt: skip

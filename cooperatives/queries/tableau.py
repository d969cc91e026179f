"""The table of the guide (R-SUIVI-08): stages and tasks with their dates in words and their bar by month."""

from dataclasses import dataclass, field
from datetime import date

from coop import horloge
from coop.calendrier import add_months
from coop.ui import charts, typographie
from cooperatives.enums import StatutTache
from cooperatives.models import Cooperative, Etape, Tache
from cooperatives.queries.frise import COURS, FAIT, EtapeFrise, frise

FINIS = (StatutTache.TERMINEE, StatutTache.ABANDONNEE)
MOTS = {
    StatutTache.A_FAIRE: "À venir",
    StatutTache.EN_COURS: "En cours",
    StatutTache.TERMINEE: "Terminée",
    StatutTache.ABANDONNEE: "Abandonnée",
}
MOIS_AFFICHES = 16
RECUL = 9  # months shown before today in a long project
MOIS_IMPRIMES = 60


@dataclass(slots=True)
class Ligne:
    """One row: a stage or a task; `debut` and `fin` are the real dates when they are known, the planned ones otherwise."""

    objet: Etape | Tache
    etape: bool
    qui: str
    debut: date | None
    fin: date | None
    livrables: str
    mot: str
    retard: str = ""
    attend: list[str] = field(default_factory=list)
    avertissements: list[str] = field(default_factory=list)
    graphique: charts.Graphique | None = None
    barre: charts.Barre | None = None


@dataclass(slots=True)
class Tableau:
    lignes: list[Ligne]
    debut: date
    fin: date
    chapo: str
    entete: charts.Graphique

    @property
    def periode(self) -> str:
        """« Septembre 2025 – décembre 2026 »."""
        last = add_months(self.fin, -1)
        return f"{_month(self.debut).capitalize()} – {_month(last)}"

    @property
    def avant(self) -> str:
        return f"{add_months(self.debut, -6):%Y-%m}"

    @property
    def apres(self) -> str:
        return f"{add_months(self.debut, 6):%Y-%m}"


def _month(day: date) -> str:
    return f"{typographie.MOIS[day.month - 1]}\u00a0{day.year}"


def tableau(ca: Cooperative, start: date | None = None, *, whole: bool = False) -> Tableau:
    """The table from the month of `start` (chosen around today by default), or `whole` for printing (5 statements)."""
    today = horloge.today()
    rows = _rows(ca, today)
    first, last = _window(rows, today, start, whole)
    for row in rows:
        row.graphique = charts.gantt_ligne(first, last, today, row.barre)
    return Tableau(rows, first, last, _chapo(rows), charts.gantt_entete(first, last, today))


def _rows(ca: Cooperative, today: date) -> list[Ligne]:
    real = {stage.code: stage for stage in frise(ca, today)}
    found = []
    for etape in ca.etapes.order_by("ordre").prefetch_related("taches__dependances"):
        etape.ca = ca
        found.append(_stage(etape, real.get(etape.code), today))
        found.extend(_task(tache, etape, today) for tache in etape.taches.all())
    return found


def _stage(etape: Etape, real: EtapeFrise | None, today: date) -> Ligne:
    """Dates follow the phases that were really gone through; the plan shows under the bar when they moved."""
    debut, fin, statut = etape.debut, etape.fin, etape.statut
    if real is not None and real.etat in (FAIT, COURS):
        debut, fin = real.debut or debut, real.fin or fin
    row = Ligne(etape, True, etape.responsable, debut, fin, etape.livrables, MOTS[StatutTache(statut)])
    row.retard = _late(fin, statut, today)
    initial = _initial(etape, debut, fin)
    row.barre = _bar(debut, fin, statut, today, etape=True, initial=initial)
    return row


def _initial(etape: Etape, debut: date | None, fin: date | None) -> tuple[date, date] | None:
    first = (etape.debut_initial, etape.fin_initiale)
    return first if all(first) and first != (debut, fin) else None


def _task(tache: Tache, etape: Etape, today: date) -> Ligne:
    row = Ligne(
        tache, False, tache.responsable, tache.debut, tache.fin, tache.livrable, MOTS[StatutTache(tache.statut)]
    )
    needs = list(tache.dependances.all())
    row.retard = _late(tache.fin, tache.statut, today)
    if tache.statut not in FINIS:
        row.attend = [need.libelle for need in needs if need.statut not in FINIS]
    row.avertissements = [*_too_early(tache, needs), *_outside(tache, etape)]
    row.barre = _bar(tache.debut, tache.fin, tache.statut, today)
    return row


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


def _bar(debut, fin, statut: str, today: date, *, etape: bool = False, initial=None) -> charts.Barre | None:
    """From the start to the end; what runs without an end goes to today."""
    if debut is None and fin is None:
        return None
    start = debut or fin
    end = fin or max(start, today if statut == StatutTache.EN_COURS else start)
    return charts.Barre(start, max(end, start), statut in FINIS, etape, initial)


def _window(rows: list[Ligne], today: date, start: date | None, whole: bool) -> tuple[date, date]:
    days = [day for row in rows if row.barre for day in (row.barre.debut, row.barre.fin, *(row.barre.initial or ()))]
    first, last = min([*days, today]).replace(day=1), add_months(max([*days, today]).replace(day=1), 1)
    length = (last.year - first.year) * 12 + last.month - first.month
    if whole:
        return first, add_months(first, min(max(length, 12), MOIS_IMPRIMES))
    if start is None:
        start = first if length <= MOIS_AFFICHES else max(first, add_months(today.replace(day=1), -RECUL))
    return start, add_months(start, MOIS_AFFICHES)


NOMBRES = ("Aucune", "Une", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix")


def _chapo(rows: list[Ligne]) -> str:
    """« Trois étapes terminées sur six. Une tâche en retard : la grille de repérage. »"""
    stages = [row for row in rows if row.etape]
    done = sum(row.objet.statut == StatutTache.TERMINEE for row in stages)
    total = _word(len(stages)).lower()
    words = typographie.pluriel(done, "étape terminée,étapes terminées")
    late = [row for row in rows if row.retard]
    named = [
        _late_names([row for row in late if row.etape], "étape,étapes"),
        _late_names([row for row in late if not row.etape], "tâche,tâches"),
    ]
    return " ".join([f"{_word(done)} {words} sur {total}.", *filter(None, named)]) + ("" if late else " Aucun retard.")


def _late_names(rows: list[Ligne], words: str) -> str:
    names = "\u00a0; ".join(row.objet.libelle for row in rows)
    return f"{_word(len(rows))} {typographie.pluriel(len(rows), words)} en retard\u00a0: {names}." if rows else ""


def _word(number: int) -> str:
    return NOMBRES[number] if number < len(NOMBRES) else str(number)

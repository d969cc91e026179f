"""The table of the guide (R-SUIVI-08): stages and tasks with their dates in words and their bar by month."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from coop import horloge
from coop.calendrier import add_months
from coop.ui import charts, typographie
from cooperatives.dependances import longest_chain
from cooperatives.enums import StatutTache
from cooperatives.models import Cooperative, Etape, Tache
from cooperatives.queries.frise import frise
from cooperatives.queries.tableau_lignes import Ligne, needs_of, stage, task
from cooperatives.rules_tableau import is_open

MOIS_AFFICHES = 16
RECUL = 9  # months shown before today in a long project
MOIS_IMPRIMES = 60
NOMMES = 3  # late lines named in the sentence of the page; the others are counted
MIENNES, RETARD, ATTENTE = "mes-taches", "retard", "attente"
FILTRES = {MIENNES: "Mes tâches", RETARD: "En retard", ATTENTE: "En attente d’une autre"}


@dataclass(frozen=True, slots=True)
class Vue:
    """What is looked at: a first month, a kind of lines, one stage."""

    debut: date | None = None
    voir: str = ""
    etape: int | None = None

    @classmethod
    def lue(cls, data: Mapping[str, str]) -> "Vue":
        """From an address; whatever is not understood counts for nothing."""
        voir, etape = data.get("voir", ""), data.get("etape", "")
        known = int(etape) if etape.isascii() and etape.isdecimal() and len(etape) < 10 else None
        return cls(_month(data.get("debut", "")), voir if voir in FILTRES else "", known)

    @property
    def requete(self) -> str:
        """« ?debut=2026-01&voir=retard », or nothing."""
        said = {"debut": f"{self.debut:%Y-%m}" if self.debut else "", "voir": self.voir, "etape": self.etape or ""}
        query = urlencode({name: value for name, value in said.items() if value})
        return f"?{query}" if query else ""

    def avec(self, **changes) -> str:
        """The address of this view with something else."""
        return replace(self, **changes).requete or "?"


@dataclass(slots=True)
class Filtre:
    mot: str
    requete: str
    nombre: int | None
    choisi: bool


@dataclass(slots=True)
class Tableau:
    """`lignes` are those shown; `toutes` every one, from which the sentence and the counts are made."""

    lignes: list[Ligne]
    toutes: list[Ligne]
    debut: date
    fin: date
    chapo: str
    chaine: list[Ligne]
    entete: charts.Graphique
    vue: Vue

    @property
    def periode(self) -> str:
        """« Septembre 2025 – décembre 2026 »."""
        last = add_months(self.fin, -1)
        return f"{_label(self.debut).capitalize()} – {_label(last)}"

    @property
    def avant(self) -> str:
        return self.vue.avec(debut=add_months(self.debut, -6))

    @property
    def apres(self) -> str:
        return self.vue.avec(debut=add_months(self.debut, 6))

    @property
    def tout(self) -> str:
        return self.vue.avec(voir="", etape=None)

    @property
    def ancres(self) -> set[str]:
        """The anchors of the rows shown."""
        return {row.ancre for row in self.lignes}

    @property
    def miennes(self) -> bool:
        return any(row.mienne for row in self.toutes)

    @property
    def etapes(self) -> list[Etape]:
        return [row.objet for row in self.toutes if row.etape]

    @property
    def filtres(self) -> list[Filtre]:
        """« Tout », then the kinds that hold something and the one chosen."""
        found = [Filtre("Tout", self.tout, None, not self.vue.voir and not self.vue.etape)]
        for code, mot in FILTRES.items():
            count = sum(_kept(row, code) for row in self.toutes)
            if count or self.vue.voir == code:
                found.append(Filtre(mot, self.vue.avec(voir=code, etape=None), count, self.vue.voir == code))
        return found


def _label(day: date) -> str:
    return f"{typographie.MOIS[day.month - 1]}\u00a0{day.year}"


def _month(text: str) -> date | None:
    """The first day of « 2025-09 »; None for anything else."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def tableau(
    ca: Cooperative, vue: Vue | None = None, *, contact: int | None = None, anime: bool = False, whole: bool = False
) -> Tableau:
    """The table of one view (5 statements). `contact` reads it: its own tasks, or all of them when `anime`, open.

    Without a month, the window is chosen around today; `whole` shows every month, for printing.
    """
    vue, today = vue or Vue(), horloge.today()
    rows, chain = _rows(ca, today)
    for row in rows:
        row.mienne = contact is not None and row.objet.contact_id == contact
        row.modifiable = anime or (row.mienne and not row.etape)
    first, last = _window(rows, today, vue.debut, whole)
    shown = _shown(rows, vue)
    for row in shown:
        row.graphique = charts.gantt_ligne(first, last, today, row.barre)
    return Tableau(shown, rows, first, last, _chapo(rows), chain, charts.gantt_entete(first, last, today), vue)


def _rows(ca: Cooperative, today: date) -> tuple[list[Ligne], list[Ligne]]:
    """Every row in order, and those of the chain that decides of the end."""
    real = {row.code: row for row in frise(ca, today)}
    tasks = list(Tache.objects.filter(etape__ca=ca).select_related("contact__organisation").order_by("ordre", "pk"))
    known, of_stage = {row.pk: row for row in tasks}, defaultdict(list)
    for row in tasks:
        of_stage[row.etape_id].append(row)
    links = _links(ca)
    found, of_task = [], {}
    for etape in ca.etapes.select_related("contact__organisation").order_by("ordre"):
        etape.ca = ca
        found.append(stage(etape, of_stage[etape.pk], real.get(etape.code), today))
        for row in of_stage[etape.pk]:
            of_task[row.pk] = task(row, etape, needs_of(links, row, known), today)
            found.append(of_task[row.pk])
    return found, _chain(links, of_task)


def _links(ca: Cooperative) -> dict[int, list[int]]:
    rows = Tache.dependances.through.objects.filter(from_tache__etape__ca=ca).order_by("to_tache_id")
    found = defaultdict(list)
    for row, need in rows.values_list("from_tache_id", "to_tache_id"):
        found[row].append(need)
    return found


def _chain(links: Mapping[int, list[int]], rows: dict[int, Ligne]) -> list[Ligne]:
    """Open dated tasks, one after the other, whose durations add up to the most: a delay of one moves the last one."""
    days = {
        pk: (row.fin - row.debut).days + 1 for pk, row in rows.items() if row.debut and row.fin and is_open(row.objet)
    }
    found = [rows[pk] for pk in longest_chain(links, days)]
    for row in found:
        row.decisive = True
    return found


def _kept(row: Ligne, voir: str) -> bool:
    if voir == MIENNES:
        return row.mienne
    if voir == RETARD:
        return bool(row.retard)
    return bool(row.attend) if voir == ATTENTE else True


def _shown(rows: list[Ligne], vue: Vue) -> list[Ligne]:
    """The rows of the view; a stage stands above those of its tasks that are kept."""
    found: list[Ligne] = []
    above: Ligne | None = None  # a stage kept only for its tasks, not written yet
    for row in rows:
        if row.etape:
            above, here = row, row.objet.pk
        if vue.etape not in (None, here) or not _kept(row, vue.voir):
            continue
        if above is not None and above is not row:
            found.append(above)
        above = None
        found.append(row)
    return found


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
        _names([row for row in late if row.etape], "étape en retard,étapes en retard"),
        _names([row for row in late if not row.etape], "tâche en retard,tâches en retard"),
        _names([row for row in rows if row.bloquee], "tâche bloquée,tâches bloquées"),
    ]
    return " ".join([f"{_word(done)} {words} sur {total}.", *filter(None, named)]) + ("" if late else " Aucun retard.")


def _names(rows: list[Ligne], words: str) -> str:
    names = [row.objet.libelle for row in rows[:NOMMES]]
    if len(rows) > NOMMES:
        names.append(typographie.avec_nombre(len(rows) - NOMMES, "autre,autres"))
    told = "\u00a0; ".join(names)
    return f"{_word(len(rows))} {typographie.pluriel(len(rows), words)}\u00a0: {told}." if rows else ""


def _word(number: int) -> str:
    return NOMBRES[number] if number < len(NOMBRES) else str(number)

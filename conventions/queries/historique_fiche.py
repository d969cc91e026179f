"""Who wrote what in a fiche-action: the field history read as sentences, sitting by sitting (decisions.md 14)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from conventions import montants as argent
from conventions.champs import LIBELLES
from conventions.models import FicheAction, Objectif
from coop.journal.models import Entry
from coop.ui.typographie import date_longue, nombre
from cooperatives.models import Membre

SITTING = timedelta(minutes=60)
LIMIT = 300
# Fields of the history that people wrote; the others are kept by the machine.
SHOWN = (
    "intitule",
    "promoteur_id",
    "objectif_id",
    "contenu",
    "calendrier",
    "debut",
    "fin",
    "pluriannuelle",
    "modes_intervention",
    "public_cible",
    "public_autre",
    "beneficiaires_cibles",
    "etp",
    "moyens_humains",
    "nature",
    "objectifs_poursuivis",
    "resultats_attendus",
    "niveau_exigence",
    "preexistante",
    "financement_existant",
    "moyens_financiers",
    "moyens_materiels",
    "opportunites",
    "obstacles",
    "fiche_cls",
)


@dataclass(frozen=True)
class Changement:
    """One field, before and after, as people read them."""

    libelle: str
    avant: str
    apres: str


@dataclass(frozen=True)
class Passage:
    """What one person wrote in one sitting."""

    le: datetime
    par: str
    changements: list[Changement]
    creation: bool = False


def passages(action: FicheAction, *, montants: bool = True) -> list[Passage]:
    """The sittings, the latest first; states that change nothing people wrote are left out.

    Without `montants`, the texts where amounts are written are left out too.
    """
    shown = SHOWN if montants else tuple(name for name in SHOWN if name not in argent.CHAMPS)
    states = list(action.history.order_by("-history_date", "-history_id")[:LIMIT])[::-1]
    names = _names(states)
    found, before = [], None
    for group in _sittings(states):
        last = group[-1]
        changes = _changes(before, last, names, shown)
        if changes:
            found.append(Passage(last.history_date, _author(last), changes, group[0].history_type == "+"))
        before = last
    return found[::-1]


def gestes(action: FicheAction) -> list[Entry]:
    """The acts of the journal on the fiche itself: lists written, contributions. Never the comments."""
    rows = Entry.objects.filter(object_kind="conventions.ficheaction", object_id=str(action.pk))
    rows = rows.filter(verb__startswith="action.").exclude(
        verb="action.remind"
    )  # told on the board, to whom it concerns
    return list(rows.order_by("-at", "-id")[:50])


def _author(state) -> str:
    return state.history_change_reason or "Coop"


def _sittings(states: list) -> list[list]:
    """States that follow each other, of the same hand, within the hour."""
    groups: list[list] = []
    for state in states:
        previous = groups[-1][-1] if groups else None
        same = previous is not None and _author(previous) == _author(state)
        if same and state.history_date - previous.history_date < SITTING:
            groups[-1].append(state)
        else:
            groups.append([state])
    return groups


def _changes(before, after, names: dict[tuple[str, int], str], shown: tuple[str, ...]) -> list[Changement]:
    """What differs; of a fiche just opened, what was written in it."""
    texts = [(name, _text(before, name, names) if before else "", _text(after, name, names)) for name in shown]
    unsaid = () if before else ("pluriannuelle", "preexistante", "niveau_exigence")
    return [
        Changement(LIBELLES[name.removesuffix("_id")], old, new)
        for name, old, new in texts
        if old != new and name not in unsaid
    ]


def _text(state, name: str, names: dict[tuple[str, int], str]) -> str:
    """A value in French; empty when there is none."""
    value = getattr(state, name)
    if value in (None, ""):
        return ""
    if name.endswith("_id"):
        return names.get((name, value), "supprimé depuis")
    if name in ("debut", "fin"):
        return date_longue(value)
    if name == "etp":
        return nombre(value, 2)
    if isinstance(value, bool):
        return "oui" if value else "non"
    label = getattr(state, f"get_{name}_display", None)
    return str(label() if label else value)


def _names(states: list) -> dict[tuple[str, int], str]:
    """Names of the promoteurs and objectives the states speak of, in two statements."""
    membres = Membre.objects.filter(pk__in={s.promoteur_id for s in states}).select_related("organisation")
    objectifs = Objectif.objects.filter(pk__in={s.objectif_id for s in states if s.objectif_id})
    found = {("promoteur_id", m.pk): m.organisation.nom for m in membres}
    return found | {("objectif_id", o.pk): o.libelle for o in objectifs}

"""« Qui fait quoi ? »: partners × publics × territories × modes d’intervention, computed from the fiches-action.

A fiche crosses each of its publics with each of its communes and modes: what it says of itself, no more. A value that
no fiche names is a hole; a crossing that several promoteurs name is to be looked at together.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from conventions.models import FicheAction, ModeIntervention
from conventions.queries import a_ce_jour
from cooperatives.models import Cooperative, Public
from cooperatives.queries import communes_couvertes
from cooperatives.roles import ACTIFS

# Beyond this many communes the rows would hide what they show: only those that a fiche names are kept.
COMMUNES_MAX = 20
LISTES = ("partenaires__organisation", "publics", "lieux__commune", "modes")
SANS = 0  # the code of « non précisé »


class Axe(StrEnum):
    """What may be crossed."""

    PARTENAIRES = "partenaires"
    PUBLICS = "publics"
    TERRITOIRES = "territoires"
    MODES = "modes"


LIBELLES = {
    Axe.PARTENAIRES: "Partenaires",
    Axe.PUBLICS: "Publics",
    Axe.TERRITOIRES: "Territoires",
    Axe.MODES: "Modes d’intervention",
}
NON_PRECISE = {
    Axe.PUBLICS: "Public non précisé",
    Axe.TERRITOIRES: "Commune non précisée",
    Axe.MODES: "Mode non précisé",
}


class Etat(StrEnum):
    """How a crossing is covered; each has its word and its pattern."""

    VIDE = "vide"
    SEUL = "seul"
    PLUSIEURS = "plusieurs"
    NEUTRE = "neutre"  # a partner who is not there: nothing missing by itself


@dataclass(frozen=True)
class Case:
    """One crossing: the fiches that name it, and in words who carries them."""

    etat: Etat
    actions: list[FicheAction] = field(default_factory=list)
    mot: str = ""


@dataclass(frozen=True)
class Rang:
    """A row: its value, its cases, how many promoteurs name it."""

    code: int
    libelle: str
    cases: list[Case]


@dataclass(frozen=True)
class Faits:
    """What the fiches say, read once: values of each axis in order, and the values of each action."""

    actions: list[FicheAction]
    valeurs: dict[Axe, dict[int, str]]
    de: dict[int, dict[Axe, set[int]]]
    communes_tues: int = 0

    def qui(self, action: FicheAction) -> str:
        return self.valeurs[Axe.PARTENAIRES].get(action.promoteur_id, action.promoteur.organisation.nom)


@dataclass(frozen=True)
class Choix:
    """The two axes drawn, and one value kept for the others (0: all of them)."""

    lignes: Axe = Axe.TERRITOIRES
    colonnes: Axe = Axe.PUBLICS
    filtres: dict[Axe, int] = field(default_factory=dict)
    tous_les_modes: bool = False

    @property
    def partenaires(self) -> bool:
        return Axe.PARTENAIRES in (self.lignes, self.colonnes)


@dataclass(frozen=True)
class Matrice:
    """What the page, the PDF and the workbook draw."""

    choix: Choix
    faits: Faits
    colonnes: dict[int, str]
    rangs: list[Rang]
    actions: list[FicheAction]

    @property
    def titre(self) -> str:
        return f"{LIBELLES[self.choix.lignes]} et {LIBELLES[self.choix.colonnes].lower()}"

    @property
    def retenus(self) -> list[str]:
        """The filters in words."""
        return [self.faits.valeurs[axe].get(code, "") for axe, code in self.choix.filtres.items()]

    @property
    def sans_faille(self) -> bool:
        """Every crossing drawn has one promoteur, and one only."""
        return all(case.etat in (Etat.SEUL, Etat.NEUTRE) for rang in self.rangs for case in rang.cases)

    def compte(self, etat: Etat) -> int:
        return sum(case.etat == etat for rang in self.rangs for case in rang.cases)


def read(ca: Cooperative, *, tous_les_modes: bool = False) -> Faits:
    """The fiches of the programme and the values of the four axes, in a fixed number of statements."""
    rows = FicheAction.objects.en_cours().filter(programme__ca=ca).select_related("promoteur__organisation")
    actions = a_ce_jour.fiches(rows.prefetch_related(*LISTES).order_by("numero"), *LISTES)
    de = {action.pk: _values_of(action) for action in actions}
    communes, unsaid = _communes(ca, actions)
    valeurs = {
        Axe.PARTENAIRES: _partenaires(ca, actions),
        Axe.PUBLICS: _publics(ca, actions),
        Axe.TERRITOIRES: communes,
        Axe.MODES: _modes(actions, tous_les_modes),
    }
    for axe, label in NON_PRECISE.items():
        if any(SANS in values[axe] for values in de.values()):
            valeurs[axe][SANS] = label
    return Faits(actions, valeurs, de, unsaid)


def cross(faits: Faits, choix: Choix) -> Matrice:
    """The table of two axes, the others filtered."""
    kept = [a for a in faits.actions if all(code in faits.de[a.pk][axe] for axe, code in choix.filtres.items())]
    columns = faits.valeurs[choix.colonnes]
    rangs = [
        Rang(code, label, [_case(faits, choix, kept, code, column) for column in columns])
        for code, label in faits.valeurs[choix.lignes].items()
    ]
    return Matrice(choix, faits, columns, rangs, kept)


def _case(faits: Faits, choix: Choix, kept: list[FicheAction], ligne: int, colonne: int) -> Case:
    named = [a for a in kept if ligne in faits.de[a.pk][choix.lignes] and colonne in faits.de[a.pk][choix.colonnes]]
    if choix.partenaires:
        partner = ligne if choix.lignes == Axe.PARTENAIRES else colonne
        return _case_of_partner(named, partner)
    promoteurs = {a.promoteur_id for a in named}
    if not named:
        return Case(Etat.VIDE, mot="Personne")
    words = " et ".join(dict.fromkeys(faits.qui(a) for a in named))
    return Case(Etat.PLUSIEURS if len(promoteurs) > 1 else Etat.SEUL, named, words)


def _case_of_partner(named: list[FicheAction], membre: int) -> Case:
    """What a partner does there: carries, or is associated."""
    if not named:
        return Case(Etat.NEUTRE, mot="–")
    carries = any(a.promoteur_id == membre for a in named)
    return Case(Etat.SEUL, named, "Promoteur" if carries else "Associé")


def _values_of(action: FicheAction) -> dict[Axe, set[int]]:
    communes = {lieu.commune_id for lieu in action.lieux.all() if lieu.commune_id}
    return {
        Axe.PARTENAIRES: {action.promoteur_id, *(m.pk for m in action.partenaires.all())},
        Axe.PUBLICS: {public.pk for public in action.publics.all()} or {SANS},
        Axe.TERRITOIRES: communes or {SANS},
        Axe.MODES: {mode.pk for mode in action.modes.all()} or {SANS},
    }


def _named(actions: list[FicheAction], rows: Callable) -> dict[int, str]:
    return {row.pk: str(row) for action in actions for row in rows(action)}


def _partenaires(ca: Cooperative, actions: list[FicheAction]) -> dict[int, str]:
    """Members that take part, the ARS only when it carries or shares an action."""
    members = ca.membres.filter(statut__in=ACTIFS).partenaires().select_related("organisation")
    found = {m.pk: m.organisation.nom for m in members.order_by("organisation__recherche")}
    return found | _named(actions, lambda a: [a.promoteur, *a.partenaires.all()])


def _publics(ca: Cooperative, actions: list[FicheAction]) -> dict[int, str]:
    """The publics the CA has chosen, and those of the fiches, in the order of the list."""
    wanted = set(_named(actions, lambda a: a.publics.all()))
    chosen = set(ca.publics.order_by().values_list("pk", flat=True))
    return {p.pk: p.libelle for p in Public.objects.filter(pk__in=wanted | chosen)}


def _communes(ca: Cooperative, actions: list[FicheAction]) -> tuple[dict[int, str], int]:
    """The communes covered, and those of the places; when they are many, the latter alone and how many are left out."""
    named = _named(actions, lambda a: [lieu.commune for lieu in a.lieux.all() if lieu.commune])
    covered = dict(communes_couvertes(ca).order_by("nom").values_list("pk", "nom"))
    if len(covered) > COMMUNES_MAX:
        return _sorted(named), len(set(covered) - set(named))
    return _sorted(covered | named), 0


def _sorted(names: dict[int, str]) -> dict[int, str]:
    """By name as a French reader looks for it: « Élancourt » stands among the E."""
    return dict(sorted(names.items(), key=lambda item: unicodedata.normalize("NFD", item[1]).lower()))


def _modes(actions: list[FicheAction], every: bool) -> dict[int, str]:
    wanted = set(_named(actions, lambda a: a.modes.all()))
    rows = ModeIntervention.objects.filter(archive=False) if every else ModeIntervention.objects.filter(pk__in=wanted)
    return {mode.pk: mode.libelle for mode in rows}

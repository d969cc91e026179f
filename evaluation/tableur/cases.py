"""The cells of the bilan in a workbook: which question each one asks, in the headings of the guide (R-EVA-12)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.forms import CharField, Field

from conventions.enums import NatureIndicateur, TypeIndicateur
from conventions.models import Indicateur
from coop.classeurs.formulaire import Genre, Section
from coop.ui.typographie import nombre
from evaluation import repartition
from evaluation.colonnes_suivi import COLONNES, PAR_TYPE, mot
from evaluation.completude import LAST_QUARTER
from evaluation.enums import LevierISTS, RaisonSansValeur, Reponse
from evaluation.forms_bilan import LONGUEUR, action_form
from evaluation.queries.saisie import Saisie
from evaluation.questions import CONFORMITE, CONTRIBUTION, RECUEIL, TEXTES, Question

OUI = "Oui"
COLONNE_DES_TEXTES = {"freins": 33, "leviers": 34, "pistes": 35}
PREMIERE = {TypeIndicateur.IA: 19, TypeIndicateur.IR: 22}
RAISONS = {str(label): value for value, label in RaisonSansValeur.choices}
FACULTATIF = "Facultatif ce trimestre."


@dataclass(frozen=True, slots=True)
class Case:
    """One cell to fill. `champ` is its field in the form; `membre` the item that it ticks in a field of several.

    `choix`: the words of the list → what is stored.
    """

    cle: str
    champ: str
    libelle: str
    genre: Genre = Genre.TEXTE
    numero: int | None = None
    aide: str = ""
    choix: Mapping[str, Any] = field(default_factory=dict)
    membre: str = ""
    longueur: int = LONGUEUR

    def valeur(self, valeurs: Mapping[str, Any]) -> Any:
        """What the cell says among the values of a form; None when nothing."""
        value = valeurs.get(self.champ)
        if self.membre:
            return OUI if self.membre in (value or ()) else None
        return normale(value)

    def dire(self, value: Any) -> Any:
        """A value as the cell shows it: the words of its list, a number, a text."""
        if self.choix and value is not None:
            return next((words for words, stored in self.choix.items() if stored == value), None)
        return value


def normale(value: Any) -> Any:
    """A value as two cells are compared: nothing is None, a text has its own line breaks and no space around."""
    if isinstance(value, str):
        value = "\n".join(line.rstrip() for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()
    return None if value in ("", []) else value


Ligne = Section | Case


def cases_de(saisie: Saisie, *, questions: bool = True) -> list[Ligne]:
    """The rows of the sheet of one action; `questions` of the coordination are left to the party."""
    fields = action_form(saisie).base_fields
    prefixe = str(saisie.action.pk)

    def case(champ: str, libelle: str, **more) -> Case:
        return _case(prefixe, fields[champ], champ, libelle, **more)

    groups = [
        ("Ce que la délégation vous demande", _posees(saisie, case) if questions else iter(())),
        ("Les chiffres", (c for rank, i in _rangs(saisie) for c in _indicateur(i, rank, case))),
        ("Comme prévu\u00a0?", (c for q in CONFORMITE for c in _question(q, case))),
        ("Ce que l’action a changé", _change(saisie, case)),
        ("Ce que vous en retenez", _retenu(saisie, case)),
        ("Ce qui vient de la fiche-action, à corriger seulement si ce trimestre diffère", _programmation(saisie, case)),
    ]
    found: list[Ligne] = []
    for titre, group in groups:
        rows = list(group)
        found += [Section(titre), *rows] if rows else []
    return found


def _case(prefixe: str, champ_du_formulaire: Field, champ: str, libelle: str, **more) -> Case:
    if isinstance(champ_du_formulaire, CharField) and champ_du_formulaire.max_length:
        more.setdefault("longueur", champ_du_formulaire.max_length)
    suffixe = f":{more['membre']}" if "membre" in more else ""
    return Case(f"{prefixe}.{champ}{suffixe}", champ, libelle, **more)


Fabrique = Callable[..., Case]


def _posees(saisie: Saisie, case: Fabrique) -> Iterator[Case]:
    for question in saisie.questions:
        yield case(f"rep_{question.pk}", f"Sur «\u00a0{question.libelle}\u00a0»\u00a0: {question.question}")


def _rangs(saisie: Saisie) -> Iterator[tuple[int | None, Indicateur]]:
    """Each indicator with the column of the guide it stands in; None for those beyond the third of a type."""
    seen: dict[str, int] = {}
    for indicateur in saisie.indicateurs:
        rank = seen[indicateur.type] = seen.get(indicateur.type, -1) + 1
        yield (PREMIERE[indicateur.type] + rank if rank < PAR_TYPE else None), indicateur


def _indicateur(indicateur: Indicateur, numero: int | None, case: Fabrique) -> Iterator[Case]:
    code = f"i{indicateur.pk}"
    name = f"{indicateur.libelle}, réalisé" + (f" ({indicateur.unite})" if indicateur.unite else "")
    qualitative = indicateur.nature == NatureIndicateur.QUALITATIF
    aide = [f"{indicateur.get_type_display().capitalize()}."]
    if indicateur.cible_en_vigueur is not None:
        aide.append(f"Prévu\u00a0: {nombre(indicateur.cible_en_vigueur)}.")
    aide.append("En quelques phrases." if qualitative else "Un nombre seul, sans l’unité.")
    genre = Genre.TEXTE if qualitative else Genre.NOMBRE
    yield case(code, name, genre=genre, numero=numero, aide=" ".join(aide))
    for modalite in indicateur.modalites:
        yield case(
            repartition.champ(indicateur.pk, modalite.cle), f"… dont {modalite.libelle}", genre=Genre.NOMBRE,
            aide=f"Part par {modalite.dimension.label.lower()}, facultative.",
        )  # fmt: skip
    yield case(f"{code}_raison", "… pas de valeur\u00a0? Dites pourquoi", genre=Genre.CHOIX, choix=RAISONS,
               aide="Seulement s’il n’y a pas de valeur.")  # fmt: skip
    yield case(f"{code}_commentaire", "… commentaire", aide="Facultatif.")


def _question(question: Question, case: Fabrique, aide: str = "") -> Iterator[Case]:
    heading, after = COLONNES[question.colonne - 1], COLONNES[question.colonne]
    words = {mot(question, value): value for value in (Reponse.OUI.value, Reponse.PARTIEL.value, Reponse.NON.value)}
    yield case(question.code, heading.titre, genre=Genre.CHOIX, numero=heading.numero, choix=words, aide=aide)
    if question.code != "ists":
        yield case(question.suite, after.titre, numero=after.numero)
        return
    for value, label in LevierISTS.choices:
        yield case(question.suite, f"Lesquels\u00a0? {label}", genre=Genre.CHOIX, numero=after.numero,
                   choix={OUI: OUI}, membre=value, aide="«\u00a0Oui\u00a0», ou rien.")  # fmt: skip
    yield case("ists_autre", "Lesquels\u00a0? Autre, précisez", numero=after.numero)


def _change(saisie: Saisie, case: Fabrique) -> Iterator[Case]:
    if saisie.approfondi:
        yield case(*RECUEIL, aide="Demandé pour cette action. Ni nom, ni donnée de santé.")
    aide = "" if saisie.bilan.trimestre == LAST_QUARTER else FACULTATIF
    for question in CONTRIBUTION:
        yield from _question(question, case, aide)


def _retenu(saisie: Saisie, case: Fabrique) -> Iterator[Case]:
    last = saisie.bilan.trimestre == LAST_QUARTER
    for code, label in TEXTES:
        numero = COLONNE_DES_TEXTES.get(code)
        titre = COLONNES[numero - 1].titre if numero else label
        aide = "«\u00a0Aucun\u00a0» convient aussi." if last and numero else FACULTATIF
        yield case(code, titre, numero=numero, aide=aide)


def _programmation(saisie: Saisie, case: Fabrique) -> Iterator[Case]:
    yield case("public_autre", COLONNES[7].titre, numero=8)
    yield case("beneficiaires_cibles", COLONNES[8].titre, genre=Genre.ENTIER, numero=9, aide="Un nombre entier.")
    places = {str(commune): commune.pk for commune in saisie.communes}
    yield case("territoire", COLONNES[9].titre, genre=Genre.CHOIX, numero=10, choix=places,
               aide="Vide\u00a0: tout le territoire de l’action.")  # fmt: skip


def sur_la_feuille(value: Any) -> Any:
    """What is written in a cell: a number as such, anything else as words."""
    return value if value is None or isinstance(value, int | Decimal) else str(value)

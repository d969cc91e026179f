"""A deposit, whole: its sheets compared, what of it is placed nowhere, and the words of each cell for its page."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from coop.classeurs import releve
from coop.classeurs.formulaire import REPONSE, Genre
from coop.classeurs.fusion import ASKED, Sort
from coop.classeurs.models import Retour
from coop.classeurs.refus import Refus
from coop.classeurs.relecture import Relu
from coop.mots import Morceau, mots
from coop.ui.typographie import avec_nombre, nombre
from evaluation.enums import Reponse
from evaluation.questions import CONFORMITE
from evaluation.tableur.cases import Case
from evaluation.tableur.feuilles import Feuille
from evaluation.tableur.lecture import retrouver
from evaluation.tableur.plan import PlanFeuille, planifier

SHOWN = (Sort.CHANGEE, Sort.EFFACEE, Sort.CONFLIT, Sort.REFUSEE)
LONG = 60  # characters from which two texts are compared word by word


@dataclass(frozen=True)
class Decisions:
    """What was answered: cells left as on line, and what was typed over what the file said."""

    gardees: frozenset[str] = frozenset()
    corrections: tuple[tuple[str, str], ...] = ()

    @classmethod
    def de(cls, retour: Retour) -> "Decisions":
        kept = releve.depuis_texte(retour.decisions)
        return cls(frozenset(kept.get("gardees", ())), tuple(kept.get("corrections", {}).items()))

    def avec(self, gardees: Iterable[str], corrections: dict[str, str]) -> "Decisions":
        return Decisions(self.gardees | frozenset(gardees), tuple((dict(self.corrections) | corrections).items()))

    def en_texte(self) -> str:
        return releve.en_texte({"gardees": sorted(self.gardees), "corrections": dict(self.corrections)})


@dataclass(frozen=True, slots=True)
class Ecart:
    """One cell of the page. `en_ligne`, `fichier`, `base`: words, empty for a blank; `mots` when two texts are compared."""

    cle: str
    libelle: str
    ligne: int
    sort: Sort
    en_ligne: str
    fichier: str
    base: str
    faute: str = ""
    choix: tuple[str, ...] = ()
    nombre: bool = False
    mots: tuple[Morceau, ...] = ()


@dataclass
class Plan:
    """The comparison of a deposit with the bilan as it stands now."""

    retour: Retour
    feuilles: list[PlanFeuille]
    relu: Relu
    base: dict

    @property
    def ecrites(self) -> dict[str, tuple[Any, Any]]:
        """(before, after) of each cell to write."""
        return {
            cle: (plan.feuille.valeurs.get(cle), value) for plan in self.feuilles for cle, value in plan.ecrites.items()
        }

    def combien(self, *sorts: Sort) -> int:
        return sum(fate in sorts for plan in self.feuilles for fate in plan.sorts.values())

    @property
    def demandees(self) -> int:
        """Cells that wait for a choice of the person, those taken left out."""
        waiting = [cle for plan in self.feuilles for cle, fate in plan.sorts.items() if fate in ASKED]
        return len(set(waiting) - set(self.ecrites))

    @property
    def identiques(self) -> int:
        return self.combien(Sort.INTACTE, Sort.PAREILLE)

    @property
    def en_ligne(self) -> int:
        """Cells written on line since, that the workbook leaves alone."""
        return self.combien(Sort.EN_LIGNE)

    @property
    def refusees(self) -> int:
        return self.combien(Sort.REFUSEE)

    @property
    def empreinte(self) -> str:
        """What stands on line, in a few characters: a page drawn before somebody else wrote is drawn again."""
        values = [sorted(plan.feuille.valeurs.items()) for plan in self.feuilles]
        return hashlib.sha256(releve.en_texte(values).encode()).hexdigest()[:16]

    def groupes(self) -> list[tuple[Feuille, list[Ecart]]]:
        """The cells to show, by sheet."""
        found = ((plan.feuille, list(_ecarts(plan, self.base["cases"]))) for plan in self.feuilles)
        return [(feuille, rows) for feuille, rows in found if rows]

    def remarques(self) -> list[Refus]:
        """What the file holds that is placed nowhere, and what it no longer has."""
        return [*self.relu.refus, *_disparues(self), *_hors_des_cases(self)]

    def a_completer(self) -> list[Refus]:
        """« NON » without a word of why: kept as it is, asked before the bilan leaves."""
        return [refus for plan in self.feuilles for refus in _pourquoi(plan)]


def plan_de(
    retour: Retour, feuilles: list[Feuille], *, prises: Iterable[str] = (), decisions: Decisions | None = None
) -> Plan:
    """Compare a deposit with the bilan as it stands; `decisions` are those kept with it unless given."""
    decisions = decisions or Decisions.de(retour)
    relu, base = retrouver(retour.lecture), releve.depuis_texte(retour.remis.base)
    for cle, text in decisions.corrections:
        cell = relu.cellules[cle]
        relu.cellules[cle] = type(cell)(cell.feuille, cell.ligne, text)
    plans = [
        planifier(feuille, base["cases"], relu.cellules, prises=prises, gardees=decisions.gardees)
        for feuille in feuilles
    ]
    return Plan(retour, plans, relu, base)


def _ecarts(plan: PlanFeuille, base: dict) -> Iterator[Ecart]:
    for case in plan.feuille.cases:
        fate = plan.sorts.get(case.cle)
        if fate not in SHOWN:
            continue
        cell = plan.cellules.get(case.cle)
        on_line = dire(case, plan.feuille.valeurs.get(case.cle))
        file = (
            cell.texte if fate == Sort.REFUSEE else dire(case, plan.ecrites.get(case.cle, plan.fichier.get(case.cle)))
        )
        yield Ecart(
            case.cle, case.libelle, cell.ligne if cell else 0, fate, on_line, file, dire(case, base.get(case.cle)),
            plan.fautes.get(case.cle, ""), tuple(case.choix), case.genre in (Genre.NOMBRE, Genre.ENTIER),
            _mot_a_mot(on_line, file) if case.genre == Genre.TEXTE and fate == Sort.CHANGEE else (),
        )  # fmt: skip


def _mot_a_mot(avant: str, apres: str) -> tuple[Morceau, ...]:
    """Two long texts that have half of their words in common, word by word; nothing of others, better read whole."""
    if not avant or max(len(avant), len(apres)) < LONG:
        return ()
    found = tuple(mots(avant, apres))
    kept = sum(len(piece.texte) for piece in found if not piece.sens)
    return found if 2 * kept >= min(len(avant), len(apres)) else ()


def dire(case: Case, value: Any) -> str:
    """A value in words; empty for a blank."""
    shown = case.dire(value)
    if shown is None:
        return ""
    return nombre(shown) if isinstance(shown, int | Decimal) else str(shown)


def _disparues(plan: Plan) -> Iterator[Refus]:
    """Sheets and rows that the file no longer has: what stands on line stays."""
    for sheet in plan.feuilles:
        name = plan.base["feuilles"].get(sheet.feuille.prefixe)
        if name and sheet.feuille.prefixe not in plan.relu.feuilles:
            yield Refus(0, "", "cette feuille n’est plus dans le classeur\u00a0: ses réponses en ligne restent.", name)
            continue
        lost = [
            case.cle for case in sheet.feuille.cases
            if case.cle in plan.base["cases"] and case.cle not in plan.relu.cellules
        ]  # fmt: skip
        if lost and not any(r.feuille == plan.relu.feuilles.get(sheet.feuille.prefixe) for r in plan.relu.refus):
            told = avec_nombre(len(lost), "ligne n’est plus,lignes ne sont plus")
            yield Refus(0, "", f"{told} dans cette feuille\u00a0: ce qui est en ligne reste.", name or "")


def _hors_des_cases(plan: Plan) -> Iterator[Refus]:
    """Cells that the bilan does not ask (any more), and what comes from the fiche-action, when the file says something of its own."""
    asked = {case.cle for sheet in plan.feuilles for case in sheet.feuille.cases}
    for cle, cell in plan.relu.cellules.items():
        if cle in asked or not (cell.texte or cell.faute):
            continue
        if cle in plan.base["fixes"]:
            if " ".join(cell.texte.split()) != " ".join((plan.base["fixes"][cle] or "").split()):
                told = "cette case vient de la fiche-action\u00a0: elle ne se change pas dans le bilan."
                yield Refus(cell.ligne, REPONSE, told, cell.feuille)
        else:
            told = f"cette question n’est pas, ou n’est plus, de ce bilan\u00a0: «\u00a0{cell.texte[:200]}\u00a0» n’est pas repris."
            yield Refus(cell.ligne, REPONSE, told, cell.feuille)


def _pourquoi(plan: PlanFeuille) -> Iterator[Refus]:
    values, prefixe = plan.valeurs(), plan.feuille.prefixe
    for question in CONFORMITE if plan.feuille.saisie else ():
        answer, why = (f"{prefixe}.{name}" for name in (question.code, question.suite))
        cell = plan.cellules.get(why)
        if values.get(answer) in (Reponse.NON, Reponse.PARTIEL) and not values.get(why) and cell:
            said = question.mot(values[answer])
            told = f"dites pourquoi\u00a0: la réponse à «\u00a0{question.libelle}\u00a0» est «\u00a0{said}\u00a0»."
            yield Refus(cell.ligne, REPONSE, told, cell.feuille)


@dataclass(frozen=True, slots=True)
class Ecrite:
    """A cell that a deposit wrote: what was there, what it wrote, and whether somebody has changed it since."""

    libelle: str
    avant: str
    apres: str
    changee: bool


def ecrites_de(retour: Retour) -> dict[str, tuple[Any, Any]]:
    """(before, after) of each cell that a deposit wrote."""
    return {cle: tuple(pair) for cle, pair in releve.depuis_texte(retour.ecrites).items()}


def enregistrees(retour: Retour, feuilles: list[Feuille]) -> list[tuple[Feuille, list[Ecrite]]]:
    """What a deposit wrote, by sheet."""
    written = ecrites_de(retour)
    found = []
    for feuille in feuilles:
        rows = [
            Ecrite(case.libelle, *(dire(case, v) for v in written[case.cle]), feuille.valeurs[case.cle] != written[case.cle][1])
            for case in feuille.cases if case.cle in written
        ]  # fmt: skip
        found += [(feuille, rows)] if rows else []
    return found

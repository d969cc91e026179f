"""What a workbook given back changes, cell by cell: to write, asked, refused; and what is ready for the verbs of the bilan."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from conventions.models import FicheAction
from coop.classeurs import fusion
from coop.classeurs.fusion import Sort
from coop.classeurs.relecture import Cellule
from evaluation.forms_bilan import ActionFormBase, action_form
from evaluation.models import QuestionChamp
from evaluation.tableur.cases import OUI, Case
from evaluation.tableur.feuilles import FIN, SYNTHESE, Feuille
from evaluation.tableur.lecture import valeur_lue

ISTS = "leviers_ists"
SANS_ISTS = "aucun levier n’est gardé tant que la question au-dessus n’a pas pour réponse «\u00a0Oui\u00a0» ou «\u00a0Partiellement\u00a0»."


@dataclass(frozen=True)
class Lot:
    """What one sheet writes: the arguments of `save_line` for an action, of `save_summary` without; answers to questions."""

    action: FicheAction | None
    ecriture: dict
    reponses: dict[QuestionChamp, str]


@dataclass
class PlanFeuille:
    """One sheet. By key of cell: `sorts`, `fichier` (values read), `fautes` (why refused), `ecrites` (values written).

    `form` is bound to what the bilan would say; None for « Pour finir ».
    """

    feuille: Feuille
    cellules: dict[str, Cellule]
    sorts: dict[str, Sort] = field(default_factory=dict)
    fichier: dict[str, Any] = field(default_factory=dict)
    fautes: dict[str, str] = field(default_factory=dict)
    ecrites: dict[str, Any] = field(default_factory=dict)
    form: ActionFormBase | None = None

    def valeurs(self) -> dict[str, Any]:
        """What the sheet of the bilan would say."""
        return self.feuille.valeurs | self.ecrites

    @property
    def lot(self) -> "Lot":
        """What is given to the verbs of the bilan."""
        if self.form is None:
            said = {champ: self.valeurs()[f"{FIN}.{champ}"] or "" for champ, _, _ in SYNTHESE}
            return Lot(None, said | {"expected_version": self.feuille.revision}, self.reponses())
        return Lot(self.feuille.saisie.action, self.form.ecriture(), self.reponses())

    def reponses(self) -> dict[QuestionChamp, str]:
        """The answers to the coordination that are written."""
        keys = {f"{self.feuille.prefixe}.rep_{q.pk}": q for q in self.feuille.questions}
        return {question: self.ecrites[cle] or "" for cle, question in keys.items() if cle in self.ecrites}


def planifier(
    feuille: Feuille,
    base: Mapping[str, Any],
    cellules: Mapping[str, Cellule],
    *,
    prises: Iterable[str] = (),
    gardees: Iterable[str] = (),
) -> PlanFeuille:
    """Compare one sheet. `prises`: asked and taken from the file; `gardees`: asked or refused, and left as on line."""
    keys = {case.cle for case in feuille.cases} - set(gardees)
    found = PlanFeuille(feuille, {cle: cell for cle, cell in cellules.items() if cle in keys})
    _lire(found)
    found.sorts = fusion.fusionner(base, feuille.valeurs, found.fichier, found.fautes)
    found.ecrites = fusion.a_ecrire(found.sorts, found.fichier, prises)
    if feuille.saisie:
        _valider(found)
    return found


def _lire(plan: PlanFeuille) -> None:
    fields = action_form(plan.feuille.saisie).base_fields if plan.feuille.saisie else {}
    for case in plan.feuille.cases:
        cell = plan.cellules.get(case.cle)
        if cell is None:
            continue
        if cell.faute:
            plan.fautes[case.cle] = cell.faute
            continue
        try:
            plan.fichier[case.cle] = valeur_lue(case, cell.texte, fields.get(case.champ))
        except ValidationError as error:
            plan.fautes[case.cle] = " ".join(error.messages)


def _valider(plan: PlanFeuille) -> None:
    """Give the form what would be written, as if it were typed; what it refuses is refused here, the rest stands."""
    _leviers(plan)
    while True:
        plan.form = formulaire_rempli(plan.feuille, plan.ecrites)
        refused = _refus_du_formulaire(plan)
        if not refused:
            return
        for cle, phrase in refused.items():
            plan.fautes[cle], plan.sorts[cle] = phrase, Sort.REFUSEE
            del plan.ecrites[cle]


def _leviers(plan: PlanFeuille) -> None:
    """No lever stands without its answer: those of the file are refused, those on line go with the answer and are told."""
    prefixe = plan.feuille.prefixe
    if plan.valeurs().get(f"{prefixe}.ists") in ("oui", "partiel"):
        return
    for case in plan.feuille.cases:
        if case.champ != ISTS:
            continue
        if plan.ecrites.get(case.cle) == OUI:
            plan.fautes[case.cle], plan.sorts[case.cle] = SANS_ISTS, Sort.REFUSEE
            del plan.ecrites[case.cle]
        if plan.feuille.valeurs.get(case.cle) == OUI and f"{prefixe}.ists" in plan.ecrites:
            plan.ecrites[case.cle], plan.sorts[case.cle] = None, Sort.CHANGEE


def _refus_du_formulaire(plan: PlanFeuille) -> dict[str, str]:
    """The cells to write that the form refuses; an error that none of them made is left to the page of the action."""
    written = [case for case in plan.feuille.cases if case.cle in plan.ecrites]
    found: dict[str, str] = {}
    for name, errors in plan.form.errors.items():
        same = [case for case in written if case.champ == name]
        near = [case for case in written if _groupe(case.champ) == _groupe(name)]
        for case in same or near:
            found[case.cle] = " ".join(errors)
    return found


def _groupe(champ: str) -> str:
    """The indicator of a field, or the field itself: a value, its reason and its parts are judged together."""
    match = re.match(r"i\d+", champ)
    return match.group() if match else champ


def formulaire_rempli(feuille: Feuille, ecrites: Mapping[str, Any]) -> ActionFormBase:
    """The form of the action with what stands on line, and `ecrites` over it; validated."""
    saisie = feuille.saisie
    kind = action_form(saisie)
    values = saisie.valeurs | {f"rep_{q.pk}": q.reponse for q in saisie.questions}
    for case in feuille.cases:
        if case.cle in ecrites:
            values = _pose(values, case, ecrites[case.cle])
    data = MultiValueDict({"version": [str(saisie.revision)]})
    for name, known in kind.base_fields.items():
        shown = known.prepare_value(values.get(name))
        if name != "version" and not name.startswith("preuve"):
            data.setlist(name, shown if isinstance(shown, list) else ["" if shown is None else str(shown)])
    form = kind(data)
    form.is_valid()
    return form


def _pose(values: dict[str, Any], case: Case, value: Any) -> dict[str, Any]:
    if not case.membre:
        return values | {case.champ: value}
    kept = [item for item in values.get(case.champ) or () if item != case.membre]
    return values | {case.champ: [*kept, case.membre] if value == OUI else kept}


def retablir(feuille: Feuille, ecrites: Mapping[str, tuple[Any, Any]]) -> tuple[PlanFeuille, list[str]]:
    """Taking back what a deposit wrote in one sheet: the plan of it, and the keys of the cells that somebody changed since."""
    known = {cle: pair for cle, pair in ecrites.items() if cle in feuille.valeurs}
    back, since = fusion.a_defaire(known, feuille.valeurs)
    found = PlanFeuille(feuille, {}, dict.fromkeys(back, Sort.CHANGEE), ecrites=back)
    if feuille.saisie:
        found.form = formulaire_rempli(feuille, back)
        since += list(_refus_du_formulaire(found))
    return found, since

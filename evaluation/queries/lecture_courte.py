"""What a coordinator reads first of an action: what moved or goes astray; the rest is folded, never hidden.

A row is calm when it is as planned and as the quarter before, or empty both times: a bilan then holds in one screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from evaluation.enums import Reponse

if TYPE_CHECKING:
    from evaluation.queries.lecture import ActionLue, IndicateurLu, ReponseLue, TexteLu

Rang = TypeVar("Rang")


@dataclass(frozen=True, slots=True)
class Rangs:
    """Rows of one action, by kind and in the order of the bilan."""

    indicateurs: list[IndicateurLu] = field(default_factory=list)
    conformite: list[ReponseLue] = field(default_factory=list)
    contribution: list[ReponseLue] = field(default_factory=list)
    textes: list[TexteLu] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(map(len, (self.indicateurs, self.conformite, self.contribution, self.textes)))


def partager(lue: ActionLue) -> tuple[Rangs, Rangs]:
    """(what is read, what is folded). A row that was asked about is always read."""
    asked = {question.champ for question in lue.questions}
    compared = lue.avant is not None

    def parts(rows: list[Rang], code: Callable[[Rang], str], calm: Callable[[Rang], bool]) -> tuple[list, list]:
        folded = [row for row in rows if code(row) not in asked and calm(row)]
        return [row for row in rows if row not in folded], folded

    kinds = (
        parts(lue.indicateurs, lambda row: row.code, lambda row: compared and indicateur_calme(row)),
        parts(lue.conformite, lambda row: row.question.code, lambda row: reponse_calme(row, compared)),
        parts(lue.contribution, lambda row: row.question.code, lambda row: reponse_calme(row, compared)),
        parts(lue.textes, lambda row: row.code, lambda row: row.texte == row.avant),
    )
    read, folded = zip(*kinds, strict=True)
    return Rangs(*read), Rangs(*folded)


def indicateur_calme(row: IndicateurLu) -> bool:
    """The same reading as the quarter before, without a word and without parts to look at."""
    now, before = row.releve, row.avant
    if now is None or before is None:
        return now is before
    same = (now.valeur, now.raison, now.texte) == (before.valeur, before.raison, before.texte)
    return same and not now.commentaire and not row.parts


def reponse_calme(row: ReponseLue, compared: bool) -> bool:
    """« Oui » with nothing new to read, or not asked and not answered; the first quarter has nothing to compare with."""
    if row.reponse not in ("", Reponse.OUI):
        return False
    before = (row.mot_avant, row.texte_avant) if compared else (row.mot, "")
    return (row.mot, row.texte) == before

"""Three texts of each cell: what was handed out (base), what stands on line today, what the file says. Nothing is lost.

A cell has one fate, and one only. What the file says is written only where nobody wrote on line meanwhile; a blank over
something is asked before it erases; two different words are a choice of the person (decisions.md 32).
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

Valeurs = Mapping[str, Any]


class Sort(StrEnum):
    """What becomes of a cell."""

    INTACTE = "intacte"  # nobody wrote in it
    EN_LIGNE = "en_ligne"  # written on line alone: it stays
    PAREILLE = "pareille"  # the file says what stands on line already
    CHANGEE = "changee"  # written in the file alone: to write
    EFFACEE = "effacee"  # emptied in the file alone: asked
    CONFLIT = "conflit"  # written differently on both sides: asked
    ABSENTE = "absente"  # the file no longer has the cell: what stands stays
    REFUSEE = "refusee"  # what the file says cannot be read: what stands stays, what was typed is shown


ASKED = frozenset({Sort.CONFLIT, Sort.EFFACEE})


def sort(base: Any, en_ligne: Any, fichier: Any) -> Sort:
    """The fate of one cell whose three values are known; None is a blank."""
    if fichier == base:
        return Sort.INTACTE if en_ligne == base else Sort.EN_LIGNE
    if fichier == en_ligne:
        return Sort.PAREILLE
    if en_ligne != base:
        return Sort.CONFLIT
    return Sort.EFFACEE if fichier is None else Sort.CHANGEE


def fusionner(base: Valeurs, en_ligne: Valeurs, fichier: Valeurs, refusees: Iterable[str] = ()) -> dict[str, Sort]:
    """The fate of every cell that stands on line; those that the file has not kept, or that it cannot tell, stay."""
    unread = frozenset(refusees)

    def fate(cle: str) -> Sort:
        if cle in unread:
            return Sort.REFUSEE
        if cle not in fichier:
            return Sort.ABSENTE
        return sort(base.get(cle), en_ligne[cle], fichier[cle])

    return {cle: fate(cle) for cle in en_ligne}


def a_ecrire(sorts: Mapping[str, Sort], fichier: Valeurs, prises: Iterable[str] = ()) -> dict[str, Any]:
    """What the file writes: what it alone changed, and what the person took among what was asked (`prises`)."""
    taken = frozenset(prises)
    return {
        cle: fichier[cle] for cle, fate in sorts.items() if fate == Sort.CHANGEE or (fate in ASKED and cle in taken)
    }


def a_defaire(ecrites: Mapping[str, tuple[Any, Any]], en_ligne: Valeurs) -> tuple[dict[str, Any], list[str]]:
    """Taking back what was written, `ecrites` as (before, after): what is put back, and what somebody has changed since."""
    apres = {cle: after for cle, (_, after) in ecrites.items()}
    avant = {cle: before for cle, (before, _) in ecrites.items()}
    sorts = fusionner(apres, {cle: en_ligne.get(cle) for cle in ecrites}, avant)
    back = {cle: avant[cle] for cle, fate in sorts.items() if fate in (Sort.CHANGEE, Sort.EFFACEE)}
    return back, [cle for cle, fate in sorts.items() if fate == Sort.CONFLIT]

"""A sheet as it is printed, and rows as high as their texts: LibreOffice and old spreadsheets find neither by themselves."""

import math
from typing import Any

LIGNE, MARGE, LIGNES_MAX = 15, 6, 25  # points of a line of text, and around; a row is no higher than a screen
A4, A3 = 9, 8  # their numbers in a workbook
# Characters that the width of a page holds, lying, at half the size of the screen: wider, a table would not be read.
SUR_A4, SUR_A3 = 260, 380


def hauteur(*textes: tuple[Any, int], lignes: int = 1) -> float:
    """The height of a row whose texts fold at the width of their columns."""
    for text, width in textes:
        words = "" if text is None else str(text)
        folded = sum(max(1, math.ceil(len(part) * 1.1 / width)) for part in words.split("\n"))
        lignes = max(lignes, folded)
    return min(lignes, LIGNES_MAX) * LIGNE + MARGE


def imprimer(sheet, largeur: int, entete: int | None = None, figees: int = 0) -> None:
    """Lying, on the width of one page when it can be read there; the header row comes again on each page, its number below.

    `largeur` in characters. A table too wide for A3 goes on over several pages, with its `figees` first columns on each.
    """
    sheet.set_landscape()
    sheet.set_paper(A4 if largeur <= SUR_A4 else A3)
    if largeur <= SUR_A3:
        sheet.fit_to_pages(1, 0)
    elif figees:
        sheet.repeat_columns(0, figees - 1)
    if entete is not None:
        sheet.repeat_rows(entete)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&R&P / &N")

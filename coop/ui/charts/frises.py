"""The six stages of a coopérative: full as a list of links, small in tables."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from coop.ui.charts.base import Graphique

FAIT, EN_COURS, A_VENIR = "f", "c", "v"


@dataclass(frozen=True, slots=True)
class Etape:
    """One stage: `etat` f (done), c (under way), v (to come); `quarts` of it done, 1 to 4, when under way."""

    titre: str
    dates: str
    etat: str
    mot: str
    url: str = ""
    quarts: int = 0


def frise(etapes: list[Etape]) -> SafeString:
    """The stages as an ordered list: the words are in the page, the bar is only their drawing. Two may be under way."""
    return render_to_string("ui/charts/frise.html", {"etapes": etapes})


def mini_frise(etats: list[str], mot: str) -> Graphique:
    """Six small boxes for a table cell; `mot` is the name of the stage, also written beside by the page."""
    cases = [
        {
            "classe": etat,
            "x": f"{21 * i + (0 if etat == FAIT else 0.5):g}",
            "rond": f"{21 * i + 9.5:g}",
            "ici": etat == EN_COURS,
        }
        for i, etat in enumerate(etats)
    ]
    return Graphique("mini", mot, mot, {"cases": cases, "largeur": str(21 * len(etats))})

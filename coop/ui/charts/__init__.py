"""SVG charts drawn on the server from the same figures as their table; the same drawing goes into the PDF.

Each function takes plain data and gives a `Graphique`: `{{ g }}` is the drawing and its table in `details`,
`{{ g.svg }}` the drawing alone, `{{ g.tableau }}` the table alone.
"""

from coop.ui.charts.barres import Part, Point, barres, jauge, spark
from coop.ui.charts.base import Graphique
from coop.ui.charts.frises import Etape, frise, mini_frise
from coop.ui.charts.gantt import Barre, gantt_entete, gantt_ligne
from coop.ui.charts.miroir import Bande, Reflet, miroir
from coop.ui.charts.niveaux import Releve, niveaux
from coop.ui.charts.semaines import Repere, semaines

__all__ = [
    "Bande",
    "Barre",
    "Etape",
    "Graphique",
    "Part",
    "Point",
    "Reflet",
    "Releve",
    "Repere",
    "barres",
    "frise",
    "gantt_entete",
    "gantt_ligne",
    "jauge",
    "mini_frise",
    "miroir",
    "niveaux",
    "semaines",
    "spark",
]

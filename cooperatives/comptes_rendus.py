"""The text of the minutes, assembled from what was noted under each item of the agenda."""

from coop.ui.typographie import date_longue
from cooperatives.models import Reunion


def compose(reunion: Reunion) -> str:
    """Notes and decisions in the order of the meeting; empty when nothing was noted."""
    points = list(reunion.points.all())
    decisions = list(reunion.decisions.order_by("pk"))
    if not decisions and not any(point.notes.strip() for point in points):
        return ""
    blocks = [f"{n}. {point.intitule}\n{point.notes.strip()}".strip() for n, point in enumerate(points, start=1)]
    if decisions:
        blocks.append("Décisions\n" + "\n".join(_line(decision) for decision in decisions))
    return "\n\n".join(blocks)


def _line(decision) -> str:
    who = f" Responsable\u00a0: {decision.responsable}." if decision.responsable else ""
    when = f" Échéance\u00a0: {date_longue(decision.echeance)}." if decision.echeance else ""
    return f"{decision.numero}\u00a0: {decision.texte}{who}{when}"

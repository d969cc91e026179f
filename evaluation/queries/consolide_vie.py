"""What surrounds the bilans of a quarter: how the coopérative lived, its freins and leviers, what calls for vigilance."""

from dataclasses import dataclass
from datetime import date, timedelta

from coop.notifications import faits
from coop.notifications.enums import Public, Urgence
from coop.notifications.regles import Fait
from cooperatives import chiffres_vie as formules
from cooperatives.chiffres_vie import Comite
from cooperatives.enums import PointVigilance
from cooperatives.models import Cooperative, Decision, VigilanceSuivi
from cooperatives.queries.chiffres_vie import rythme
from cooperatives.queries.comites import comites, tenus
from cooperatives.queries.gouvernance import ECRITS
from cooperatives.queries.ordre_du_jour import open_decisions
from cooperatives.queries.vie.leviers import Axe, registre
from evaluation.queries.chiffres import Part

# Told with the bilans received and missing.
DEJA_DITES = ("AL-04", "AL-05")


@dataclass(frozen=True, slots=True)
class Vie:
    """Sections 7 to 9: `comites` were held in the quarter; the rest is of the day `le`."""

    le: date
    comites: list[Comite]
    presences: Part
    comptes_rendus: Part
    rythme: str
    decisions: list[Decision]
    axes: list[Axe]
    alertes: list[Fait]
    vigilances: list[tuple[str, str, str]]


def lire(ca: Cooperative, debut: date, fin: date, today: date) -> Vie:
    """What all the members read, between `debut` and the day before `fin`; a fixed number of statements."""
    held = tenus([ca.pk], min(today, fin - timedelta(days=1))).filter(tenue_le__gte=debut)
    rows = list(comites(held).values())
    return Vie(
        today, rows, Part(*formules.presences(rows)), Part(*formules.ecrits_a_temps(rows, today)), rythme(ca, today),
        list(open_decisions(ca).filter(reunion__statut__in=ECRITS)), registre(ca).axes, alertes(ca, today),
        vigilances(ca),
    )  # fmt: skip


def vigilances(ca: Cooperative) -> list[tuple[str, str, str]]:
    """The seven points: (words, where it stands, comment); one nobody wrote of is not dealt with (1 statement)."""
    rows = {row.point: row for row in VigilanceSuivi.objects.filter(ca=ca)}
    blank = VigilanceSuivi(ca=ca)
    told = [(point, rows.get(point, blank)) for point in PointVigilance]
    return [(str(point.label), row.get_statut_display(), row.commentaire) for point, row in told]


def alertes(ca: Cooperative, today: date) -> list[Fait]:
    """What calls for attention and that co-pilotes, who are partners, are told too: nothing of one person or one party alone."""
    found = faits.lire(faits.suivies([ca.pk]), today)
    kept = [
        fait for code, fait in found
        if Public.COPILOTES in fait.publics and fait.urgency != Urgence.INFORMATION and code not in DEJA_DITES
    ]  # fmt: skip
    return sorted(kept, key=lambda fait: (fait.due or date.max, fait.title))

"""The ARS's side of a CA, and the figures of the three effects (R-GOUV-25)."""

from dataclasses import dataclass
from decimal import Decimal

from coop.ui.typographie import avec_nombre, nombre
from cooperatives.enums import ConditionIntersectorielle, TypeEffet
from cooperatives.models import (
    CarenceDroitCommun,
    ConditionIntersectorialite,
    Cooperative,
    DemandeReferent,
    EffetEngagement,
    InformationInstance,
    TempsAnimation,
)


@dataclass(frozen=True, slots=True)
class CoteARS:
    """What the ARS reads of its own engagement in a CA."""

    temps: list[TempsAnimation]
    demandes: list[DemandeReferent]
    effets: list[EffetEngagement]
    informations: list[InformationInstance]

    @property
    def jours(self) -> Decimal:
        return sum((row.jours for row in self.temps), Decimal(0))

    @property
    def en_attente(self) -> int:
        return sum(row.repondue_le is None for row in self.demandes)

    @property
    def acteurs(self) -> int:
        """Actors usually far from health promotion that came in."""
        return sum(row.type == TypeEffet.ACTEUR for row in self.effets)

    @property
    def communes(self) -> int:
        """Communes in concertation, each counted once."""
        rows = [row for row in self.effets if row.type == TypeEffet.CONCERTATION]
        return len({commune.pk for row in rows for commune in row.communes.all()})

    @property
    def interpellations(self) -> int:
        return sum(row.type == TypeEffet.INTERPELLATION for row in self.effets)


def cote_ars(ca: Cooperative) -> CoteARS:
    """The whole page in 5 statements."""
    effets = ca.effets_engagement.select_related("membre__organisation").prefetch_related("communes")
    return CoteARS(
        list(ca.temps_animation.all()),
        list(ca.demandes_referents.all()),
        list(effets),
        list(ca.informations.all()),
    )


def doutes(row: TempsAnimation) -> list[str]:
    """What looks counted twice or mistyped in a period just noted; several people may share one, so nothing is refused."""
    same = row.ca.temps_animation.filter(debut__lte=row.fin, fin__gte=row.debut).exclude(pk=row.pk).order_by("debut")
    told = [
        f"Cette période en recoupe une autre, déjà notée\u00a0: {other}. Les mêmes jours se comptent une fois."
        for other in same[:1]
    ]
    days = (row.fin - row.debut).days + 1
    if row.jours > days:
        told.append(
            f"{nombre(row.jours)} jours d’animation pour une période de {avec_nombre(days, 'jour,jours')}\u00a0: vérifiez."
        )
    return told


@dataclass(frozen=True, slots=True)
class Intersectorialite:
    """The gaps brought to light, and the seven conditions in their order (not yet said ones included)."""

    carences: list[CarenceDroitCommun]
    conditions: list[ConditionIntersectorialite]

    @property
    def reunies(self) -> int:
        return sum(row.reunie for row in self.conditions)


def intersectorialite(ca: Cooperative) -> Intersectorialite:
    """The page in 2 statements."""
    known = {row.condition: row for row in ca.conditions_intersectorielles.all()}
    conditions = [known.get(c) or ConditionIntersectorialite(ca=ca, condition=c) for c in ConditionIntersectorielle]
    return Intersectorialite(list(ca.carences.all()), conditions)

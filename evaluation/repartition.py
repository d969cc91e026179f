"""The parts of a figure (public, territoire, sexe, âge), and what of them others may read.

A part below `COOP_SMALL_NUMBER` might point at somebody: outside the coordination and who declares it, it is masked, and
a second one with it when the whole would give it back by subtraction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from conventions.enums import Dimension
from conventions.models import Indicateur


@dataclass(frozen=True, slots=True)
class PartLue:
    """One part: its name, its value, None when it was not told; `masquee` when the reader may not see it."""

    libelle: str
    valeur: Decimal | None
    masquee: bool = False


@dataclass(frozen=True, slots=True)
class Repartition:
    """The parts of one dimension."""

    dimension: Dimension
    parts: list[PartLue]

    @property
    def masquees(self) -> bool:
        return any(part.masquee for part in self.parts)


def champ(indicateur_id: int, cle: str) -> str:
    """The field of the form that holds a part."""
    return f"i{indicateur_id}_m_{cle}"


def champs(indicateur: Indicateur) -> list[str]:
    """The fields of all its parts."""
    return [champ(indicateur.pk, modalite.cle) for modalite in indicateur.modalites]


def repartir(indicateur: Indicateur, valeurs: Mapping[str, Decimal], *, clair: bool) -> list[Repartition]:
    """What was told of each dimension, masked unless `clair`; a dimension of which nothing was told is left out."""
    found: dict[Dimension, list[PartLue]] = {}
    for modalite in indicateur.modalites:
        found.setdefault(modalite.dimension, []).append(PartLue(modalite.libelle, valeurs.get(modalite.cle)))
    told = {dimension: parts for dimension, parts in found.items() if any(p.valeur is not None for p in parts)}
    return [Repartition(dimension, parts if clair else masquer(parts)) for dimension, parts in told.items()]


def masquer(parts: list[PartLue]) -> list[PartLue]:
    """The parts as everybody reads them."""
    told = [part for part in parts if part.valeur is not None]
    small = [part for part in told if part.valeur < settings.COOP_SMALL_NUMBER]
    if len(small) == 1 and len(told) > 1:
        small.append(min((part for part in told if part is not small[0]), key=lambda part: part.valeur))
    return [PartLue(part.libelle, None, True) if any(part is s for s in small) else part for part in parts]

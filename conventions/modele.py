"""Which wording of each block a convention is written with: the region's, or its own where it departs from it.

A draft takes the version in force; an avenant keeps the versions that were signed: the région does not change a signed
text by publishing another one. What is frozen is read from its frozen content, never from here.
"""

from copy import copy
from dataclasses import dataclass

from conventions.models import AdaptationBloc, Avenant, Convention, GabaritArticle
from coop import horloge


@dataclass(frozen=True, slots=True)
class Modele:
    """The blocks as printed (`blocs`, those adapted marked), the region's own (`regional`), and the adaptations by code."""

    blocs: list[GabaritArticle]
    regional: dict[str, GabaritArticle]
    adaptations: dict[str, AdaptationBloc]


def read(convention: Convention, avenant: Avenant | None = None) -> Modele:
    """The model of one convention (2 statements, 3 with an avenant)."""
    versions, today = list(GabaritArticle.objects.order_by("version")), horloge.today()
    regional = {row.code: row for row in versions if row.en_vigueur_depuis <= today}
    if avenant is not None:
        signed = _signed(convention)
        regional |= {row.code: row for row in versions if (row.code, row.version) in signed}
    adaptations = {row.code: row for row in convention.adaptations.all()}
    rows = sorted(regional.values(), key=lambda row: row.ordre)
    return Modele([_adapted(row, adaptations.get(row.code)) for row in rows], regional, adaptations)


def of_the_day() -> dict[str, GabaritArticle]:
    """The region's blocks in force today, by code."""
    return {row.code: row for row in GabaritArticle.objects.en_vigueur(horloge.today())}


def _adapted(row: GabaritArticle, adaptation: AdaptationBloc | None) -> GabaritArticle:
    row.adapte = adaptation is not None
    if adaptation is None:
        return row
    row = copy(row)
    row.texte = adaptation.texte
    return row


def _signed(convention: Convention) -> set[tuple[str, int]]:
    """The version of each block in the text that was signed."""
    version = convention.versions.courante().first()
    return {(bloc["code"], bloc["gabarit"]) for bloc in version.contenu["blocs"]} if version else set()

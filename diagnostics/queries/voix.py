"""The voices of a diagnosis as one reads them."""

from dataclasses import dataclass

from diagnostics.enums import OrigineAvis
from diagnostics.models import Avis, Diagnostic


@dataclass(frozen=True)
class LectureVoix:
    """Voices of inhabitants and of professionals, those set aside, and how many people they are."""

    habitants: list[Avis]
    professionnels: list[Avis]
    ecartes: list[Avis]

    @property
    def gardees(self) -> list[Avis]:
        return [*self.habitants, *self.professionnels]

    @property
    def nombre(self) -> int:
        return len(self.gardees)

    @property
    def personnes(self) -> int:
        return sum(row.nombre_personnes for row in self.gardees)


def lire(diagnostic: Diagnostic) -> LectureVoix:
    """Every voice of a version, with the findings that cite it (2 statements)."""
    rows = list(diagnostic.avis.prefetch_related("constats").order_by("le", "numero"))
    kept = [row for row in rows if row.ecarte_le is None]
    return LectureVoix(
        habitants=[row for row in kept if row.origine == OrigineAvis.HABITANTS],
        professionnels=[row for row in kept if row.origine == OrigineAvis.PROFESSIONNELS],
        ecartes=[row for row in rows if row.ecarte_le],
    )

"""What transmitted bilans hold, read once for the tables, the figures and the documents made of them (decisions.md 25)."""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass

from evaluation.models import Bilan, LigneBilan, Releve, VersionBilan


@dataclass(frozen=True)
class Matiere:
    """Bilans, the last transmitted version of each, and what these versions say; a bilan not transmitted has none."""

    bilans: dict[int, Bilan]
    versions: dict[int, VersionBilan]
    lignes: list[LigneBilan]
    releves: list[Releve]

    def bilan(self, row: LigneBilan | Releve) -> Bilan:
        """Whose bilan says it."""
        return self.bilans[self.versions[row.version_id].bilan_id]

    def de(self, bilans: Iterable[Bilan]) -> "Matiere":
        """The same for some of these bilans, without reading anything more."""
        kept = {bilan.pk: bilan for bilan in bilans}
        versions = {pk: version for pk, version in self.versions.items() if version.bilan_id in kept}
        return Matiere(
            kept, versions,
            [row for row in self.lignes if row.version_id in versions],
            [row for row in self.releves if row.version_id in versions],
        )  # fmt: skip

    def par(self, cle: Callable[[Bilan], Hashable]) -> dict[Hashable, "Matiere"]:
        """The same cut by what `cle` says of a bilan, in one pass."""
        found: dict[Hashable, Matiere] = {}
        for bilan in self.bilans.values():
            found.setdefault(cle(bilan), Matiere({}, {}, [], [])).bilans[bilan.pk] = bilan
        for pk, version in self.versions.items():
            found[cle(self.bilans[version.bilan_id])].versions[pk] = version
        for row in self.lignes:
            found[cle(self.bilan(row))].lignes.append(row)
        for row in self.releves:
            found[cle(self.bilan(row))].releves.append(row)
        return found


def lire(bilans: Collection[Bilan], *, programmation: bool = False) -> Matiere:
    """Lines by party and action, readings by action, type and number; with columns 3 to 10 (4 statements, 5 with them)."""
    by_id = {bilan.pk: bilan for bilan in bilans}
    versions = {version.pk: version for version in VersionBilan.objects.dernieres().filter(bilan__in=by_id).order_by()}
    lines = LigneBilan.objects.filter(version__in=versions).prefetch_related("leviers_ists").select_related("action")
    if programmation:
        lines = lines.prefetch_related("publics").select_related("action__objectif", "territoire")
    readings = Releve.objects.filter(version__in=versions, modalite="").select_related("indicateur__action")
    return Matiere(
        by_id, versions,
        list(lines.order_by("version__bilan__partie__ordre", "action__numero", "pk")),
        list(readings.order_by("indicateur__action__numero", "indicateur__type", "indicateur__numero", "pk")),
    )  # fmt: skip

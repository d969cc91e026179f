"""What the warnings beside the grid are made of: the warning itself, and what is read of the coopératives to find them."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from cooperatives.enums import CodeAvertissement, TypeDispositif
from cooperatives.models import Articulation, Cooperative, DispositifLocal, ReponseAvertissement
from cooperatives.queries import couverture


@dataclass(frozen=True, slots=True, kw_only=True)
class Avertissement:
    """One warning: `objet` is its stable key, `principe` the place of the principle it is shown beside."""

    ca: Cooperative
    code: CodeAvertissement
    objet: str
    phrase: str
    principe: int
    source: str
    precision: str = ""
    url: str = ""
    mot: str = ""
    reponse: ReponseAvertissement | None = None

    @property
    def ancre(self) -> str:
        """The id of the warning on its page."""
        return f"avertissement-{self.code}-{self.objet.replace(':', '-')}"

    @property
    def champ(self) -> str:
        """What its form sends."""
        return f"{self.code}|{self.objet}"


_partagees: ContextVar[dict | None] = ContextVar("partagees", default=None)


@contextmanager
def partagee() -> Iterator[None]:
    """Within the block a coopérative is read once for all its warnings: for what only reads."""
    token = _partagees.set({})
    try:
        yield
    finally:
        _partagees.reset(token)


class Lecture:
    """What the warnings read of the coopératives of a queryset, each thing once and for all of them."""

    def __init__(self, cas: QuerySet[Cooperative]) -> None:
        self.cas = cas

    @classmethod
    def de(cls, ca: Cooperative) -> "Lecture":
        """The reading of one coopérative already at hand; the same one again inside `partagee`."""
        known = _partagees.get()
        if known is not None and ca.pk in known:
            return known[ca.pk]
        lecture = cls(Cooperative.objects.filter(pk=ca.pk))
        lecture.cooperatives = {ca.pk: ca}
        if known is not None:
            known[ca.pk] = lecture
        return lecture

    @cached_property
    def cooperatives(self) -> dict[int, Cooperative]:
        rows = self.cas.select_related("departement").defer("departement__trace")
        return {ca.pk: ca for ca in rows}

    @cached_property
    def lieux(self) -> dict[int, couverture.Lieux]:
        return couverture.lieux_des_cooperatives(self.cas)

    @cached_property
    def parents(self) -> dict[int, int]:
        return couverture.parents_des_arrondissements()

    @cached_property
    def reponses(self) -> dict[tuple[int, str, str], ReponseAvertissement]:
        rows = ReponseAvertissement.objects.filter(ca__in=self.cas.order_by().values("pk"))
        return {(row.ca_id, row.code, row.objet): row for row in rows}

    @cached_property
    def entieres(self) -> set[int]:
        """Coopératives that aim at whole départements: they need no list of communes."""
        return set(self.cas.order_by().filter(departements_vises__isnull=False).values_list("pk", flat=True))

    @cached_property
    def dispositifs(self) -> dict[int, DispositifLocal]:
        """The schemes of the register that have not ended."""
        return {row.pk: row for row in DispositifLocal.objects.en_cours()}

    @cached_property
    def communes_dispositifs(self) -> dict[int, set[int]]:
        return couverture.communes_des_dispositifs(DispositifLocal.objects.en_cours())

    @cached_property
    def par_commune(self) -> dict[int, list[DispositifLocal]]:
        """The running schemes of each commune."""
        found: dict[int, list[DispositifLocal]] = defaultdict(list)
        for pk, communes in self.communes_dispositifs.items():
            for commune in communes:
                found[commune].append(self.dispositifs[pk])
        return found

    @cached_property
    def articulations(self) -> dict[int, list[Articulation]]:
        found: dict[int, list[Articulation]] = defaultdict(list)
        rows = Articulation.objects.filter(ca__in=self.cas.order_by().values("pk"))
        for row in rows.select_related("dispositif").order_by("id"):
            found[row.ca_id].append(row)
        return found

    @cached_property
    def themes(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        for ca, theme in self.cas.order_by().filter(thematiques__isnull=False).values_list("pk", "thematiques"):
            found[ca].add(theme)
        return found

    def places(self, ca: Cooperative) -> couverture.Lieux:
        return self.lieux.get(ca.pk) or couverture.Lieux()

    def communes(self, ca: Cooperative) -> set[int]:
        """Communes covered, an arrondissement of Paris not counted beside Paris."""
        return couverture.sans_doublon(self.places(ca).toutes, self.parents)

    def covering(self, communes: set[int], *types: TypeDispositif) -> list[DispositifLocal]:
        """Running schemes of these types with a commune among `communes`, by name."""
        found = {row.pk: row for pk in communes for row in self.par_commune.get(pk, ()) if row.type in types}
        return sorted(found.values(), key=lambda row: (row.nom, row.pk))

    def build(self, ca: Cooperative, code: CodeAvertissement, objet: str, **fields) -> Avertissement:
        reponse = self.reponses.get((ca.pk, code, objet))
        return Avertissement(ca=ca, code=code, objet=objet, reponse=reponse, **fields)

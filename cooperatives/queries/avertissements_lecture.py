"""What the warnings beside the grid are made of: the warning itself, and what is read of the coopératives to find them."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import BigIntegerField, Case, CharField, F, Q, QuerySet, Value, When

from cooperatives.enums import CodeAvertissement, QualiteInstance, Statut, TypeDispositif
from cooperatives.models import (
    Articulation,
    Cooperative,
    DispositifLocal,
    Membre,
    MembreInstance,
    ReponseAvertissement,
)
from cooperatives.queries import couverture
from cooperatives.queries.presences import presences
from cooperatives.roles import ACTIFS


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


@dataclass(slots=True)
class MemeTheme:
    """A coopérative beside others of its theme: public facts alone."""

    intitule: str
    reference: str
    themes: set[int] = field(default_factory=set)


SIEGE = "siege"  # beside the kinds of organisations
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

    def __init__(self, cas: QuerySet[Cooperative], seule: bool = False) -> None:
        self.cas, self.seule = cas, seule

    @classmethod
    def de(cls, ca: Cooperative) -> "Lecture":
        """The reading of one coopérative already at hand; the same one again inside `partagee`."""
        known = _partagees.get()
        if known is not None and ca.pk in known:
            return known[ca.pk]
        lecture = cls(Cooperative.objects.filter(pk=ca.pk), seule=True)
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
        """The places of these coopératives; for a single one, those of the others of its theme come with them."""
        return self.lieux_du_theme if self.seule else couverture.lieux_des_cooperatives(self.cas)

    @cached_property
    def lieux_du_theme(self) -> dict[int, couverture.Lieux]:
        return couverture.lieux_des_cooperatives(Cooperative.objects.filter(pk__in=list(self.du_theme)))

    @cached_property
    def du_theme(self) -> dict[int, MemeTheme]:
        """These coopératives, and the running ones that share a theme with one of them."""
        keys = self.cas.order_by().values("pk")
        wanted = self.cas.order_by().filter(thematiques__isnull=False).values("thematiques")
        near = Q(statut=Statut.EN_COURS, thematiques__in=wanted)
        rows = Cooperative.objects.order_by().filter(near | Q(pk__in=keys))
        found: dict[int, MemeTheme] = {}
        for pk, *names, theme in rows.values_list("pk", "intitule", "reference", "thematiques"):
            found.setdefault(pk, MemeTheme(*names)).themes.update({theme} - {None})
        return found

    @cached_property
    def presences(self) -> dict[int, frozenset[str]]:
        """What each has of all that the first step asks to find somewhere."""
        return presences(self.cas)

    @cached_property
    def participants(self) -> dict[int, set[tuple[str, int | None]]]:
        """The kind of each that takes part with each of its sectors beyond health, and `SIEGE` where an inhabitant has a seat."""
        keys, found = self.cas.order_by().values("pk"), defaultdict(set)
        sector = Case(When(organisation__secteur__sanitaire=False, then=F("organisation__secteur")))
        members = Membre.objects.filter(ca__in=keys, statut__in=ACTIFS).order_by()
        seats = MembreInstance.objects.order_by().filter(
            qualite=QualiteInstance.HABITANT, instance__ca__in=keys, instance__fin__isnull=True
        )
        seat = Value(SIEGE, output_field=CharField())
        also = members.filter(organisation__autres_secteurs__sanitaire=False)
        rows = members.values_list("ca", "organisation__type", sector).union(
            also.values_list("ca", "organisation__type", "organisation__autres_secteurs"),
            seats.values_list("instance__ca", seat, Value(None, output_field=BigIntegerField())),
        )
        for ca, kind, beyond in rows:
            found[ca].add((kind, beyond))
        return found

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

    def places(self, ca: Cooperative) -> couverture.Lieux:
        return self.lieux.get(ca.pk) or couverture.Lieux()

    def communes(self, ca: Cooperative) -> set[int]:
        """Communes covered, an arrondissement of Paris not counted beside Paris."""
        return self.places(ca).distinctes

    def covering(self, communes: set[int], *types: TypeDispositif) -> list[DispositifLocal]:
        """Running schemes of these types with a commune among `communes`, by name."""
        found = {row.pk: row for pk in communes for row in self.par_commune.get(pk, ()) if row.type in types}
        return sorted(found.values(), key=lambda row: (row.nom, row.pk))

    def build(self, ca: Cooperative, code: CodeAvertissement, objet: str, **fields) -> Avertissement:
        reponse = self.reponses.get((ca.pk, code, objet))
        return Avertissement(ca=ca, code=code, objet=objet, reponse=reponse, **fields)

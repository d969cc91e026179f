"""« Depuis votre dernière visite »: the facts of one's coopératives, nobody's drafts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Count, Q
from django.db.models.functions import Cast

from coop.journal.models import Entry
from coop.ui.rubriques import lien
from cooperatives.models import Cooperative, Reunion
from portail import lecture
from portail.queries.perimetre import ECRITES

MONTRES = 5


@dataclass(frozen=True, slots=True)
class Acte:
    """One act as a sentence, in its coopérative."""

    at: datetime
    phrase: str
    url: str
    cooperative: str
    acteur: str = ""
    rubrique: str = ""
    motif: str = ""


@dataclass(frozen=True, slots=True)
class Fil:
    """The last facts, how many there are in all, and the carnets that hold the others."""

    actes: list[Acte]
    total: int
    carnets: list[tuple[str, str]]

    @property
    def autres(self) -> int:
        return self.total - len(self.actes)


def fil(user, depuis: datetime, lisibles: Iterable[Cooperative]) -> Fil:
    """Facts since `depuis` in the coopératives the account reads in full, its own acts apart (2 statements)."""
    readable = {ca.pk: ca for ca in lisibles}
    rows = Entry.objects.filter(lecture.faits(), ca_id__in=list(readable), at__gt=depuis).exclude(actor_user_id=user.pk)
    rows = rows.exclude(brouillons(list(readable)))
    last = rows.order_by("-at", "-id").values("ca_id", "at", "summary", "verb", "object_kind", "object_id")
    shown = list(last[:MONTRES])
    actes = [_acte(row, readable[row["ca_id"]]) for row in shown]
    # Fewer than the page shows: they are all there, and nothing is left to count.
    whole = len(shown) < MONTRES
    counted = (
        Counter(row["ca_id"] for row in shown)
        if whole
        else dict(rows.order_by().values_list("ca_id").annotate(nombre=Count("id")))
    )
    carnets = [
        (ca.intitule, lien("portail:carnet", ca_ref=ca.reference)) for pk, ca in readable.items() if pk in counted
    ]
    return Fil(actes, sum(counted.values()), carnets)


def brouillons(cooperatives: list[int]) -> Q:
    """What meetings decided and nobody validated yet, as a part of the statement that reads the acts."""
    open_meetings = Reunion.objects.filter(ca__in=cooperatives).exclude(statut__in=ECRITES).order_by()
    ids = open_meetings.annotate(cle=Cast("pk", CharField())).values("cle")
    return Q(verb__in=lecture.BROUILLONS_DE_REUNION, object_kind="cooperatives.reunion", object_id__in=ids)


def _acte(row: dict, ca: Cooperative) -> Acte:
    url = lecture.adresse(row["verb"], row["object_kind"], row["object_id"], ca.reference)
    return Acte(row["at"], row["summary"], url, ca.intitule)

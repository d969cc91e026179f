"""The board of the fiches-action: what each lacks, who wrote it last, when it was last asked for."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from conventions import gates
from conventions.enums import StatutFil
from conventions.models import FicheAction, Programme, RelanceFiche
from conventions.queries import a_ce_jour
from conventions.rules import lock_state
from coop.journal.actors import Actor
from cooperatives.models import Cooperative, Membre
from cooperatives.roles import ANIMATION, organisations_of, roles


@dataclass(frozen=True)
class LigneFiche:
    """One fiche of the board. `rappel_le` is the last reminder, `ouverts` the open comments this reader sees."""

    action: FicheAction
    manques: list[str]
    mine: bool

    @property
    def complete(self) -> bool:
        return not self.manques

    @property
    def phrase(self) -> str:
        return f"Il manque\u00a0: {', '.join(self.manques)}."

    @property
    def rappel_le(self) -> datetime | None:
        return self.action.rappel_le

    @property
    def ouverts(self) -> int:
        return self.action.ouverts


@dataclass(frozen=True)
class TableauFiches:
    """What the page shows: « 9 sur 12 complètes », the rows, the members without any fiche."""

    programme: Programme
    lignes: list[LigneFiche]
    sans_fiche: list[Membre]
    verrou: str
    anime: bool

    @property
    def total(self) -> int:
        return len(self.lignes)

    @property
    def completes(self) -> int:
        return sum(ligne.complete for ligne in self.lignes)

    @property
    def incompletes(self) -> list[FicheAction]:
        return [ligne.action for ligne in self.lignes if not ligne.complete]

    @property
    def peut_relancer(self) -> bool:
        return self.anime and not self.verrou


def board(ca: Cooperative, actor: Actor, *, interne: bool) -> TableauFiches | None:
    """The fiches of `ca` for `actor`, in a fixed number of statements; None while the programme is not open."""
    programme = Programme.objects.filter(ca=ca).first()
    if programme is None:
        return None
    programme.ca = ca
    mine = organisations_of(actor)
    fiches = a_ce_jour.fiches(_rows(ca, interne), "lieux", "partenaires")
    rows = [LigneFiche(action, gates.missing_fields(action), _is_around(action, mine)) for action in fiches]
    return TableauFiches(programme, rows, list(_idle(ca)), lock_state(programme), bool(roles(actor, ca) & ANIMATION))


def incomplete(ca: Cooperative) -> list[FicheAction]:
    """The fiches that lack something, ready for a reminder."""
    rows = FicheAction.objects.en_cours().filter(programme__ca=ca)
    rows = rows.select_related("programme__ca__departement", "promoteur__organisation", "objectif")
    return [a for a in rows.prefetch_related("lieux").order_by("numero") if gates.missing_fields(a)]


def _rows(ca: Cooperative, interne: bool) -> QuerySet[FicheAction]:
    states = FicheAction.history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
    reminders = RelanceFiche.objects.filter(action=OuterRef("pk")).order_by("-le", "-id")
    seen = Q(fils__statut=StatutFil.OUVERT) & (Q() if interne else Q(fils__interne=False))
    rows = FicheAction.objects.en_cours().filter(programme__ca=ca)
    return (
        rows.select_related("promoteur__organisation", "objectif")
        .prefetch_related("lieux", "partenaires")
        .annotate(
            ecrite_le=Subquery(states.values("history_date")[:1]),
            ecrite_par=Subquery(states.values("history_change_reason")[:1]),
            rappel_le=Subquery(reminders.values("le")[:1]),
            ouverts=Count("fils", filter=seen, distinct=True),
        )
        .order_by("numero")
    )


def _is_around(action: FicheAction, organisations: frozenset[int]) -> bool:
    return any(m.organisation_id in organisations for m in (action.promoteur, *action.partenaires.all()))


def _idle(ca: Cooperative) -> QuerySet[Membre]:
    """Members that carry and share nothing yet (R-CONV-02); the ARS is exempt."""
    around = FicheAction.objects.en_cours().filter(programme__ca=ca)
    members = ca.membres.actifs().partenaires().select_related("organisation").order_by("organisation__recherche")
    return members.exclude(actions_portees__in=around).exclude(actions_associees__in=around)

"""The comments on a fiche-action, row by row, for one reader."""

from dataclasses import dataclass

from django.db.models import Count

from conventions.champs import RUBRIQUES
from conventions.enums import StatutFil
from conventions.models import FicheAction, FilCommentaire
from conventions.models.commentaire import FilQuerySet
from conventions.rules_fiche import coordinates_action, fills, may_comment, may_read_conditions, reads_internal
from coop.journal.actors import Actor


@dataclass(frozen=True)
class Fil:
    """A thread with what this reader may do of it."""

    fil: FilCommentaire
    repond: bool
    resout: bool
    clot: bool
    rouvre: bool


@dataclass(frozen=True)
class Rubrique:
    """A row of the fiche and its threads, the open ones first."""

    code: str
    libelle: str
    fils: list[Fil]


@dataclass(frozen=True)
class Commentaires:
    """The page of the comments: rows that have some, and whether the reader may open one."""

    rubriques: list[Rubrique]
    ouverts: int
    peut_ouvrir: bool


def read(action: FicheAction, actor: Actor) -> Commentaires:
    """The threads of `action` that `actor` sees: rules are asked once, not for each thread."""
    may = may_comment(actor, action)
    writes, coordinates = fills(actor, action), coordinates_action(actor, action)
    rows = list(visibles(action, actor).prefetch_related("messages"))
    found = [_fil(fil, may, may if fil.interne else writes, coordinates) for fil in rows]
    found.sort(key=lambda row: StatutFil.values.index(row.fil.statut))
    groups = [Rubrique(code, label, [r for r in found if r.fil.champ == code]) for code, label in RUBRIQUES.items()]
    opened = sum(fil.statut == StatutFil.OUVERT for fil in rows)
    return Commentaires([g for g in groups if g.fils], opened, may)


def _fil(fil: FilCommentaire, answers: bool, resolves: bool, coordinates: bool) -> Fil:
    return Fil(
        fil,
        repond=answers and fil.statut != StatutFil.CLOS,
        resout=resolves and fil.statut == StatutFil.OUVERT,
        clot=coordinates and fil.statut == StatutFil.RESOLU,
        rouvre=coordinates and fil.statut != StatutFil.OUVERT,
    )


def visibles(action: FicheAction, actor: Actor) -> FilQuerySet:
    """The threads that `actor` may know of."""
    return action.fils.visibles(interne=reads_internal(actor, action), conditions=may_read_conditions(actor, action))


def counts(action: FicheAction, actor: Actor) -> dict[str, int]:
    """How many threads are not closed, by row: what stands beside a field."""
    rows = visibles(action, actor).exclude(statut=StatutFil.CLOS)
    return dict(rows.order_by().values_list("champ").annotate(n=Count("id")))

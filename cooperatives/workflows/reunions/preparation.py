"""Before the meeting: plan it, write its agenda, move it, cancel it (R-GOUV-06, R-GOUV-21)."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from cooperatives import rules
from cooperatives.enums import StatutReunion, TypeReunion
from cooperatives.models import Cooperative, Instance, PointOdj, Reunion
from cooperatives.queries.ordre_du_jour import proposed_points
from cooperatives.workflows.reunions import commun
from cooperatives.workflows.reunions.convocations import void_answers


@transaction.atomic
def plan(
    ca: Cooperative,
    *,
    actor: Actor,
    type: TypeReunion,
    prevue_le: datetime,
    lieu: str = "",
    duree_minutes: int = 120,
    instance: Instance | None = None,
    points: Iterable[str] | None = (),
) -> Reunion:
    """Plan a meeting; `points` is its agenda, None takes the one proposed for its kind.

    Raises Refused, ValidationError (a naive moment, an instance of another CA or closed).
    """
    require(rules.animates, actor, ca, commun.REFUS)
    _check_moment(prevue_le)
    if instance is not None and (instance.ca_id != ca.pk or instance.fin is not None):
        raise ValidationError({"instance": "Choisissez une instance ouverte de cette coopérative."})
    row = Reunion(
        ca=ca, type=type, instance=instance, prevue_le=prevue_le, lieu=lieu.strip(), duree_minutes=duree_minutes
    )
    row.full_clean()
    row.save()
    _write_points(row, proposed_points(ca, type, instance) if points is None else points)
    commun.note("reunion.plan", f"{commun.titre(row)}\u00a0: réunion planifiée.", row, actor=actor)
    return row


def _check_moment(moment: datetime) -> None:
    if timezone.is_naive(moment):
        raise ValidationError({"prevue_le": "Donnez une date et une heure avec leur fuseau."})


def _write_points(reunion: Reunion, points: Iterable[str]) -> None:
    """The agenda becomes `points`, in order; an item kept by name keeps its notes.

    Raises ValidationError when an item that has notes would go.
    """
    titles = [title.strip() for title in points if title.strip()]
    known = {point.intitule: point for point in reunion.points.all()}
    gone = [point for title, point in known.items() if title not in titles]
    if any(point.notes for point in gone):
        raise ValidationError({"points": "Un point où des notes sont prises ne se retire pas."})
    PointOdj.objects.filter(pk__in=[point.pk for point in gone]).delete()
    for order, title in enumerate(dict.fromkeys(titles), start=1):
        point = known.get(title) or PointOdj(reunion=reunion, intitule=title)
        point.ordre = order
        point.save_version() if point.pk else _create(point)


def _create(point: PointOdj) -> None:
    point.full_clean()
    point.save()


@transaction.atomic
def update(
    reunion: Reunion,
    *,
    actor: Actor,
    prevue_le: datetime,
    lieu: str,
    duree_minutes: int | None = None,
    points: Iterable[str] | None = None,
    version: int | None = None,
) -> Reunion:
    """Move the meeting or rewrite its agenda before it is held.

    A meeting moved after its convocation is convened again; on another day or hour, the answers received no longer hold.
    """
    require(rules.animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, commun.A_VENIR, commun.FINIE)
    _check_moment(prevue_le)
    place = lieu.strip()
    before = (reunion.prevue_le, reunion.lieu, reunion.duree_minutes)
    reunion.prevue_le, reunion.lieu = prevue_le, place
    reunion.duree_minutes = duree_minutes or reunion.duree_minutes
    if before != (reunion.prevue_le, reunion.lieu, reunion.duree_minutes):
        reunion.statut = StatutReunion.PLANIFIEE
    reunion.save_version(version)
    if before[0] != prevue_le:
        void_answers(reunion)
    if points is not None:
        _write_points(reunion, points)
    commun.note("reunion.update", f"{commun.titre(reunion)}\u00a0: préparation modifiée.", reunion, actor=actor)
    return reunion


@transaction.atomic
def move_point(point: PointOdj, *, actor: Actor, pas: int) -> PointOdj:
    """Move an item of the agenda up (`pas` negative) or down among the others, until the meeting is held."""
    reunion = point.reunion
    require(rules.animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, commun.A_VENIR, commun.FINIE)
    rows = list(reunion.points.select_for_update())
    place = next(n for n, row in enumerate(rows) if row.pk == point.pk)
    rows.insert(max(0, min(len(rows) - 1, place + pas)), rows.pop(place))
    for order, row in enumerate(rows, start=1):
        if row.ordre != order:
            row.ordre = order
            row.save_version()
    summary = f"{commun.titre(reunion)}\u00a0: «\u00a0{point.intitule}\u00a0» déplacé dans l’ordre du jour."
    commun.note("reunion.move_point", summary, reunion, actor=actor)
    return point


@transaction.atomic
def cancel(reunion: Reunion, *, actor: Actor, motif: str) -> Reunion:
    """Cancel a meeting that was not held, with a motive; people already convened are told."""
    require(rules.animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, commun.A_VENIR, commun.FINIE)
    if not motif.strip():
        raise ValidationError({"motif": "Dites en une phrase pourquoi la réunion est annulée."})
    reunion.statut, reunion.motif_annulation = StatutReunion.ANNULEE, motif.strip()
    reunion.save_version()
    title = commun.titre(reunion)
    for row in reunion.convocations.select_related("contact__user"):
        commun.send(
            reunion, row.contact, "annulation", f"Réunion annulée\u00a0: {title}", {}, actor=actor,
            attachments=[commun.invitation(reunion, row.contact, commun.organisateur(reunion))],
        )  # fmt: skip
    commun.note("reunion.cancel", f"{title}\u00a0: réunion annulée.", reunion, actor=actor, comment=motif.strip())
    return reunion

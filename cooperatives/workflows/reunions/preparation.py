"""Before the meeting: plan it, write its agenda, convene, cancel (R-GOUV-06, R-GOUV-21)."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.ui import typographie
from cooperatives import agenda, rules
from cooperatives.enums import StatutReunion, TypeReunion
from cooperatives.models import Cooperative, Instance, PointOdj, Reunion
from cooperatives.queries.ordre_du_jour import proposed_points
from cooperatives.queries.participants import participants
from cooperatives.workflows.reunions import commun


@transaction.atomic
def plan(
    ca: Cooperative,
    *,
    actor: Actor,
    type: TypeReunion,
    prevue_le: datetime,
    lieu: str = "",
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
    row = Reunion(ca=ca, type=type, instance=instance, prevue_le=prevue_le, lieu=lieu.strip())
    row.full_clean()
    row.save()
    _write_points(row, proposed_points(ca, type) if points is None else points)
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
        point.full_clean()
        point.save()


@transaction.atomic
def update(
    reunion: Reunion,
    *,
    actor: Actor,
    prevue_le: datetime,
    lieu: str,
    points: Iterable[str] | None = None,
    version: int | None = None,
) -> Reunion:
    """Move the meeting or rewrite its agenda before it is held; a meeting moved after its convocation is convened again."""
    require(rules.animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, commun.A_VENIR, "Cette réunion est passée ou annulée.")
    _check_moment(prevue_le)
    moved = (reunion.prevue_le, reunion.lieu) != (prevue_le, lieu.strip())
    reunion.prevue_le, reunion.lieu = prevue_le, lieu.strip()
    if moved:
        reunion.statut = StatutReunion.PLANIFIEE
    reunion.save_version(version)
    if points is not None:
        _write_points(reunion, points)
    commun.note("reunion.update", f"{commun.titre(reunion)}\u00a0: préparation modifiée.", reunion, actor=actor)
    return reunion


@transaction.atomic
def propose_point(reunion: Reunion, *, actor: Actor, intitule: str) -> PointOdj:
    """Anybody who takes part adds an item at the end of the agenda, until the meeting is held."""
    require(rules.takes_part, actor, reunion.ca, "Les participants de la coopérative proposent des points.")
    commun.check_state(reunion, commun.A_VENIR, "Cette réunion est passée ou annulée.")
    last = reunion.points.aggregate(last=Max("ordre"))["last"] or 0
    point = PointOdj(reunion=reunion, intitule=intitule.strip(), ordre=last + 1)
    point.full_clean()
    point.save()
    summary = f"{commun.titre(reunion)}\u00a0: point proposé, «\u00a0{point.intitule}\u00a0»."
    commun.note("reunion.propose_point", summary, reunion, actor=actor)
    return point


@transaction.atomic
def convene(reunion: Reunion, *, actor: Actor, sans_ordre_du_jour: bool = False) -> Reunion:
    """Write to everybody expected, with the agenda and a calendar file; again after a change.

    Raises Refused, ValidationError: past or cancelled meeting; no agenda, unless `sans_ordre_du_jour` confirms it
    (R-GOUV-21, a recommendation: code « ordre_du_jour »).
    """
    require(rules.animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, commun.A_VENIR, "Cette réunion est passée ou annulée.")
    if not sans_ordre_du_jour and not reunion.points.exists():
        raise ValidationError(
            "L’ordre du jour est vide\u00a0: écrivez au moins un point, ou confirmez l’envoi sans ordre du jour.",
            code="ordre_du_jour",
        )
    again = reunion.convoquee_le is not None
    reunion.statut, reunion.convoquee_le = StatutReunion.CONVOQUEE, horloge.now()
    reunion.save_version()
    title = commun.titre(reunion)
    invited = [expected.contact for expected in participants(reunion)]
    subject = f"{'Réunion modifiée' if again else 'Convocation'}\u00a0: {title}, {typographie.heure(reunion.prevue_le)}"
    joined = [agenda.fichier(reunion, f"{title}\u00a0: {reunion.ca.intitule}", commun.url(reunion))]
    reached = commun.send(reunion, invited, "convocation", subject, {"points": reunion.points.all()}, joined)
    summary = f"{title}\u00a0: convocation envoyée à {typographie.avec_nombre(reached, 'personne,personnes')}."
    commun.note("reunion.convene", summary, reunion, actor=actor)
    return reunion


@transaction.atomic
def cancel(reunion: Reunion, *, actor: Actor, motif: str) -> Reunion:
    """Cancel a meeting that was not held, with a motive; people already convened are told."""
    require(rules.animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, commun.A_VENIR, "Cette réunion est passée ou annulée.")
    if not motif.strip():
        raise ValidationError({"motif": "Dites en une phrase pourquoi la réunion est annulée."})
    reunion.statut, reunion.motif_annulation = StatutReunion.ANNULEE, motif.strip()
    reunion.save_version()
    title = commun.titre(reunion)
    if reunion.convoquee_le is not None:
        told = [expected.contact for expected in participants(reunion)]
        joined = [agenda.fichier(reunion, f"{title}\u00a0: {reunion.ca.intitule}", commun.url(reunion))]
        commun.send(reunion, told, "annulation", f"Réunion annulée\u00a0: {title}", {}, joined)
    commun.note("reunion.cancel", f"{title}\u00a0: réunion annulée.", reunion, actor=actor, comment=motif.strip())
    return reunion

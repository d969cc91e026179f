"""Dates of the tableau de bord moved together, and the reference calendar they are compared with (R-SUIVI-01, -06)."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.calendrier import add_months
from coop.journal.actors import Actor
from coop.ui.typographie import date_longue
from cooperatives.dependances import followers
from cooperatives.enums import Decalage
from cooperatives.journal import note
from cooperatives.models import Cooperative, Etape, Tache
from cooperatives.rules import animates
from cooperatives.rules_tableau import is_open
from cooperatives.workflows.tableau import REFUS, graph_of

SANS_DATE = "Cette ligne n’a pas de date à décaler\u00a0: donnez-lui d’abord un début ou une fin."


def shifted(day: date | None, pas: Decalage) -> date | None:
    """The day a week or a month away; the 31st goes to the last day of a shorter month."""
    if day is None:
        return None
    weeks = {Decalage.SEMAINE_AVANT: -1, Decalage.SEMAINE_APRES: 1}.get(pas)
    if weeks is not None:
        return day + timedelta(weeks=weeks)
    return add_months(day, -1 if pas == Decalage.MOIS_AVANT else 1)


@transaction.atomic
def shift_task(
    tache: Tache, *, actor: Actor, pas: Decalage, suivantes: bool = False, version: int | None = None
) -> list[Tache]:
    """Move a task; with `suivantes`, every open task that waits for it too. What was moved, the task first.

    Raises Refused, StaleVersion, ValidationError (no date).
    """
    ca = tache.etape.ca
    require(animates, actor, ca, REFUS)
    moved = [tache]
    _move(tache, pas, version)
    if suivantes:
        after = Tache.objects.filter(pk__in=followers(graph_of(ca), tache.pk)).select_related("etape")
        moved += _move_open(after.order_by("pk"), pas)
    _tell(tache, pas, moved, actor, ca)
    return moved


@transaction.atomic
def shift_stage(
    etape: Etape, *, actor: Actor, pas: Decalage, suivantes: bool = False, version: int | None = None
) -> list[Etape | Tache]:
    """Move a stage; with `suivantes`, its open tasks too. Raises Refused, StaleVersion, ValidationError (no date)."""
    require(animates, actor, etape.ca, REFUS)
    _move(etape, pas, version)
    moved = [etape]
    if suivantes:
        moved += _move_open(etape.taches.order_by("pk"), pas)
    _tell(etape, pas, moved, actor, etape.ca)
    return moved


@transaction.atomic
def place(
    row: Etape | Tache, *, actor: Actor, debut: date | None, fin: date | None, version: int | None = None
) -> list[Tache]:
    """Give a row the dates where its bar was put; the tasks that wait for it and now begin before its end.

    The reference stays (R-SUIVI-01), nothing else moves. Raises Refused, StaleVersion, ValidationError
    (`…_dates_ordonnees`, no date).
    """
    stage = row if isinstance(row, Etape) else row.etape
    require(animates, actor, stage.ca, REFUS)
    if debut is None and fin is None:
        raise ValidationError(SANS_DATE)
    before, row.debut, row.fin = entre(row.debut, row.fin), debut, fin
    row.remember_dates()
    row.save_version(version)
    kind, when = "Étape" if row is stage else "Tâche", entre(debut, fin)
    sentence = f"{kind} «\u00a0{row.libelle}\u00a0» replacée {when}\u00a0; elle était {before}."
    note("tableau.shift", sentence, actor=actor, ca=stage.ca, obj=row)
    return _overtaken(row)


def _overtaken(row: Etape | Tache) -> list[Tache]:
    """The open tasks that wait for this one and begin before its end."""
    if isinstance(row, Etape) or row.fin is None:
        return []
    return [task for task in row.suivantes.filter(debut__lt=row.fin).order_by("debut", "pk") if is_open(task)]


def entre(debut: date | None, fin: date | None) -> str:
    """« du 4 janvier 2027 au 1er mars 2027 », or the only one that is known."""
    if debut and fin:
        return f"du {date_longue(debut)} au {date_longue(fin)}"
    return f"à partir du {date_longue(debut)}" if debut else f"jusqu’au {date_longue(fin)}" if fin else "sans date"


def _move(row: Etape | Tache, pas: Decalage, version: int | None = None) -> None:
    if row.debut is None and row.fin is None:
        raise ValidationError(SANS_DATE)
    row.debut, row.fin = shifted(row.debut, pas), shifted(row.fin, pas)
    row.save_version(version)


def _move_open(rows: Iterable[Tache], pas: Decalage) -> list[Tache]:
    moved = [row for row in rows if is_open(row) and (row.debut or row.fin)]
    for row in moved:
        _move(row, pas)
    return moved


def _tell(row: Etape | Tache, pas: Decalage, moved: list, actor: Actor, ca: Cooperative) -> None:
    kind = "Étape" if isinstance(row, Etape) else "Tâche"
    also = len(moved) - 1
    others = f", avec {also} autre{'s' if also > 1 else ''} ligne{'s' if also > 1 else ''}" if also else ""
    sentence = f"{kind} «\u00a0{row.libelle}\u00a0» décalée, {Decalage(pas).journal}{others}."
    note("tableau.shift", sentence, actor=actor, ca=ca, obj=row)


@transaction.atomic
def fix_calendar(ca: Cooperative, *, actor: Actor, motif: str = "") -> int:
    """« Fixer le calendrier de référence »: today's dates become the ones compared with; how many lines changed.

    Raises Refused, ValidationError (nothing is dated; a calendar was already fixed and `motif` is empty).
    """
    require(animates, actor, ca, REFUS)
    locked = Cooperative.objects.select_for_update().get(pk=ca.pk)
    rows = [*ca.etapes.all(), *Tache.objects.filter(etape__ca=ca)]
    if not any(row.debut or row.fin for row in rows):
        raise ValidationError("Le tableau de bord n’a encore aucune date.")
    if locked.calendrier_fixe_le and not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi le calendrier de référence change."})
    changed = [row for row in rows if (row.debut_initial, row.fin_initiale) != (row.debut, row.fin)]
    for row in changed:
        row.debut_initial, row.fin_initiale = row.debut, row.fin
    for model in (Etape, Tache):
        same = [row for row in changed if isinstance(row, model)]
        model.objects.bulk_update(same, ["debut_initial", "fin_initiale"], batch_size=200)
    locked.calendrier_fixe_le = ca.calendrier_fixe_le = horloge.today()
    locked.save(update_fields=["calendrier_fixe_le"])
    why = f" Motif\u00a0: {motif.strip()}" if motif.strip() else ""
    note("tableau.fix_calendar", f"Calendrier de référence fixé.{why}", actor=actor, ca=ca)
    return len(changed)

"""Decisions of a meeting: numbered in the CA and the year, followed until they are done."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from cooperatives.enums import StatutReunion
from cooperatives.models import Cooperative, Decision, Etape, PointOdj, Reunion, Tache
from cooperatives.queries.ordre_du_jour import FINIS
from cooperatives.rules import animates
from cooperatives.signals import decision_ecrite
from cooperatives.workflows import tableau
from cooperatives.workflows.reunions import commun

LIBELLE = 200  # characters of the name of a task

FERMEE = "Une décision se note dans une réunion tenue, avant la validation du compte rendu."
CITEE = "Une valeur prévue a été revue en citant cette décision\u00a0: retirez d’abord cette révision."


@transaction.atomic
def decide(
    reunion: Reunion,
    *,
    actor: Actor,
    texte: str,
    responsable: str = "",
    echeance: date | None = None,
    point: PointOdj | None = None,
) -> Decision:
    """Note a decision of the meeting, under an item of its agenda; it takes the next number of the year (D-2027-04).

    Raises Refused, ValidationError (a meeting not held, minutes validated, an item of another meeting).
    """
    require(animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, (StatutReunion.TENUE,), FERMEE)
    _check_point(reunion, point)
    row = Decision(
        reunion=reunion,
        ca=reunion.ca,
        point=point,
        numero=_next_number(reunion),
        texte=texte.strip(),
        responsable=responsable.strip(),
        echeance=echeance,
    )
    row.full_clean()
    row.save()
    commun.note("reunion.decide", f"Décision {row.numero}\u00a0: {row.texte}", reunion, actor=actor)
    decision_ecrite.send(Decision, decision=row, actor=actor)
    return row


def _check_point(reunion: Reunion, point: PointOdj | None) -> None:
    if point is not None and point.reunion_id != reunion.pk:
        raise ValidationError({"point": "Choisissez un point de l’ordre du jour de cette réunion."})


def _next_number(reunion: Reunion) -> str:
    """One more than the last of the year of the meeting; the CA is locked so that two decisions wait in turn."""
    Cooperative.objects.select_for_update().get(pk=reunion.ca_id)
    prefix = f"D-{reunion.tenue_le.year}-"
    taken = Decision.objects.filter(ca=reunion.ca_id, numero__startswith=prefix).values_list("numero", flat=True)
    last = max((int(number.removeprefix(prefix)) for number in taken), default=0)
    return f"{prefix}{last + 1:02}"


@transaction.atomic
def amend(
    decision: Decision,
    *,
    actor: Actor,
    texte: str,
    responsable: str = "",
    echeance: date | None = None,
    point: PointOdj | None = None,
) -> Decision:
    """Rewrite a decision until the minutes are validated; nothing is journaled when nothing changes."""
    reunion = decision.reunion
    require(animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, (StatutReunion.TENUE,), FERMEE)
    _check_point(reunion, point)
    before = _written(decision)
    decision.texte, decision.responsable, decision.echeance = texte.strip(), responsable.strip(), echeance
    decision.point = point
    if before == _written(decision):
        return decision
    decision.full_clean()
    decision.save()
    commun.note("reunion.amend", f"Décision {decision.numero} réécrite\u00a0: {decision.texte}", reunion, actor=actor)
    decision_ecrite.send(Decision, decision=decision, actor=actor)
    return decision


def _written(decision: Decision) -> tuple:
    return decision.texte, decision.responsable, decision.echeance, decision.point_id


@transaction.atomic
def withdraw(decision: Decision, *, actor: Actor) -> None:
    """Take back a decision noted by mistake, until the minutes are validated; its number may be given again."""
    reunion = decision.reunion
    require(animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, (StatutReunion.TENUE,), FERMEE)
    number = decision.numero
    try:
        decision.delete()
    except ProtectedError as error:
        raise ValidationError(CITEE) from error
    commun.note("reunion.withdraw", f"Décision {number} retirée.", reunion, actor=actor)


@transaction.atomic
def complete(decision: Decision, *, actor: Actor, on: date | None = None) -> Decision:
    """Note that a decision is done, that day (today by default)."""
    reunion = decision.reunion
    require(animates, actor, reunion.ca, commun.REFUS)
    day = on or horloge.today()
    if day > horloge.today():
        raise ValidationError({"faite_le": "Notez une décision faite une fois qu’elle l’est."})
    decision.faite_le = day
    decision.full_clean()
    decision.save(update_fields=["faite_le"])
    commun.note("reunion.complete", f"Décision {decision.numero} faite.", reunion, actor=actor)
    return decision


@transaction.atomic
def take_up_again(decision: Decision, *, actor: Actor) -> Decision:
    """Note that a decision said done is not, or no longer. Raises Refused."""
    require(animates, actor, decision.reunion.ca, commun.REFUS)
    decision.faite_le = None
    decision.save(update_fields=["faite_le"])
    commun.note("reunion.take_up", f"Décision {decision.numero} de nouveau à faire.", decision.reunion, actor=actor)
    return decision


@transaction.atomic
def make_task(decision: Decision, *, actor: Actor) -> Tache:
    """The decision becomes a task of the tableau de bord, in the stage under way, with its person and its date.

    Called twice it gives the same task. Raises Refused, ValidationError (no stage is open).
    """
    ca = decision.reunion.ca
    require(animates, actor, ca, commun.REFUS)
    if decision.tache is not None:
        return decision.tache
    etape = current_stage(ca)
    if etape is None:
        raise ValidationError("Le tableau de bord n’a pas d’étape ouverte\u00a0: ajoutez-en une d’abord.")
    label = decision.texte if len(decision.texte) <= LIBELLE else f"{decision.texte[: LIBELLE - 1]}…"
    decision.tache = tableau.add_task(
        etape, actor=actor, libelle=label, responsable=decision.responsable, fin=decision.echeance
    )
    decision.full_clean()
    decision.save(update_fields=["tache"])
    summary = f"La décision {decision.numero} est une tâche de l’étape «\u00a0{etape.libelle}\u00a0»."
    commun.note("reunion.make_task", summary, decision.reunion, actor=actor)
    return decision.tache


def current_stage(ca: Cooperative) -> Etape | None:
    """The stage whose dates hold today, else the first one not over; None when all are."""
    today = horloge.today()
    rows = [row for row in ca.etapes.order_by("ordre") if row.statut not in FINIS]
    running = (row for row in rows if row.debut and row.fin and row.debut <= today <= row.fin)
    return next(running, rows[0] if rows else None)


def rewrites(*, decision: Decision | None = None, retirer: bool = False, **fields) -> bool:
    """Whether a row of the page changes a decision already taken."""
    if decision is None:
        return False
    kept = (decision.texte, decision.responsable, decision.echeance, decision.point)
    return retirer or kept != tuple(fields.get(name, "") for name in ("texte", "responsable", "echeance", "point"))


def apply(reunion: Reunion, *, actor: Actor, decision: Decision | None = None, retirer: bool = False, **fields) -> None:
    """One row of the page « tenir la réunion »: a new decision, one rewritten, or one taken back.

    The same new words sent twice (a button pressed twice) are one decision.
    """
    if decision is None:
        text = fields.get("texte", "").strip()
        if text and not retirer and not reunion.decisions.filter(texte=text).exists():
            decide(reunion, actor=actor, **fields)
    elif retirer:
        withdraw(decision, actor=actor)
    else:
        amend(decision, actor=actor, **fields)

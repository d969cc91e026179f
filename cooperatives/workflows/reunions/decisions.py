"""Decisions of a meeting: numbered in the CA and the year, followed until they are done."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from cooperatives.enums import StatutReunion
from cooperatives.models import Cooperative, Decision, Reunion
from cooperatives.rules import animates
from cooperatives.workflows.reunions import commun

FERMEE = "Une décision se note dans une réunion tenue, avant la validation du compte rendu."


@transaction.atomic
def decide(
    reunion: Reunion, *, actor: Actor, texte: str, responsable: str = "", echeance: date | None = None
) -> Decision:
    """Note a decision of the meeting; it takes the next number of the year (D-2027-04). Raises Refused, ValidationError."""
    require(animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, (StatutReunion.TENUE,), FERMEE)
    row = Decision(
        reunion=reunion,
        ca=reunion.ca,
        numero=_next_number(reunion),
        texte=texte.strip(),
        responsable=responsable.strip(),
        echeance=echeance,
    )
    row.full_clean()
    row.save()
    commun.note("reunion.decide", f"Décision {row.numero}\u00a0: {row.texte}", reunion, actor=actor)
    return row


def _next_number(reunion: Reunion) -> str:
    """One more than the last of the year of the meeting; the CA is locked so that two decisions wait in turn."""
    Cooperative.objects.select_for_update().get(pk=reunion.ca_id)
    prefix = f"D-{reunion.tenue_le.year}-"
    taken = Decision.objects.filter(ca=reunion.ca_id, numero__startswith=prefix).values_list("numero", flat=True)
    last = max((int(number.removeprefix(prefix)) for number in taken), default=0)
    return f"{prefix}{last + 1:02}"


@transaction.atomic
def amend(
    decision: Decision, *, actor: Actor, texte: str, responsable: str = "", echeance: date | None = None
) -> Decision:
    """Rewrite a decision until the minutes are validated; nothing is journaled when nothing changes."""
    reunion = decision.reunion
    require(animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, (StatutReunion.TENUE,), FERMEE)
    before = (decision.texte, decision.responsable, decision.echeance)
    decision.texte, decision.responsable, decision.echeance = texte.strip(), responsable.strip(), echeance
    if before == (decision.texte, decision.responsable, decision.echeance):
        return decision
    decision.full_clean()
    decision.save()
    commun.note("reunion.amend", f"Décision {decision.numero} réécrite\u00a0: {decision.texte}", reunion, actor=actor)
    return decision


@transaction.atomic
def withdraw(decision: Decision, *, actor: Actor) -> None:
    """Take back a decision noted by mistake, until the minutes are validated; its number may be given again."""
    reunion = decision.reunion
    require(animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, (StatutReunion.TENUE,), FERMEE)
    number = decision.numero
    decision.delete()
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


def apply(
    reunion: Reunion,
    *,
    actor: Actor,
    texte: str = "",
    responsable: str = "",
    echeance: date | None = None,
    decision: Decision | None = None,
    retirer: bool = False,
) -> None:
    """One row of the page « tenir la réunion »: a new decision, one rewritten, or one taken back."""
    if decision is None:
        if texte.strip() and not retirer:
            decide(reunion, actor=actor, texte=texte, responsable=responsable, echeance=echeance)
    elif retirer:
        withdraw(decision, actor=actor)
    else:
        amend(decision, actor=actor, texte=texte, responsable=responsable, echeance=echeance)

"""A target revised while the convention runs: a decision of the coopérative is cited (decisions.md 16)."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions.calendrier import MOIS_PAR_TRIMESTRE
from conventions.enums import NatureIndicateur
from conventions.models import Indicateur, VersionCible
from conventions.queries.cibles import quarts_a_venir
from conventions.rules import LOCKED, animates_action, lock_state
from coop import horloge
from coop.accounts.predicates import Refused, require
from coop.calendrier import add_months
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import date_longue, nombre
from cooperatives.models import Decision

NOT_YOURS = "Une valeur prévue se revoit avec la coordination, après une décision de la coopérative."
NOT_IN_FORCE = (
    "Tant que la convention n’est pas en vigueur, la valeur prévue se corrige dans la définition de l’indicateur."
)
IN_WORDS = "Un indicateur qualitatif se lit en mots\u00a0: il n’a pas de valeur prévue."
OF_ANOTHER = "Cette décision n’est pas de cette coopérative."
QUARTER_OVER = (
    "Choisissez le trimestre en cours ou un trimestre à venir\u00a0: ce qui est déjà relevé garde sa valeur prévue."
)
SAME = "C’est déjà la valeur prévue à cette date."
STARTED = "Le trimestre est terminé\u00a0: cette valeur prévue a servi à le lire, elle ne se retire plus."


@transaction.atomic
def revise(
    indicateur: Indicateur, *, actor: Actor, valeur: Decimal, depuis: date, motif: str, decision: Decision
) -> VersionCible:
    """Set another target from the quarter that begins on `depuis`; earlier readings keep the one they were read with.

    Raises Refused (right, convention not in force), ValidationError with the field at fault.
    """
    _require(indicateur, actor)
    ca = indicateur.action.programme.ca
    if decision.ca_id != ca.pk:
        raise ValidationError({"decision": OF_ANOTHER})
    if depuis not in {quart.debut for quart in quarts_a_venir(indicateur.action.programme, horloge.today())}:
        raise ValidationError({"depuis": QUARTER_OVER})
    before = Indicateur.objects.avec_cible(depuis).get(pk=indicateur.pk).cible_en_vigueur
    if before == valeur:
        raise ValidationError({"valeur": SAME})
    row = VersionCible(
        indicateur=indicateur, valeur=valeur, depuis=depuis, motif=motif.strip(), decision=decision,
        auteur=actor.label, ecrite_le=horloge.now(),
    )  # fmt: skip
    row.full_clean()
    row.save()
    _log(
        "indicateur.revise_target",
        f"Valeur prévue revue par la décision {decision.numero}, {nombre(before) if before is not None else '–'} → "
        f"{nombre(valeur)} à partir du {date_longue(depuis)}\u00a0: {indicateur.libelle}",
        row, actor, {"avant": str(before), "valeur": str(valeur), "depuis": depuis.isoformat(), "motif": row.motif},
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw(row: VersionCible, *, actor: Actor) -> None:
    """Take back a revision written by mistake, until its first quarter is over."""
    indicateur = row.indicateur
    _require(indicateur, actor)
    if horloge.today() >= add_months(row.depuis, MOIS_PAR_TRIMESTRE):
        raise ValidationError(STARTED)
    summary = f"Valeur prévue du {date_longue(row.depuis)} retirée\u00a0: {indicateur.libelle}"
    _log("indicateur.withdraw_target", summary, row, actor, {"valeur": str(row.valeur), "motif": row.motif})
    row.delete()


def _require(indicateur: Indicateur, actor: Actor) -> None:
    require(animates_action, actor, indicateur.action, NOT_YOURS)
    if lock_state(indicateur.action.programme) != LOCKED:
        raise Refused(NOT_IN_FORCE)
    if indicateur.nature != NatureIndicateur.QUANTITATIF:
        raise Refused(IN_WORDS)


def _log(verb: str, summary: str, row: VersionCible, actor: Actor, data: dict) -> None:
    action = row.indicateur.action
    record(
        verb,
        summary[:500],
        actor=actor,
        obj=row.indicateur,
        ca_id=action.programme.ca_id,
        organisation_id=action.promoteur.organisation_id,
        data=data,
    )

"""Linking a decision to the actions and the indicators it concerns: by hand, and by what its words name."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions.models import CitationDecision, FicheAction, Indicateur
from conventions.queries.citations import citables, nomme
from conventions.rules import animates_ca
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import avec_nombre
from cooperatives.models import Decision

REFUS = "La coordination de la coopérative relie les décisions."
AILLEURS = "Choisissez une action ou un indicateur de cette coopérative."


@transaction.atomic
def relier(
    decision: Decision, *, actor: Actor, actions: Iterable[FicheAction] = (), indicateurs: Iterable[Indicateur] = ()
) -> int:
    """The decision concerns these actions and indicators, and no other; returns how many. Raises Refused, ValidationError."""
    require(animates_ca, actor, decision.ca, REFUS)
    wanted = {("action", row.pk) for row in actions} | {("indicateur", row.pk) for row in indicateurs}
    possible = dict(zip(("action", "indicateur"), citables(decision.ca), strict=True))
    known = {(kind, pk) for kind, rows in possible.items() for pk in rows.values_list("pk", flat=True)}
    if not wanted <= known:
        raise ValidationError(AILLEURS)
    before = {_cible(row): row for row in decision.citations.select_for_update()}
    if set(before) == wanted:
        return len(wanted)
    CitationDecision.objects.filter(pk__in=[row.pk for key, row in before.items() if key not in wanted]).delete()
    for kind, pk in sorted(wanted - set(before)):
        _lier(decision, **{f"{kind}_id": pk})
    told = avec_nombre(len(wanted), "action ou indicateur,actions ou indicateurs") if wanted else "rien"
    summary = f"Décision {decision.numero}\u00a0: reliée à {told}."
    record("reunion.cite", summary, actor=actor, obj=decision.reunion, ca_id=decision.ca_id)
    return len(wanted)


def _cible(row: CitationDecision) -> tuple[str, int]:
    return ("action", row.action_id) if row.action_id else ("indicateur", row.indicateur_id)


def _lier(decision: Decision, **target: int) -> None:
    row = CitationDecision(decision=decision, **target)
    row.full_clean()
    row.save()


def on_decision_ecrite(sender, decision: Decision, actor: Actor, **kwargs) -> None:
    """Receiver of `cooperatives.signals.decision_ecrite`: the actions its words name are linked; nothing is unlinked."""
    known = set(decision.citations.values_list("action", flat=True))
    for action in citables(decision.ca)[0].en_cours():
        if action.pk not in known and nomme(decision.texte, action):
            _lier(decision, action_id=action.pk)

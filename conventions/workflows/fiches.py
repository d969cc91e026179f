"""Around the writing of the fiches: what each member brings of its own, and the reminders of the coordination."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import courriels_fiches
from conventions.auteurs import author
from conventions.models import ContributionPropre, FicheAction, Programme, RelanceFiche
from conventions.queries.destinataires import contacts_of
from conventions.rules import animates, animates_action
from conventions.rules_fiche import fills, speaking
from conventions.workflows._gardes import require_open
from coop import horloge
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import avec_nombre
from cooperatives.models import Membre
from cooperatives.roles import ACTIFS

ANIMATION_ONLY = "Les rappels partent de la coordination ou d’un co-pilote."
NOBODY = "Personne à qui écrire\u00a0: aucun représentant du promoteur n’a d’adresse électronique."
TWICE = "Un rappel est déjà parti aujourd’hui pour cette fiche."


def members_of(action: FicheAction, *, actor: Actor) -> list[Membre]:
    """Promoteur and associates whose contributions the actor may write: all for the animation, its own otherwise."""
    around = [m for m in (action.promoteur, *action.partenaires.all()) if m.statut in ACTIFS]
    if animates_action(actor, action):
        return around
    mine = speaking(actor, action)
    return [membre for membre in around if membre.organisation_id in mine]


@transaction.atomic
def set_contributions(action: FicheAction, *, actor: Actor, rows: Iterable[dict]) -> None:
    """Write again what the members the actor speaks for bring of their own; the rows of the others are left alone.

    `rows`: membre (id), type, description, valorisation in euros or None. Raises Refused, ValidationError.
    """
    require_open(fills, actor, action, action.programme, "Chaque membre écrit ses contributions.")
    mine = {membre.pk for membre in members_of(action, actor=actor)}
    rows = list(rows)
    if any(row["membre"] not in mine for row in rows):
        raise ValidationError({"membre": "Chaque membre écrit ses contributions."})
    FicheAction.objects.select_for_update().get(pk=action.pk)
    action.contributions.filter(membre__in=mine).delete()
    for row in rows:
        contribution = ContributionPropre(action=action, membre_id=row["membre"], type=row["type"],
                                          description=row["description"].strip(), valorisation=row["valorisation"])  # fmt: skip
        contribution.full_clean()
        contribution.save()
    record(
        "action.contributions",
        f"Contributions propres de la fiche-action {action.numero} écrites.",
        actor=actor,
        obj=action,
        ca_id=action.programme.ca_id,
        organisation_id=action.promoteur.organisation_id,
    )


@transaction.atomic
def remind(action: FicheAction, *, actor: Actor) -> RelanceFiche:
    """Write to those who answer for the promoteur, each with its own link, and keep the day. Once a day."""
    require_open(animates_action, actor, action, action.programme, ANIMATION_ONLY)
    FicheAction.toutes.select_for_update().get(pk=action.pk)
    if action.relances.filter(le__date=horloge.today()).exists():
        raise ValidationError(TWICE)
    people = contacts_of(action.promoteur)
    if not people:
        raise ValidationError(NOBODY)
    for contact in people:
        courriels_fiches.remind(action, contact, actor=actor)
    row = RelanceFiche(action=action, le=horloge.now(), par=author(actor)[:200], destinataires=len(people))
    row.full_clean()
    row.save()
    record(
        "action.remind",
        f"Rappel envoyé pour la fiche-action {action.numero}\u00a0: {avec_nombre(len(people), 'personne,personnes')}.",
        actor=actor,
        obj=action,
        ca_id=action.programme.ca_id,
        organisation_id=action.promoteur.organisation_id,
    )
    return row


@transaction.atomic
def remind_all(programme: Programme, actions: Iterable[FicheAction], *, actor: Actor) -> tuple[int, list[str]]:
    """Remind the promoteur of each of these fiches; returns how many left, and why the others did not, as sentences."""
    require_open(animates, actor, programme, programme, ANIMATION_ONLY)
    sent, left = 0, []
    for action in actions:
        try:
            remind(action, actor=actor)
            sent += 1
        except ValidationError as error:
            left.append(f"Action {action.numero}\u00a0: {' '.join(error.messages)}")
    return sent, left

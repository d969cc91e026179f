"""Who wrote a field: the name kept beside each state of the field history (decisions.md 14)."""

from datetime import timedelta

from coop import horloge
from coop.journal.actors import Actor
from coop.journal.models import Entry
from coop.organisations.models import Contact

REASON = 100  # length of the column that keeps it
# What is typed without a pause is one act of the journal, however often it saves itself.
SITTING = timedelta(minutes=30)


def author(actor: Actor) -> str:
    """« Coordinatrice DD 78, DD 78 »: the function, and the organisation it is held in."""
    if actor.contact_id is None:
        return actor.label
    nom = Contact.objects.filter(pk=actor.contact_id).values_list("organisation__nom", flat=True).first()
    return f"{actor.label}, {nom}" if nom and nom not in actor.label else actor.label


def sign(row, actor: Actor) -> None:
    """Let the next state of `row` in the field history say who wrote it."""
    row._change_reason = author(actor)[:REASON]


def said_lately(verb: str, row, actor: Actor) -> bool:
    """Whether the journal already tells, in this sitting, that this person does this to this object."""
    known = Entry.objects.filter(verb=verb, object_kind=row._meta.label_lower, object_id=str(row.pk))
    return known.filter(
        actor_user_id=actor.user_id, actor_contact_id=actor.contact_id, at__gt=horloge.now() - SITTING
    ).exists()

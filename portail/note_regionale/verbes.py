"""The siège writes the two texts of a note, then publishes it: from then on it says what it said that day."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Max

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from portail.models import REGION, NoteRegionale
from portail.note_regionale.acces import writes_note
from portail.note_regionale.composer import composer
from portail.note_regionale.modele import Exercice, en_donnees

REFUS = "La note régionale est écrite et publiée par le siège."


def brouillon(territoire: str, exercice: Exercice) -> NoteRegionale:
    """The note being prepared, or a new one, not saved."""
    key = {"territoire": territoire, "annee": exercice.annee, "trimestre": exercice.trimestre}
    found = NoteRegionale.objects.brouillons().filter(**key).first()
    if found is not None:
        return found
    last = NoteRegionale.objects.filter(**key).aggregate(n=Max("numero"))["n"] or 0
    return NoteRegionale(**key, numero=last + 1)


@transaction.atomic
def ecrire(
    note: NoteRegionale, *, actor: Actor, introduction: str, decisions: str, version: int | None = None
) -> NoteRegionale:
    """Keep the two texts."""
    require(writes_note, actor, None, REFUS)
    note.introduction, note.decisions = introduction.strip(), decisions.strip()
    if note.pk:
        note.save_version(version)
    else:
        note.full_clean()
        note.save()
    return note


@transaction.atomic
def publier(note: NoteRegionale, *, actor: Actor) -> NoteRegionale:
    """Freeze everything the note says today, with its number, its date and who publishes it."""
    require(writes_note, actor, None, REFUS)
    note = NoteRegionale.objects.select_for_update().get(pk=note.pk)
    if note.publiee_le:
        return note
    said = composer(note.territoire, Exercice(note.annee, note.trimestre), horloge.today())
    note.contenu = json.loads(json.dumps(en_donnees(said), cls=DjangoJSONEncoder))
    note.publiee_le, note.publiee_par = horloge.now(), actor.label
    note.save_version()
    record(
        "note.publish", f"Note régionale publiée\u00a0: {said.territoire}, {said.periode}, version {note.numero}.", actor=actor,
        obj=note, departement="" if note.territoire == REGION else note.territoire,
    )  # fmt: skip
    return note

"""DOC-REG: the note of the région or of a délégation, from the same data as its page (domain.md §5.13)."""

from coop import horloge
from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from portail.models import REGION, NoteRegionale
from portail.note_regionale import lecture, verbes
from portail.note_regionale.acces import notes_lisibles, writes_note
from portail.note_regionale.composer import UnknownTerritory
from portail.note_regionale.modele import Exercice, en_donnees

VERSION = "DOC-REG 1"


def sujet(row: NoteRegionale) -> str:
    """A published note by its number; one being prepared by its territory and its period (« region.2026-3 »)."""
    return str(row.pk) if row.publiee_le else f"{row.territoire}.{Exercice(row.annee, row.trimestre).code}"


def note_de(subject: str) -> NoteRegionale:
    """The row that `subject` names; a draft nobody wrote yet is a new one."""
    if subject.isdecimal():
        return NoteRegionale.objects.publiees().get(pk=subject)
    territoire, _, code = subject.partition(".")
    exercice = Exercice.lire(code)
    if exercice is None:
        raise Unbuildable("Cette période n’est ni une année ni un trimestre.")
    return verbes.brouillon(territoire, exercice)


def build(document: Document) -> Built:
    """As published; a project while the siège prepares it."""
    row = note_de(document.subject_id)
    try:
        note = lecture.lire(row)
    except UnknownTerritory:
        raise Unbuildable("Ce territoire n’est pas connu.") from None
    code = Exercice(row.annee, row.trimestre).code
    return Built(
        template="documents/portail/note_regionale.html",
        context={"n": note, "row": row, "carte": lecture.dessiner(note, pour_pdf=True), "region": row.territoire == REGION},
        content=en_donnees(note) | {"numero": row.numero, "publiee": row.publiee_le},
        title=f"Note régionale – {note.territoire}, {note.periode}"[:250],
        filename=f"note-regionale-{row.territoire}-{code}-v{row.numero}.pdf",
        created=row.publiee_le or document.requested_at,
        template_version=VERSION,
        reference=note.territoire,
        version=str(row.numero),
        draft=row.publiee_le is None,
    )  # fmt: skip


def may_read(actor: Actor, document: Document) -> bool:
    """A published note by the ARS of its territory; one being prepared by the siège."""
    if document.subject_id.isdecimal():
        return notes_lisibles(actor).filter(pk=document.subject_id).exists()
    return writes_note(actor, None)


def resolve(ref: str) -> str:
    """« 12 »: a published note; « region.2026 », « 78.2026-3 »: what is being prepared.

    « CA-78-01 » stands for the present year of its département.
    """
    if ref.isdecimal():
        return str(NoteRegionale.objects.publiees().get(pk=ref).pk)
    if ref.startswith("CA-"):
        ref = f"{ref.split('-')[1]}.{horloge.today().year}"
    territoire, _, code = ref.partition(".")
    if Exercice.lire(code) is None:
        raise LookupError(f"{ref}\u00a0: écrire «\u00a0region.2026-3\u00a0».")
    return f"{territoire or REGION}.{code}"


KIND = DocumentKind("note_regionale", "Note régionale", build, may_read, resolve=resolve)

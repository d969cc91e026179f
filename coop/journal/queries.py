"""Reading the journal: always newest first, with a last key that makes pages stable."""

from django.db.models import QuerySet

from coop.journal.models import Entry


def entries_of_ca(ca_id: int, *, verb: str = "") -> QuerySet[Entry]:
    """The acts of a coopérative, for its carnet; `verb` keeps one family (`convention` for `convention.sign`)."""
    entries = Entry.objects.filter(ca_id=ca_id).order_by("-at", "-id")
    return entries.filter(verb__startswith=f"{verb}.") if verb else entries

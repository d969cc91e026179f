"""`manage.py document convention CA-78-01 -o FILE`: what the web does, without the web."""

from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError

from coop.documents import kinds, render
from coop.documents.models import Document


class Command(BaseCommand):
    help = "Prepare one document and write it to a file (no row is kept)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("kind", help="kind of document: " + ", ".join(kind.code for kind in kinds.registered()))
        parser.add_argument("ref", help="reference of its subject, for instance CA-78-01")
        parser.add_argument("-o", "--output", required=True, type=Path, help="file to write")
        parser.add_argument("--final", action="store_true", help="ask for the final version")

    def handle(self, *, kind: str, ref: str, output: Path, final: bool, **_options) -> None:
        document = Document(kind=kind, subject_id=_subject(kind, ref), final=final)
        try:
            built = kinds.get(kind).build(document)
        except kinds.Unbuildable as reason:
            raise CommandError(str(reason)) from reason
        data = render.to_pdf(built)
        try:
            output.write_bytes(data)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from error
        self.stdout.write(f"{output}: {built.title} ({len(data)} octets)")


def _subject(kind: str, ref: str) -> str:
    try:
        resolve = kinds.get(kind).resolve
    except kinds.UnknownKind as error:
        raise CommandError(f"Nature de document inconnue : {kind}.") from error
    if resolve is None:
        raise CommandError(f"Un document « {kind} » ne se demande pas par référence.")
    try:
        return str(resolve(ref))
    except (LookupError, ObjectDoesNotExist) as error:
        raise CommandError(f"Rien ne porte la référence {ref}.") from error

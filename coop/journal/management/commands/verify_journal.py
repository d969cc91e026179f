"""`manage.py verify_journal`: is the journal the one that was written?"""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from coop.journal import seals, triggers


class Command(BaseCommand):
    help = "Recompute the hash chain of the journal; exit code 1 at the first broken link."

    def handle(self, **_options) -> None:
        if open_tables := triggers.missing(connection):
            raise CommandError(f"La base n’interdit plus de modifier : {', '.join(open_tables)}.")
        verdict = seals.verify()
        if verdict.broken:
            raise CommandError(verdict.broken)
        self.stdout.write(f"{verdict.sealed} actes scellés, chaîne intacte. Dernière empreinte : {verdict.head}")
        if verdict.tail:
            since = timezone.localtime(verdict.tail_since).strftime("%d/%m/%Y %H:%M")
            self.stdout.write(f"{verdict.tail} actes pas encore scellés, depuis le {since}.")

"""Django's `flush`, allowed to empty the append-only journal with everything else."""

from django.core.management.commands.flush import Command as DjangoFlush
from django.db import connections

from coop.journal import triggers


class Command(DjangoFlush):
    def handle(self, **options) -> None:
        with triggers.flushing(connections[options["database"]]):
            super().handle(**options)

"""`manage.py run_day [--date AAAA-MM-JJ]`: the reminders of the day, the mails that failed, the seals of the journal."""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from coop import horloge
from coop.journal import seals
from coop.notifications import daily


def day(text: str) -> date:
    """A date typed by somebody."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"«\u00a0{text}\u00a0» n’est pas une date (AAAA-MM-JJ).") from error


class Command(BaseCommand):
    help = "Envoie les rappels du jour et renvoie les courriels en échec. Peut être lancée plusieurs fois par jour."

    def add_arguments(self, parser):
        parser.add_argument("--date", type=day, help="jour joué (AAAA-MM-JJ)\u00a0; aujourd’hui par défaut")

    def handle(self, *args, date=None, **options):
        if date is None:
            report = daily.run(horloge.today())
        else:
            with horloge.at(date):
                report = daily.run(date)
        seals.seal_all()  # where no worker does it each minute
        if report.failures:
            raise CommandError(report.sentence())
        self.stdout.write(report.sentence())

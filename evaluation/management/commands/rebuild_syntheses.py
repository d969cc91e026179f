"""`rebuild_syntheses`: write every summary again from the readings, and say how many differed."""

from django.core.management.base import BaseCommand

from coop.ui.typographie import avec_nombre
from evaluation.workflows.syntheses import rebuild


class Command(BaseCommand):
    help = "Recalcule les synthèses par coopérative et par département à partir des bilans transmis."

    def handle(self, *args, **options) -> None:
        wrong = rebuild()
        self.stdout.write(
            f"{avec_nombre(wrong, 'ligne corrigée,lignes corrigées')}." if wrong else "Les synthèses étaient exactes."
        )

"""`manage.py check_inconsistencies`: exit 1 and one sentence for each thing that is wrong in the data."""

from django.core.management.base import BaseCommand, CommandError

from coop import inconsistances


class Command(BaseCommand):
    help = "Vérifie dans les données ce qu’une contrainte de base ne peut pas tenir."

    def handle(self, *args, **options):
        wrong = inconsistances.found()
        for name, sentences in wrong.items():
            for sentence in sentences:
                self.stderr.write(f"{name}\u00a0: {sentence}")
        total = sum(len(sentences) for sentences in wrong.values())
        if total:
            raise CommandError(f"Incohérences trouvées\u00a0: {total}.", returncode=1)
        self.stdout.write(f"Aucune incohérence. Contrôles joués\u00a0: {len(inconsistances.registered())}.")

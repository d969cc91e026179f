"""`manage.py import_qpv FICHIER`: say what the official list would change; `--apply` writes it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from coop.territories.qpv import apply, preview
from coop.territories.reading import BadFile


class Command(BaseCommand):
    help = "Compare une liste officielle de quartiers prioritaires (CSV) avec la base, puis l’applique avec --apply."

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path)
        parser.add_argument("--geographie", type=int, default=2024, help="année de la liste (2024 par défaut)")
        parser.add_argument("--apply", action="store_true", help="écrire les changements annoncés")

    def handle(self, *args, **options):
        try:
            apercu = preview(options["fichier"], options["geographie"])
        except BadFile as error:
            raise CommandError(f"Rien n’a été importé.\n{error}") from error
        self.stdout.write(
            f"Géographie {apercu.geographie} : {len(apercu.crees)} créés, {len(apercu.modifies)} modifiés, "
            f"{len(apercu.inchanges)} inchangés, {len(apercu.retires)} retirés ; "
            f"{apercu.hors_region} lignes hors Île-de-France ignorées."
        )
        if options["apply"]:
            apply(apercu)
            self.stdout.write("Liste importée.")
        else:
            self.stdout.write("Aperçu seulement : relancez avec --apply pour écrire.")

"""`manage.py load_reference`: territories, figures and the lists of every app, in seconds, as often as wanted."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from coop.territories.loading import load_territories
from coop.territories.reading import BadFile
from coop.territories.sync import Compte

# In the order of the floors, since a list may cite another; each module gives load(): a Compte or a list of them.
LISTS = [
    "coop.organisations.reference",
    "cooperatives.reference",
    "cooperatives.reference_vie",
    "cooperatives.reference_charte",
    "diagnostics.reference",
    "conventions.reference",
    "conventions.reference_modes",
    "evaluation.reference",
    "evaluation.reference_externe",
]


class Command(BaseCommand):
    help = "Charge les territoires, les chiffres publiés et les listes de référence (sans risque si c’est déjà fait)."

    def add_arguments(self, parser):
        parser.add_argument("--data", type=Path, help="dossier des fichiers de territoires (par défaut : data/)")

    def handle(self, *args, **options):
        try:
            with transaction.atomic():
                counts = load_territories(options["data"])
                for name in LISTS:
                    if find_spec(name):
                        loaded = import_module(name).load()
                        counts += [loaded] if isinstance(loaded, Compte) else loaded
        except BadFile as error:
            raise CommandError(f"Rien n’a été chargé.\n{error}") from error
        if options["verbosity"]:
            self.stdout.write("\n".join(str(count) for count in counts))

"""`manage.py load_region --cooperatives 500`: a synthetic région, in a database of the bench only."""

from pathlib import PurePath

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from coop import horloge
from coop.territories.models import Departement
from portail import region_synthetique


class Command(BaseCommand):
    help = "Complète la base d’un banc de mesure jusqu’au nombre voulu de coopératives synthétiques."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--cooperatives", "--cas", dest="cas", type=int, required=True, help="nombre total de coopératives voulu"
        )

    def handle(self, *args, cas: int, **options) -> None:
        if not is_bench(connection.settings_dict["NAME"]):
            raise CommandError(
                "Cette commande n’écrit que dans la base d’un banc (un dossier ou une base nommés « bench »)."
            )
        if cas < 1:
            raise CommandError("Donnez un nombre de coopératives d’au moins 1.")
        if not Departement.objects.exists():
            raise CommandError("Chargez d’abord les données de référence\u00a0: manage.py load_reference.")
        try:
            written = region_synthetique.completer(cas, horloge.today())
        except region_synthetique.TooMany as error:
            raise CommandError(
                "Il n’y a pas assez de références\u00a0: 999 coopératives par département au plus."
            ) from error
        with connection.cursor() as cursor:
            # What a server does by itself within minutes: without it, plans are made for empty tables.
            cursor.execute("ANALYZE")
        self.stdout.write(f"{written} coopératives écrites.")


def is_bench(name: object) -> bool:
    """A file under a directory called « bench », or a database whose name begins by « bench »."""
    path = PurePath(str(name))
    return "bench" in path.parts[:-1] or path.name.startswith("bench")

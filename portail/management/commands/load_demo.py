"""`manage.py load_demo [--date 2026-03-15] [--fresh]`: the demonstration, played through the verbs of the product."""

from datetime import date
from time import monotonic

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from coop import horloge
from coop.journal import seals
from coop.territories.models import Departement
from portail.demo import chargement

REFUS_PROFIL = "La démonstration ne se charge que dans son profil (DJANGO_SETTINGS_MODULE=coop.settings.demo)."
REFUS_OCCUPEE = (
    "Cette base contient déjà des coopératives\u00a0: rien n’a été chargé. Avec --fresh, elle est d’abord vidée."
)
REFUS_FRESH = "--fresh vide toute la base\u00a0: il est réservé à la base embarquée (SQLite)."


class Command(BaseCommand):
    help = (
        "Charge la démonstration, une seule fois ; ses dates se comptent depuis le jour donné (aujourd’hui par défaut)."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--date", type=date.fromisoformat, help="jour de la démonstration, AAAA-MM-JJ")
        parser.add_argument("--fresh", action="store_true", help="vide d’abord la base embarquée")

    def handle(self, *, fresh: bool, **options) -> None:
        if not settings.COOP_DEMO:
            raise CommandError(REFUS_PROFIL)
        if fresh:
            self._vider()
        elif chargement.est_chargee():
            self.stdout.write("La démonstration est déjà chargée.")
            return
        elif chargement.base_occupee():
            raise CommandError(REFUS_OCCUPEE)
        if not Departement.objects.exists():
            call_command("load_reference", verbosity=0)
        self._jouer(options["date"] or horloge.today())

    def _vider(self) -> None:
        if connection.vendor != "sqlite":
            raise CommandError(REFUS_FRESH)
        call_command("flush", interactive=False, verbosity=0)

    def _jouer(self, jour: date) -> None:
        start = monotonic()
        for partie in chargement.charger(jour):
            self.stdout.write(f"  {partie.ca.reference}  {partie.ca.intitule}")
        seals.seal_all()  # nothing else does in this profile
        self.stdout.write(f"Démonstration du {jour:%d/%m/%Y} chargée en {monotonic() - start:.0f} s.")

"""`manage.py access_matrix`: every address and who reads or writes it."""

from django.core.management.base import BaseCommand, CommandError

from coop.accounts.sweep import Route, routes

HEADERS = ("adresse", "nom", "garde", "lit", "écrit")
UNDECLARED = "NON DÉCLARÉ"


class Command(BaseCommand):
    help = "Imprime la matrice d’accès\u00a0: chaque adresse, sa garde, qui lit, qui écrit. Échoue si une adresse ne déclare rien."

    def handle(self, *args, **options) -> None:
        rows = [HEADERS, *(_row(route) for route in routes())]
        widths = [max(len(row[column]) for row in rows) for column in range(len(HEADERS))]
        for row in rows:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        missing = sum(row[2] == UNDECLARED for row in rows)
        if missing:
            raise CommandError(f"{missing} adresse(s) ne déclarent pas qui peut les ouvrir.")


def _row(route: Route) -> tuple[str, ...]:
    policy = route.policy
    if policy is None:
        return (route.path, route.name, UNDECLARED, "", "")
    return (route.path, route.name, policy.kind, _people(policy.read), _people(policy.write))


def _people(people: frozenset[str]) -> str:
    return ", ".join(sorted(str(person) for person in people)) or "personne"

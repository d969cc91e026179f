"""Places. `DepartementFactory(code="93")` gives the real name of the eight départements."""

from decimal import Decimal

import factory

from coop.territories.models import Commune, Departement

NOMS = {
    "75": "Paris",
    "77": "Seine-et-Marne",
    "78": "Yvelines",
    "91": "Essonne",
    "92": "Hauts-de-Seine",
    "93": "Seine-Saint-Denis",
    "94": "Val-de-Marne",
    "95": "Val-d’Oise",
}


class DepartementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Departement
        django_get_or_create = ("code",)

    code = "78"
    nom = factory.LazyAttribute(lambda row: NOMS.get(row.code, f"Département {row.code}"))
    nom_dd = factory.LazyAttribute(lambda row: f"Délégation départementale {row.nom}")


class CommuneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Commune
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"78{900 + n}")
    nom = factory.LazyAttribute(lambda row: f"Commune {row.code}")
    departement = factory.SubFactory(DepartementFactory)
    population = 10_000
    longitude = Decimal("2.13000")
    latitude = Decimal("48.80000")

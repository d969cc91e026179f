"""The délégations départementales: what each gives to animate, and what it animates (R-CADRE-07, R-CADRE-22)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Q, Sum

from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Organisation
from coop.territories.models import Departement
from cooperatives.enums import Statut
from cooperatives.enums_vie import TypeEchange
from cooperatives.models import Coordinateur, EchangePratiques, TempsAnimation
from cooperatives.models.perimetre import running


@dataclass(frozen=True, slots=True)
class Delegation:
    """One délégation on a day; `jours` are those noted for the periods that ended in the year."""

    departement: Departement
    adresse: str
    organisation: int | None
    cooperatives: int
    coordinateurs: int
    jours: Decimal
    echange: date | None


def delegations(departements: list[Departement], jour: date) -> list[Delegation]:
    """In the order of the départements: nobody is ranked (5 statements)."""
    ids = [row.pk for row in departements]
    rows = Departement.objects.filter(pk__in=ids).order_by()
    running_cas = Count("cooperatives", filter=Q(cooperatives__statut=Statut.EN_COURS))
    counts = dict(rows.annotate(n=running_cas).values_list("pk", "n"))
    people = Coordinateur.objects.filter(running(), type="dd", ca__departement__in=ids, ca__statut=Statut.EN_COURS)
    coordinators = dict(
        people.order_by().values("ca__departement").annotate(n=Count("contact", distinct=True)).values_list("ca__departement", "n")
    )  # fmt: skip
    days = TempsAnimation.objects.filter(ca__departement__in=ids, fin__year=jour.year, fin__lte=jour).order_by()
    spent = dict(days.values("ca__departement").annotate(n=Sum("jours")).values_list("ca__departement", "n"))
    met = EchangePratiques.objects.filter(type=TypeEchange.INTER_DD, le__lte=jour, departements__in=ids).order_by()
    exchanges = dict(met.values("departements").annotate(n=Max("le")).values_list("departements", "n"))
    homes = Organisation.objects.filter(type=TypeOrganisation.ARS, departement__in=ids).order_by()
    sheets = {dep: (pk, adresse) for dep, pk, adresse in homes.values_list("departement", "pk", "adresse")}
    return [
        Delegation(
            row, sheets.get(row.pk, (None, ""))[1], sheets.get(row.pk, (None, ""))[0], counts.get(row.pk, 0),
            coordinators.get(row.pk, 0), spent.get(row.pk, Decimal()), exchanges.get(row.pk),
        )
        for row in departements
    ]  # fmt: skip

"""What part of the région somebody reads: the siège all of it, a délégation its département."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.calendrier import add_months, civil_quarter
from coop.territories.models import Departement
from coop.ui import typographie
from cooperatives.models import Cooperative

DEPARTEMENTAUX = (RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE, RoleMandat.EVALUATEUR)


@dataclass(frozen=True, slots=True)
class Portee:
    """The départements read; `entiere` is the whole région."""

    departements: list[Departement]
    entiere: bool

    @property
    def nom(self) -> str:
        return "Île-de-France" if self.entiere else ", ".join(d.nom for d in self.departements)

    def rows(self, user) -> QuerySet[Cooperative]:
        """The coopératives of these départements that the account may read in full."""
        rows = Cooperative.objects.visible_to(user)
        return rows if self.entiere else rows.filter(departement__in=[d.pk for d in self.departements])


def portee(user) -> Portee:
    """From the mandates of the account (2 statements)."""
    departements = Departement.objects.defer("trace").order_by("code")
    if user.is_superuser:
        return Portee(list(departements), True)
    held = list(Mandate.objects.active().filter(contact_id=user.contact_id).values_list("role", "departement_id"))
    if any(role == RoleMandat.SIEGE or (role == RoleMandat.EVALUATEUR and code is None) for role, code in held):
        return Portee(list(departements), True)
    ids = [code for role, code in held if role in DEPARTEMENTAUX]
    return Portee(list(departements.filter(pk__in=ids)), False)


@dataclass(frozen=True, slots=True)
class Periode:
    """The last civil quarter that ended: the period of « bilans à la date »."""

    annee: int
    trimestre: int

    @property
    def debut(self) -> date:
        return date(self.annee, 3 * self.trimestre - 2, 1)

    @property
    def fin(self) -> date:
        """Its last day."""
        return add_months(self.debut, 3) - timedelta(days=1)

    @property
    def libelle(self) -> str:
        """« de juillet à septembre 2026 »."""
        first, last = typographie.MOIS[self.debut.month - 1], typographie.MOIS[self.fin.month - 1]
        de = "d’" if first[0] in "ao" else "de "
        return f"{de}{first} à {last} {self.annee}"


def derniere_periode(jour: date) -> Periode:
    return Periode(*civil_quarter(add_months(jour, -3)))

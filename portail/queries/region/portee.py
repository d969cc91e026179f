"""What part of the région somebody reads: the siège all of it, a délégation its département."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.calendrier import add_months, civil_quarter
from coop.journal.actors import Actor
from coop.territories.models import Departement
from cooperatives.models import Cooperative
from evaluation.queries.territoires import TrimestreCivil as Periode

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
    return _portee(user.contact_id, user.is_superuser)


def portee_de(actor: Actor) -> Portee:
    """The same of who acts."""
    return _portee(actor.contact_id, actor.is_admin)


def _portee(contact_id: int | None, everything: bool) -> Portee:
    departements = Departement.objects.defer("trace").order_by("code")
    if everything:
        return Portee(list(departements), True)
    held = list(Mandate.objects.active().filter(contact_id=contact_id).values_list("role", "departement_id"))
    if any(role == RoleMandat.SIEGE or (role == RoleMandat.EVALUATEUR and code is None) for role, code in held):
        return Portee(list(departements), True)
    ids = [code for role, code in held if role in DEPARTEMENTAUX]
    return Portee(list(departements.filter(pk__in=ids)), False)


def derniere_periode(jour: date) -> Periode:
    """The last civil quarter that ended: the period of « bilans à la date »."""
    return Periode(*civil_quarter(add_months(jour, -3)))

"""Who answers for a party: its titular representatives first."""

from conventions.enums import TypePartie
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.organisations.models import Contact
from cooperatives.models import Coordinateur, Representant
from cooperatives.models.perimetre import running
from evaluation.models import Bilan


def contacts_of(bilan: Bilan) -> list[Contact]:
    """The people to write to for a bilan: titulaires, else other representatives, else holders of a mandate.

    The ARS, when it carries an action, is answered for by the coordination of the CA.
    """
    if bilan.partie.type == TypePartie.ARS:
        rows = Coordinateur.objects.filter(running(), ca=bilan.ca_id).select_related("contact")
        return [row.contact for row in rows.order_by("rang", "id")]
    organisation = bilan.partie.organisation_id
    found = Representant.objects.filter(running(), membre__ca=bilan.ca_id, membre__organisation=organisation)
    people = list(found.select_related("contact").order_by("-titulaire", "id"))
    chosen = [row.contact for row in people if row.titulaire] or [row.contact for row in people]
    return chosen or _mandated(organisation)


def _mandated(organisation: int) -> list[Contact]:
    rows = Mandate.objects.active().filter(organisation=organisation, role=RoleMandat.PARTENAIRE)
    return [row.contact for row in rows.select_related("contact").order_by("id")]

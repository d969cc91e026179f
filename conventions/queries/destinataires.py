"""Who answers for a member: its titular representatives first, with an address to write to."""

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact
from cooperatives.models import Membre
from cooperatives.models.perimetre import running


def contacts_of(membre: Membre) -> list[Contact]:
    """Titulaires, else other representatives, else holders of a mandate; the ARS by the coordinators of the CA."""
    if membre.organisation.type == TypeOrganisation.ARS:
        rows = membre.ca.coordinateurs.filter(running()).select_related("contact").order_by("rang", "id")
        return _reachable(row.contact for row in rows)
    rows = list(membre.representants.filter(running()).select_related("contact").order_by("-titulaire", "id"))
    titular = _reachable(row.contact for row in rows if row.titulaire)
    return titular or _reachable(row.contact for row in rows) or _mandated(membre)


def _mandated(membre: Membre) -> list[Contact]:
    rows = Mandate.objects.active().filter(organisation=membre.organisation_id, role=RoleMandat.PARTENAIRE)
    return _reachable(row.contact for row in rows.select_related("contact").order_by("id"))


def _reachable(contacts) -> list[Contact]:
    return [contact for contact in contacts if contact.email]

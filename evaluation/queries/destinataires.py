"""Who answers for a party: its titular representatives first."""

from collections import defaultdict
from collections.abc import Iterable

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
    return contacts_by([bilan])[bilan.pk]


def contacts_by(bilans: Iterable[Bilan]) -> dict[int, list[Contact]]:
    """The same for many bilans: bilan → people (3 statements at most, whatever their number)."""
    rows = list(bilans)
    ars = {bilan.pk: bilan.ca_id for bilan in rows if bilan.partie.type == TypePartie.ARS}
    others = {bilan.pk: (bilan.ca_id, bilan.partie.organisation_id) for bilan in rows if bilan.pk not in ars}
    coordination = _coordination(set(ars.values())) if ars else {}
    named = _representatives(set(others.values())) if others else {}
    orphans = {organisation for ca, organisation in others.values() if (ca, organisation) not in named}
    mandated = _mandated(orphans) if orphans else {}
    found = {pk: coordination.get(ca, []) for pk, ca in ars.items()}
    return found | {pk: named.get(party) or mandated.get(party[1], []) for pk, party in others.items()}


def _coordination(cas: set[int]) -> dict[int, list[Contact]]:
    found = defaultdict(list)
    rows = Coordinateur.objects.filter(running(), ca__in=cas).select_related("contact")
    for row in rows.order_by("rang", "id"):
        found[row.ca_id].append(row.contact)
    return found


def _representatives(parties: set[tuple[int, int]]) -> dict[tuple[int, int], list[Contact]]:
    """(coopérative, organisation) → its titulaires, else its other representatives; without anybody, absent."""
    cas, organisations = {ca for ca, _ in parties}, {organisation for _, organisation in parties}
    rows = Representant.objects.filter(running(), membre__ca__in=cas, membre__organisation__in=organisations)
    titular, everybody = defaultdict(list), defaultdict(list)
    for row in rows.select_related("contact", "membre").order_by("-titulaire", "id"):
        party = (row.membre.ca_id, row.membre.organisation_id)
        everybody[party].append(row.contact)
        if row.titulaire:
            titular[party].append(row.contact)
    return everybody | titular


def _mandated(organisations: set[int]) -> dict[int, list[Contact]]:
    found = defaultdict(list)
    rows = Mandate.objects.active().filter(organisation__in=organisations, role=RoleMandat.PARTENAIRE)
    for row in rows.select_related("contact").order_by("id"):
        found[row.organisation_id].append(row.contact)
    return found

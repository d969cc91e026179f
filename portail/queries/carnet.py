"""The carnet of a coopérative: its journal, as each reader may know it, newest first."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.journal.models import Entry
from coop.journal.queries import entries_of_ca
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact
from coop.ui import typographie
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from portail import lecture
from portail.queries.fil import Acte, brouillons

AUTEURS = [
    ("ars", "Agence régionale de santé"),
    ("partenaires", "Partenaires"),
    ("coop", "Plateforme et administration"),
]
DE_L_ARS = (RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE)


def entrees(
    ca: Cooperative,
    roles: Iterable[Role],
    organisations: Iterable[int],
    *,
    rubrique: str = "",
    auteur: str = "",
    du: date | None = None,
    au: date | None = None,
) -> QuerySet[Entry]:
    """Acts of `ca` that these roles read; `au` is included. Ordered by `entries_of_ca`."""
    rows = entries_of_ca(ca.pk).filter(lecture.lisibles(roles, organisations))
    if not frozenset(roles) & lecture.ECRIVENT:
        rows = rows.exclude(brouillons([ca.pk]))
    if rubrique:
        rows = rows.filter(lecture.de_rubrique(rubrique))
    if auteur:
        rows = rows.filter(_par(auteur))
    if du:
        rows = rows.filter(at__gte=_minuit(du))
    return rows.filter(at__lt=_minuit(au + timedelta(days=1))) if au else rows


def _par(auteur: str) -> Q:
    """Acts of people of the ARS, of partners, or of nobody who sits in the CA."""
    if auteur == "coop":
        return Q(actor_contact_id__isnull=True)
    mandated = Mandate.objects.filter(role__in=DE_L_ARS).order_by().values("contact")
    agency = Contact.objects.filter(Q(organisation__type=TypeOrganisation.ARS) | Q(pk__in=mandated)).order_by()
    inside = Q(actor_contact_id__in=agency.values("pk"))
    return inside if auteur == "ars" else Q(actor_contact_id__isnull=False) & ~inside


def _minuit(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def par_jour(rows: Iterable[Entry], ca: Cooperative, roles: Iterable[Role]) -> list[tuple[date, list[Acte]]]:
    """The acts of a page under their day; the motive for those who animate the CA."""
    motives = bool(frozenset(roles) & lecture.MOTIFS)
    acts = [_acte(row, ca, motives) for row in rows]
    return [(day, list(same)) for day, same in groupby(acts, key=lambda act: typographie.jour_civil(act.at))]


def _acte(row: Entry, ca: Cooperative, motives: bool) -> Acte:
    return Acte(
        at=row.at,
        phrase=row.summary,
        url=lecture.adresse(row.verb, row.object_kind, row.object_id, ca.reference),
        cooperative=ca.intitule,
        acteur=row.actor_label,
        rubrique=lecture.rubrique(row.verb),
        motif=row.comment if motives else "",
    )

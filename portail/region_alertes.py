"""What makes the rules of alert speak in a synthetic région: people with accounts, meetings, stages, dates that passed.

Seeded by the rank of each coopérative: the same number gives the same rows.
"""

from datetime import date, timedelta

from conventions.models import Convention
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate, User
from coop.calendrier import add_months
from coop.organisations.models import Contact
from cooperatives.enums import Phase, StatutReunion, StatutTache, TypeReunion
from cooperatives.models import (
    Cooperative,
    Coordinateur,
    Etape,
    Membre,
    Representant,
    Reunion,
    Tache,
    TransitionPhase,
)
from portail.region_moments import moment

PAR_COORDINATEUR = 10  # coopératives of one coordinator
DEPUIS = timedelta(days=800)


def completer(cas: list[Cooperative], membres: dict[int, list[Membre]], jour: date) -> None:
    """Add to coopératives just written what each family of rules looks at."""
    _coordination(cas, jour)
    _representants(cas, membres, jour)
    _reunions(cas, jour)
    _tableau(cas, jour)
    _entrees(cas, jour)
    _dates(cas, jour)


def _compte(contacts: list[Contact]) -> None:
    users = [User(email=contact.email, contact=contact, password="!") for contact in contacts]  # noqa: S106 (no password opens it)
    User.objects.bulk_create(users)


def _coordination(cas: list[Cooperative], jour: date) -> None:
    """One coordinator for ten coopératives of a département; one coopérative in twenty has none (AL-01)."""
    by_departement: dict[int, list[Cooperative]] = {}
    for ca in cas:
        by_departement.setdefault(ca.departement_id, []).append(ca)
    lots = [
        rows[start : start + PAR_COORDINATEUR]
        for rows in by_departement.values()
        for start in range(0, len(rows), PAR_COORDINATEUR)
    ]
    contacts = Contact.objects.bulk_create(
        Contact(
            fonction="Coordination synthétique", email=f"dd-{lot[0].reference.lower()}@demo.invalid", est_fictif=True
        )
        for lot in lots
    )
    _compte(contacts)
    start = jour - DEPUIS
    Mandate.objects.bulk_create(
        Mandate(contact=c, role=RoleMandat.COORDINATEUR_DD, departement_id=lot[0].departement_id, debut=start)
        for c, lot in zip(contacts, lots, strict=True)
    )
    Coordinateur.objects.bulk_create(
        Coordinateur(ca=ca, contact=contact, rang=1, type="dd", debut=start)
        for contact, lot in zip(contacts, lots, strict=True)
        for ca in lot
        if int(ca.reference.rsplit("-", 1)[1]) % 20
    )


def _representants(cas: list[Cooperative], membres: dict[int, list[Membre]], jour: date) -> None:
    """The first partner of each coopérative has a person with an account; the others nobody (AL-28)."""
    firsts = [membres[ca.pk][0] for ca in cas]
    contacts = Contact.objects.bulk_create(
        Contact(
            fonction="Direction synthétique", email=f"p-{ca.reference.lower()}@demo.invalid", est_fictif=True,
            organisation_id=first.organisation_id,
        )
        for ca, first in zip(cas, firsts, strict=True)
    )  # fmt: skip
    _compte(contacts)
    Representant.objects.bulk_create(
        Representant(membre=m, contact=c, titulaire=True, mandat="Mandat synthétique.", debut=jour - DEPUIS)
        for m, c in zip(firsts, contacts, strict=True)
    )


def _reunions(cas: list[Cooperative], jour: date) -> None:
    """A comité held 10 to 200 days ago, its minutes written or not, and one to come for one coopérative in two."""
    rows = []
    for n, ca in enumerate(cas):
        held = jour - timedelta(days=10 + (n * 37) % 190)
        late = n % 3 == 0
        rows.append(
            Reunion(
                ca=ca, type=TypeReunion.COPIL, prevue_le=moment(held), tenue_le=held,
                statut=StatutReunion.TENUE if late else StatutReunion.CR_DIFFUSE, compte_rendu="" if late else "Compte rendu synthétique.",
            )
        )  # fmt: skip
        if n % 2:
            rows.append(Reunion(ca=ca, type=TypeReunion.COPIL, prevue_le=moment(jour + timedelta(days=5 + n % 50))))
    Reunion.objects.bulk_create(rows, batch_size=1000)


def _tableau(cas: list[Cooperative], jour: date) -> None:
    """Two stages each, one late for one coopérative in four, with a late task and a blocked one (AL-33)."""
    etapes = Etape.objects.bulk_create(
        [
            Etape(
                ca=ca, ordre=ordre, libelle=f"Étape synthétique {ordre}", debut=jour - timedelta(days=90),
                fin=jour + timedelta(days=(-15 if (n + ordre) % 4 == 0 else 60)),
            )
            for n, ca in enumerate(cas)
            for ordre in (1, 2)
        ],
        batch_size=1000,
    )  # fmt: skip
    firsts = Tache.objects.bulk_create(
        [
            Tache(
                etape=e, ordre=1, libelle="Tâche synthétique", debut=jour - timedelta(days=60),
                fin=jour + timedelta(days=(-5 if n % 5 == 0 else 20)), statut=StatutTache.EN_COURS,
            )
            for n, e in enumerate(etapes)
        ],
        batch_size=1000,
    )  # fmt: skip
    seconds = Tache.objects.bulk_create(
        [
            Tache(etape=e, ordre=2, libelle="Tâche qui attend", debut=jour - timedelta(days=1 if n % 7 == 0 else -30))
            for n, e in enumerate(etapes)
        ],
        batch_size=1000,
    )
    links = Tache.dependances.through
    links.objects.bulk_create(
        [links(from_tache_id=b.pk, to_tache_id=a.pk) for a, b in zip(firsts, seconds, strict=True)], batch_size=2000
    )


def _entrees(cas: list[Cooperative], jour: date) -> None:
    """The day each coopérative entered its phase: three to nine months ago for an élaboration (AL-19)."""
    TransitionPhase.objects.bulk_create(
        TransitionPhase(
            ca=ca, vers=ca.phase, auteur="Synthèse",
            le=moment(add_months(jour, -(3 + n // 7 % 7)) if ca.phase == Phase.ELABORATION else jour - DEPUIS),
        )
        for n, ca in enumerate(cas)
    )  # fmt: skip


def _dates(cas: list[Cooperative], jour: date) -> None:
    """One convention in ten is past its échéance (AL-10); one in nine has no réunion élargie (AL-07)."""
    rows = list(Convention.objects.filter(ca__in=[ca.pk for ca in cas]).order_by("pk"))
    for convention in rows[3::10]:
        convention.date_effet = jour - timedelta(days=400)
        convention.date_echeance = add_months(convention.date_effet, 12)
    Convention.objects.bulk_update(rows[3::10], ["date_effet", "date_echeance"], batch_size=500)
    without = [c.ca_id for c in rows[1::9]]
    Reunion.objects.filter(ca__in=without, type=TypeReunion.ELARGIE).update(statut=StatutReunion.ANNULEE)

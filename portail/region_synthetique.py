"""A synthetic région for the bench: whole rows of coopératives, conventions, bilans and summaries, in bulk.

Nothing here goes through the workflows: the rows measure pages, they are never shown to anybody (`load_region` refuses
any other database than a bench's).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice

from django.db import transaction
from django.utils import timezone

from conventions.enums import StatutConvention, TypePartie
from conventions.models import Convention, Partie, Periode, Programme
from coop.calendrier import add_months, civil_quarter
from coop.journal.actors import SYSTEM
from coop.journal.models import Entry
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact, Organisation, Secteur
from coop.territories.models import Commune, Departement
from cooperatives.enums import Phase, QualiteInstance, StatutMembre, TypeInstance, TypeReunion
from cooperatives.models import (
    Cooperative,
    Instance,
    Membre,
    MembreInstance,
    Reunion,
    Thematique,
)
from evaluation.calendrier import trimestres
from evaluation.enums import StatutBilan
from evaluation.models import Bilan, SyntheseCooperative, SyntheseDepartement
from portail import region_alertes, region_argent
from portail.region_moments import moment

PARTENAIRES = 4
COMMUNES = 3
ACTES = 10
MAXIMUM_PAR_DEPARTEMENT = 999  # a reference has two digits, three in a région far larger than the real one
PHASES = (
    Phase.PREFIGURATION,
    Phase.DIAGNOSTIC,
    Phase.ELABORATION,
    Phase.CONVENTIONNEMENT,
    *[Phase.MISE_EN_OEUVRE] * 3,
)  # seven: no département has one stage only


class TooMany(ValueError):
    """More coopératives than references."""


@dataclass(frozen=True, slots=True)
class Fonds:
    """What every synthetic row refers to."""

    departements: list[Departement]
    communes: dict[int, list[int]]
    secteurs: list[Secteur]
    themes: list[Thematique]
    contact: Contact


@transaction.atomic
def completer(total: int, jour: date) -> int:
    """Bring the number of coopératives to `total`; returns how many were written. Raises TooMany."""
    fonds = _fonds()
    missing = total - Cooperative.objects.count()
    references = list(islice(_references(fonds.departements), max(missing, 0)))
    if len(references) < missing:
        raise TooMany(f"At most {MAXIMUM_PAR_DEPARTEMENT} coopératives a département.")
    cas = _cooperatives(references, fonds, jour)
    membres = _membres(cas, fonds, jour)
    _gouvernance(cas, fonds, jour)
    _conventions([ca for ca in cas if ca.phase == Phase.MISE_EN_OEUVRE], membres, jour)
    region_alertes.completer(cas, membres, jour)
    region_argent.completer(cas, membres, jour)
    _journal(cas, jour)
    _syntheses()
    return len(cas)


def _fonds() -> Fonds:
    departements = list(Departement.objects.order_by("code"))
    communes = {
        d.pk: list(Commune.objects.filter(departement=d).order_by("code").values_list("pk", flat=True))
        for d in departements
    }
    secteur, _ = Secteur.objects.get_or_create(code="synthetique", defaults={"libelle": "Secteur synthétique"})
    theme, _ = Thematique.objects.get_or_create(code="synthetique", defaults={"libelle": "Thème synthétique"})
    contact, _ = Contact.objects.get_or_create(
        email="banc@demo.invalid", defaults={"fonction": "Coordinatrice de banc", "est_fictif": True}
    )
    return Fonds(
        departements,
        communes,
        [*Secteur.objects.order_by("pk"), secteur],
        [*Thematique.objects.order_by("pk"), theme],
        contact,
    )


def _references(departements: list[Departement]) -> Iterator[tuple[Departement, str]]:
    """Free references, one département after the other."""
    taken = set(Cooperative.objects.values_list("reference", flat=True))
    for numero in range(1, MAXIMUM_PAR_DEPARTEMENT + 1):
        for departement in departements:
            reference = f"CA-{departement.code}-{numero:02}"
            if reference not in taken:
                yield departement, reference


def _cooperatives(references: list[tuple[Departement, str]], fonds: Fonds, jour: date) -> list[Cooperative]:
    created = jour - timedelta(days=900)
    cas = Cooperative.objects.bulk_create(
        Cooperative(
            reference=reference, intitule=f"Coopérative de banc {reference}", departement=departement, phase=phase,
            est_fictive=True, creee_le=created, libelle_territoire=f"Territoire {reference}",
        )
        for (departement, reference), phase in zip(references, cycle(PHASES), strict=False)
    )  # fmt: skip
    places, themes = Cooperative.communes.through, Cooperative.thematiques.through
    places.objects.bulk_create(
        places(cooperative_id=ca.pk, commune_id=commune) for n, ca in enumerate(cas) for commune in _some(fonds, ca, n)
    )
    themes.objects.bulk_create(
        themes(cooperative_id=ca.pk, thematique_id=fonds.themes[n % len(fonds.themes)].pk) for n, ca in enumerate(cas)
    )
    return cas


def _some(fonds: Fonds, ca: Cooperative, n: int) -> list[int]:
    """Distinct neighbours in the order of the codes."""
    known = fonds.communes[ca.departement_id]
    start = n * COMMUNES
    return sorted({known[(start + k) % len(known)] for k in range(COMMUNES)}) if known else []


def _membres(cas: list[Cooperative], fonds: Fonds, jour: date) -> dict[int, list[Membre]]:
    names = [(ca, n) for ca in cas for n in range(PARTENAIRES)]
    organisations = Organisation.objects.bulk_create(
        Organisation(
            nom=f"Structure {ca.reference} {n}", recherche=f"structure {ca.reference} {n}".lower(), est_fictive=True,
            type=TypeOrganisation.ASSOCIATION, secteur=fonds.secteurs[n % len(fonds.secteurs)], departement_id=ca.departement_id,
        )
        for ca, n in names
    )  # fmt: skip
    rows = Membre.objects.bulk_create(
        Membre(ca=ca, organisation=o, statut=StatutMembre.SIGNATAIRE, date_entree=jour - timedelta(days=600))
        for (ca, _), o in zip(names, organisations, strict=True)
    )
    found: dict[int, list[Membre]] = {}
    for row in rows:
        found.setdefault(row.ca_id, []).append(row)
    return found


def _gouvernance(cas: list[Cooperative], fonds: Fonds, jour: date) -> None:
    start = jour - timedelta(days=800)
    instances = Instance.objects.bulk_create(
        Instance(ca=ca, type=TypeInstance.COPIL, nom="Comité de pilotage", creee_le=start) for ca in cas
    )
    MembreInstance.objects.bulk_create(
        MembreInstance(instance=instance, contact=fonds.contact, qualite=QualiteInstance.HABITANT)
        for instance in instances[::2]
    )


def _journal(cas: list[Cooperative], jour: date) -> None:
    """The acts of two years and a half: without any, what the rules find of a coopérative would never be kept."""
    days = [jour - timedelta(days=90 * n) for n in reversed(range(ACTES))]
    Entry.objects.bulk_create(
        [
            Entry(
                verb="cooperative.bench",
                summary="Acte synthétique.",
                actor_label=SYSTEM.label,
                ca_id=ca.pk,
                at=moment(day),
            )
            for day in days
            for ca in cas
        ],
        batch_size=1000,
    )


def _conventions(cas: list[Cooperative], membres: dict[int, list[Membre]], jour: date) -> None:
    """Conventions that took effect one to twelve months ago, with their parties, bilans and réunion élargie."""
    programmes = Programme.objects.bulk_create(Programme(ca=ca, intitule=ca.intitule) for ca in cas)
    conventions = Convention.objects.bulk_create(
        Convention(
            ca=ca, programme=programme, reference=f"CONV-{ca.reference}", statut=StatutConvention.EN_VIGUEUR,
            date_effet=(effet := add_months(jour, -(n % 12)) - timedelta(days=1)), date_echeance=add_months(effet, 12),
        )
        for n, (ca, programme) in enumerate(zip(cas, programmes, strict=True))
    )  # fmt: skip
    periodes = Periode.objects.bulk_create(
        Periode(convention=c, numero=1, debut=c.date_effet, fin=c.date_echeance, signee_le=c.date_effet)
        for c in conventions
    )
    parties = Partie.objects.bulk_create(
        Partie(
            convention=c,
            organisation_id=m.organisation_id,
            type=TypePartie.PARTENAIRE,
            qualite_representant="Présidence",
            ordre=n,
        )
        for c in conventions
        for n, m in enumerate(membres[c.ca_id], start=1)
    )
    Reunion.objects.bulk_create(
        Reunion(ca_id=c.ca_id, type=TypeReunion.ELARGIE, prevue_le=moment(add_months(c.date_echeance, -2)))
        for c in conventions
    )
    _bilans(parties, {p.convention_id: p for p in periodes}, jour)


def _bilans(parties: list[Partie], periodes: dict[int, Periode], jour: date) -> None:
    """Past quarters are transmitted, one in eight late; the others are still to write."""
    rows = []
    for partie in parties:
        periode = periodes[partie.convention_id]
        for quarter in trimestres(periode.debut, recorded=periode.debut):
            sent = quarter.echeance + timedelta(days=5 if len(rows) % 8 == 0 else -2)
            past = quarter.fin < jour and sent <= jour and len(rows) % 10 != 9  # one in ten is never sent (AL-05)
            rows.append(
                Bilan(
                    ca_id=partie.convention.ca_id, partie=partie, periode=periode, trimestre=quarter.numero, debut=quarter.debut, fin=quarter.fin,
                    echeance=quarter.echeance, statut=StatutBilan.TRANSMIS if past else StatutBilan.A_ETABLIR, transmis_le=moment(sent) if past else None,
                )
            )  # fmt: skip
    Bilan.objects.bulk_create(rows, batch_size=500)


def _syntheses() -> None:
    """Both levels, from the bilans: what the transmissions would have written."""
    by_ca: Counter = Counter()
    by_departement: Counter = Counter()
    sent = Bilan.objects.filter(transmis_le__isnull=False).order_by()
    for ca, departement, echeance, sent_at in sent.values_list("ca", "ca__departement", "echeance", "transmis_le"):
        on_time = timezone.localtime(sent_at).date() <= echeance
        for counts, key in ((by_ca, ca), (by_departement, departement)):
            counts[key, *civil_quarter(echeance), "bilans_transmis"] += 1
            counts[key, *civil_quarter(echeance), "bilans_a_temps"] += on_time
    for model, owner, counts in (
        (SyntheseCooperative, "ca_id", by_ca),
        (SyntheseDepartement, "departement_id", by_departement),
    ):
        model.objects.all().delete()
        keys = sorted({key[:3] for key in counts})
        names = ("bilans_transmis", "bilans_a_temps")
        model.objects.bulk_create(
            model(
                **{owner: key[0], "annee": key[1], "trimestre": key[2]}, **{name: counts[*key, name] for name in names}
            )
            for key in keys
        )

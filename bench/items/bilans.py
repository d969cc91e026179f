"""A transmission with its two summaries, against the same without them, in a small and in a large region (performance.md 2)."""

from datetime import timedelta
from decimal import Decimal
from unittest import mock

from bench.harness import Measure, best_of, demonstration

ROUNDS = 7
SMALL, LARGE = 50, 5000
RATIO = 1.5
FLAT = 1.15  # the larger region against the smaller (performance.md §6.2)
# One quarter in which the demonstration has no bilan.
QUARTER = (2031, 2)


def measure() -> list[Measure]:
    """Seconds of a transmission; the summaries may cost half as much again, whatever the size of the region."""
    demonstration()
    from django.db import transaction

    with transaction.atomic():
        found = _measures()
        transaction.set_rollback(True)
    return found


def _measures() -> list[Measure]:
    bilan, user = _ready()
    without = _time(bilan, user, summaries=False)
    _region(SMALL)
    small = _time(bilan, user, summaries=True)
    _region(LARGE)
    large = _time(bilan, user, summaries=True)
    return [
        Measure("bilan, transmission without summaries", without, "s"),
        Measure(
            f"bilan, with summaries at {SMALL} coopératives against without", round(small / without, 2), "×", RATIO
        ),
        Measure(
            f"bilan, with summaries at {LARGE} coopératives against without", round(large / without, 2), "×", RATIO
        ),
        Measure(f"bilan, with summaries at {LARGE} against {SMALL}", round(large / small, 2), "×", FLAT),
    ]


def _ready():
    """A bilan of the demonstration, complete, whose quarter is over, and somebody of its party."""
    from conventions.enums import NatureIndicateur, TypeIndicateur
    from coop.journal.actors import Actor
    from cooperatives.models import Representant
    from evaluation.completude import CONFORMITE, actions_of
    from evaluation.models import Bilan, LigneBilan, Releve, VersionBilan

    bilan = (
        Bilan.objects.filter(trimestre=1, partie__type="partenaire")
        .select_related("partie__organisation")
        .order_by("pk")
        .first()
    )
    contact = (
        Representant.objects.filter(membre__ca=bilan.ca_id, membre__organisation=bilan.partie.organisation_id)
        .order_by("pk")
        .first()
        .contact
    )
    for child in (LigneBilan, Releve):
        child.objects.filter(version__bilan=bilan).delete()
    VersionBilan.objects.filter(bilan=bilan).delete()
    draft = VersionBilan.objects.create(bilan=bilan)
    for action in actions_of(bilan):
        LigneBilan.objects.create(
            version=draft,
            action=action,
            recueil_qualitatif="Constat.",
            **{answer: "oui" for answer, _, _ in CONFORMITE},
        )
        for indicateur in action.indicateurs.exclude(type=TypeIndicateur.IP):
            words = indicateur.nature == NatureIndicateur.QUALITATIF
            said = {"texte": "Constat."} if words else {"valeur": Decimal(10)}
            Releve.objects.create(version=draft, indicateur=indicateur, cible=indicateur.valeur_cible, **said)
    return bilan, Actor(label=contact.fonction, contact_id=contact.pk)


def _time(bilan, actor, *, summaries: bool) -> float:
    from contextlib import nullcontext

    from coop import horloge
    from evaluation.models import Bilan, VersionBilan
    from evaluation.workflows import bilans

    patch = nullcontext() if summaries else mock.patch.object(bilans, "refresh")

    def once() -> None:
        VersionBilan.objects.filter(bilan=bilan).update(transmise_le=None)
        Bilan.objects.filter(pk=bilan.pk).update(statut="brouillon", transmis_le=None)
        bilans.transmit(Bilan.objects.get(pk=bilan.pk), actor=actor)

    with patch, horloge.at(bilan.fin + timedelta(days=1)):
        once()
        return best_of(ROUNDS, once)


def _region(count: int) -> None:
    """Fill the table of the coopératives and their summaries up to `count` rows."""
    from coop.territories.models import Departement
    from cooperatives.models import Cooperative
    from evaluation.models import SyntheseCooperative

    missing = count - Cooperative.objects.count()
    departement = Departement.objects.order_by("code").first()
    start = Cooperative.objects.order_by("-pk").first().pk + 1
    rows = [
        Cooperative(reference=f"B{number}", intitule=f"CA {number}", departement=departement)
        for number in range(start, start + max(0, missing))
    ]
    made = Cooperative.objects.bulk_create(rows, batch_size=500)
    annee, trimestre = QUARTER
    SyntheseCooperative.objects.bulk_create(
        [SyntheseCooperative(ca=ca, annee=annee, trimestre=trimestre) for ca in made], batch_size=500
    )

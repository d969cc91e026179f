"""The two levels of summary, kept exact in the transaction of the transmission (architecture.md 6, decisions.md 30).

The row of the CA is recomputed from its own readings (a few dozen rows, whatever the size of the region); the row of
the département moves by the difference, so that its cost does not grow with the number of CAs.
Locks are taken in key order: CA row first, then département row.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from conventions.enums import NatureIndicateur, TypeIndicateur
from coop.calendrier import civil_quarter
from evaluation.completude import CONFORMITE
from evaluation.enums import Reponse
from evaluation.models import Bilan, LigneBilan, Releve, SyntheseCooperative, SyntheseDepartement, VersionBilan
from evaluation.models.syntheses import Compteurs

COUNTERS = tuple(f.name for f in Compteurs._meta.get_fields() if f.name not in {"annee", "trimestre"})
_COUNTED = {Reponse.OUI: "reponses_oui", Reponse.PARTIEL: "reponses_partiel", Reponse.NON: "reponses_non"}


def refresh(bilan: Bilan) -> None:
    """Bring both summaries of the civil quarter of the bilan's échéance up to date, in the caller's transaction."""
    annee, trimestre = civil_quarter(bilan.echeance)
    key = {"annee": annee, "trimestre": trimestre}
    SyntheseCooperative.objects.get_or_create(ca_id=bilan.ca_id, **key)
    SyntheseDepartement.objects.get_or_create(departement_id=bilan.ca.departement_id, **key)
    row = SyntheseCooperative.objects.select_for_update().get(ca_id=bilan.ca_id, **key)
    values = counters(Bilan.objects.filter(ca_id=bilan.ca_id), annee, trimestre)
    moved = {name: values[name] - getattr(row, name) for name in COUNTERS}
    for name in COUNTERS:
        setattr(row, name, values[name])
    row.save()
    departement = SyntheseDepartement.objects.filter(departement_id=bilan.ca.departement_id, **key)
    departement.update(**{name: F(name) + change for name, change in moved.items() if change})


def counters(bilans, annee: int, trimestre: int) -> dict:
    """The sums of the bilans due in a civil quarter, read from their last transmitted versions."""
    first_month = 3 * trimestre - 2
    due = bilans.filter(
        echeance__year=annee,
        echeance__month__gte=first_month,
        echeance__month__lte=first_month + 2,
        transmis_le__isnull=False,
    )
    latest = list(VersionBilan.objects.dernieres().filter(bilan__in=due).order_by().values_list("pk", flat=True))
    found = dict.fromkeys(COUNTERS, 0)
    for transmitted, deadline in due.values_list("transmis_le", "echeance"):
        found["bilans_transmis"] += 1
        found["bilans_a_temps"] += timezone.localtime(transmitted).date() <= deadline
    _count_answers(found, LigneBilan.objects.filter(version__in=latest).values_list(*[a for a, _, _ in CONFORMITE]))
    _count_readings(found, Releve.objects.filter(version__in=latest, modalite="").select_related("indicateur"))
    return found


def _count_answers(found: dict, lines: Iterable[tuple]) -> None:
    for answers in lines:
        found["lignes"] += 1
        for answer in filter(None, answers):
            found["reponses"] += 1
            found[_COUNTED[answer]] += 1


def _count_readings(found: dict, readings: Iterable[Releve]) -> None:
    """F-10 (mean of capped rates: the sum and the count are kept) and F-12 (flagged IA only, decisions.md 29)."""
    for reading in readings:
        indicateur = reading.indicateur
        if indicateur.type != TypeIndicateur.IA or indicateur.nature != NatureIndicateur.QUANTITATIF:
            continue
        if reading.valeur is None:
            continue
        if indicateur.beneficiaires:
            found["beneficiaires"] += reading.valeur
            found["beneficiaires_cibles"] += reading.cible or 0
        if reading.cible:
            rate = min(Decimal(100), reading.valeur * 100 / reading.cible)
            found["indicateurs_ia"] += 1
            found["somme_taux_ia"] += rate.quantize(Decimal("0.0001"))


@transaction.atomic
def rebuild() -> int:
    """Write every summary again from the readings; returns how many rows differed (none, when all is well)."""
    wrong = 0
    seen = set()
    for ca_id, departement_id, echeance in Bilan.objects.filter(transmis_le__isnull=False).values_list(
        "ca_id", "ca__departement_id", "echeance"
    ):
        seen.add((ca_id, departement_id, *civil_quarter(echeance)))
    for ca_id, _, annee, trimestre in sorted(seen):
        values = counters(Bilan.objects.filter(ca_id=ca_id), annee, trimestre)
        wrong += _store(SyntheseCooperative, {"ca_id": ca_id, "annee": annee, "trimestre": trimestre}, values)
    for departement_id, annee, trimestre in sorted({key[1:] for key in seen}):
        rows = SyntheseCooperative.objects.filter(ca__departement=departement_id, annee=annee, trimestre=trimestre)
        sums = rows.aggregate(**{f"s_{name}": Sum(name) for name in COUNTERS})
        values = {name: sums[f"s_{name}"] or 0 for name in COUNTERS}
        key = {"departement_id": departement_id, "annee": annee, "trimestre": trimestre}
        wrong += _store(SyntheseDepartement, key, values)
    return wrong


def _store(model, key: dict, values: dict) -> int:
    row, _ = model.objects.get_or_create(**key)
    if all(getattr(row, name) == values[name] for name in COUNTERS):
        return 0
    for name in COUNTERS:
        setattr(row, name, values[name])
    row.save()
    return 1

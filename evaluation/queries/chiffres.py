"""F-09 to F-12 (domain.md §7.1): figures of a bilan or of a quarter, always with numerator and denominator.

Nothing is divided by nothing: a rate of an empty set is None, printed « – ». Units are never added together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from conventions.enums import NatureIndicateur, Sens, TypeIndicateur
from evaluation.models import Bilan, Releve

CENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Part:
    """`numerateur` of `denominateur`; `pourcent` is None when there is nothing to divide by."""

    numerateur: Decimal | int
    denominateur: Decimal | int

    @property
    def pourcent(self) -> Decimal | None:
        return taux(self.numerateur, self.denominateur)


@dataclass(frozen=True, slots=True)
class Chiffres:
    """What a set of readings says: F-10 (mean of capped rates, indicators counted) and F-12."""

    realisation: Decimal | None
    renseignes: int
    avec_cible: int
    beneficiaires: Part


def taux(numerateur: Decimal | int | None, denominateur: Decimal | int | None) -> Decimal | None:
    """A percentage, not rounded; None when one of the two is missing or the denominator is zero."""
    if numerateur is None or not denominateur:
        return None
    return Decimal(numerateur) * CENT / Decimal(denominateur)


def realisation(valeur: Decimal | None, cible: Decimal | None) -> Decimal | None:
    """F-10 of one IA: realised over planned."""
    return taux(valeur, cible)


def atteinte(valeur: Decimal | None, cible: Decimal | None, initiale: Decimal | None, sens: str) -> Decimal | None:
    """F-11 of one IR; None (« n.d. ») without target, when it equals the baseline, or lower-is-better without baseline."""
    if valeur is None or cible is None:
        return None
    if initiale is not None:
        return taux(valeur - initiale, cible - initiale)
    return None if sens == Sens.BAISSE else taux(valeur, cible)


def taux_du_releve(releve: Releve) -> Decimal | None:
    """F-10 or F-11 of a reading, by the type of its indicator."""
    indicateur = releve.indicateur
    if indicateur.nature != NatureIndicateur.QUANTITATIF:
        return None
    if indicateur.type == TypeIndicateur.IR:
        return atteinte(releve.valeur, releve.cible, indicateur.valeur_initiale, indicateur.sens)
    return realisation(releve.valeur, releve.cible)


def chiffres(releves: Iterable[Releve]) -> Chiffres:
    """F-10 and F-12 of readings; each rate of IA is capped at 100 before the mean."""
    rates: list[Decimal] = []
    with_target, reached, planned = 0, Decimal(0), Decimal(0)
    for releve in releves:
        indicateur = releve.indicateur
        if indicateur.type != TypeIndicateur.IA or indicateur.nature != NatureIndicateur.QUANTITATIF:
            continue
        with_target += bool(releve.cible)
        if releve.valeur is None:
            continue
        if releve.cible:
            rates.append(min(CENT, releve.valeur * CENT / releve.cible))
        if indicateur.beneficiaires:
            reached, planned = reached + releve.valeur, planned + (releve.cible or 0)
    mean = sum(rates, Decimal(0)) / len(rates) if rates else None
    return Chiffres(mean, len(rates), with_target, Part(reached, planned))


def transmission(bilans: Iterable[Bilan], today: date) -> tuple[Part, Part]:
    """F-09: (transmitted by the due date, transmitted even late) over the bilans whose due date has come."""
    due = [bilan for bilan in bilans if bilan.echeance <= today or bilan.transmis_le]
    sent = [bilan for bilan in due if bilan.transmis_le]
    in_time = [b for b in sent if timezone.localtime(b.transmis_le).date() <= b.echeance]
    return Part(len(in_time), len(due)), Part(len(sent), len(due))

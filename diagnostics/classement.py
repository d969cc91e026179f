"""The result of a priorisation, computed and told in words. Pure: rows in, ranks and sentences out.

A mean on a criterion is the sum of marks × voices divided by the voices that gave one (1 to 4). The score of a need is
the mean of its criteria weighted by their weights, over the criteria somebody marked. Equal scores share a rank.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from coop.ui.typographie import NBSP, avec_nombre, nombre

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Marque:
    """One mark as it counts: `voix` people gave `valeur` to a need on a criterion."""

    besoin: int
    critere: int
    valeur: int
    voix: int


@dataclass(frozen=True, slots=True)
class Critere:
    pk: int
    libelle: str
    poids: int


@dataclass(frozen=True, slots=True)
class Moyenne:
    """What a need was given on one criterion; `valeur` is None when nobody marked it."""

    critere: Critere
    valeur: Decimal | None
    voix: int

    @property
    def phrase(self) -> str:
        told = "aucune note" if self.valeur is None else nombre(self.valeur)
        return f"{self.critere.libelle}{NBSP}: {told}"


@dataclass(frozen=True, slots=True)
class Place:
    """One need in the result; `rang` and `score` are None when nobody marked it."""

    besoin: int
    rang: int | None
    score: Decimal | None
    moyennes: list[Moyenne]
    egalites: list[int]

    @property
    def phrase(self) -> str:
        """« 3,4 sur 4. Importance : 3,8 ; capacité d’agir : 3. »"""
        if self.score is None:
            return "Personne ne l’a noté."
        return f"{nombre(self.score)} sur{NBSP}4. {f'{NBSP}; '.join(m.phrase for m in self.moyennes)}."


@dataclass(frozen=True, slots=True)
class Classement:
    """The result: needs from the first to the last, and who voted."""

    places: list[Place]
    votants: int
    criteres: list[Critere]

    @property
    def phrase(self) -> str:
        """How the ranks were made, for people who did not vote."""
        if not self.votants:
            return "Personne n’a encore voté."
        return f"{avec_nombre(self.votants, 'personne a voté,personnes ont voté')}. {self.regle}"

    @property
    def regle(self) -> str:
        weights = {critere.poids for critere in self.criteres}
        if len(weights) > 1:
            told = ", ".join(f"«{NBSP}{c.libelle}{NBSP}» compte {c.poids}" for c in self.criteres)
            return (
                f"Chaque besoin est noté de 1 à 4 sur chaque critère{NBSP}; {told}. Le rang suit la moyenne pondérée."
            )
        return "Chaque besoin est noté de 1 à 4 sur chaque critère, tous les critères comptent autant, le rang suit la moyenne."


def classer(besoins: Iterable[int], criteres: Iterable[Critere], marques: Iterable[Marque], votants: int) -> Classement:
    """Rank `besoins` (keys, in the order of their numbers)."""
    kept, marks = list(criteres), defaultdict(list)
    for marque in marques:
        marks[marque.besoin, marque.critere].append(marque)
    rows = {need: [_moyenne(c, marks[need, c.pk]) for c in kept] for need in besoins}
    scores = {need: _score(means) for need, means in rows.items()}
    places = [_place(need, scores, rows[need]) for need in rows]
    places.sort(key=lambda place: (place.rang is None, place.rang or 0))
    return Classement(places, votants, kept)


def _moyenne(critere: Critere, marques: list[Marque]) -> Moyenne:
    voix = sum(m.voix for m in marques)
    value = _round(Decimal(sum(m.valeur * m.voix for m in marques)) / voix) if voix else None
    return Moyenne(critere, value, voix)


def _score(means: list[Moyenne]) -> Decimal | None:
    given = [m for m in means if m.valeur is not None]
    weights = sum(m.critere.poids for m in given)
    return _round(sum(m.valeur * m.critere.poids for m in given) / weights) if weights else None


def _place(need: int, scores: dict[int, Decimal | None], means: list[Moyenne]) -> Place:
    score = scores[need]
    if score is None:
        return Place(need, None, None, means, [])
    rank = 1 + sum(other is not None and other > score for other in scores.values())
    return Place(need, rank, score, means, [n for n, other in scores.items() if n != need and other == score])


def _round(value: Decimal) -> Decimal:
    """To a tenth: nobody reads more out of a dozen votes, and equal on the page is equal in the rank."""
    return value.quantize(TENTH, ROUND_HALF_UP)

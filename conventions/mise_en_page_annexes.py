"""The annexes of a convention as the page, the page to sign and the PDF draw them, numbered in one order (domain.md §5.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from conventions.origines import Origine
from coop.ui.typographie import NBSP, date_longue, euros

TITRES = {
    "periodicite": f"Rythme des réunions opérationnelles (article{NBSP}4.2)",
    "indicateurs": "Indicateurs d’évaluation par action",
    "calendrier": "Calendrier des étapes",
    "charte": "Charte de coopération",
    "repartition": f"Répartition du budget (article{NBSP}3)",
}
# Always joined, told to be completed when empty.
TOUJOURS = ("periodicite", "indicateurs")


@dataclass(frozen=True, slots=True)
class Annexe:
    """One annex: its place in the list, what it holds in the shape its part of the template draws."""

    numero: int
    code: str
    contenu: object
    origines: list[Origine] = field(default_factory=list)

    @property
    def nom(self) -> str:
        """Its title inside a sentence."""
        return TITRES[self.code][:1].lower() + TITRES[self.code][1:]

    @property
    def titre(self) -> str:
        return f"Annexe{NBSP}{self.numero} – {TITRES[self.code]}"

    @property
    def ancre(self) -> str:
        return f"annexe-{self.code}"


def annexes(contenu: dict, origines: Mapping[str, list[Origine]] | None = None) -> list[Annexe]:
    """Those that `contenu` (the part `annexes` of a text) holds; a text frozen before schema 3 holds the first two."""
    known = origines or {}
    codes = [code for code in TITRES if code in TOUJOURS or contenu.get(code)]
    return [
        Annexe(n, code, FORMES.get(code, _tel_quel)(contenu[code]), known.get(code, []))
        for n, code in enumerate(codes, start=1)
    ]


def _tel_quel(value):
    return value


def _calendrier(lignes: list) -> list[list[str]]:
    return [[libelle, _jour(debut), _jour(fin), livrables or "–"] for libelle, debut, fin, livrables in lignes]


def _repartition(budgets: list[dict]) -> list[dict]:
    """The budgets with their amounts as people read them, and what is distributed of each."""
    return [
        {
            "annee": budget["annee"],
            "montant": euros(budget["montant"]),
            "lignes": [[qui, pour, euros(montant), raison] for qui, pour, montant, raison in budget["lignes"]],
            "total": euros(sum((Decimal(row[2]) for row in budget["lignes"]), Decimal(0))),
        }
        for budget in budgets
    ]


def _charte(charte: dict) -> dict:
    return charte | {"adoptee_le": _jour(charte["adoptee_le"])}


def _jour(iso: str) -> str:
    return date_longue(date.fromisoformat(iso)) if iso else "–"


FORMES = {"calendrier": _calendrier, "repartition": _repartition, "charte": _charte}

"""What a renewal needs (domain.md §3.2, MISE_EN_OEUVRE → MISE_EN_OEUVRE), and what fills the file of the réunion élargie.

Higher floors register their checks and the parts of the file they know in `ready()`, as the phases do. A check nobody
registered refuses the renewal: a forgotten gate must never open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from conventions.models import Convention, Periode
from coop.gates import Manque

Check = Callable[[Periode], list[Manque]]

CONTROLES = ("bilan_annuel_valide",)
_checks: dict[str, Check] = {}


@dataclass(frozen=True, slots=True)
class Volet:
    """One part of the file: its title, its place, its template and what fills it (a fixed number of statements)."""

    code: str
    ordre: int
    titre: str
    gabarit: str
    lire: Callable[[Convention, Periode], dict[str, Any]]


_volets: dict[str, Volet] = {}


def register(name: str, check: Check) -> None:
    """Give the check of a name of CONTROLES; two owners of one name is a mistake."""
    if _checks.get(name, check) is not check:
        raise ValueError(f"Check {name} is already registered.")
    _checks[name] = check


def register_volet(volet: Volet) -> None:
    """Add a part to the file of the réunion élargie."""
    if _volets.get(volet.code, volet) is not volet:
        raise ValueError(f"Part {volet.code} is already registered.")
    _volets[volet.code] = volet


def unregistered() -> set[str]:
    """Checks that are asked for and that nobody gave."""
    return set(CONTROLES) - set(_checks)


def checked(periode: Periode) -> list[Manque]:
    """What the checks of higher floors find missing."""
    return [manque for name in CONTROLES for manque in _run(name, periode)]


def _run(name: str, periode: Periode) -> list[Manque]:
    check = _checks.get(name)
    if check is None:
        return [Manque(name, "Un contrôle n’est pas installé\u00a0: la reconduction reste fermée.")]
    return check(periode)


def volets(convention: Convention, periode: Periode) -> list[tuple[Volet, dict[str, Any]]]:
    """Each part with what fills it, in order."""
    ordered = sorted(_volets.values(), key=lambda volet: (volet.ordre, volet.code))
    return [(volet, volet.lire(convention, periode)) for volet in ordered]

"""The phase machine (R-GOUV-11; domain.md §3.2, decisions.md 6 and 7): which checks each step needs, by name.

Higher floors register their checks in `ready()`. A check nobody registered refuses the step: a forgotten gate
must never open (and a system check says so at start).
"""

from collections.abc import Callable
from dataclasses import dataclass

from coop.gates import Manque
from cooperatives.enums import Phase
from cooperatives.models import Cooperative
from cooperatives.queries.avertissements_lecture import partagee

Check = Callable[[Cooperative], list[Manque]]

_checks: dict[str, Check] = {}


@dataclass(frozen=True, slots=True)
class Step:
    """One forward step: obligations that block, advice that asks a reason."""

    depart: Phase
    arrivee: Phase
    obligations: tuple[str, ...]
    conseils: tuple[str, ...] = ()


STEPS: tuple[Step, ...] = (
    Step(
        Phase.PREFIGURATION,
        Phase.DIAGNOSTIC,
        ("principes_consideres", "articulation_declaree", "theme_public_territoire", "identite_complete"),
        (
            "deux_communes",
            "secteurs_non_sanitaires",
            "premiere_reunion",
            "instances_creees",
            "dispositifs_informes",
            "eparcours_recherche",
            "avertissements_repondus",
        ),
    ),
    Step(
        Phase.DIAGNOSTIC,
        Phase.ELABORATION,
        ("diagnostic_valide",),
        ("acteurs_associes", "besoin_non_couvert"),
    ),
    Step(
        Phase.ELABORATION,
        Phase.CONVENTIONNEMENT,
        (
            "membre_hors_ars",
            "objectifs_ecrits",
            "fiches_completes",
            "membres_ont_une_action",
            "indicateurs_poses",
            "copil_represente_chacun",
            "equipe_evaluation_designee",
        ),
        ("trois_types_par_action", "mandats_ecrits", "directions_engagees"),
    ),
    Step(Phase.CONVENTIONNEMENT, Phase.MISE_EN_OEUVRE, ("convention_signee",), ("criteres_choisis",)),
    Step(Phase.MISE_EN_OEUVRE, Phase.EVALUATION_CA, (), ("criteres_choisis",)),
)


# What ends a CA (EVALUATION_CA → TERMINEE, a status): the same kind of gate, for `workflows.phases.close_as`.
FIN = Step(Phase.EVALUATION_CA, Phase.EVALUATION_CA, ("evaluation_finale",))


def register(name: str, check: Check) -> None:
    """Give the check of a name used in STEPS; two owners of one name is a mistake."""
    if name in _checks:
        raise ValueError(f"Gate {name} is already registered.")
    _checks[name] = check


def names() -> set[str]:
    """Every check the machine asks for."""
    return {name for step in (*STEPS, FIN) for name in (*step.obligations, *step.conseils)}


def unregistered() -> set[str]:
    """Checks that are asked for and that nobody gave."""
    return names() - set(_checks)


def next_step(ca: Cooperative) -> Step | None:
    """The forward step from the phase of `ca`."""
    return next((step for step in STEPS if step.depart == ca.phase), None)


def pending_step(ca: Cooperative) -> Step | None:
    """The forward step from the phase of `ca`, else what ends it."""
    return next_step(ca) or (FIN if ca.phase == FIN.depart else None)


def missing(ca: Cooperative, step: Step | None = None) -> list[Manque]:
    """What `step` (the next one by default) still needs: obligations first, then advice."""
    step = step or next_step(ca)
    if step is None:
        return []
    with partagee():
        return [m for name in (*step.obligations, *step.conseils) for m in _run(name, ca, name in step.obligations)]


def _run(name: str, ca: Cooperative, obligation: bool) -> list[Manque]:
    check = _checks.get(name)
    if check is None:
        return [
            Manque(
                name,
                f"Le contrôle «\u00a0{name}\u00a0» n’est pas installé\u00a0: l’étape reste fermée.",
                obligation=obligation,
            )
        ]
    return [_graded(m, obligation) for m in check(ca)]


def _graded(manque: Manque, obligation: bool) -> Manque:
    """The step decides whether a check blocks, not the check itself."""
    return Manque(manque.code, manque.phrase, manque.url, manque.source, obligation, manque.precision)

"""What no constraint can hold is checked by name, in tests and every night (decisions.md 11)."""

from collections.abc import Callable

Check = Callable[[], list[str]]
_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """Add a check: `check()` returns one French sentence for each thing that is wrong, an empty list when all is well."""
    if _checks.get(name, check) is not check:
        raise ValueError(f"Check {name} is registered twice.")
    _checks[name] = check


def registered() -> dict[str, Check]:
    """Every check, by name."""
    return dict(sorted(_checks.items()))


def found() -> dict[str, list[str]]:
    """The sentences of every check that finds something, by name of check."""
    answers = {name: check() for name, check in registered().items()}
    return {name: sentences for name, sentences in answers.items() if sentences}

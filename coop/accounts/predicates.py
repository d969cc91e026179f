"""Permissions as boolean algebra: small predicates of (actor, object), combined with `&`, `|` and `~`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied

from coop.journal.actors import Actor


class Refused(PermissionDenied):
    """The actor may not do this; the message is the French sentence the person reads (answered 403)."""


class Predicate:
    """A named test of (actor, object)."""

    def __init__(self, test: Callable[[Actor, Any], bool], name: str) -> None:
        self._test = test
        self.name = name

    def __call__(self, actor: Actor, obj: Any = None) -> bool:
        return bool(self._test(actor, obj))

    def __and__(self, other: Predicate) -> Predicate:
        return Predicate(lambda actor, obj: self(actor, obj) and other(actor, obj), f"({self.name} & {other.name})")

    def __or__(self, other: Predicate) -> Predicate:
        return Predicate(lambda actor, obj: self(actor, obj) or other(actor, obj), f"({self.name} | {other.name})")

    def __invert__(self) -> Predicate:
        return Predicate(lambda actor, obj: not self(actor, obj), f"~{self.name}")

    def __repr__(self) -> str:
        return self.name


def predicate(test: Callable[[Actor, Any], bool]) -> Predicate:
    """Make a predicate of a function of one to six lines."""
    return Predicate(test, test.__name__)


def require(rule: Predicate, actor: Actor, obj: Any = None, message: str = "") -> None:
    """Raise Refused with `message` unless `rule` holds; the system itself (played jobs) is never refused."""
    if actor.is_system or rule(actor, obj):
        return
    raise Refused(message or "Vous n’avez pas le droit de faire cela.")

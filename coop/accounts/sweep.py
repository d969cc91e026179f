"""Walking the whole URLconf: what each address declares (architecture.md decision 1)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from coop.accounts.policies import EXTERNAL, Policy, policy_of


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its path as written, its full name, the names of its parameters, its view and what it declares."""

    path: str
    name: str
    parameters: tuple[str, ...]
    view: Callable
    policy: Policy | None

    @property
    def label(self) -> str:
        return self.name or self.path


def routes(urlconf: str | None = None) -> Iterator[Route]:
    """Every address of the project, includes too, in the order of the URLconf."""
    yield from _walk(get_resolver(urlconf).url_patterns, "/", (), ())


def undeclared(urlconf: str | None = None) -> list[Route]:
    """The addresses whose view says nothing of who may open it."""
    return [route for route in routes(urlconf) if route.policy is None]


def _walk(patterns: list, prefix: str, namespaces: tuple[str, ...], parameters: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        found = parameters + _parameters(pattern)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, path, inner, found)
        else:
            yield _route(pattern, path, namespaces, found)


def _parameters(pattern: URLPattern | URLResolver) -> tuple[str, ...]:
    converters = getattr(pattern.pattern, "converters", None) or {}
    return tuple(converters) or tuple(pattern.pattern.regex.groupindex)


def _route(pattern: URLPattern, path: str, namespaces: tuple[str, ...], parameters: tuple[str, ...]) -> Route:
    name = ":".join((*namespaces, pattern.name)) if pattern.name else ""
    policy = policy_of(pattern.callback) or EXTERNAL.get(name)
    for namespace in namespaces:
        policy = policy or EXTERNAL.get(namespace)
    return Route(_readable(path), name, parameters, pattern.callback, policy)


def _readable(path: str) -> str:
    """A path without the marks of regular expressions: `<key>` for a named group."""
    if "(?P" not in path and "^" not in path:
        return path
    return re.sub(r"[\^$]", "", re.sub(r"\(\?P(<\w+>).*?\)(?=[-/]|$)", r"\1", path)).replace("\\Z", "")

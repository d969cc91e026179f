"""The gate of every page under a coopérative: perimeter first, then the verb (architecture.md decision 1)."""

from collections.abc import Callable, Collection
from contextlib import nullcontext
from dataclasses import replace
from functools import wraps
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve

from coop.accounts.policies import SAFE_METHODS, Policy
from coop.accounts.predicates import Refused
from coop.gates import Manque
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.roles import INTERNES, TOUS, remembered, roles


def ca_view(*, read: frozenset[Role] = INTERNES, write: frozenset[Role] = frozenset()) -> Callable:
    """Call `view(request, ca, …)` for those who hold one of the roles; the address carries `<ca:ca_ref>`.

    A stranger gets a 404, a reader who writes a 403. `request.roles` holds the roles of the person in the CA.
    An administrator reads everything and writes nothing here: override verbs have their own views.
    """
    readers = frozenset(read) | frozenset(write)

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request: HttpRequest, ca_ref: str, *args, **kwargs) -> HttpResponse:
            ca = _named(ca_ref)
            with remembered() if request.method in SAFE_METHODS else nullcontext():
                request.roles = roles(request.user.actor, ca)
                if not request.roles & readers:
                    raise Http404
                if request.method not in SAFE_METHODS and not request.roles & write:
                    raise Refused("Vous pouvez lire cette page, pas la modifier.")
                return view(request, ca, *args, **kwargs)

        guarded.policy = Policy("ca", readers, frozenset(write))
        return guarded

    return decorate


def reachable(manques: list[Manque], held: Collection[Role]) -> list[Manque]:
    """What is missing, without the links to pages that these roles do not open: told, not offered."""
    return [m if not m.url or _opens(m.url, held) else replace(m, url="") for m in manques]


def _opens(url: str, held: Collection[Role]) -> bool:
    policy = getattr(resolve(urlsplit(url).path).func, "policy", None)
    return policy is None or policy.kind != "ca" or bool(policy.read & frozenset(held))


def _named(ca_ref: str) -> Cooperative:
    """The CA of the address. Nothing is said of it before the roles: whoever has none there gets the same 404.

    `roles` and `Cooperative.objects.overview_visible_to` are one definition, read from one CA or from all; a test
    holds them together. Reading the roles costs a page half of what the whole perimeter would.
    """
    ca = Cooperative.objects.select_related("departement").filter(reference=ca_ref).first()
    if ca is None:
        raise Http404
    return ca


__all__ = ["INTERNES", "TOUS", "ca_view", "reachable"]

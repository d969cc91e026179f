"""Every URL declares who may read and write it: the declaration is the enforcement (architecture.md decision 1).

A view without `policy` fails `tests/accounts/test_access_matrix.py`. Views under a coopérative declare theirs with
`cooperatives.perimetre.ca_view`; views of libraries are declared in `EXTERNAL`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from coop.accounts import cookies, liens
from coop.accounts.enums import RoleMandat, UsageLien
from coop.accounts.models import Mandate, PersonalLink
from coop.accounts.pages import link_unavailable
from coop.accounts.predicates import Refused

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Policy:
    """What a URL declares: `kind` says which mechanism guards it, `read`/`write` who passes."""

    kind: str
    read: frozenset[str] = frozenset()
    write: frozenset[str] = frozenset()


# Views we do not write: URL name or namespace → policy.
EXTERNAL: dict[str, Policy] = {}


def declare_external(name: str, policy: Policy) -> None:
    """Declare the policy of a library's URL, by full name (`account_login`) or by namespace (`admin`)."""
    EXTERNAL[name] = policy


def policy_of(view: Callable) -> Policy | None:
    """The policy a view declares, through decorators and class-based views."""
    return getattr(view, "policy", None) or getattr(getattr(view, "view_class", None), "policy", None)


def public(view: Callable) -> Callable:
    """Anyone, signed in or not."""
    view = login_not_required(view)
    view.policy = Policy("public", frozenset({"tous"}), frozenset({"tous"}))
    return view


def signed_in(view: Callable) -> Callable:
    """Anyone with an account; the view itself starts from `visible_to(user)`."""
    view.policy = Policy("signed_in", frozenset({"compte"}), frozenset({"compte"}))
    return view


def mandated(*roles: RoleMandat, write: tuple[RoleMandat, ...] | None = None) -> Callable:
    """People who hold one of these mandates today (an administrator passes); others get a 403."""
    readers = frozenset(roles)
    writers = readers if write is None else frozenset(write)

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            allowed = readers if request.method in SAFE_METHODS else writers
            if not (request.user.is_superuser or roles_held(request.user) & allowed):
                raise Refused("Cette page ne fait pas partie de votre mandat.")
            return view(request, *args, **kwargs)

        guarded.policy = Policy("mandated", readers, writers)
        return guarded

    return decorate


def link_view(usage: UsageLien) -> Callable:
    """People who opened a personal link of `usage` for this object; the view is `view(request, link, **kwargs)`.

    The route is `/l/<usage>/<int:object_id>/…` (see `coop.accounts.liens`). `request.actor` is the contact of the link
    and a signed-in session is left aside: `request.user` is anonymous. Without the right cookie the answer is a page
    that says what to do: 404 when the link is of another object, 410 when it has expired or was revoked.
    """

    def decorate(view: Callable) -> Callable:
        @login_not_required
        @wraps(view)
        def guarded(request: HttpRequest, *args, object_id: int, **kwargs) -> HttpResponse:
            request.user = AnonymousUser()
            link = _link_for(request, usage, object_id)
            if link is None or liens.state_error(link):
                response = link_unavailable(request, link)
            else:
                response = _through(link, view, request, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        guarded.policy = Policy("link", frozenset({usage}), frozenset({usage}))
        return guarded

    return decorate


def _link_for(request: HttpRequest, usage: UsageLien, object_id: int) -> PersonalLink | None:
    link = cookies.read(request)
    return link if link and (link.usage, link.object_id) == (usage, object_id) else None


def _through(link: PersonalLink, view: Callable, request: HttpRequest, *args, **kwargs) -> HttpResponse:
    request.actor = liens.actor_of(link)
    if request.method not in SAFE_METHODS:
        liens.mark_used(link)
    return view(request, link, *args, **kwargs)


def roles_held(user) -> frozenset[str]:
    """The roles of the running mandates of an account."""
    if not user.contact_id:
        return frozenset()
    return frozenset(Mandate.objects.active().filter(contact_id=user.contact_id).values_list("role", flat=True))

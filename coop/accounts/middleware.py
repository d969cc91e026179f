"""When each account was last seen, to the hour: enough to find the forgotten ones, no more (data minimisation)."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from coop import horloge
from coop.accounts.models import User

PRECISION = timedelta(hours=1)


def derniere_visite(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Write `User.derniere_visite` at most once an hour; after the answer, so that it never delays a refusal."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # A page that did not look at the session stays cacheable: asking who reads it would make it vary.
        if request.session.accessed and request.user.is_authenticated and _is_due(request.user):
            _write(request.user)
        return response

    return middleware


def _is_due(user: User) -> bool:
    return user.derniere_visite is None or user.derniere_visite <= horloge.now() - PRECISION


def _write(user: User) -> None:
    """Two requests at once: only the first one writes."""
    due = Q(derniere_visite__isnull=True) | Q(derniere_visite__lte=horloge.now() - PRECISION)
    User.objects.filter(due, pk=user.pk).update(derniere_visite=horloge.now())

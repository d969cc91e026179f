"""What goes with each request of an account: when it was last seen, that its session is used, that its pages are its own;
and what no page may ask of a device."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.signals import user_logged_out
from django.db.models import Q
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from coop import horloge
from coop.accounts import sessions
from coop.accounts.models import User
from coop.ui.typographie import jour_civil

PRECISION = timedelta(hours=1)
CAPACITES = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


def derniere_visite(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Write `User.derniere_visite` at most once an hour: enough to find the forgotten accounts, no more (data minimisation).

    After the answer, so that it never delays a refusal.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # A page that did not look at the session stays cacheable: asking who reads it would make it vary.
        if request.session.accessed and request.user.is_authenticated and _is_due(request.user):
            _write(request.user)
        return response

    return middleware


def activite(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A request of an account keeps its session (coop.accounts.sessions), unless the page asks by itself.

    A page that polls says so (`X-Coop-Veille`): left open on a desk, it would never let the session end.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        by_itself = request.headers.get("X-Coop-Veille") == "1"
        if not by_itself and request.session.accessed and request.user.is_authenticated:
            sessions.keep(request.session)
        return response

    return middleware


def pages_privees(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A page of an account is kept by no cache on the way, and asked again by the browser that shows it once more.

    « no-store » would lose what was typed at each step back; signing out empties the cache of the browser instead.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        known = request.session.accessed and request.user.is_authenticated
        if known and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        if getattr(request, "deconnecte", False):
            response["Clear-Site-Data"] = '"cache"'
        return response

    return middleware


def capacites(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No page needs the camera, the microphone or the place of a device (a photo is chosen by a file field)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", CAPACITES)
        return response

    return middleware


@receiver(user_logged_out)
def _signed_out(request: HttpRequest | None = None, **_kwargs) -> None:
    if request is not None:
        request.deconnecte = True


def _is_due(user: User) -> bool:
    return user.derniere_visite is None or user.derniere_visite <= horloge.now() - PRECISION


def _write(user: User) -> None:
    """Two requests at once: only the first one writes. The first visit of a day keeps the one before it."""
    due = Q(derniere_visite__isnull=True) | Q(derniere_visite__lte=horloge.now() - PRECISION)
    before = user.derniere_visite
    kept = {"visite_precedente": before} if before and jour_civil(before) < horloge.today() else {}
    User.objects.filter(due, pk=user.pk).update(derniere_visite=horloge.now(), **kept)

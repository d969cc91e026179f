"""The cookie a personal link is exchanged for: one link, one path, one time.

Its name cannot begin with `__Host-`, which demands `Path=/`: the limit to the object's path is worth more here. Under
TLS it is `__Secure-`, which keeps a plain-text neighbour from writing it.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from coop import horloge
from coop.accounts.models import PersonalLink

SALT = "coop.accounts.lien"


def name() -> str:
    return "__Secure-coop_lien" if settings.SESSION_COOKIE_SECURE else "coop_lien"


def give(response: HttpResponse, link: PersonalLink, path: str) -> None:
    """Put the cookie of `link` on `response`, for `path` alone and until the link expires."""
    response.set_cookie(
        name(),
        signing.dumps(link.pk, salt=SALT),
        max_age=max(0, int((link.expire_le - horloge.now()).total_seconds())),
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def read(request: HttpRequest) -> PersonalLink | None:
    """The link the request carries, running or not; None without cookie or when it was forged."""
    try:
        pk = signing.loads(request.COOKIES.get(name(), ""), salt=SALT)
    except signing.BadSignature:
        return None
    return PersonalLink.objects.select_related("contact").filter(pk=pk).first()

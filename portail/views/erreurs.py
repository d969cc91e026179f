"""When a session has expired, nothing typed is lost: the page keeps it and sends it again once signed in.

Nothing is stored on the server: the answers travel in the page. They are shown again only when the browser says that
the form came from this site (otherwise a foreign page could put its own answers behind our button), and they can only
go back to the very address that refused them.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coop.ui.rubriques import lien

JETON = "csrfmiddlewaretoken"


def session_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose session or protection token is no longer valid (CSRF_FAILURE_VIEW). Status 403."""
    kept = saisie_gardee(request)
    context = {
        "adresse": request.get_full_path(),
        "gardes": kept,
        "fichiers": [f.name for files in request.FILES.lists() for f in files[1]] if kept else [],
        "connecte": request.user.is_authenticated,
        "connexion": lien("account_login"),
        "enregistrement": request.headers.get("X-Coop-Enregistrement") == "1",
    }
    response = render(request, "ui/session_expiree.html", context, status=403)
    response["X-Coop-Session"] = (
        "expiree"  # coop/js/veille.js shows it in place of the page that asked for a region only
    )
    return response


def saisie_gardee(request: HttpRequest) -> list[tuple[str, str]]:
    """Every (name, value) typed, in order; nothing when the form came from elsewhere or carries a password."""
    pairs = [(name, value) for name, values in request.POST.lists() for value in values if name != JETON]
    if not _meme_site(request) or any("password" in name.lower() for name, _ in pairs):
        return []
    return pairs


def _meme_site(request: HttpRequest) -> bool:
    """Whether the browser names this site as the origin; without any word of its own, it is refused."""
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(said)
    return parts.scheme == request.scheme and parts.netloc == request.get_host()

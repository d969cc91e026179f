"""Sign-in required, without losing what was being sent; a verb that arrives second is told, never an error page."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from coop.accounts.sessions import delai_en_mots
from coop.versions import StaleVersion
from portail.views.erreurs import saisie_gardee, session_expired

DEJA_ENREGISTRE = (
    "Cette page vient d’être enregistrée, par vous ou par quelqu’un d’autre\u00a0: relisez-la avant de recommencer."
)


class ConnexionRequise(LoginRequiredMiddleware):
    """A reader is led to the sign-in page; somebody who was sending a form gets a page that keeps the answers."""

    def handle_no_permission(self, request: HttpRequest, view_func):
        if request.method == "POST" and saisie_gardee(request):
            return session_expired(request)
        if request.headers.get("X-Coop-Veille") == "1":
            # A page that polls is left as it is: what is typed there is still wanted.
            return HttpResponse(status=401)
        if getattr(getattr(request, "session", None), "endormie", False):
            messages.info(request, f"Vous avez été déconnecté après {delai_en_mots()} sans activité.")
        if getattr(request, "htmx", None):
            return self._whole_page(request, view_func)
        return super().handle_no_permission(request, view_func)

    def _whole_page(self, request: HttpRequest, view_func) -> HttpResponse:
        """The sign-in page takes the place of the page, never of the region that was asked; then back to the page."""
        page = urlsplit(request.htmx.current_url_abs_path or "/")
        to = redirect_to_login(page.geturl(), self.get_login_url(view_func), self.get_redirect_field_name(view_func))
        return HttpResponse(status=401, headers={"HX-Redirect": to.url})


class ArriveSecond:
    """A button pressed twice, or by two people at once: the second finds the row saved, and reads the page as it stands.

    The forms where one types catch StaleVersion themselves, and show both texts.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, StaleVersion) or request.method != "POST":
            return None
        messages.warning(request, DEJA_ENREGISTRE)
        if "HX-Request" in request.headers:
            return HttpResponse(status=409, headers={"HX-Refresh": "true"})
        return redirect(_page_before(request))


def _page_before(request: HttpRequest) -> str:
    """The page of this site the button was on; home when the browser does not say."""
    said = urlsplit(request.headers.get("Referer", ""))
    return said.path or "/" if said.netloc == request.get_host() else "/"

"""Sign-in required, without losing what was being sent."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest

from portail.views.erreurs import saisie_gardee, session_expired


class ConnexionRequise(LoginRequiredMiddleware):
    """A reader is led to the sign-in page; somebody who was sending a form gets a page that keeps the answers."""

    def handle_no_permission(self, request: HttpRequest, view_func):
        if request.method == "POST" and saisie_gardee(request):
            return session_expired(request)
        return super().handle_no_permission(request, view_func)

"""« Mon compte », and the address that nobody changes alone."""

from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from coop.accounts import sessions
from coop.accounts.policies import public, signed_in
from coop.accounts.queries import mandates_of


@signed_in
@require_safe
def mon_compte(request: HttpRequest) -> HttpResponse:
    """Who I am, my mandates with their dates, how I sign in."""
    context = {
        "contact": request.user.contact,
        "mandats": mandates_of(request.user),
        "double_authentification": is_mfa_enabled(request.user),
    }
    return render(request, "accounts/mon_compte.html", context)


@signed_in
def adresse(request: HttpRequest) -> HttpResponse:
    """Stands before allauth's page: the address is the invited contact's, mandates and mails follow it."""
    messages.info(request, "Pour changer d’adresse électronique, écrivez à la délégation départementale.")
    return redirect("comptes:mon_compte")


@public
@never_cache
@require_http_methods(["GET", "POST"])
def veille(request: HttpRequest) -> JsonResponse:
    """How many seconds are left before the session ends; POST (« Rester connecté ») begins the delay again."""
    if not request.user.is_authenticated:
        return JsonResponse({"reste": 0})
    if request.method == "POST":
        sessions.keep(request.session, precision=timedelta(0))
    return JsonResponse({"reste": max(0, int(sessions.left(request.session).total_seconds()))})

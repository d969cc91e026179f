"""« Mon compte », and the address that nobody changes alone."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from coop.accounts.policies import signed_in
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

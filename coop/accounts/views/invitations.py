"""Accepting an invitation: choose how to sign in, once."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from coop.accounts.forms import AccepterForm
from coop.accounts.policies import public
from coop.accounts.predicates import Refused
from coop.accounts.workflows import accept_invitation, find_invitation


@public
@never_cache
def accepter(request: HttpRequest, token: str) -> HttpResponse:
    """The form of a running invitation; one page for the unknown, the expired and the used one."""
    invitation = find_invitation(token)
    if invitation is None:
        return _unavailable(request)
    data = request.POST if request.method == "POST" else None
    form = AccepterForm(data, contact=invitation.contact)
    if not form.is_valid():
        context = {"form": form, "contact": invitation.contact, "expire_le": invitation.expire_le}
        return render(request, "accounts/invitation.html", context)
    try:
        user = accept_invitation(token, password=form.cleaned_data["password1"] or None)
    except Refused:
        return _unavailable(request)
    if form.by_code:
        messages.success(request, "Votre compte est ouvert. Demandez maintenant votre premier code.")
        return redirect("account_request_login_code")
    return perform_login(request, user)


def _unavailable(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/invitation_indisponible.html", status=410)

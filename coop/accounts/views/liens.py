"""The door of personal links: the secret of the mail becomes a cookie, or the offer of a new link."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coop.accounts import cookies, liens, tokens
from coop.accounts.pages import link_unavailable, read_reference
from coop.accounts.policies import public
from coop.accounts.predicates import Refused


@public
@never_cache
@require_safe
def ouvrir(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange a running secret for its cookie and go to the clean address. Nothing is written (scanners prefetch)."""
    link = liens.find(token)
    if link is None or liens.state_error(link):
        return link_unavailable(request, link, token_hash=tokens.hashed(token))
    response = redirect(liens.landing_url(link))
    cookies.give(response, link, liens.base_path(link))
    # The secret must not follow as a referrer. The pages with a form keep « same-origin »: under « no-referrer » a
    # browser posts `Origin: null`, which the CSRF check refuses.
    response["Referrer-Policy"] = "no-referrer"
    return response


@public
@never_cache
@require_POST
def renouveler(request: HttpRequest) -> HttpResponse:
    """Send a new link to the recorded address; the answer is the same whoever asks and whatever happens."""
    link = read_reference(request.POST.get("reference", ""))
    # A refusal's reason would tell a stranger what the link was: the page says what to do in every case.
    with suppress(Refused):
        if link is not None:
            liens.renew(link)
    return redirect("liens:renouvele")


@public
@require_safe
def renouvele(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/lien_renouvele.html")

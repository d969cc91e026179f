"""The page of a personal link that opens nothing: an unknown secret teaches nothing, a known one says why."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coop.accounts import liens
from coop.accounts.models import PersonalLink

SALT = "coop.accounts.lien.renouveler"


def link_unavailable(request: HttpRequest, link: PersonalLink | None, token_hash: str = "") -> HttpResponse:
    """404 without link of this object, else 410 with the offer of a new link.

    Who holds the secret of a link learns why it is closed, and is not offered a new one that would never be sent.
    Arriving with a secret (`token_hash`), known or not, always shows the 410 page: an unknown secret teaches nothing.
    """
    token_hash = token_hash or (link.token_hash if link else "")
    closed = link is not None and not liens.renewable(link)
    context = {
        "reference": signing.dumps(token_hash, salt=SALT) if token_hash and not closed else "",
        "raison": liens.state_error(link) if link else "",
        "fini": liens.over(link) if link else "",
    }
    return render(request, "accounts/lien_indisponible.html", context, status=410 if token_hash else 404)


def read_reference(reference: str) -> PersonalLink | None:
    """The link whose renewal is asked; None when the reference is not ours or not a link's."""
    try:
        token_hash = signing.loads(reference, salt=SALT)
    except signing.BadSignature:
        return None
    return PersonalLink.objects.filter(token_hash=token_hash).first()

"""A text put to the signature, and what its parties receive and send by their links."""

from datetime import date

from django.core import mail
from django.urls import reverse

from tests.conventions.scene_convention import en_signature
from tests.guards.client import run_on_commit

JOUR = date(2027, 1, 4)


def demandee():
    """The text put to the signature, the mails of the request sent."""
    with run_on_commit():
        return en_signature()


def url(name, **kwargs):
    return reverse(f"conventions:{name}", kwargs={"ca_ref": "CA-78-01", **kwargs})


def address_of(user) -> str:
    """The address of the last link somebody received, as a path."""
    body = next(m.body for m in reversed(mail.outbox) if user.contact.email in m.to and "/lien/" in m.body)
    return "/lien/" + next(w for w in body.split() if "/lien/" in w).split("/lien/")[1]


def code_of(message) -> str:
    return next(w for w in message.body.split() if w.isdigit() and len(w) == 6)


def sign_by_link(client, page: str) -> None:
    client.post(page, {"acte": "code"})
    client.post(page, {"acte": "signer", "code": code_of(mail.outbox[-1])})

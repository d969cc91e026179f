"""Personal links: what a contact without account may open, for a time (decisions.md 31).

An app calls `register_landing` from its `registrations.py`, `create` in its verbs, and decorates its pages with
`coop.accounts.policies.link_view`. A page of a link lives under `/l/<usage>/<object_id>/`: the cookie goes nowhere else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.urls import reverse

from coop import horloge
from coop.accounts import tokens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import Refused
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact

# A renewed link serves to finish what was begun: it does not run as long as the first one.
RENEWED_FOR = timedelta(days=14)
# What one link's holder may ask for: beyond it, the same answer is given and nothing leaves.
RENEWALS_PER_HOUR = 3


@dataclass(frozen=True, slots=True)
class Issued:
    """A link just made: the only moment its address is known."""

    link: PersonalLink
    url: str


@dataclass(frozen=True, slots=True)
class Landing:
    """Where the links of a usage land, until when a renewed one would run (None: no longer renewed), why one is over."""

    url: Callable[[PersonalLink], str]
    renewal: Callable[[PersonalLink], datetime | None]
    over: Callable[[PersonalLink], str]


_landings: dict[str, Landing] = {}


def register_landing(
    usage: UsageLien,
    url_builder: Callable[[PersonalLink], str],
    renewal: Callable[[PersonalLink], datetime | None] | None = None,
    over: Callable[[PersonalLink], str] | None = None,
) -> None:
    """Tell where the links of `usage` land: an address under `base_path(link)`; ValueError when already told.

    `over(link)` is the French sentence that says why what the link opened is over (empty when it is not).
    """
    landing = Landing(url_builder, renewal or _usual_renewal, over or _never_over)
    if usage in _landings and _landings[usage].url is not url_builder:
        raise ValueError(f"The usage « {usage} » already has a landing.")
    _landings[usage] = landing


def registered() -> dict[str, Landing]:
    """Every usage that lands somewhere."""
    return dict(_landings)


def base_path(link: PersonalLink) -> str:
    """The path the cookie of a link is limited to."""
    return f"/l/{link.usage}/{link.object_id}/"


def landing_url(link: PersonalLink) -> str:
    """The clean address of a link; ImproperlyConfigured when nothing registered it or when its cookie would not follow."""
    try:
        url = _landings[link.usage].url(link)
    except KeyError:
        raise ImproperlyConfigured(f"No landing for the usage « {link.usage} » (register_landing).") from None
    if not url.startswith(base_path(link)):
        raise ImproperlyConfigured(f"{url} is not under {base_path(link)}: the cookie would not be sent.")
    return url


def state_error(link: PersonalLink) -> str:
    """The French reason why a link opens nothing any more; empty when it runs."""
    if link.revoque_le:
        return "Ce lien a été retiré."
    if link.expire_le <= horloge.now():
        return "Ce lien a expiré."
    return ""


def over(link: PersonalLink) -> str:
    """Why what a closed link opened is over, as its app says it; empty when a new link would open it."""
    landing = _landings.get(link.usage)
    return landing.over(link) if landing else ""


def renewable(link: PersonalLink) -> bool:
    """Whether asking again would send something: a closed door is said, not offered."""
    return not link.revoque_le and _renewed_until(link) is not None and bool(link.contact.email)


def _renewed_until(link: PersonalLink) -> datetime | None:
    landing = _landings.get(link.usage)
    return landing.renewal(link) if landing else None


def _never_over(link: PersonalLink) -> str:
    return ""


def actor_of(link: PersonalLink) -> Actor:
    """The contact of a link as the actor of a verb."""
    return Actor(label=link.contact.fonction, contact_id=link.contact_id, link_id=link.pk)


def find(token: str) -> PersonalLink | None:
    """The link of a secret, running or not."""
    return PersonalLink.objects.select_related("contact").filter(token_hash=tokens.hashed(token)).first()


@transaction.atomic
def create(
    *,
    contact: Contact,
    usage: UsageLien,
    object_id: int,
    expire_le: datetime,
    actor: Actor,
    content_version: str = "",
    ca_id: int | None = None,
) -> Issued:
    """Give `contact` the right to one object until `expire_le`; the returned address is for its mail only.

    Raises ValidationError when a field is wrong. `content_version` is for the landing's view to compare
    (hash of what is signed). The earlier links of the same object keep running: reminders each carry their own.
    """
    token, token_hash = tokens.draw()
    link = PersonalLink(
        contact=contact,
        usage=usage,
        object_id=object_id,
        content_version=content_version,
        ca_id=ca_id,
        token_hash=token_hash,
        cree_le=horloge.now(),
        expire_le=expire_le,
    )
    link.full_clean()
    link.save()
    record(
        "lien.create",
        f"Un lien personnel a été remis à {contact.fonction} pour {link.get_usage_display()}.",
        actor=actor,
        obj=link,
        ca_id=ca_id,
        organisation_id=contact.organisation_id,
    )
    return Issued(link, tokens.absolute(reverse("liens:ouvrir", args=[token])))


@transaction.atomic
def revoke(link: PersonalLink, *, actor: Actor, comment: str = "") -> PersonalLink:
    """Close a link for good: it is no longer renewed. Does nothing on a link already revoked."""
    link = PersonalLink.objects.select_for_update().select_related("contact").get(pk=link.pk)
    if link.revoque_le:
        return link
    link.revoque_le = horloge.now()
    link.full_clean()
    link.save(update_fields=["revoque_le"])
    record(
        "lien.revoke",
        f"Le lien personnel de {link.contact.fonction} a été retiré.",
        actor=actor,
        obj=link,
        comment=comment,
        ca_id=link.ca_id,
        organisation_id=link.contact.organisation_id,
    )
    return link


def mark_used(link: PersonalLink) -> None:
    """Keep the first moment something was sent through a link; opening it is no use (mail scanners prefetch)."""
    PersonalLink.objects.filter(pk=link.pk, premier_usage_le__isnull=True).update(premier_usage_le=horloge.now())


@transaction.atomic
def renew(link: PersonalLink) -> Issued:
    """Send a new link to the recorded address of the contact, whoever asks.

    Raises Refused for a link that was revoked, for what is over, without address, or asked for too often; the page
    gives the same answer in every case.
    """
    contact = Contact.objects.select_for_update().get(pk=link.contact_id)
    until = _renewed_until(link)
    if link.revoque_le or until is None or not contact.email:
        raise Refused("Ce lien ne se renouvelle pas.")
    if _recent(link) >= RENEWALS_PER_HOUR:
        raise Refused("Trop de liens demandés\u00a0: réessayez dans une heure.")
    issued = create(
        contact=contact,
        usage=UsageLien(link.usage),
        object_id=link.object_id,
        expire_le=until,
        actor=actor_of(link),
        content_version=link.content_version,
        ca_id=link.ca_id,
    )
    context = {
        "lien": issued.link,
        "usage": issued.link.get_usage_display(),
        "ca_id": link.ca_id,
        "action_url": issued.url,
        "action_label": "Ouvrir la page",
    }
    get_adapter().send_mail("accounts/email/lien", contact.email, context)
    return issued


def _usual_renewal(link: PersonalLink) -> datetime:
    return horloge.now() + RENEWED_FOR


def _recent(link: PersonalLink) -> int:
    """How many links of the same object this contact was given within the hour."""
    since = horloge.now() - timedelta(hours=1)
    same = PersonalLink.objects.filter(contact_id=link.contact_id, usage=link.usage, object_id=link.object_id)
    return same.filter(cree_le__gt=since).count()

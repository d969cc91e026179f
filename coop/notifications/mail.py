"""The one door through which mail leaves: a row first, the message after the commit (design.md, « Writing to people »)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from django.db import IntegrityError, transaction
from django.db.models import Q

from coop import horloge
from coop.notifications.delivery import MAX_ATTEMPTS, Content, deliver, deliver_many
from coop.notifications.models import Attachment, Mail
from coop.notifications.rendering import one_line, redact, render
from coop.organisations.models import Contact

# The template of a mail that is one sentence: `context["message"]`.
MESSAGE = "notifications/mails/message.txt"
NO_ADDRESS = "Ce contact n’a pas d’adresse électronique\u00a0: prévenez-le autrement, ou complétez sa fiche."
LOST_CODE = "Le code ou le lien n’est pas parti et n’est pas conservé\u00a0: demandez-en un autre."
# A row still waiting after this delay was committed by a process that stopped before sending it.
FORGOTTEN_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class File:
    """A file to join: its name, its MIME type and its bytes (a few hundred kilobytes at most)."""

    name: str
    content_type: str
    content: bytes


def send(
    *,
    contact: Contact,
    kind: str,
    subject: str,
    template: str = MESSAGE,
    context: Mapping[str, object],
    ca_id: int | None = None,
    departement: str = "",
    organisation_id: int | None = None,
    dedupe_key: str = "",
    attachments: Iterable[File] = (),
    secrets: Iterable[str] = (),
) -> Mail:
    """Write the mail in the caller's transaction and let it leave on commit; return its row.

    `template` is one plain-text template (blank lines part paragraphs, « - » starts a list item); the HTML is made
    from it. `context` may hold `action_url` (path or address of the exact form) and `action_label`: the button.
    A `dedupe_key` already used returns the existing row and sends nothing. `secrets` are the tokens or links that the
    kept text must not show; such a mail is never sent again from the journal. A contact without address gives a row
    in « non remis » with the reason. A delivery that fails is kept with its reason and tried again by `run_day`.
    """
    existing = already_sent(dedupe_key)
    if existing is not None:
        return existing
    content = render(template, context, subject)
    hidden = [secret for secret in secrets if secret]
    row = Mail(
        contact=contact,
        to=contact.email,
        kind=kind,
        subject=redact(one_line(subject), hidden),
        body=redact(content.body, hidden),
        html=redact(content.html, hidden),
        ca_id=ca_id,
        departement_code=departement,
        organisation_id=organisation_id,
        dedupe_key=dedupe_key,
        resendable=not hidden,
    )
    return post(row, content=content, attachments=attachments)


@dataclass(frozen=True, slots=True)
class Lettre:
    """One of many: to a person with an address, without attachment nor secret, under its own key."""

    contact: Contact
    subject: str
    context: Mapping[str, object]
    dedupe_key: str
    ca_id: int | None = None


def send_many(lettres: Iterable[Lettre], *, kind: str, template: str) -> int:
    """Write many mails in a few statements and let them leave on commit; returns how many are new.

    The key of each is its claim: what another worker has written meanwhile is neither written nor sent again here.
    """
    contents = {}
    rows = []
    for lettre in lettres:
        content = contents[lettre.dedupe_key] = render(template, lettre.context, lettre.subject)
        rows.append(
            Mail(
                contact=lettre.contact, to=lettre.contact.email, kind=kind, subject=content.subject, body=content.body,
                html=content.html, ca_id=lettre.ca_id, dedupe_key=lettre.dedupe_key,
            )
        )  # fmt: skip
    if not rows:
        return 0
    before = Mail.objects.filter(dedupe_key__in=contents).count()
    Mail.objects.bulk_create(rows, ignore_conflicts=True)
    written = list(Mail.objects.filter(dedupe_key__in=contents, state=Mail.Etat.A_ENVOYER, attempts=0))
    letters = [(row, contents[row.dedupe_key]) for row in written]
    transaction.on_commit(lambda: deliver_many(letters))
    return len(rows) - before


def post(row: Mail, *, content: Content, attachments: Iterable[File] = ()) -> Mail:
    """Keep `row` and send `content` on commit; the row that already bears the same key wins."""
    if not row.to:
        row.state, row.error = Mail.Etat.ECHEC, NO_ADDRESS
    try:
        with transaction.atomic():
            row.full_clean(validate_unique=False, validate_constraints=False)
            row.save()
            _keep(row, attachments)
    except IntegrityError:
        existing = already_sent(row.dedupe_key)
        if existing is None:
            raise
        return existing
    if row.to:
        transaction.on_commit(lambda: deliver(row, content))
    return row


def _keep(row: Mail, attachments: Iterable[File]) -> None:
    Attachment.objects.bulk_create(
        Attachment(mail=row, name=file.name, content_type=file.content_type, content=file.content)
        for file in attachments
    )


def already_sent(dedupe_key: str) -> Mail | None:
    """The mail that bears this key, if any."""
    return Mail.objects.filter(dedupe_key=dedupe_key).first() if dedupe_key else None


def used(dedupe_keys: Iterable[str]) -> set[str]:
    """Which of these keys a mail already bears (1 statement for each thousand)."""
    keys = iter(dedupe_keys)
    found: set[str] = set()
    while lot := list(islice(keys, 1000)):
        found.update(Mail.objects.filter(dedupe_key__in=lot).values_list("dedupe_key", flat=True))
    return found


def resend_failed() -> int:
    """Try again what failed or was left behind; return how many left. Bounded by MAX_ATTEMPTS a mail."""
    long_ago = horloge.now() - FORGOTTEN_AFTER
    left_behind = Q(tried_at__lt=long_ago) | Q(tried_at=None, created_at__lt=long_ago)
    forgotten = Q(left_behind, state=Mail.Etat.A_ENVOYER)
    Mail.objects.filter(forgotten, resendable=False).update(state=Mail.Etat.ECHEC, error=LOST_CODE)
    waiting = (
        Mail.objects.filter(Q(state=Mail.Etat.ECHEC) | forgotten, resendable=True, attempts__lt=MAX_ATTEMPTS)
        .exclude(to="")
        .order_by("created_at", "id")
    )
    return sum(deliver(row, Content(row.subject, row.body, row.html)) for row in waiting)

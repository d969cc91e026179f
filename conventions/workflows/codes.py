"""One-time codes of the simple electronic signature: hashed, ten minutes, five tries (decisions.md 18)."""

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet

from conventions.models import CodeSignature, Signature
from coop import horloge

MINUTES = 10
TRIES = 5
# Beyond it, asking again would only help somebody who is guessing.
CODES_PER_HOUR = 5
WRONG = "Ce code n’est pas le bon. Vérifiez le dernier courriel reçu."
DEAD = "Ce code n’est plus valable\u00a0: demandez-en un autre."


def issue(signature: Signature) -> str:
    """Draw the six digits of a new code, which replaces the earlier ones; ValidationError when asked too often."""
    now = horloge.now()
    if signature.codes.filter(envoye_le__gt=now - timedelta(hours=1)).count() >= CODES_PER_HOUR:
        raise ValidationError("Trop de codes demandés\u00a0: réessayez dans une heure.")
    code = f"{secrets.randbelow(10**6):06d}"
    row = CodeSignature(
        signature=signature, code_hash=make_password(code), envoye_le=now, expire_le=now + timedelta(minutes=MINUTES)
    )
    row.full_clean()
    row.save()
    return code


def is_awaited(signature: Signature) -> bool:
    """Whether the latest code sent can still be typed: one that was used, expired or exhausted asks for another."""
    return _alive(signature.codes.first()).exists()


def _alive(latest: CodeSignature | None) -> QuerySet[CodeSignature]:
    """The latest code while it is worth something, as a queryset of one row at most."""
    return CodeSignature.objects.filter(
        pk=latest.pk if latest else None, utilise_le__isnull=True, expire_le__gt=horloge.now(), essais__lt=TRIES
    )


def consume(signature: Signature, code: str) -> CodeSignature:
    """Count a try on the latest code and give it back when it is right; ValidationError on `code` otherwise.

    One UPDATE claims the try, so that parallel guesses cannot go past the limit.
    """
    latest = CodeSignature.objects.filter(signature=signature).first()
    with transaction.atomic():
        claimed = _alive(latest).update(essais=F("essais") + 1)
    if not claimed:
        raise ValidationError({"code": DEAD})
    if not check_password("".join(code.split()), latest.code_hash):
        raise ValidationError({"code": WRONG})
    return latest


def mark_used(row: CodeSignature) -> None:
    """A code signs once; ValidationError when another request was faster."""
    if not CodeSignature.objects.filter(pk=row.pk, utilise_le__isnull=True).update(utilise_le=horloge.now()):
        raise ValidationError({"code": DEAD})

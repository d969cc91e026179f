"""The mails written about a coopérative, told in words to those who animate it."""

from collections.abc import Iterable

from coop.notifications.delivery import MAX_ATTEMPTS
from coop.notifications.mail import LOST_CODE, NO_ADDRESS
from coop.notifications.models import Mail
from coop.notifications.queries import mails_of_ca, not_delivered
from coop.notifications.renvois import LIEN_PERSONNEL
from cooperatives.models import Cooperative


def non_remis(ca: Cooperative) -> list[Mail]:
    """Those that nobody received, with `raison`, what follows, and whether they may leave again (1 statement)."""
    return [_told(row) for row in not_delivered(mails_of_ca(ca.pk))]


def autres(ca: Cooperative, refused: Iterable[Mail]):
    """All the others, the last first: sent, or about to be."""
    return mails_of_ca(ca.pk).exclude(pk__in=[row.pk for row in refused])


def _told(row: Mail) -> Mail:
    row.raison = _reason(row)
    row.a_une_adresse = bool(row.to or (row.contact and row.contact.email))
    row.renvoyable = row.resendable and row.a_une_adresse
    return row


def _reason(row: Mail) -> str:
    if not row.to:
        return NO_ADDRESS
    if not row.resendable:
        return LOST_CODE if row.error == LOST_CODE else LIEN_PERSONNEL
    if row.attempts >= MAX_ATTEMPTS:
        return (
            f"Le serveur de messagerie l’a refusé ou n’a pas répondu\u00a0: {row.attempts} essais, plus aucun de prévu."
        )
    return (
        f"Le serveur de messagerie l’a refusé ou n’a pas répondu\u00a0: essai {row.attempts} sur {MAX_ATTEMPTS}, "
        "le suivant part de lui-même."
    )

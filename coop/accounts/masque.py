"""What logs never show: the secrets of personal links, invitations, private calendars and new passwords, which travel in addresses.

A link opens its page until it expires, so that a log with its address would be a bunch of keys (decisions.md 31).
"""

import logging
import re

SECRET_PATHS = re.compile(
    r"((?<!/a-faire)/(?:lien|invitation|calendrier)/|/password/reset/key/)(?!renouveler/|renouvele/|done/)[^/\s\"'?]+"
)
MASK = r"\1[masqué]"


def masked(text: str) -> str:
    """`text` without the secrets of our addresses."""
    return SECRET_PATHS.sub(MASK, text)


class WithoutSecrets(logging.Filter):
    """Masks the message of each record, arguments included; never drops one."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if (clean := masked(message)) != message:
            record.msg, record.args = clean, ()
        return True

"""Addresses that were probably meant: what slips into a list typed or copied by hand."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

# Domains often mistyped → the right one. Only slips that are no existing service.
DOMAINES = {
    "gmial.com": "gmail.com", "gmai.com": "gmail.com", "gmal.com": "gmail.com", "gamil.com": "gmail.com",
    "gnail.com": "gmail.com", "gmail.con": "gmail.com", "gmail.cm": "gmail.com", "gmail.co": "gmail.com",
    "hotmial.com": "hotmail.com", "hotmai.com": "hotmail.com", "hotmail.con": "hotmail.com",
    "hotmal.fr": "hotmail.fr", "hotmial.fr": "hotmail.fr", "outlok.fr": "outlook.fr", "outllok.fr": "outlook.fr",
    "outlok.com": "outlook.com", "orange.rf": "orange.fr", "ornage.fr": "orange.fr", "oragne.fr": "orange.fr",
    "wanado.fr": "wanadoo.fr", "wanadou.fr": "wanadoo.fr", "yaho.fr": "yahoo.fr", "yahou.fr": "yahoo.fr",
    "laposte.ent": "laposte.net", "lapose.net": "laposte.net", "ars.sante.rf": "ars.sante.fr",
}  # fmt: skip
_AT = re.compile(r"\s*(?:\(at\)|\[at\]|\(arobase\)|@+)\s*", re.IGNORECASE)


def corrigee(email: str) -> str:
    """The address that was probably meant; empty when `email` looks right or when nothing sure can be proposed."""
    text = "".join(c for c in unicodedata.normalize("NFKD", email.lower()) if not unicodedata.combining(c))
    text = _AT.sub("@", text.strip(" .,;:<>()\"'"))
    text = re.sub(r"\.{2,}", ".", re.sub(r"[\s\u00a0]+", "", text).replace(",", "."))
    local, _, domain = text.partition("@")
    domain = DOMAINES.get(domain.strip("."), domain.strip("."))
    meant = f"{local.strip('.')}@{domain}"
    if meant == email or not _valid(meant):
        return ""
    return meant


def _valid(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True

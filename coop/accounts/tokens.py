"""Secrets sent by mail: drawn at random, kept hashed, so that the database alone opens nothing (decisions.md 31)."""

import hashlib
import secrets

from django.conf import settings


def draw() -> tuple[str, str]:
    """A new secret of 256 bits and its hash; only the hash is stored."""
    token = secrets.token_urlsafe(32)
    return token, hashed(token)


def hashed(token: str) -> str:
    """sha256 of the secret: it is random and long, a slow hash would bring nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def absolute(path: str) -> str:
    """`path` as an address that works from a mail."""
    return settings.COOP_BASE_URL.rstrip("/") + path

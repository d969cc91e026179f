"""The service in use, from the settings."""

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from conventions.prestataires.base import SignatureProvider


def current() -> SignatureProvider:
    """The service that people sign with today."""
    return _build(settings.COOP_SIGNATURE_PROVIDER)


def get(code: str) -> SignatureProvider:
    """The service in use when `code` is its own; LookupError for another one."""
    service = current()
    if service.code != code:
        raise LookupError(code)
    return service


@lru_cache(maxsize=4)
def _build(path: str) -> SignatureProvider:
    return import_string(path)()

"""A production start with the parts of the first try is refused (architecture.md decision 10)."""

from django.conf import settings
from django.core.checks import Error, register


@register()
def production_parts(**_kwargs) -> list[Error]:
    """Errors of the server profile (`COOP_PRODUCTION`); the embedded profile has none."""
    if not settings.COOP_PRODUCTION:
        return []
    return [Error(message, hint=hint, id=code) for wrong, message, hint, code in _findings() if wrong]


def _findings():
    engine = settings.DATABASES["default"]["ENGINE"]
    yield (
        not engine.endswith("postgresql"),
        "Production runs on PostgreSQL.",
        "Set DATABASE_URL to a postgres:// address.",
        "coop.E001",
    )
    yield (
        settings.COOP_JOBS_MODE != "celery",
        "Production prepares documents in Celery workers.",
        'Leave COOP_JOBS_MODE to "celery".',
        "coop.E002",
    )
    yield (
        not settings.CELERY_BROKER_URL,
        "Celery has no broker.",
        "Set COOP_REDIS_URL to a redis:// address.",
        "coop.E003",
    )
    yield settings.DEBUG, "DEBUG shows the code to visitors.", "Set DEBUG to False.", "coop.E004"
    yield (
        settings.COOP_DEMO,
        "The demonstration lets anybody sign in as anybody.",
        "Use coop.settings.production without COOP_DEMO; load no demonstration.",
        "coop.E005",
    )
    yield (
        len(settings.SECRET_KEY) < 40 or "embedded" in settings.SECRET_KEY,
        "The secret key is short, or is the one of the embedded profile.",
        "Set COOP_SECRET_KEY to fifty random characters.",
        "coop.E006",
    )
    yield (
        "locmem" in settings.CACHES["default"]["BACKEND"],
        "Sign-in limits are counted per process with this cache.",
        "Use the Redis cache of coop.settings.production.",
        "coop.E007",
    )

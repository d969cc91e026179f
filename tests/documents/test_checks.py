import pytest

from coop.documents.checks import production_parts


@pytest.fixture
def production(settings):
    """Settings of a server where nothing is wrong."""
    settings.COOP_PRODUCTION = True
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}
    settings.COOP_JOBS_MODE = "celery"
    settings.CELERY_BROKER_URL = "redis://127.0.0.1/0"
    settings.DEBUG = False
    settings.COOP_DEMO = False
    settings.SECRET_KEY = "k" * 50
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}
    return settings


def codes() -> list[str]:
    return [error.id for error in production_parts()]


# The settings are those of a check, never of a connection.
@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3"}}, "coop.E001"),
        ("COOP_JOBS_MODE", "embedded", "coop.E002"),
        ("CELERY_BROKER_URL", "", "coop.E003"),
        ("DEBUG", True, "coop.E004"),
        ("COOP_DEMO", True, "coop.E005"),
        ("SECRET_KEY", "short", "coop.E006"),
        ("SECRET_KEY", "embedded-profile-only-refused-by-production", "coop.E006"),
        ("CACHES", {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}, "coop.E007"),
    ],
)
def test_production_refuses_one_embedded_part(production, name, value, code):
    assert codes() == []
    setattr(production, name, value)
    assert codes() == [code]
    assert all(error.hint for error in production_parts())


def test_embedded_profile_is_left_alone():
    assert codes() == []

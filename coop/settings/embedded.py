"""Embedded profile: one process, SQLite, files on disk. For a first try and for development."""

from coop.settings.base import *
from coop.settings.base import VAR_DIR, env

DEBUG = env.bool("COOP_DEBUG", False)
SECRET_KEY = "embedded-profile-only-refused-by-production"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": env.str("COOP_SQLITE_FILE", str(VAR_DIR / "coop.sqlite3")),
        # WAL without IMMEDIATE loses three writes in four under concurrency (stack.md §5).
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
        },
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# The server reads static files from the packages themselves: no collectstatic for a first try.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

"""Tests: the embedded parts, strict templates, no thread, mail in memory; DATABASE_URL switches the engine."""

from coop.settings.embedded import *
from coop.settings.embedded import BASE_DIR, DATABASES, TEMPLATES, VAR_DIR, env

DEBUG = False
if env.str("DATABASE_URL", ""):
    # Nothing here must outlive a crash of the machine: a commit does not wait for the disk.
    DATABASES = {"default": env.dj_db_url("DATABASE_URL") | {"OPTIONS": {"options": "-c synchronous_commit=off"}}}
else:
    DATABASES["default"]["NAME"] = str(VAR_DIR / "test-parent.sqlite3")
    # A file, never memory: a live server of the browser tests must see the same rows (decisions.md 34).
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
COOP_JOBS_MODE = "manual"
COOP_FAITS_GARDES = False  # tests change rows without the journal; those of the kept facts switch it on
COOP_CLOCK_FILE = env.str("COOP_CLOCK_FILE", "") or None
MEDIA_ROOT = BASE_DIR / "var" / "test-media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "UNDEFINED-VARIABLE<%s>"

"""The settings of the demonstration, on the PostgreSQL that the harness has made a database on, if any."""

from coop.settings.base import DATABASE_OPTIONS
from coop.settings.demo import *
from coop.settings.demo import DATABASES, env

if env.str("COOP_BENCH_DATABASE_URL", ""):
    DATABASES = {"default": env.dj_db_url("COOP_BENCH_DATABASE_URL") | {"OPTIONS": DATABASE_OPTIONS}}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # accepts everything at once: what is measured is ours

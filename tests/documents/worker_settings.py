"""Settings of the worker process of the services test: the database, the files and the broker of that test."""

import os
from pathlib import Path

from coop.settings.test import *  # noqa: F403
from coop.settings.test import DATABASES, TEMPLATES

DATABASES["default"]["NAME"] = os.environ["COOP_TEST_DATABASE"]
MEDIA_ROOT = os.environ["COOP_TEST_MEDIA"]
COOP_JOBS_MODE = "celery"
COOP_JOB_LEASE_SECONDS = 2
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "gabarits")

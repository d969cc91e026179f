"""`celery -A tests.documents.worker`: the project's worker, which also knows the kind of the tests."""

import django

django.setup()

from coop.celery import app  # noqa: E402
from coop.documents import kinds  # noqa: E402
from tests.documents import essai  # noqa: E402

kinds.register(essai.PRIVATE)

__all__ = ["app"]

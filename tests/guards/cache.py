"""Each test starts with an empty cache: the count of failed sign-ins of one test is not the next one's."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()

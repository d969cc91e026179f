"""A bulk change of a model with history leaves no trace of who changed what: it fails in every test."""

from collections.abc import Iterator

import pytest
from django.db.models import QuerySet

# `Versioned.save_version` claims the next number this way, then saves (and its save is kept in history).
CLAIM = {"version"}


class HistoryBypassed(AssertionError):
    """A queryset changed rows whose every change must be kept."""


@pytest.fixture(autouse=True, scope="session")
def _history_is_complete() -> Iterator[None]:
    """Refuse `update`, `bulk_update` and `bulk_create` on models with history."""
    update, bulk_update, bulk_create = QuerySet.update, QuerySet.bulk_update, QuerySet.bulk_create

    def guarded_update(self, **kwargs):
        if hasattr(self.model, "history") and set(kwargs) != CLAIM:
            raise HistoryBypassed(f"{self.model.__name__}.update({', '.join(kwargs)})")
        return update(self, **kwargs)

    def guard(real):
        def guarded(self, objs, *args, **kwargs):
            if hasattr(self.model, "history"):
                raise HistoryBypassed(f"{self.model.__name__}.{real.__name__}")
            return real(self, objs, *args, **kwargs)

        return guarded

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "update", guarded_update)
        patch.setattr(QuerySet, "bulk_update", guard(bulk_update))
        patch.setattr(QuerySet, "bulk_create", guard(bulk_create))
        yield

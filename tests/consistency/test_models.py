"""Models: named constraints with a sentence and a test, labels people can read, an order, a complete history."""

import pytest
from django.apps import apps
from django.db import models

from tests.consistency.sources import APPS, project_files
from tests.guards.history import HistoryBypassed

OURS = [model for model in apps.get_models() if model.__module__.split(".")[0] in APPS]
WITH_HISTORY = [model for model in OURS if hasattr(model, "history")]
HISTORIES = {model.history.model for model in WITH_HISTORY}
WRITTEN = [model for model in OURS if model not in HISTORIES]
CONSTRAINTS = {constraint.name: constraint for model in WRITTEN for constraint in model._meta.constraints}
# Keys that no form shows: a number given by a workflow, a key of the machine.
WITHOUT_SENTENCE = {"mail_dedupe_key_unique", "seal_sequence_unique"}


def test_every_constraint_has_a_french_sentence():
    silent = {
        name
        for name, constraint in CONSTRAINTS.items()
        if constraint.violation_error_message == constraint.default_violation_error_message
    }
    assert sorted(silent - WITHOUT_SENTENCE) == []


def test_every_constraint_is_tested_by_name():
    tests = [path for path in project_files(".py") if path.name.startswith("test_")]
    written = "\n".join(path.read_text(encoding="utf-8") for path in tests if path.parent.name != "consistency")
    assert sorted(name for name in CONSTRAINTS if name not in written) == []


def test_every_relation_has_a_label():
    relations = [
        field
        for model in WRITTEN
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation and not getattr(field.remote_field, "parent_link", False)
    ]
    assert [str(field) for field in relations if field._verbose_name is None] == []


def test_every_model_says_its_name_and_its_order():
    nameless = [model._meta.label for model in WRITTEN if "verbose_name" not in model._meta.original_attrs]
    unordered = [model._meta.label for model in WRITTEN if not model._meta.ordering]
    assert {"without a name": nameless, "without an order": unordered} == {"without a name": [], "without an order": []}


def test_every_primary_key_is_a_big_number():
    assert [
        m._meta.label for m in WRITTEN if not isinstance(m._meta.pk, models.BigAutoField | models.OneToOneField)
    ] == []


@pytest.mark.parametrize("model", WITH_HISTORY, ids=lambda model: model.__name__)
def test_history_is_never_bypassed(model):
    with pytest.raises(HistoryBypassed, match=rf"{model.__name__}\.update\(id\)"):
        model._base_manager.none().update(id=0)
    with pytest.raises(HistoryBypassed, match=f"{model.__name__}.bulk_create"):
        model._base_manager.bulk_create([])

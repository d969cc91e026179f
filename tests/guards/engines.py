"""What one database is enough for: pages drawn from readings that other tests play on both, and what reads files only.

These are marked `pages` by the name of their module or folder; `make test` runs them once, on SQLite. Constraints, rules,
verbs, readings, documents and the journeys of the browser meet PostgreSQL too.
"""

import pytest

FOLDERS = {"ui", "guards", "consistency", "bench"}
ENDINGS = ("_views", "_vues", "_pages", "_ecrans", "_administration")
MODULES = {
    "test_accueils", "test_admin", "test_montants", "test_navigation", "test_region_annees", "test_region_preuves",
    "test_textes_dores", "test_vue_ensemble",
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of pages and of files."""
    for item in items:
        if item.path.parent.name in FOLDERS or item.path.stem.endswith(ENDINGS) or item.path.stem in MODULES:
            item.add_marker(pytest.mark.pages)

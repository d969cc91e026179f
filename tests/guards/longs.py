"""The longest modules begin first: one that began last would leave the other worker without anything to do."""

import pytest

LONGS = (
    "test_chemin_dor",
    "test_access_matrix",
    "test_convention",
    "test_demo",
    "test_annee_gouvernance",
    "test_avenant_machine",
    "test_annee_alertes",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Move them to the head; the random order stays among the others."""
    items.sort(key=lambda item: LONGS.index(item.path.stem) if item.path.stem in LONGS else len(LONGS))

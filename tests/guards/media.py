"""Files written by a test go to its own directory; nothing is left in the project."""

from pathlib import Path

import pytest
from django.conf import settings as project_settings


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every test stores its files in a directory of its own (made by the storage at the first file)."""
    base = tmp_path_factory.getbasetemp() / "media"
    settings.MEDIA_ROOT = base / str(len(list(base.iterdir())) if base.exists() else 0)


@pytest.fixture(autouse=True, scope="session")
def _nothing_left_behind():
    """Fail when a file reached the media directory of the settings."""
    shared = Path(project_settings.MEDIA_ROOT)
    before = _files(shared)
    yield
    left = _files(shared) - before
    assert not left, f"files left in {shared}: {sorted(left)}"


def _files(directory: Path) -> set[Path]:
    return {path for path in directory.rglob("*") if path.is_file()} if directory.exists() else set()

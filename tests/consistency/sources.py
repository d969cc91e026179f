"""The files of the project, as the consistency tests read them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("coop", "cooperatives", "diagnostics", "conventions", "evaluation", "portail")


@cache
def project_files(*suffixes: str) -> tuple[Path, ...]:
    """Tracked and new files of the project with one of these suffixes, in order."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.splitlines())
    return tuple(sorted(path for path in paths if path.suffix in suffixes and path.is_file()))


def python_of_the_apps() -> list[Path]:
    """Our Python, without migrations and tests."""
    return [
        path
        for path in project_files(".py")
        if path.relative_to(ROOT).parts[0] in APPS and "migrations" not in path.parts
    ]


def templates() -> list[Path]:
    """Our templates (pages, mails, SVG fragments)."""
    return [path for path in project_files(".html", ".txt", ".svg") if "templates" in path.relative_to(ROOT).parts]


def short(path: Path) -> str:
    """A path as the messages print it."""
    return path.relative_to(ROOT).as_posix()

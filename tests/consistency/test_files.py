"""Sizes and forbidden words of the source files."""

import re

import pytest

from tests.consistency.sources import ROOT, project_files, python_of_the_apps, short

LIMIT = 500
WRITTEN_BY_HAND = (".py", ".html", ".css", ".js", ".sh", ".toml", ".yml")
VENDORED = ("static/vendor/", "static/coop/vendor/", "requirements")
TOLD_BY_THE_CLOCK = re.compile(
    r"auto_now|timezone\.now\(|datetime\.(now|today|utcnow)\(|date\.today\(|\btime\.time\(|localdate\(\)"
)
SWALLOWED = re.compile(r"except\s*(Exception|BaseException)?\s*(as \w+)?:\s*\n\s*(pass|continue|\.\.\.)\b")
LEFTOVER = re.compile(r"\b(TODO|FIXME|XXX|HACK|breakpoint\(\)|pdb\.set_trace)\b")
MACHINE = re.compile(r"/home/\w+|/tmp/|/root/|https?://\S+/simple\b|--index-url|--find-links")


def test_no_file_is_longer_than_the_limit():
    too_long = {}
    for path in project_files(*WRITTEN_BY_HAND):
        lines = path.read_text(encoding="utf-8").count("\n")
        # A first migration is written by Django, one table after the other.
        if lines > LIMIT and not any(part in short(path) for part in (*VENDORED, "/migrations/0001_")):
            too_long[short(path)] = lines
    assert too_long == {}


def test_only_horloge_tells_the_time():
    found = [
        f"{short(path)}: {match.group()}"
        for path in python_of_the_apps()
        if path.name != "horloge.py"
        for match in TOLD_BY_THE_CLOCK.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("pattern", [SWALLOWED, LEFTOVER], ids=["swallowed errors", "left for later"])
def test_python_has_none_of(pattern):
    found = [
        f"{short(path)}: {match.group()!r}"
        for path in python_of_the_apps()
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_file_names_a_machine_or_a_registry():
    files = [*python_of_the_apps(), *project_files(".txt", ".in", ".toml", ".yml", ".md", ".html", ".js")]
    found = [
        f"{short(path)}: {match.group()}"
        for path in files
        if "static" not in path.relative_to(ROOT).parts
        for match in MACHINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_locked_requirements_have_hashes_and_nothing_else():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        packages = [line for line in lines if line and not line.startswith((" ", "#"))]
        assert packages, name
        assert [line for line in packages if "==" not in line] == []
        assert "\n".join(lines).count("--hash=sha256:") >= len(packages)

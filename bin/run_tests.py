"""Everything `make test` checks, in order; one summary at the end, whose last line counts passed and failed."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import services

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
PYTHON = sys.executable
TEMPLATES = ["templates", "coop", "cooperatives", "diagnostics", "conventions", "evaluation", "portail"]

LINT = {
    "ruff": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "templates": ["djlint", "--lint", "--quiet", *TEMPLATES],
    "import contracts": ["lint-imports", "--no-cache"],
    "migrations in step": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "system checks": ["python", "manage.py", "check", "--fail-level", "WARNING"],
}


@dataclass
class Report:
    """What ran, with its count and its time; `failed` decides the exit status."""

    lines: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def step(self, name: str, ok: bool, seconds: float, detail: str = "") -> None:
        self.lines.append(f"  {'ok    ' if ok else 'FAILED'}  {name} ({seconds:.0f} s) {detail}".rstrip())

    def not_run(self, name: str, reason: str) -> None:
        """Name what this machine cannot run; a failure when services are required."""
        required = os.environ.get("COOP_REQUIRE_SERVICES") == "1"
        self.failed += required
        self.lines.append(f"  {'FAILED' if required else 'NOT RUN'}  {name}: {reason}")

    def add_tests(self, junit: Path) -> str:
        """Add the counts of one pytest run; returns them in words."""
        if not junit.exists():
            self.failed += 1
            return "no result"
        suite = ElementTree.parse(junit).getroot().find("testsuite")
        self.names += [_named(case, why) for case in suite.iter("testcase") for why in _failures(case)]
        total, skipped = int(suite.get("tests")), int(suite.get("skipped"))
        failed = int(suite.get("failures")) + int(suite.get("errors"))
        self.passed += total - skipped - failed
        self.failed += failed
        self.skipped += skipped
        return f"{total - skipped - failed} passed, {failed} failed, {skipped} skipped"


def _failures(case: ElementTree.Element) -> list[ElementTree.Element]:
    return [child for child in case if child.tag in ("failure", "error")]


def _named(case: ElementTree.Element, why: ElementTree.Element) -> str:
    """A failed test and its first sentence, in one line: the end of a long output is what one reads."""
    reason = (why.get("message") or "").strip().partition("\n")[0]
    return f"  {case.get('classname')}::{case.get('name')}: {reason[:300]}"


def run(command: list[str], **env: str) -> tuple[bool, float]:
    """Run a tool of the environment from the project's directory; its output is shown as it comes."""
    tool = PYTHON if command[0] == "python" else str(Path(PYTHON).parent / command[0])
    started = time.monotonic()
    # What one process compiled, the next ones read.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    result = subprocess.run([tool, *command[1:]], cwd=ROOT, env={**inherited, **env}, check=False)
    return result.returncode == 0, time.monotonic() - started


def lint(report: Report) -> None:
    """Style, templates, floors and migrations; each one counts as a check."""
    for name, command in LINT.items():
        ok, seconds = run(command, DJANGO_SETTINGS_MODULE="coop.settings.test", COOP_VAR_DIR=str(BUILD / "var"))
        report.step(name, ok, seconds)
        report.passed += ok
        report.failed += not ok


def suite(report: Report, name: str, marks: str, *options: str, waiting: int = 0, **env: str) -> None:
    """One run of the suite on one database, in parallel and random order; `waiting` workers more than processors."""
    junit = BUILD / f"junit-{name}.xml"
    junit.unlink(missing_ok=True)
    print(f"\n— Suite on {name}\n", flush=True)
    command = [
        "pytest",
        "-q",
        "-n",
        str((os.cpu_count() or 1) + waiting),
        "--dist",
        "worksteal",
        "-m",
        marks,
        f"--junitxml={junit}",
        *options,
    ]
    ok, seconds = run(
        command,
        COOP_VAR_DIR=str(BUILD / f"var-{name}"),
        **env,
    )
    counts = report.add_tests(junit)
    if not ok and report.failed == 0:
        report.failed += 1
    report.step(f"suite on {name}", ok, seconds, counts)


def suites(report: Report) -> None:
    """SQLite without the browser, PostgreSQL with it; the browser goes to SQLite when there is no PostgreSQL."""
    database, browser = services.postgresql_url(), services.chromium_is_there()
    if not browser:
        report.not_run("browser journeys", "Chromium is not there")
    on_sqlite = "not services" if browser and not database else "not services and not browser"
    # The migrations are played on PostgreSQL, and by each demonstration: here the tables are made from the models.
    migrations = ("--nomigrations",) if database else ()
    suite(report, "sqlite", on_sqlite, "-p", "tests.guards.branches", *migrations, PYTHONPATH=str(ROOT))
    if not database:
        report.not_run("suite on PostgreSQL, Celery worker on Redis", "no PostgreSQL answers")
        return
    if not services.redis_is_there():
        report.not_run("Celery worker on Redis", "no Redis answers")
    marks = "not lourd and not pages" if browser else "not lourd and not pages and not browser"
    # Here workers wait for the server and for the browser: one more keeps the processors busy.
    suite(report, "postgresql", marks, waiting=1, DATABASE_URL=database)


def coverage(report: Report) -> None:
    """Hold the branches taken on SQLite to the gate: what only PostgreSQL or a browser reaches is not counted."""
    ok, seconds = run(["python", "bin/coverage_gate.py"])
    report.step("branch coverage", ok, seconds)
    report.passed += ok
    report.failed += not ok


def main() -> int:
    BUILD.mkdir(exist_ok=True)
    for old in BUILD.glob("branches-*"):
        old.unlink()
    started, report = time.monotonic(), Report()
    lint(report)
    if "--lint" not in sys.argv:
        suites(report)
        coverage(report)
    if report.names:
        print("\nFailed", *report.names, sep="\n")
    print("\nSummary", *report.lines, sep="\n")
    seconds = time.monotonic() - started
    print(f"\n==== {report.passed} passed, {report.failed} failed, {report.skipped} skipped in {seconds:.0f}s ====")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())

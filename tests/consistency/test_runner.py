"""The runner of `make test` counts right and says what did not run."""

import importlib.util
import sys

import pytest

from tests.consistency.sources import ROOT

JUNIT = '<testsuites><testsuite tests="10" failures="1" errors="2" skipped="3"/></testsuites>'


def tool(name: str):
    """A module of bin/, loaded by its path."""
    sys.path.insert(0, str(ROOT / "bin"))
    try:
        spec = importlib.util.spec_from_file_location(f"bin_{name}", ROOT / "bin" / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "bin"))
    return module


def test_report_adds_the_counts_of_a_run(tmp_path):
    report = tool("run_tests").Report()
    (tmp_path / "junit.xml").write_text(JUNIT, encoding="utf-8")

    words = report.add_tests(tmp_path / "junit.xml")

    assert words == "4 passed, 3 failed, 3 skipped"
    assert (report.passed, report.failed, report.skipped) == (4, 3, 3)


def test_report_counts_a_run_without_result_as_failed(tmp_path):
    report = tool("run_tests").Report()

    assert report.add_tests(tmp_path / "absent.xml") == "no result"
    assert report.failed == 1


@pytest.mark.parametrize(("required", "failed", "word"), [("1", 1, "FAILED"), ("", 0, "NOT RUN")])
def test_absent_service_is_named(monkeypatch, required, failed, word):
    monkeypatch.setenv("COOP_REQUIRE_SERVICES", required)
    report = tool("run_tests").Report()

    report.not_run("browser journeys", "Chromium is not there")

    assert report.failed == failed
    assert report.lines == [f"  {word}  browser journeys: Chromium is not there"]


@pytest.mark.parametrize(("covered", "total", "rate"), [(9, 10, 90.0), (0, 0, 100.0), (0, 4, 0.0)])
def test_branch_rate(covered, total, rate):
    assert tool("coverage_gate").branch_rate({"covered_branches": covered, "num_branches": total}) == rate


def test_unknown_database_address_is_not_replaced_by_another(monkeypatch):
    monkeypatch.setenv("COOP_TEST_DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")

    assert tool("services").postgresql_url() == ""

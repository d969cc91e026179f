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


def test_report_names_what_failed(tmp_path):
    report = tool("run_tests").Report()
    cases = (
        '<testcase classname="tests.a" name="whole"/>'
        '<testcase classname="tests.a" name="broken[x]"><failure message="assert 1 == 2&#10; more">trace</failure></testcase>'
        '<testcase classname="tests.b" name="scene"><error>trace</error></testcase>'
    )
    suite = f'<testsuite tests="3" failures="1" errors="1" skipped="0">{cases}</testsuite>'
    (tmp_path / "junit.xml").write_text(f"<testsuites>{suite}</testsuites>", encoding="utf-8")

    report.add_tests(tmp_path / "junit.xml")

    assert report.names == ["  tests.a::broken[x]: assert 1 == 2", "  tests.b::scene: "]


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


@pytest.mark.parametrize(("covered", "missing", "rate"), [(9, 1, 90.0), (0, 0, 100.0), (0, 4, 0.0)])
def test_branch_rate(covered, missing, rate):
    assert tool("coverage_gate").branch_rate({"covered_branches": covered, "missing_branches": missing}) == rate


def test_a_branch_is_taken_when_one_worker_took_it():
    gate = tool("coverage_gate")
    meta = {"software": "slipcover", "branch_coverage": True}
    lines = {"executed_lines": [1, 6], "missing_lines": []}
    one = {"executed_branches": [[1, 2]], "missing_branches": [[1, 4], [6, 7]], **lines}
    other = {"executed_branches": [[1, 4]], "missing_branches": [[1, 2], [6, 7]], **lines}

    whole = gate.added_up([{"meta": meta, "files": {"a.py": row}} for row in (one, other)])

    assert whole["summary"]["covered_branches"] == 2
    assert gate.weakest(whole["files"]) == ["     1 branches not taken  a.py:6"]


def test_unknown_database_address_is_not_replaced_by_another(monkeypatch):
    monkeypatch.setenv("COOP_TEST_DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")

    assert tool("services").postgresql_url() == ""

"""Hold the share of branches taken by the tests to its floor: 90 %, and never below what `.ci/coverage-floor` says."""

import json
import sys
from pathlib import Path

from slipcover import merge_coverage

ROOT = Path(__file__).resolve().parents[1]
MINIMUM = 90.0


def added_up(reports: list[dict]) -> dict:
    """What the workers of a run took together (tests/guards/branches.py)."""
    whole, *others = reports
    for report in others:
        merge_coverage(whole, report)
    return whole


def branch_rate(summary: dict) -> float:
    """Percentage of branches taken; code without any branch counts as fully taken."""
    count = summary["covered_branches"] + summary["missing_branches"]
    return 100.0 * summary["covered_branches"] / count if count else 100.0


def weakest(files: dict, count: int = 15) -> list[str]:
    """The files that miss most branches, and the lines where they start, for whoever has to mend the figure."""
    rows = sorted(((len(row["missing_branches"]), name) for name, row in files.items()), reverse=True)[:count]
    starts = {name: sorted({line for line, _ in files[name]["missing_branches"]}) for _, name in rows}
    return [f"  {n:4} branches not taken  {name}:{','.join(map(str, starts[name]))}" for n, name in rows if n]


def main() -> int:
    reports = [json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "build").glob("branches-*.json")]
    if not reports:
        print("\nBranches taken: no worker wrote its own")
        return 1
    report = added_up(reports)
    floor = max(MINIMUM, float((ROOT / ".ci/coverage-floor").read_text(encoding="utf-8")))
    rate = branch_rate(report["summary"])
    print(f"\nBranches taken: {rate:.1f} % (floor {floor:.1f} %)", *weakest(report["files"]), sep="\n")
    if rate >= floor + 1:
        print(f"The floor can be raised: write {int(rate * 2) / 2} in .ci/coverage-floor")
    return 0 if rate >= floor else 1


if __name__ == "__main__":
    sys.exit(main())

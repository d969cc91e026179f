"""Hold the share of branches taken by the tests to its floor: 90 %, and never below what `.ci/coverage-floor` says."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MINIMUM = 90.0


def branch_rate(totals: dict) -> float:
    """Percentage of branches taken; code without any branch counts as fully taken."""
    return 100.0 * totals["covered_branches"] / totals["num_branches"] if totals["num_branches"] else 100.0


def weakest(files: dict, count: int = 15) -> list[str]:
    """The files that miss most branches, for whoever has to mend the figure."""
    missing = sorted(((row["summary"]["missing_branches"], name) for name, row in files.items()), reverse=True)
    return [f"  {branches:4} branches not taken  {name}" for branches, name in missing[:count] if branches]


def main() -> int:
    report = json.loads((ROOT / "build/coverage.json").read_text(encoding="utf-8"))
    floor = max(MINIMUM, float((ROOT / ".ci/coverage-floor").read_text(encoding="utf-8")))
    rate = branch_rate(report["totals"])
    print(f"\nBranches taken: {rate:.1f} % (floor {floor:.1f} %)", *weakest(report["files"]), sep="\n")
    if rate >= floor + 1:
        print(f"The floor can be raised: write {int(rate * 2) / 2} in .ci/coverage-floor")
    return 0 if rate >= floor else 1


if __name__ == "__main__":
    sys.exit(main())

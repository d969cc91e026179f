"""`python -m bench`: every item in its own process, then build/bench.json and a table.

`python -m bench NAME` runs one item and prints its measures as JSON on its last line.
Exit status 1 when an item fails or a goal is not met.
"""

import importlib
import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

from bench import items
from bench.harness import table

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"


def names() -> list[str]:
    """The items found, in order."""
    return sorted(module.name for module in pkgutil.iter_modules(items.__path__))


def run_here(name: str) -> None:
    """Run one item in this process."""
    measures = importlib.import_module(f"{items.__name__}.{name}").measure()
    print(json.dumps([measure.as_row() for measure in measures], ensure_ascii=False))


def run_apart(name: str) -> list[dict] | None:
    """Run one item in a new process; None when it failed (its error was shown)."""
    env = {"DJANGO_SETTINGS_MODULE": "bench.settings", "COOP_VAR_DIR": str(BUILD / "bench"), **os.environ}
    result = subprocess.run(
        [sys.executable, "-m", "bench", name], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=False
    )
    if result.returncode:
        return None
    return json.loads(result.stdout.splitlines()[-1])


def main() -> int:
    if len(sys.argv) > 1:
        run_here(sys.argv[1])
        return 0
    results = {name: run_apart(name) for name in names()}
    rows = [row for measured in results.values() for row in measured or []]
    failed = [name for name, measured in results.items() if measured is None]
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "bench.json").write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(table(rows))
    for name in failed:
        print(f"FAILED: {name}")
    return 1 if failed or not all(row["met"] for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())

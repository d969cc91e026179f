"""One module per measure: `def measure() -> list[Measure]` (see bench/harness.py). Found by being here."""

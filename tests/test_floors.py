"""Quality that may not fall: scores of the extractor on the shared evaluation set, pinned in floors.json.

The set is not part of the repository; without it this test is skipped. After a change that raises a score, raise its
floor: `pytest tests/test_floors.py --update-golden` writes the scores reached, and refuses to lower one.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
ADAPTER = HERE.parent / "benchmarks" / "quantities.py"
GOLD = "quantities.dev.jsonl"


def scores(bench: Path, tmp_path: Path) -> dict[str, float]:
    """F1 in per cent by set and measure, as the shared scorer prints it."""
    predicted = tmp_path / "predicted.jsonl"
    found = subprocess.run(
        [sys.executable, str(ADAPTER), str(bench / GOLD)], capture_output=True, check=True, text=True
    )
    predicted.write_text(found.stdout, encoding="utf-8")
    scorer = [sys.executable, str(bench / "score_quantities.py"), str(bench / GOLD), str(predicted)]
    printed = subprocess.run(scorer, capture_output=True, check=True, text=True).stdout
    return {" ".join(line.split("  P ")[0].split()): float(line.split()[-1]) for line in printed.splitlines()}


def test_no_score_falls(shared: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))[GOLD]
    bench = shared / "bench"
    digest = hashlib.sha256((bench / GOLD).read_bytes()).hexdigest()
    reached = scores(bench, tmp_path)
    if request.config.getoption("--update-golden"):
        kept = {name: max(value, pinned["floors"].get(name, 0.0)) for name, value in reached.items()}
        content = {GOLD: {"sha256": digest, "floors": kept}}
        FLOORS.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
        pinned = content[GOLD]
    if digest != pinned["sha256"]:
        pytest.skip("the evaluation set is another one than the floors were measured on")
    fallen = {
        name: (reached.get(name), floor) for name, floor in pinned["floors"].items() if reached.get(name, 0) < floor
    }
    assert not fallen, f"below the floor: {fallen}"

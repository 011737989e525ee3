"""Quality that may not fall: scores on the shared evaluation sets, pinned in floors.json.

The sets, but for ``news.jsonl``, are not part of the repository, nor are the scorers; without them these tests are
skipped. ``news.jsonl`` was written for the project, by another hand than the grammar's, before it was read by it.
After a change that raises a score, raise its floor: `pytest tests/test_floors.py --update-golden` writes the scores
reached, and refuses to lower one.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
BENCHMARKS = HERE.parent / "benchmarks"


def f1_of_quantities(line: str) -> dict[str, float]:
    """F1 in per cent by set and measure."""
    return {" ".join(line.split("  P ", maxsplit=1)[0].split()): float(line.rsplit(maxsplit=1)[-1])}


def shares_of_claims(line: str) -> dict[str, float]:
    """Precision, recall of Y and rejection of N by property, in per cent; nothing where a property has no such rows."""
    name, yes, no, *shares = re.fullmatch(
        r"(\S+) +Y +(\d+) +N +(\d+) +P ([\d.]+) +R ([\d.]+) .*N rejected ([\d.]+)", line
    ).groups()  # type: ignore[union-attr]
    precision, recall, rejected = (round(100 * float(share), 1) for share in shares)
    found = {f"{name}, precision": precision, f"{name}, recall": recall} if int(yes) else {}
    return found | ({f"{name}, N rejected": rejected} if int(no) else {})


@dataclass(frozen=True)
class Benchmark:
    """An evaluation set with the names of its adapter and scorer, and what a line that the scorer prints says.

    It stands with the shared scorers, or, if it was `written` for the project, in the corpus.
    """

    gold: str
    adapter: str
    scorer: str
    read: Callable[[str], dict[str, float]]
    written: bool = False

    def path(self, bench: Path) -> Path:
        """Where the set stands."""
        return HERE / "corpus" / self.gold if self.written else bench / self.gold

    def scores(self, bench: Path, tmp_path: Path) -> dict[str, float]:
        """What the shared scorer prints for the adapter's predictions."""
        gold, predicted = str(self.path(bench)), tmp_path / "predicted.jsonl"
        predicted.write_text(run(str(BENCHMARKS / self.adapter), gold), encoding="utf-8")
        printed = run(str(bench / self.scorer), gold, str(predicted))
        return {name: score for line in printed.splitlines() for name, score in self.read(line).items()}


SETS = (
    Benchmark("quantities.dev.jsonl", "quantities.py", "score_quantities.py", f1_of_quantities),
    Benchmark("news.jsonl", "quantities.py", "score_quantities.py", f1_of_quantities, written=True),
    Benchmark("claims.dev.jsonl", "claims.py", "score_claims.py", shares_of_claims),
)


def run(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], capture_output=True, check=True, text=True).stdout


@pytest.mark.no_cover
@pytest.mark.parametrize("benchmark", SETS, ids=lambda one: one.gold)
def test_no_score_falls(benchmark: Benchmark, shared: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    content = json.loads(FLOORS.read_text(encoding="utf-8"))
    pinned = content.get(benchmark.gold, {"sha256": "", "floors": {}})
    bench = shared / "bench"
    digest = hashlib.sha256(benchmark.path(bench).read_bytes()).hexdigest()
    reached = benchmark.scores(bench, tmp_path)
    if request.config.getoption("--update-golden"):
        kept = {name: max(value, pinned["floors"].get(name, 0.0)) for name, value in reached.items()}
        pinned = content[benchmark.gold] = {"sha256": digest, "floors": kept}
        FLOORS.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    if digest != pinned["sha256"]:
        pytest.skip("the evaluation set is another one than the floors were measured on")
    fallen = {
        name: (reached.get(name), floor) for name, floor in pinned["floors"].items() if reached.get(name, 0) < floor
    }
    assert not fallen, f"below the floor: {fallen}"

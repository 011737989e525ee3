"""500 drafts in one run against the sum of their warm times on one core: ``python benchmarks/many.py``.

The drafts are made of the examples that ship with the rules, thirty sentences each, so that nearly every figure is
looked up. A warm time is that of reading, checking and reporting on a draft in a process that has done so before.
Wanted: the run takes less than 1.5 times the sum of warm times divided by the cores.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from factcheck.engine import Engine, read_rules
from factcheck.formats import read
from factcheck.report import REPORTERS, ReportOptions

DRAFTS, SENTENCES, RUNS = 500, 30, 3
BAR = 1.5
DAY = dt.date(2023, 6, 1)


def written(folder: Path) -> list[Path]:
    """The drafts, the same in every run of this program."""
    chosen = random.Random(1)  # noqa: S311  no secret
    sentences = [example.text for rule in read_rules().rules for example in rule.examples.match]
    paths = []
    for number in range(DRAFTS):
        path = folder / f"{number:03}.txt"
        lines = chosen.sample(sentences, SENTENCES)
        path.write_text(
            "\n\n".join(" ".join(lines[k : k + 3]) for k in range(0, SENTENCES, 3)) + "\n", encoding="utf-8"
        )
        paths.append(path)
    return paths


def warm(paths: list[Path]) -> float:
    """The sum of what each draft takes in one lasting process that has checked one before."""
    engine = Engine(read_rules())
    REPORTERS["text"]((engine.check_draft(read(paths[0]), given=DAY),), ReportOptions())
    begin = time.perf_counter()
    for path in paths:
        REPORTERS["text"]((engine.check_draft(read(path), given=DAY),), ReportOptions())
    return time.perf_counter() - begin


def run(folder: Path) -> float:
    """The command, from start to end."""
    words = [
        sys.executable,
        "-m",
        "factcheck",
        str(folder),
        "--date",
        DAY.isoformat(),
        "--offline",
        "--fail-on",
        "never",
    ]
    begin = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main() -> None:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        paths = written(Path(name))
        alone, whole = zip(*((warm(paths), run(Path(name))) for _ in range(RUNS)), strict=True)
    one, all_of_it = statistics.median(alone), statistics.median(whole)
    print(f"| {DRAFTS} drafts of {SENTENCES} sentences | seconds |")
    print("|---|---:|")
    print(f"| sum of warm times, one core | {one:.1f} |")
    print(f"| one run of the command, {cores} cores | {all_of_it:.1f} |")
    print(f"| times the sum divided by the cores; wanted: less than {BAR} | {all_of_it / (one / cores):.2f} |")


if __name__ == "__main__":
    main()

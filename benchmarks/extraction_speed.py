"""How fast figures are found, against quantulum3 in the same process: ``python extraction_speed.py GOLD.jsonl``.

Two measurements, each the best of several rounds in which the two take turns: the texts of GOLD.jsonl (one JSON
object a line, with the key "text"), and an article in which most sentences hold no figure (ten to one of GOLD's).
Prints a Markdown table; exit status 1 if a ratio is missed.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import factcheck

ROUNDS = 5
WANTED = {"the texts of the set": 5.0, "an article of few figures": 10.0}
PLAIN = (
    "The mayor opened the bridge on a cold morning, and the crowd that had gathered on the bank cheered as the band "
    "began to play. Nobody in the town could remember a winter when the river had been so low, or so quiet. "
)


def best(run: Callable[[], None], other: Callable[[], None]) -> tuple[float, float]:
    """The shortest time of each, in seconds, run in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for kept, work in zip(times, (run, other), strict=True):
            begin = time.perf_counter()
            work()
            kept.append(time.perf_counter() - begin)
    return min(times[0]), min(times[1])


def main(path: str) -> int:
    """Measure and print; the exit status."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser
    texts = [json.loads(line)["text"] for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    article = "\n\n".join(PLAIN * 5 + text for text in texts[:40])
    status = 0
    print("| text | factcheck | quantulum3 | times as fast | wanted |\n|---|---:|---:|---:|---:|")
    for name, corpus in (("the texts of the set", texts), ("an article of few figures", [article])):
        ours, theirs = best(
            lambda corpus=corpus: [factcheck.extract(text) for text in corpus] and None,
            lambda corpus=corpus: [parser.parse(text) for text in corpus] and None,
        )
        ratio = theirs / ours
        print(f"| {name} | {ours * 1000:.0f} ms | {theirs * 1000:.0f} ms | {ratio:.1f} | {WANTED[name]:.0f} |")
        status |= ratio < WANTED[name]
    return int(status)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/extraction_speed.py GOLD.jsonl")
    sys.exit(main(sys.argv[1]))

"""Shares of one whole that are all listed and do not come to a hundred: "51% and 29%, and the remaining 30%"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency import sums
from factcheck.consistency.shares.hundred import Run, runs
from factcheck.consistency.shares.hundred_evidence import evidence_of
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.weighing import Candidate, told
from factcheck.model import Interval


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every run of shares that does not come to a hundred."""
    for run in runs(sheet):
        wrong = _contradiction(run)
        if wrong is not None:
            yield Candidate(evidence_of(sheet, run), wrong)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every list of all shares of a whole that come to clearly more or less than the whole."""
    yield from told("shares", candidates(sheet))


def _contradiction(run: Run) -> Contradiction | None:
    slotted = [one.figure for one in run.shares if one.figure.slot is not None]
    rests = [one.figure for one in run.shares if one.rest and one.figure.slot is not None]
    at = rests[0] if rests else slotted[-1] if slotted else None
    if at is None or at.slot is None:
        return None
    others = [one.slot for one in slotted if one is not at and one.slot is not None]
    listed = ", ".join(f"{one.times} times " * (one.times > 1) + one.figure.said for one in run.shares)
    sum_ = f"{listed} come to {sums.told(Interval(run.low, run.high))}, not to 100 %"
    return Contradiction(at.slot, tuple(others), sum_, f"another figure than {at.said}, or other ones beside it")

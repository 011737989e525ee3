"""Percentage points: a difference of two rates printed in per cent, or points that are not their difference."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency import sums, weighing
from factcheck.consistency.changes.comparing import actual
from factcheck.consistency.changes.moved import moved
from factcheck.consistency.pairs import Pair, Told
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.weighing import Candidate
from factcheck.model import Kind


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every change of a rate with each two rates near it that contradict it, or of which it is the difference."""
    if Kind.PERCENT not in sheet.kinds():
        return
    for one in moved(sheet, (Kind.PERCENT, Kind.POINTS), strict=True):
        if one.pair.old.slot.quantity.kind is Kind.PERCENT:
            yield from (Candidate(one.evidence, wrong) for wrong in _judged(sheet, one.told, one.pair))


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every change of a rate that takes per cent for points, or whose points the two rates contradict."""
    yield from weighing.told("points", candidates(sheet))


def _judged(sheet: Sheet, told: Told, pair: Pair) -> Iterator[Contradiction]:
    old, new = sums.alike(*pair.slots)
    apart, printed, found = sums.difference(old, new), sums.cut_off(told.slot), actual(told, pair)
    if apart is None or printed is None or found is None:
        return
    first, second, said = (slot.span.of(sheet.text) for slot in (*pair.slots, told.slot))
    if told.slot.quantity.kind is Kind.PERCENT:
        if printed.meets(apart):
            sum_ = f"from {first} to {second} is {sums.told(apart, 'percentage points')}, the draft says {said}"
            yield Contradiction(
                told.slot, pair.slots, sum_, f"“{sums.middle(apart, 'percentage points')}”, or {sums.middle(found)}"
            )
        return
    unit = f"{told.slot.quantity.unit}s"
    sum_ = f"from {first} to {second} is a change of {sums.told(found, unit)}, the draft says {said}"
    yield Contradiction(told.slot, pair.slots, sum_, f"“{sums.middle(found, unit)}”, or other figures than both")

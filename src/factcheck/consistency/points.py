"""Percentage points: a difference of two rates printed in per cent, or points that are not their difference."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency import sums
from factcheck.consistency.binding import bound
from factcheck.consistency.comparing import actual
from factcheck.consistency.pairs import Pair, Told, scenes
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.model import Kind


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every change of a rate that takes per cent for points, or whose points the two rates contradict."""
    for number, scene in scenes(sheet):
        if not any(level.slot.quantity.kind is Kind.PERCENT for level in scene.levels):
            continue
        for told in scene.moves:
            if told.row == number and told.slot.quantity.kind in (Kind.PERCENT, Kind.POINTS):
                pair = bound(scene, told, strict=True)
                if pair is not None and pair.old.slot.quantity.kind is Kind.PERCENT:
                    yield from _judged(sheet, told, pair)


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

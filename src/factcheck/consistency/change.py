"""A change in per cent, in points or as an amount against the figures it is between: "rose 20% from 400 to 500"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency import sums
from factcheck.consistency.binding import bound
from factcheck.consistency.comparing import actual
from factcheck.consistency.grown import grown
from factcheck.consistency.pairs import Pair, Told, in_whole_units, scenes
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.model import Kind

_KINDS = (Kind.PERCENT, Kind.POINTS, Kind.MONEY, Kind.COUNT, Kind.MEASURE)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every change that the two figures it is between contradict."""
    for number, scene in scenes(sheet):
        yield from (wrong for wrong in grown(scene, number) if wrong.at.quantity.kind is Kind.RATIO)
        for told in scene.moves:
            if told.row == number and told.slot.quantity.kind in _KINDS:
                pair = bound(scene, told)
                if pair is not None:
                    yield _contradiction(sheet, told, pair)


def _contradiction(sheet: Sheet, told: Told, pair: Pair) -> Contradiction:
    found = actual(told, pair)
    assert found is not None
    old, new = pair.slots
    first, second, said = (slot.span.of(sheet.text) for slot in (old, new, told.slot))
    unit = _unit(told)
    sum_ = f"from {first} to {second} is a change of {sums.told(found, unit).strip()}, the draft says {said}"
    apart, printed = sums.difference(old, new), sums.cut_off(told.slot)
    if unit == "%" and old.quantity.kind is Kind.PERCENT and apart and printed and printed.meets(apart):
        sum_ += f"; the difference is {sums.told(apart, 'percentage points')}"
    return Contradiction(told.slot, (old, new), sum_, f"“{sums.middle(found, unit)}”, or other figures than both")


def _unit(told: Told) -> str:
    """The unit of a change in words: "%", "percentage points", or that of the figures themselves."""
    quantity = in_whole_units(told.slot).quantity
    if quantity.kind is Kind.PERCENT:
        return "%"
    return f"{quantity.unit}s" if quantity.kind is Kind.POINTS else quantity.unit

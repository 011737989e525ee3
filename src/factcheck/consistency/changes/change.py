"""A change in per cent, in points or as an amount against the figures it is between: "rose 20% from 400 to 500"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency import sums, weighing
from factcheck.consistency.changes import grown
from factcheck.consistency.changes.comparing import actual
from factcheck.consistency.changes.moved import Moved, moved
from factcheck.consistency.pairs import Told, in_whole_units
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.weighing import Candidate
from factcheck.model import Kind

_KINDS = (Kind.PERCENT, Kind.POINTS, Kind.MONEY, Kind.COUNT, Kind.MEASURE)


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every change with each two figures near it that contradict it."""
    for one in moved(sheet, (*_KINDS, Kind.RATIO)):
        is_fraction = one.told.slot.quantity.kind is Kind.RATIO
        yield Candidate(one.evidence, grown.contradiction(one) if is_fraction else _contradiction(sheet, one))


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every change that the two figures it is between contradict."""
    yield from weighing.told("change", candidates(sheet))


def _contradiction(sheet: Sheet, one: Moved) -> Contradiction:
    told, pair = one.told, one.pair
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

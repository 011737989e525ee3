"""What the change between two figures comes to, and whether a change that is told can be that."""

from __future__ import annotations

from factcheck.consistency import sums
from factcheck.consistency.pairs import Pair, Told, in_whole_units
from factcheck.model import Interval, Kind

_POINTS = {"percentage point": 1, "point": 1, "basis point": 100}
"""How many of a unit of change make one percentage point."""


def actual(told: Told, pair: Pair) -> Interval | None:
    """What the change between the two comes to, in the unit of the one told; ``None`` where it is of another kind."""
    old, new = sums.alike(*pair.slots)
    kind, unit = told.slot.quantity.kind, told.slot.quantity.unit
    if kind is Kind.PERCENT:
        return sums.change(old, new)
    apart = sums.difference(old, new)
    if apart is None or apart.low is None or apart.high is None:
        return None
    if kind is Kind.POINTS and old.quantity.kind is Kind.PERCENT and unit in _POINTS:
        return Interval(apart.low * _POINTS[unit], apart.high * _POINTS[unit])
    whole = in_whole_units(told.slot).quantity
    if kind in (Kind.MONEY, Kind.COUNT, Kind.MEASURE) and kind is old.quantity.kind and whole.unit == old.quantity.unit:
        return apart
    return None


def fits(told: Told, pair: Pair) -> bool:
    """Whether the change can be that of the two figures, whichever is the older where nothing tells."""
    printed = sums.cut_off(in_whole_units(told.slot))
    found = actual(told, pair)
    if printed is None or found is None:
        return True
    turned = Pair(pair.new, pair.old, pair.certain)
    other = None if pair.certain else actual(told, turned)
    return printed.meets(found) or (other is not None and printed.meets(other))

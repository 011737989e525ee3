"""What the change between two figures comes to, and whether a change that is told can be that."""

from __future__ import annotations

from factcheck.consistency import sums
from factcheck.consistency.pairs import Pair, Told, in_whole_units
from factcheck.model import Bound, Interval, Kind

_POINTS = {"percentage point": 1, "point": 1, "basis point": 100}
"""How many of a unit of change make one percentage point."""

_BARE = ("", "higher", "lower", "dearer", "cheaper")
"""What stands behind a number that is of the unit of the two."""


def actual(told: Told, pair: Pair) -> Interval | None:
    """What the change between the two comes to, in the unit of the one told; ``None`` where it is of another kind."""
    exact = told.slot.quantity.bound is Bound.EXACT
    old, new = sums.alike(pair.old.exact, pair.new.exact) if exact else sums.alike(*pair.slots)
    kind, unit = told.slot.quantity.kind, told.slot.quantity.unit
    if kind is Kind.PERCENT:
        return sums.change(old, new)
    apart = sums.difference(old, new)
    if apart is None or apart.low is None or apart.high is None:
        return None
    if kind is Kind.POINTS and old.quantity.kind is Kind.PERCENT and unit in _POINTS:
        return Interval(apart.low * _POINTS[unit], apart.high * _POINTS[unit])
    if kind is Kind.POINTS and unit == "point" and old.quantity.kind is Kind.COUNT:
        ahead = told.slot.span.start < min(slot.span.start for slot in pair.slots)
        return apart if ahead and old.quantity.counted in ("", "point") else None
    if kind is Kind.COUNT and told.slot.quantity.counted in _BARE and old.quantity.kind in (Kind.MONEY, Kind.MEASURE):
        return apart if told.slot.value and told.slot.value <= max(old.value or 0, new.value or 0) else None
    whole = in_whole_units(told.slot).quantity
    if kind in (Kind.MONEY, Kind.COUNT, Kind.MEASURE) and kind is old.quantity.kind and whole.unit == old.quantity.unit:
        return apart
    return None


def fits(told: Told, pair: Pair) -> bool | None:
    """Whether the change can be that of the two figures, whichever is older if nothing tells; ``None`` if no such."""
    found = actual(told, pair)
    if found is None:
        return None
    printed = sums.cut_off(in_whole_units(told.slot))
    if printed is None:
        return True
    if told.slot.quantity.kind is Kind.POINTS:
        return _overlap(printed, found)
    other = None if pair.certain else actual(told, Pair(pair.new, pair.old, pair.certain))
    return printed.meets(found) or (other is not None and printed.meets(other))


def is_points_for_per_cent(told: Told, pair: Pair) -> bool:
    """Whether a change in per cent is to the digit the difference of two rates, and not what it is of the older."""
    said, (old, new) = told.slot, (slot.value for slot in pair.slots)
    rates = all(slot.quantity.kind is Kind.PERCENT for slot in (said, *pair.slots))
    if not rates or not old or new is None or said.value is None or said.quantity.bound is not Bound.EXACT:
        return False
    return abs(new - old) == said.value and abs(sums.HUNDRED * abs(new - old) / old - said.value) > said.step / 2


def _overlap(one: Interval, other: Interval) -> bool:
    """Whether two intervals have more than an end in common: 2 to 4 and 4 to 6 have not."""
    if None in (one.low, one.high, other.low, other.high):
        return True
    assert one.low is not None and one.high is not None and other.low is not None and other.high is not None
    if one.low == one.high or other.low == other.high:
        return one.meets(other)
    return one.low < other.high and other.low < one.high

"""What a multiple or a fraction told as a change comes to, and what the two figures near it come to."""

from __future__ import annotations

from decimal import Decimal

from factcheck.consistency.moves import Move
from factcheck.consistency.pairs import Pair
from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Slot
from factcheck.consistency.sums import HUNDRED, ends
from factcheck.model import Bound, Interval, Kind

_LOOSE, _LARGE_LOOSE, _HEDGED = Decimal("0.08"), Decimal("0.045"), Decimal("0.15")
"""How far a multiple may be off as a share of itself: a small one, one above three, and one with a hedge."""
_MORE = Later(r" (?:times )?more ")


def multiple_of(move: Move) -> Interval | None:
    """What the new figure is of the old: "doubled" 2, "rose by half" 1.5, "fell by a third" 0.67; as rough as words."""
    slot = move.figure.slot
    if slot.value is None:
        return None
    if slot.quantity.kind is Kind.RATIO:
        near = _fraction(slot)
        if near is None or near.low is None or near.high is None:
            return None
        up = move.sign > 0
        return Interval(1 + near.low, 1 + near.high) if up else Interval(1 - near.high, 1 - near.low)
    found = _multiple(slot)
    if found is not None and found.high is not None and _MORE.match(move.figure.after):
        return Interval(found.low, found.high + 1)  # five times more is six times as much to some
    return found


def between(pair: Pair) -> Interval | None:
    """How many times the old figure the new one is."""
    old, new = ends(pair.old.exact), ends(pair.new.exact)
    if old is None or new is None or old[0] <= 0 or new[0] < 0:
        return None
    return Interval(new[0] / old[1], new[1] / old[0])


def in_per_cent(multiple: Interval) -> Interval:
    """The change in per cent that a multiple is, without its sign."""
    assert multiple.low is not None
    if multiple.high is not None and multiple.high <= 1:
        return Interval(HUNDRED * (1 - multiple.high), HUNDRED * (1 - multiple.low))
    return Interval(HUNDRED * (multiple.low - 1), None if multiple.high is None else HUNDRED * (multiple.high - 1))


def _fraction(slot: Slot) -> Interval | None:
    value, bound = slot.value, slot.quantity.bound
    if value is None or not 0 < value < 1:
        return None
    low, high = value * (1 - _LOOSE), value * (1 + _LOOSE)
    if bound in (Bound.OVER, Bound.AT_LEAST):
        return Interval(low, value * (1 + 3 * _HEDGED))
    if bound in (Bound.NEARLY, Bound.UNDER, Bound.UP_TO):
        return Interval(value * (1 - 2 * _HEDGED), high)
    return Interval(low, high) if bound is Bound.EXACT else Interval(value * (1 - _HEDGED), value * (1 + _HEDGED))


def _multiple(slot: Slot) -> Interval | None:
    """What a multiple can stand for: words are rounder than figures, and have no digits to tell how round."""
    value, bound = slot.value, slot.quantity.bound
    if value is None or value <= 0 or value == 1:
        return None
    loose = _LOOSE if value <= 3 else _LARGE_LOOSE
    near, far = value * (1 - loose), value * (1 + loose)
    if bound is Bound.EXACT:
        return Interval(near, far)
    if value < 1:  # more than halved: to less than a half
        over = bound in (Bound.OVER, Bound.AT_LEAST)
        return Interval(value / 2, far) if over else Interval(near, value * (1 + 2 * _HEDGED))
    if bound in (Bound.OVER, Bound.AT_LEAST):
        return Interval(near, value + 1)
    if bound in (Bound.NEARLY, Bound.UNDER, Bound.UP_TO):
        return Interval(value * (1 - _HEDGED), far)
    return Interval(value * (1 - _HEDGED), value * (1 + _HEDGED))

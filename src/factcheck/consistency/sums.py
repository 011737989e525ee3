"""Interval sums on slots: what a change, a share or a conversion of printed figures can come to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from factcheck.consistency.sheet import Slot, sharpened
from factcheck.intervals import spaced
from factcheck.model import Bound, Interval, Kind

HUNDRED = Decimal(100)
_TENTH, _SMALL = Decimal("0.1"), 100
"""How fine a small count or price is, and below what one is small."""


def ends(slot: Slot) -> tuple[Decimal, Decimal] | None:
    """Both ends of what a figure can stand for; ``None`` where one is open or it is no number."""
    if slot.interval is None or slot.interval.low is None or slot.interval.high is None:
        return None
    return slot.interval.low, slot.interval.high


def cut_off(slot: Slot) -> Interval | None:
    """What a figure can stand for where the house may also cut digits off: a whole last digit to either side."""
    both = ends(slot)
    if both is None or slot.value is None:
        return None
    if slot.quantity.bound is not Bound.EXACT:
        return Interval(*both)
    low, high = both
    return Interval(low - (slot.value - low), high + (high - slot.value))


def share(part: Slot, whole: Slot) -> Interval | None:
    """The share of `part` in `whole`, in per cent; ``None`` where it cannot be told."""
    above, below = ends(part), ends(whole)
    if above is None or below is None or below[0] <= 0:
        return None
    return Interval(HUNDRED * above[0] / below[1], HUNDRED * above[1] / below[0])


def change(old: Slot, new: Slot) -> Interval | None:
    """The change from `old` to `new` in per cent of the old, without its sign."""
    first, second = ends(old), ends(new)
    if first is None or second is None or first[0] <= 0:
        return None
    return _unsigned(HUNDRED * (second[0] / first[1] - 1), HUNDRED * (second[1] / first[0] - 1))


def difference(old: Slot, new: Slot) -> Interval | None:
    """The difference of the two, without its sign, in their own unit."""
    first, second = ends(old), ends(new)
    return None if first is None or second is None else _unsigned(second[0] - first[1], second[1] - first[0])


def alike(old: Slot, new: Slot) -> tuple[Slot, Slot]:
    """Both figures as fine as the finer, where that has digits behind the point: 4% beside 4.75% is 4.00%."""
    steps = [slot.step for slot in (old, new)]
    printed = [slot.value.as_tuple().exponent for slot in (old, new) if slot.value is not None]
    if steps[0] == steps[1] or all(isinstance(exponent, int) and exponent >= 0 for exponent in printed):
        return old, new
    return sharpened(old, min(steps)), sharpened(new, min(steps))


def as_exact(slot: Slot) -> Slot:
    """A small count or price as it is printed: few are rounded to a whole one."""
    quantity, value = slot.quantity, slot.value
    whole = quantity.kind in (Kind.COUNT, Kind.MONEY) and slot.step == 1 and quantity.bound is Bound.EXACT
    return sharpened(slot, _TENTH) if whole and value is not None and 0 < value < _SMALL else slot


def _unsigned(low: Decimal, high: Decimal) -> Interval:
    """The interval of absolute values."""
    if low <= 0 <= high:
        return Interval(Decimal(0), max(-low, high))
    return Interval(min(abs(low), abs(high)), max(abs(low), abs(high)))


def told(interval: Interval, unit: str = "%") -> str:
    """An interval for a reader, to a tenth: "25 %", "22.2 to 27.8 %"."""
    assert interval.low is not None and interval.high is not None
    low, high = spaced(round(interval.low, 1)), spaced(round(interval.high, 1))
    return f"{low} {unit}" if low == high else f"{low} to {high} {unit}"


def middle(interval: Interval, unit: str = "%") -> str:
    """The middle of an interval, to the digits that its width leaves: what a correction would print."""
    assert interval.low is not None and interval.high is not None
    value, width = (interval.low + interval.high) / 2, interval.high - interval.low
    digits = 1 if width < 1 and value != value.to_integral_value() else 0
    return f"{spaced(round(value, digits))} {unit}".strip()


def total(one: Slot, other: Slot) -> Slot | None:
    """Both figures together."""
    first, second = ends(one), ends(other)
    if first is None or second is None or one.value is None or other.value is None:
        return None
    return replace(one, value=one.value + other.value, interval=Interval(first[0] + second[0], first[1] + second[1]))

"""A change in per cent or points against the two figures that it lies between: "rose 20% from 400 to 500"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import any_of, slot, words
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.model import Interval

_LEVEL = ("money", "count", "measure", "percent", "points")
_RATE = {"percentage point": 1, "point": 1, "percent": 1, "basis point": 100}
"""How many of a unit of change make one percentage point."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every change that its own two ends contradict."""
    for row in sheet.rows:
        if len(row.slots) < 3 or _on_another_base(row.shape):
            continue
        for pattern in _patterns():
            for found in pattern.finditer(row.shape):
                wrong = _judge(sheet, *(row.slot(found[name]) for name in ("change", "old", "new")))
                if wrong is not None:
                    yield wrong


def _on_another_base(shape: str) -> bool:
    plain = re.sub(rf"\ba (?:year|month|quarter) (?:{words('base_after')})", "", shape)
    return any_of("another_base").search(plain) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    changed, nouns = words("changed"), words("change_nouns")
    change, old, new = slot("change", "percent", "points"), slot("old", *_LEVEL), slot("new", *_LEVEL)
    unit, dash = r"(?: [a-z]+| an hour)", r"(?:,|-|–|—)"
    noun = rf"(?:(?:an?|the) (?:{nouns}) of |(?:up|down|or) (?:by )?)"
    backwards = rf"to {new}(?: [a-z]+)? from {old}"
    return tuple(
        re.compile(rf"(?<!\S){pattern}(?= [.,;)]| a year | - | – | — |$)")
        for pattern in (
            rf"(?:{changed}) (?:by )?{change} ,? ?from {old} to {new}(?: [a-z]+)?",
            rf"(?:{changed}) (?:by )?{change} ,? ?{backwards}",
            rf"(?:{changed}) from {old} to {new}{unit}?(?: in <duration:\d+>)? {dash} {noun}{change}",
            rf"(?:{changed}) from {old} to {new}{unit}? {dash} an? {change} (?:{nouns})",
            rf"(?:{changed}) {backwards} {dash} {noun}{change}",
        )
    )


def _judge(sheet: Sheet, change: Slot, old: Slot, new: Slot) -> Contradiction | None:
    if old.quantity.kind is not new.quantity.kind or old.quantity.unit != new.quantity.unit:
        return None
    old, new = sums.alike(old, new)
    printed, relative, apart = sums.cut_off(change), sums.change(old, new), sums.difference(old, new)
    if printed is None or relative is None or apart is None:
        return None
    first, second, said = (one.span.of(sheet.text) for one in (old, new, change))
    rates = old.quantity.unit in _RATE
    if change.quantity.unit == "percent":
        actual, unit = relative, "%"
    elif rates and change.quantity.unit in _RATE and old.quantity.unit != "point":
        actual, unit = _in_unit(apart, change.quantity.unit, old.quantity.unit), f"{change.quantity.unit}s"
    else:
        return None
    if printed.meets(actual):
        return None
    sum_ = f"from {first} to {second} is a change of {sums.told(actual, unit)}, the draft says {said}"
    if unit == "%" and rates and printed.meets(apart):
        sum_ += f"; the difference is {sums.told(apart, 'percentage points')}"
    return Contradiction(change, (old, new), sum_, f"“{sums.middle(actual, unit)}”, or other figures than both")


def _in_unit(apart: Interval, unit: str, of: str) -> Interval:
    """The difference of two rates, in another unit of rates."""
    assert apart.low is not None and apart.high is not None
    factor = Decimal(_RATE[unit]) / _RATE[of]
    return Interval(apart.low * factor, apart.high * factor)

"""Whether two figures compare: their kinds, units and nouns, what they are figures of, and what is between them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from factcheck.consistency import sums
from factcheck.consistency.beside import Mention
from factcheck.consistency.phrases import share_a_class, word_set
from factcheck.consistency.sheet import Sheet
from factcheck.extraction.units import convert
from factcheck.intervals import scaled
from factcheck.model import Bound, Interval, Kind
from factcheck.tables import tables

_MONTH = Decimal("30.4375")
_DAYS = {"day": Decimal(1), "week": Decimal(7), "fortnight": Decimal(14), "month": _MONTH, "quarter": 3 * _MONTH} | {
    "year": 12 * _MONTH,
    "decade": 120 * _MONTH,
    "century": 1200 * _MONTH,
}
_LITTLE_MORE, _MUCH_MORE = Decimal("1.1"), Decimal("1.5")
"""How much more "at least 11" can be, and "at least 10"."""
_ONE, _AND_ONE = Interval(Decimal(1), Decimal(2)), re.compile(r"\b(?:and|or|plus|,) an? ")
SAME = 2
"""Points for the same noun."""
_LONG = 5
"""Letters of a noun for persons with an ending such as -er at the least."""


def whole(one: Mention) -> Mention:
    """The figure without what it is for each of: 170p a litre as 170p."""
    quantity = one.slot.quantity
    return replace(one, slot=replace(one.slot, quantity=replace(quantity, per=""))) if quantity.per else one


def in_per_cent(one: Mention) -> Mention:
    """A ratio as per cent: "just under half" is just under 50%."""
    if one.kind is not Kind.RATIO or one.slot.value is None or one.slot.interval is None:
        return one
    quantity = replace(one.slot.quantity, unit="percent")
    interval = scaled(one.slot.interval, sums.HUNDRED)
    slot = replace(one.slot, value=one.slot.value * sums.HUNDRED, interval=interval, quantity=quantity)
    return replace(one, slot=slot, kind=Kind.PERCENT)


def in_one_unit(first: Mention, second: Mention) -> tuple[Interval, Interval] | None:
    """What both figures can stand for, in the unit of the first; ``None`` where they do not compare."""
    a, b = _stands_for(first), _stands_for(second)
    times = factor(first, second)
    if a is None or b is None or times is None:
        return None
    return a, b if times == 1 else scaled(b, times)


@lru_cache(maxsize=512)
def _stands_for(one: Mention) -> Interval | None:
    """What a figure can stand for: cut off where it has two digits or more, and "at least 11" for little more."""
    slot = one.slot
    value, both = slot.value, sums.ends(slot)
    if value is None or both is None:
        return None
    if slot.quantity.bound in (Bound.AT_LEAST, Bound.OVER):
        return Interval(value, value * (_LITTLE_MORE if value % 5 else _MUCH_MORE))
    if slot.quantity.bound in (Bound.UNDER, Bound.UP_TO):
        return Interval(value / _MUCH_MORE, value)
    fine = slot.step * 10 <= abs(value) and slot.quantity.kind not in (Kind.DURATION, Kind.AGE)
    return sums.cut_off(slot) if fine else Interval(*both)


def factor(first: Mention, second: Mention) -> Decimal | None:
    """How many of the first figure's unit one of the second's is."""
    unit, other = first.slot.quantity.unit, second.slot.quantity.unit
    if first.slot.quantity.per != second.slot.quantity.per:
        return None
    if unit == other or first.kind is Kind.COUNT or (first.kind is Kind.AGE and "" in (unit, other)):
        return Decimal(1)
    if first.kind is Kind.MONEY:
        return Decimal(1) if unit.endswith(f" {other}") or other.endswith(f" {unit}") else None
    if first.kind is Kind.DURATION and unit in _DAYS and other in _DAYS:
        return _DAYS[other] / _DAYS[unit]
    return convert(Decimal(1), other, unit) if first.kind is Kind.MEASURE else None


@cache
def is_person(noun: str) -> bool:
    """Whether a noun in the singular names persons, by a list and by its ending."""
    if noun in word_set("same_persons"):
        return True
    long = len(noun) >= _LONG and noun not in word_set("same_no_persons")
    return long and noun.endswith(tuple(tables("consistency")["same_person_endings"]))


def are_one_noun(first: str, second: str) -> bool:
    """Whether two nouns are the same, or of a class of general words for the same things."""
    return first == second or share_a_class("same_nouns", (first,), (second,))


def nouns_agree(first: Mention, second: Mention) -> int | None:
    """How well the nouns agree: 2 for the same, 1 for persons both, 0 where one has none; ``None`` for two things."""
    if not first.own or not second.own:
        ours, theirs = first.own or first.of, second.own or second.of
        if any(are_one_noun(a, b) for a in ours for b in theirs):
            return SAME
        return int(any(map(is_person, ours)) and any(map(is_person, theirs)))
    if any(are_one_noun(a, b) for a in first.own for b in second.own if a == first.head or b == second.head):
        return SAME
    if {first.head, second.head} & word_set("same_things_at_large"):
        return 1
    if is_person(first.head) and is_person(second.head):
        return 1
    return None if first.kind is Kind.COUNT else 0


def are_parts(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether a third figure near the two is their sum: "seven are back", "the four that are missing", of eleven."""
    ends = in_one_unit(first, second)
    if ends is None:
        return False
    one, other = ends
    both = Interval((one.low or Decimal(0)) + (other.low or Decimal(0)), (one.high or Decimal(0)) + (other.high or 0))
    near = (slot for row in sheet.rows[max(0, first.row - 1) : second.row + 2] for slot in row.slots)
    return any(
        slot.quantity.kind is first.kind and slot.interval is not None and slot.interval.meets(both) for slot in near
    )


def is_explained(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether a third figure near the two is their difference or ratio, or "and a" adds one to the smaller."""
    ends = in_one_unit(first, second)
    if ends is None:
        return False
    (low, high), (least, most) = ((end.low, end.high) for end in ends)
    assert low is not None and high is not None and least is not None and most is not None
    gap = Interval(max(Decimal(0), low - most, least - high), max(high - least, most - low))
    ratios = [Interval(low / most, high / least), Interval(least / high, most / low)] if min(low, least) > 0 else []
    for row in sheet.rows[max(0, first.row - 1) : second.row + 2]:
        if first.kind is Kind.COUNT and gap.meets(_ONE) and _AND_ONE.search(row.shape):
            return True
        for slot in row.slots:
            if slot.claim in (first.slot.claim, second.slot.claim) or slot.interval is None:
                continue
            kind = slot.quantity.kind
            bare = kind is Kind.COUNT and not slot.quantity.counted and first.kind is not Kind.PERCENT
            if (kind is first.kind or bare) and slot.interval.meets(gap):
                return True
            times = Decimal(100) if kind is Kind.PERCENT else Decimal(1)
            shares = kind is not first.kind and kind in (Kind.RATIO, Kind.PERCENT, Kind.MULTIPLE)
            if shares and any(slot.interval.meets(scaled(ratio, times)) for ratio in ratios):
                return True
    return False

"""Pairs of figures that speak of the same thing: by kind, nouns, what they are said of, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.apart import told_apart
from factcheck.consistency.mentions import Mention, mentions
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.extraction.units import convert
from factcheck.intervals import scaled
from factcheck.model import Bound, Interval, Kind
from factcheck.tables import tables

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_LITTLE_MORE, _FAR_APART = Decimal("1.1"), 4
"""How much more "at least 11" can be, and how many times one figure of a thing can be another."""
_ONE, _AND_ONE = Interval(Decimal(1), Decimal(2)), re.compile(r"\b(?:and|or|plus|,) an? ")
_BACK = 2
"""Rows between a figure and what refers back to it."""
_SAID_OF_PERSONS = 5
"""Letters of a noun for persons with an ending such as -er at the least."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of one thing, in the draft's order, both `ends` in the unit of the first, and how `sure` that is."""

    first: Mention
    second: Mention
    ends: tuple[Interval, Interval]
    sure: int


def pairs(sheet: Sheet, least: int) -> Iterator[Pair]:
    """The pairs of figures in different rows that speak of the same thing, `least` sure or more."""
    found = list(mentions(sheet))
    for number, second in enumerate(found):
        for first in found[:number]:
            if first.row == second.row or first.kind is not second.kind:
                continue
            ends = in_one_unit(first, second)
            if ends is None:
                continue
            sure = _sure(first, second, found)
            if sure >= least and not told_apart(first, second):
                yield Pair(first, second, ends, sure)


def in_one_unit(first: Mention, second: Mention) -> tuple[Interval, Interval] | None:
    """What both figures can stand for, in the unit of the first; ``None`` where they do not compare."""
    a, b = _stands_for(first.slot), _stands_for(second.slot)
    factor = _factor(first, second)
    if a is None or b is None or factor is None:
        return None
    return a, scaled(b, factor)


def _stands_for(slot: Slot) -> Interval | None:
    """What a figure can stand for: cut off where it has two digits or more, and "at least 11" for little more."""
    value, both = slot.value, sums.ends(slot)
    if value is None or both is None:
        return None
    if slot.quantity.bound is Bound.AT_LEAST and value % 5:
        return Interval(value, value * _LITTLE_MORE)
    fine = slot.step * 10 <= abs(value) and slot.quantity.kind not in (Kind.DURATION, Kind.AGE)
    return sums.cut_off(slot) if fine else Interval(*both)


def _factor(first: Mention, second: Mention) -> Decimal | None:
    """How many of the first figure's unit one of the second's is."""
    unit, other = first.slot.quantity.unit, second.slot.quantity.unit
    if first.slot.quantity.per != second.slot.quantity.per:
        return None
    if unit == other or first.kind is Kind.COUNT:
        return Decimal(1)
    if first.kind is Kind.MONEY:
        return Decimal(1) if {unit, other} == {"dollar", "US dollar"} else None
    for table in (_DAYS, _MONTHS):
        if unit in table and other in table:
            return Decimal(table[other]) / Decimal(table[unit])
    return convert(Decimal(1), other, unit) if first.kind is Kind.MEASURE else None


@cache
def _classes(name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in tables("consistency")[name])


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(tables("consistency")[name])


@cache
def is_person(noun: str) -> bool:
    """Whether a noun in the singular names persons, by a list and by its ending."""
    if noun in _list("same_persons"):
        return True
    long = len(noun) >= _SAID_OF_PERSONS and noun not in _list("same_no_persons")
    return long and noun.endswith(tuple(tables("consistency")["same_person_endings"]))


def are_one_noun(first: str, second: str) -> bool:
    """Whether two nouns are the same, or of a class of general words for the same things."""
    return first == second or any(first in line and second in line for line in _classes("same_nouns"))


def _nouns_agree(first: Mention, second: Mention) -> int | None:
    """How well the nouns agree: 2 for the same, 1 for persons both, 0 where one has none; ``None`` for two things."""
    if not first.own or not second.own:
        ours, theirs = first.own or first.of, second.own or second.of
        return 2 * any(are_one_noun(a, b) for a in ours for b in theirs)
    if any(are_one_noun(a, b) for a in first.own for b in second.own if a == first.head or b == second.head):
        return 2
    if is_person(first.head) and is_person(second.head):
        return 1
    return None if first.kind is Kind.COUNT else 0


def roles(mention: Mention) -> frozenset[int]:
    """The classes of what a figure can be a figure of, by the words near it."""
    return frozenset(
        n for n, line in enumerate(_classes("same_roles")) if line & (mention.about | mention.own | mention.label)
    )


def _sure(first: Mention, second: Mention, every: Sequence[Mention]) -> int:
    """How sure it is that two figures speak of one thing, in points; none without a sign that the second refers back.

    Such signs are a headline above it, "the" before it, a colon behind the thing's name, and "that day".
    """
    near, only = second.row - first.row, _is_only(first, second, every)
    below = first.headline and near == 1
    back = second.definite and near <= _BACK
    named = bool(first.label & second.about)
    nouns = _nouns_agree(first, second)
    if nouns is None or not (below or back or second.same_time or named) or _are_far_apart(first, second):
        return 0
    ours, theirs = roles(first), roles(second)
    if ours and theirs and not ours & theirs:
        return 0
    shared = min(2, len((first.about & second.about) - first.own - second.own))
    said = nouns + 2 * bool(ours & theirs) + shared
    return said + (2 + only) * (below + back) + 2 * second.same_time + 3 * named


def _are_far_apart(first: Mention, second: Mention) -> bool:
    """Whether one figure is so much more than the other that it is hardly of the same, nor the other with a zero more."""
    factor = _factor(first, second)
    a, b = first.slot.value, second.slot.value
    if not a or not b or factor is None:
        return True
    ratio = max(abs(a / (b * factor)), abs(b * factor / a))
    return ratio > _FAR_APART and ratio not in (10, 100)


def _is_only(first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether each is the only figure of its kind and unit in its row."""
    return all(
        not any(
            other.row == one.row and other is not one and other.kind is one.kind and _factor(other, one) is not None
            for other in every
        )
        for one in (first, second)
    )


def is_explained(pair: Pair, sheet: Sheet) -> bool:
    """Whether a third figure near the two is their difference, or "and a" adds one to the smaller."""
    (low, high), (least, most) = ((end.low, end.high) for end in pair.ends)
    assert low is not None and high is not None and least is not None and most is not None
    gap = Interval(max(Decimal(0), low - most, least - high), max(high - least, most - low))
    for row in sheet.rows[max(0, pair.first.row - 1) : pair.second.row + 2]:
        if pair.first.kind is Kind.COUNT and gap.meets(_ONE) and _AND_ONE.search(row.shape):
            return True
        for slot in row.slots:
            if slot.claim in (pair.first.slot.claim, pair.second.slot.claim) or slot.interval is None:
                continue
            if slot.quantity.kind is pair.first.kind and slot.interval.meets(gap):
                return True
    return False

"""Pairs of figures that speak of the same thing: by kind, nouns, what they are said of, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.apart import told_apart
from factcheck.consistency.beside import Mention
from factcheck.consistency.mentions import mentions, nearest, shared_words
from factcheck.consistency.phrases import Later, word_classes, word_set
from factcheck.consistency.sheet import Row, Sheet, Slot
from factcheck.extraction.units import convert
from factcheck.intervals import scaled
from factcheck.model import Bound, Interval, Kind
from factcheck.tables import tables
from factcheck.text import stem

_MONTH = Decimal("30.4375")
_DAYS = {"day": Decimal(1), "week": Decimal(7), "fortnight": Decimal(14), "month": _MONTH, "quarter": 3 * _MONTH} | {
    "year": 12 * _MONTH,
    "decade": 120 * _MONTH,
    "century": 1200 * _MONTH,
}
_LITTLE_MORE, _MUCH_MORE = Decimal("1.1"), Decimal("1.5")
"""How much more "at least 11" can be, and "at least 10"."""
_FAR_APART = 4
"""How many times one figure of a thing can be another."""
_ONE, _AND_ONE = Interval(Decimal(1), Decimal(2)), re.compile(r"\b(?:and|or|plus|,) an? ")
_PART_OF = Later(r" of (?:the|all) <")
_SAME = 2
"""Points for the same noun."""
_BACK = 2
"""Rows between a figure and what refers back to it."""
_LONG = 5
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
        around = nearest(found, number, after=True)
        for first in nearest(found, number):
            if first.row == second.row or first.kind is not second.kind:
                continue
            ends = in_one_unit(first, second)
            if ends is None or are_far_apart(first, second):
                continue
            points = sure(first, second, around)
            if points >= least and not told_apart(first, second) and not _is_told_again(first, second, around):
                yield Pair(first, second, ends, points)


def _is_told_again(first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether either figure stands in the other's row as well, so that the two are of different things there."""
    return any(
        other.kind is one.kind and (ends := in_one_unit(whole(other), whole(one))) and ends[0].meets(ends[1])
        for one, row, rival in ((first, second.row, second), (second, first.row, first))
        for other in every
        if other.row == row and other is not rival
    )


def whole(one: Mention) -> Mention:
    """The figure without what it is for each of: 170p a litre as 170p."""
    quantity = one.slot.quantity
    return replace(one, slot=replace(one.slot, quantity=replace(quantity, per=""))) if quantity.per else one


def in_one_unit(first: Mention, second: Mention) -> tuple[Interval, Interval] | None:
    """What both figures can stand for, in the unit of the first; ``None`` where they do not compare."""
    a, b = _stands_for(first.slot), _stands_for(second.slot)
    times = factor(first, second)
    return None if a is None or b is None or times is None else (a, scaled(b, times))


def _stands_for(slot: Slot) -> Interval | None:
    """What a figure can stand for: cut off where it has two digits or more, and "at least 11" for little more."""
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
        return Decimal(1) if {unit, other} == {"dollar", "US dollar"} else None
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
    return first == second or any(first in line and second in line for line in word_classes("same_nouns"))


def nouns_agree(first: Mention, second: Mention) -> int | None:
    """How well the nouns agree: 2 for the same, 1 for persons both, 0 where one has none; ``None`` for two things."""
    if not first.own or not second.own:
        ours, theirs = first.own or first.of, second.own or second.of
        if any(are_one_noun(a, b) for a in ours for b in theirs):
            return _SAME
        return int(any(map(is_person, ours)) and any(map(is_person, theirs)))
    if any(are_one_noun(a, b) for a in first.own for b in second.own if a == first.head or b == second.head):
        return _SAME
    if {first.head, second.head} & word_set("same_things_at_large"):
        return 1
    if is_person(first.head) and is_person(second.head):
        return 1
    return None if first.kind is Kind.COUNT else 0


def roles(mention: Mention) -> frozenset[str]:
    """The classes of what a figure can be a figure of, by the words near it; each by its first word."""
    lists = ("same_roles", "same_money_roles") if mention.kind is Kind.MONEY else ("same_roles",)
    said = mention.about | mention.own | mention.label
    return frozenset(min(line) for name in lists for line in _stems(name) if line & said)


@cache
def _stems(name: str) -> tuple[frozenset[str], ...]:
    """The classes of a list, each with the stems of its words."""
    return tuple(line | frozenset(map(stem, line)) for line in word_classes(name))


def sure(first: Mention, second: Mention, every: Sequence[Mention]) -> int:
    """How sure it is that two figures speak of one thing, in points; none without a sign that the second refers back.

    Such signs are a headline above it, "the" before it, a colon behind the thing's name, "that day", a name with its
    age, and in the next sentence the same noun or twice the same words.
    """
    nouns, ours, theirs = nouns_agree(first, second), roles(first), roles(second)
    if nouns is None or (ours and theirs and not ours & theirs):
        return 0
    near = second.row - first.row
    only = near == 1 and is_only(first, second, every)
    shared = min(2, len(shared_words(first, second)))
    below = first.headline and near == 1
    back = near <= _BACK and refers_back(first, second)
    if first.kind is Kind.COUNT and (second.own or second.is_whole):
        needed = _SAME if second.is_whole or not first.own else 1
        back = back and nouns >= needed and not (second.is_whole and second.before not in ("the", "all"))
    if first.kind in (Kind.DURATION, Kind.MEASURE) and not (nouns or below or shared):
        return 0
    named = bool(first.label & second.about) or (first.kind is Kind.AGE and bool(first.named & second.named))
    again = near == 1 and only and nouns == _SAME and _are_named_alike(first, second)
    akin = near == 1 and only and first.kind in (Kind.PERCENT, Kind.MONEY, Kind.MEASURE) and shared > 1
    points = (2 + only) * (below + (back and near == 1)) + back * (near > 1)
    points += 2 * second.same_time + 3 * named + again + 2 * akin
    return points + nouns + 2 * bool(ours & theirs) + shared if points else 0


def refers_back(first: Mention, second: Mention) -> bool:
    """Whether the second figure is spoken of as known, and what is said behind it was said of the first."""
    known = second.definite or second.owner in first.words
    if first.kind is Kind.AGE:
        return known
    return known and (not second.restricted or bool(shared_words(first, second)))


def _are_named_alike(first: Mention, second: Mention) -> bool:
    """Whether both are of one noun, of persons only in more words, or one counts what the other is said of."""
    if first.kind not in (Kind.COUNT, Kind.MONEY):
        return False
    if is_person(first.head or second.head):
        return (
            first.head == second.head
            and bool(shared_words(first, second))
            and first.head not in word_set("same_at_large")
        )
    if first.own and second.own:
        return first.head == second.head
    return bool(roles(first) & roles(second) or first.own & second.of or second.own & first.of)


def are_far_apart(first: Mention, second: Mention, most: int = _FAR_APART) -> bool:
    """Whether one figure is so much more than the other that it is hardly of the same, and has not just a zero more."""
    a, b, times = first.slot.value, second.slot.value, factor(first, second)
    if not a or not b or times is None:
        return True
    if first.kind is Kind.COUNT and (a == a.to_integral_value()) is not (b == b.to_integral_value()):
        return True  # 6.1 of a thousand are no count
    ratio = max(abs(a / (b * times)), abs(b * times / a))
    return ratio > most and ratio not in (10, 100)


def is_only(first: Mention, second: Mention, every: Sequence[Mention], size: int = 0) -> bool:
    """Whether each is the only figure of its kind and unit in its row; with `size`, of those not so many times off."""
    return not any(_is_rival(other, one, size) for one in (first, second) for other in every)


def _is_rival(other: Mention, one: Mention, size: int) -> bool:
    """Whether a figure in the same row is of the kind, unit and size of another."""
    if other.row != one.row or other is one or other.kind is not one.kind or factor(other, one) is None:
        return False
    sizes = [abs(mention.slot.value or Decimal(0)) for mention in (other, one)]
    if size and sizes[0] == sizes[1]:
        return False
    return not size or max(sizes) <= size * min(sizes)


def is_explained(pair: Pair, sheet: Sheet) -> bool:
    """Whether a third figure near the two is their difference, or "and a" adds one to the smaller."""
    (low, high), (least, most) = ((end.low, end.high) for end in pair.ends)
    assert low is not None and high is not None and least is not None and most is not None
    gap = Interval(max(Decimal(0), low - most, least - high), max(high - least, most - low))
    for row in sheet.rows[max(0, pair.first.row - 1) : pair.second.row + 2]:
        if pair.first.kind is Kind.COUNT and gap.meets(_ONE) and _AND_ONE.search(row.shape):
            return True
        if any(_explains(slot, pair, gap, row) for slot in row.slots):
            return True
    return False


def _explains(slot: Slot, pair: Pair, gap: Interval, row: Row) -> bool:
    """Whether a figure is the difference of the two, and no part of one of them, or their ratio."""
    if slot.claim in (pair.first.slot.claim, pair.second.slot.claim) or slot.interval is None:
        return False
    bare = slot.quantity.kind is Kind.COUNT and not slot.quantity.counted and pair.first.kind is not Kind.PERCENT
    if slot.quantity.kind is pair.first.kind or bare:
        return slot.interval.meets(gap) and not _PART_OF.match(row.shape.partition(f":{row.slots.index(slot)}>")[2])
    (low, high), (least, most) = ((end.low, end.high) for end in pair.ends)
    if slot.quantity.kind not in (Kind.RATIO, Kind.PERCENT, Kind.MULTIPLE) or not (low and high and least and most):
        return False
    factor = sums.HUNDRED if slot.quantity.kind is Kind.PERCENT else Decimal(1)
    return any(
        slot.interval.meets(Interval(factor * a / d, factor * b / c))
        for a, b, c, d in ((low, high, least, most), (least, most, low, high))
    )

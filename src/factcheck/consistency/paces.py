"""Two figures of a window that are told for two stretches of time: "$10 a day" and "over a year"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from factcheck.consistency import sums
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.sheet import Slot, sharpened
from factcheck.consistency.told_for import own_pace, ratios, stretch_of, ways
from factcheck.consistency.twice import are_one_noun, is_person
from factcheck.consistency.windows import Window
from factcheck.extraction.counted import singular
from factcheck.extraction.units import convert
from factcheck.model import Bound, Kind, Quantity
from factcheck.tables import tables

_FIGURES = (Kind.MONEY, Kind.MEASURE, Kind.COUNT, Kind.MULTIPLE)
_FEW = 6
"""Stretches of which the last may have been broken off, where they are more."""
Ways = Sequence[tuple[Decimal, Decimal]]
"""From least to most, how many of a shorter stretch a longer has."""
Paced = tuple[Slot, str]
"""A figure and the stretch of time that it is told for."""


def paced_pairs(window: Window) -> Iterator[tuple[Paced, Paced, Ways]]:
    """Two figures of one kind in a window, each told for a stretch, and how many of the shorter make the longer."""
    shape = _NEGATED.sub(" ", _LONG_SEASON.sub(" ", window.shape))
    if any_of("paced_apart").search(shape) or _ANEW.search(shape):
        return
    figures = [number for number, slot in enumerate(window.slots) if slot.quantity.kind in _FIGURES and slot.value]
    rates = {number: pace for number in figures if (pace := own_pace(window, number))}
    for number, pace in rates.items():
        slot, listed = added_up(window, number), False
        others = [other for other in figures if other != number and is_same(slot, window.slots[other])]
        others = [other for other in others if other in rates] or others
        if len(others) > 1 and all(other in rates for other in others) and _is_list(window, number, others):
            others = [other for other in others if not _agree(window, rates, number, other)][:1]
            listed = True
        if len(others) != 1:
            continue
        other = others[0]
        if not listed and not _are_tied(window, number, other):
            continue
        long = rates.get(other) or stretch_of(window, number, other)
        if long is None or long == pace or _are_of_two_times(window, number, other):
            continue
        many = counted(window, pace, long)
        if many is not None and many[0][0] < 1:
            yield (slot, pace[0]), (added_up(window, other), pace[0]), [(1 / high, 1 / low) for low, high in many]
        elif many is not None:
            yield (slot, pace[0]), (added_up(window, other), long[0]), many


def _is_list(window: Window, number: int, others: Sequence[int]) -> bool:
    """Whether figures follow each other as one list of rates: "20 a day, 140 a week and 7,300 a year"."""
    line = [number, *others]
    return line == sorted(line) and all(_LISTED.fullmatch(window.between(*two)) for two in pairwise(line))


_LISTED = Later(r"(?: [a-z]+)? ?(?:(?:an?|per|each) [a-z]+)? ?(?:,|,? and|,? or|,? then) (?:about |some )?")


def _agree(window: Window, rates: Mapping[int, tuple[str, Decimal]], one: int, other: int) -> bool:
    """Whether two of a list of rates agree."""
    many, both = counted(window, rates[one], rates[other]), [sums.ends(window.slots[n]) for n in (one, other)]
    if many is None or both[0] is None or both[1] is None:
        return True
    first, second = both[0], both[1]
    return any(first[0] * few <= second[1] and second[0] <= first[1] * more for few, more in many)


def added_up(window: Window, number: int) -> Slot:
    """A figure; behind "adds" its "up to" is no hedge."""
    slot = window.slots[number]
    if slot.quantity.bound is not Bound.UP_TO or not _ADDS.search(window.before(number)):
        return slot
    exact = replace(slot, quantity=replace(slot.quantity, bound=Bound.EXACT))
    return sharpened(exact, slot.step)


_ADDS = Later(r" (?:adds|add|added|adding)$")


def counted(window: Window, pace: tuple[str, Decimal], long: tuple[str, Decimal]) -> Ways | None:
    """How many of the shorter stretch the longer has; the units of both go by what `ratios` holds, or are one."""
    times = long[1] / pace[1]
    if pace[0] == long[0]:
        if times == 1:
            return None
        if times < 1:
            return [(1 / times, 1 / times)]
        return [(times - 1, times + 1)] if pace[1] == 1 and times > _FEW else [(times, times)]
    if (pace[0], long[0]) in ratios():
        return [(low * times, high * times) for low, high in ways(window, pace[0], long[0])]
    if (long[0], pace[0]) in ratios():
        return [(low / times, high / times) for low, high in ways(window, long[0], pace[0])]
    return None


def _are_tied(window: Window, number: int, other: int) -> bool:
    """Whether a rate and the other figure are joined: in one sentence, or by a word that points back at the first."""
    if window.after(other).startswith(_PARTS) or window.before(other).endswith(" out of"):
        return False
    if window.order(other) == window.order(number):
        if other > number:
            return not _joined(window, number, other)
        between = window.between(number, other)
        return between.strip().endswith(
            (":", ", an average of", ", or", ", or about", ", or on average", ", or roughly")
        ) or any_of("comes_to").is_in(between)
    return window.order(other) > window.order(number) or _POINTS_BACK.match(window.sentence(number)) is not None


def _joined(window: Window, number: int, other: int) -> bool:
    """Whether words between two figures of a sentence tell of two things."""
    return any_of("tells_two").search(window.between(number, other)) is not None


def _are_of_two_times(window: Window, number: int, other: int) -> bool:
    """Whether two sentences tell of two times or of two doers: "in 2019. This year", "A student got"."""
    if window.order(number) == window.order(other):
        return any_of("apart_changes").is_in(window.sentence(number))
    first, last = sorted((number, other), key=window.order)
    later = window.sentence(last)
    if any_of("another_time").is_in(later) or any_of("apart_changes").is_in(later) or _SOMEBODY.match(later):
        return True
    if _ON_A_DAY.match(later):
        return True
    here, there = (_TIMES.findall(window.sentence(one)) for one in (first, last))
    years = [
        {window.slots[int(name)].value for name in re.findall(r"<year:(\d+)>", window.sentence(one))}
        for one in (first, last)
    ]
    told = set(here) != set(there) and bool(here) and bool(there)
    return told or (all(years) and years[0] != years[1]) or (bool(years[0]) and bool(there))


_NO_NOUNS = {"time", "year", "month", "week", "day"}
_LONG_SEASON = Later(r"(?<=> )(?:[a-z]+ )?season(?= )")
_NEGATED = Later(
    r" (?:no|without|not|excluding|before) (?:[a-z]+ )?(?:or [a-z]+ )?"
    r"(?:discounts?|bonus|interest|pause|strike|season|stop|break|extras) "
)
_PARTS = ("of the ", "of a ", "of an ", "out of ", "of its ", "of his ", "of her ", "of which ")
_POINTS_BACK = Later(
    r" (?:[a-z]+ , |on average , )?(?:that|that's|that’s|this|which|these|those) "
    r"| (?!in |at |on |elsewhere ).* (?:on average|average of|in an? (?:average|typical|normal)) | (?:[a-z]+ly) , "
    r"| it (?:works|comes|came|worked|amounts|amounted|averages|reaches|arrives|is paid|is handed) [^<]*$"
)
_ANEW = Later(
    r" in (?:its|his|her|their|the) first (?:day|week|month|year|season) | at first | to begin with | to start with "
)
_TIMES = Later(
    r" (last year|this year|last month|this month|last week|now|today|next year|winter|summer|spring|autumn"
    r"|in (?:january|february|march|april|may|june|july|august|september|october|november|december)) "
)
_ON_A_DAY = Later(r" (?:but |and )?(?:on|last|this|by) <(?:weekday|date):")
_SOMEBODY = Later(
    r" (?:an?|another|one|some) (?!(?:day|week|month|year|full|whole|single|typical|normal|year's|week's)\b)"
)


def is_same(first: Slot, second: Slot) -> bool:
    """Whether both figures may be of one thing: one kind and currency, and no other noun."""
    one, other = first.quantity, second.quantity
    if {one.kind, other.kind} == {Kind.MULTIPLE, Kind.COUNT}:
        return _comes(one) and _comes(other)
    if one.kind is not other.kind or factor(first, second) is None:
        return False
    if one.kind is not Kind.COUNT:
        return True
    nouns = [
        ([word for word in quantity.counted.split() if word not in _NO_NOUNS] or [""])[-1] for quantity in (one, other)
    ]
    return not all(nouns) or _are_alike(*(singular(noun) for noun in nouns))


def _comes(quantity: Quantity) -> bool:
    """Whether a figure says how often something comes in a stretch: "twice a day", "14 flights a week"."""
    if quantity.kind is Kind.MULTIPLE:
        return bool(quantity.per)
    return (quantity.counted.split() or [""])[-1] in word_set("comings")


def _are_alike(first: str, second: str) -> bool:
    """Whether two nouns may be of the same things: one noun, or a general one beside any, or both of people."""
    at_large = word_set("same_things_at_large") | word_set("same_at_large")
    return are_one_noun(first, second) or (is_person(first) and is_person(second)) or bool({first, second} & at_large)


def factor(first: Slot, second: Slot) -> Decimal | None:
    """What one unit of the first figure is in that of the second."""
    unit, to = first.quantity.unit, second.quantity.unit
    if unit == "cent" and to in tables("consistency")["of_cents"]:
        return Decimal("0.01")
    return Decimal(1) if unit == to else convert(Decimal(1), unit, to)

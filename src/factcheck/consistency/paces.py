"""For what stretch of time each figure of a window is told: "a day", "over a year", "weekly sales"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency.phrases import any_of
from factcheck.consistency.sheet import Slot
from factcheck.consistency.windows import Window
from factcheck.extraction.units import convert
from factcheck.model import Bound, Kind
from factcheck.tables import tables

_FIGURES = (Kind.MONEY, Kind.MEASURE, Kind.COUNT)
Ways = Sequence[tuple[Decimal, Decimal]]
"""From least to most, how many of a shorter stretch a longer has."""
Paced = tuple[Slot, str]
"""A figure and the stretch of time that it is told for."""


def paced_pairs(window: Window) -> Iterator[tuple[Paced, Paced, Ways]]:
    """A figure told for a stretch, one of its kind there or in the next sentence for another, and how many make it."""
    if any_of("paced_apart").search(window.shape):
        return
    figures = [number for number, slot in enumerate(window.slots) if slot.quantity.kind in _FIGURES and slot.value]
    rates = {number: pace for number in figures if (pace := own_pace(window, number))}
    for number, pace in rates.items():
        slot = window.slots[number]
        others = [other for other in figures if other != number and is_same(slot, window.slots[other])]
        others = [other for other in others if other in rates] or others
        if len(others) != 1 or number not in window.home:
            continue
        other = others[0]
        if window.order(other) == window.order(number) and (other < number or _joined(window, number, other)):
            continue
        long, times = _long(window, number, other, rates)
        if long == pace and times > 1:
            yield (slot, pace), (window.slots[other], long), [(times - 1, times + 1)]
        elif long and long != pace and (pace, long) in ratios():
            yield (
                (slot, pace),
                (window.slots[other], long),
                [(a * times, b * times) for a, b in ways(window, pace, long)],
            )
        elif long and long != pace:
            yield (slot, pace), (window.slots[other], long), ways(window, long, pace)


def _long(window: Window, number: int, other: int, rates: Mapping[int, str]) -> tuple[str, Decimal]:
    """The stretch that the other figure is for, and how many of them: its own, its sentence's, or the rate's."""
    if pace := rates.get(other) or sentence_pace(window, other):
        return pace, Decimal(1)
    for order in dict.fromkeys((window.order(other), window.order(number))):
        if order != window.order(other) and not any_of("tallies").search(window.sentence(other)):
            break
        lasting = [one for n, one in enumerate(window.slots) if window.order(n) == order and _lasts(window, n)]
        if len(lasting) == 1 and lasting[0].value is not None:
            return lasting[0].quantity.unit, lasting[0].value
    return "", Decimal(1)


def _lasts(window: Window, number: int) -> bool:
    """Whether a slot is a whole number of stretches of time that something goes on for."""
    slot = window.slots[number]
    whole = slot.quantity.kind is Kind.DURATION and slot.value is not None and slot.value == int(slot.value)
    if not whole or slot.quantity.unit not in units() or slot.quantity.bound is not Bound.EXACT:
        return False
    text = slot.quantity.text.lower()
    return bool(_GOES_ON.search(f" {window.before(number)} ")) or text.split()[0] in ("over", "for", "in")


def _joined(window: Window, number: int, other: int) -> bool:
    """Whether words between two figures of a sentence tell of two things."""
    return any_of("tells_two").search(window.between(number, other)) is not None


def own_pace(window: Window, number: int) -> str:
    """The stretch printed right behind a figure: "a day", "each week"."""
    per = window.slots[number].quantity.per
    if per:
        return "day" if per == "night" else per if per in units() else ""
    behind = re.match(
        rf"(?:[^\W\d_][\w'’-]* ){{0,4}}?(?:(?:an?|per|each|every) ({'|'.join(units())})|({'|'.join(adverbs())}))(?!\S)",
        window.after(number),
    )
    if behind is None or window.slots[number].quantity.kind is Kind.DURATION:
        return ""
    found = behind[1] or adverbs()[behind[2]]
    return "day" if found == "night" else found


def sentence_pace(window: Window, number: int) -> str:
    """The one stretch that the sentence of a figure speaks of: "over a year", "its weekly sales"."""
    sentence = window.sentence(number)
    found = {match[1] or adverbs().get(match[2], "year") for match in _whole().finditer(sentence)}
    order = window.order(number)
    lasting = [one.quantity for n, one in enumerate(window.slots) if window.order(n) == order and one.value == 1]
    found |= {one.unit for one in lasting if one.kind is Kind.DURATION and one.unit in units()}
    return found.pop() if len(found) == 1 else ""


@cache
def _whole() -> re.Pattern[str]:
    named, kind = "|".join(units()), r"(?:full|whole|single|calendar|normal|typical|-|day|seven|<[a-z]+:\d+>)"
    opens = r"(?:over|for|in|during|across|through|to|by the end of|over the course of|makes?|is|comes to)"
    return re.compile(
        rf" (?:{opens} (?:an?|the|one|each|every|that) (?:{kind} ){{0,3}}?({named})"
        rf"|({'|'.join(adverbs())})|last year|all through <year:\d+>)(?!\S)"
    )


def ways(window: Window, short: str, long: str) -> Sequence[tuple[Decimal, Decimal]]:
    """How many of a shorter stretch a longer has, on each way to count that the window leaves open."""
    every = ratios().get((short, long), ())
    shape = window.shape
    worked = next((one for one in window.slots if _A_WEEK.search(one.quantity.text.lower())), None)
    in_days = worked is not None and worked.quantity.unit == "day" and (short, long) == ("day", "week")
    if in_days and worked is not None and worked.value is not None:
        return [(worked.value, worked.value)]
    hours = re.search(r" (?:a|the) <(?:duration|measure):(\d+)> week ", shape)
    worked = window.slots[int(hours[1])] if hours is not None else None
    if worked is not None and worked.value is not None and (short, long) == ("hour", "week"):
        return [(worked.value, worked.value)]
    full = any_of("without_pause").search(shape) or (worked is not None and worked.value == 7)
    return _FULL.get((short, long), every) if full else every


_A_WEEK = re.compile(r"days? (?:a|per|every|each) week$|-day week$")
_NO_NOUNS = {"time", "year", "month", "week", "day"}
_GOES_ON = re.compile(r" (?:for|for the|in|over|in the|over the|of|during|during the|next|through) $")
_FULL = {
    ("day", "week"): [(Decimal(7), Decimal(7))],
    ("day", "month"): [(Decimal(28), Decimal(31))],
    ("day", "year"): [(Decimal(360), Decimal(366))],
    ("hour", "day"): [(Decimal(24), Decimal(24))],
}


def is_same(first: Slot, second: Slot) -> bool:
    """Whether both figures may be of one thing: one kind and currency, and no other noun."""
    one, other = first.quantity, second.quantity
    if one.kind is not other.kind or factor(first, second) is None:
        return False
    nouns = [set(quantity.counted.split()[-1:]) - _NO_NOUNS for quantity in (one, other)]
    return one.kind is not Kind.COUNT or not all(nouns) or nouns[0] == nouns[1]


@cache
def units() -> tuple[str, ...]:
    """The stretches of time that figures are told for."""
    return tuple(tables("consistency")["stretches"])


@cache
def adverbs() -> Mapping[str, str]:
    """Words such as "weekly", each with its stretch of time."""
    return {str(word): str(unit) for word, unit in tables("consistency")["adverbs"].items()}


@cache
def ratios() -> Mapping[tuple[str, str], Sequence[tuple[Decimal, Decimal]]]:
    """How many of a shorter stretch a longer one has, from least to most, of each way to count them."""
    found: dict[tuple[str, str], list[tuple[Decimal, Decimal]]] = {}
    for name, ranges in tables("consistency")["in_a_stretch"].items():
        short, long = name.split()
        found[short, long] = [(Decimal(low), Decimal(high)) for low, high in (one.split() for one in ranges)]
    return found


def factor(first: Slot, second: Slot) -> Decimal | None:
    """What one unit of the first figure is in that of the second."""
    unit, to = first.quantity.unit, second.quantity.unit
    if unit == "cent" and to in tables("consistency")["of_cents"]:
        return Decimal("0.01")
    return Decimal(1) if unit == to else convert(Decimal(1), unit, to)

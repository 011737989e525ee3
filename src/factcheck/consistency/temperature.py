"""Differences of temperature converted as levels, and levels as differences: "warmed by 1.5C (34.7F)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.measures import DEGREES, pairs
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.reading import Figure, figures
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.two_units import Twin
from factcheck.model import Interval

_SHORT = {"degree Celsius": "C", "degree Fahrenheit": "F"}
_NEAR = Decimal(1)
"""Degrees by which a conversion may be off on top of its rounding."""
_FARTHEST = Decimal(30)
"""Degrees of which so many are more likely a temperature than a difference, where the unit leaves it open."""
_BREAK = Later(r" (?:[,;:]|and|but|while) ")
_DEFINITE = Later(r" (?:the|that|this|those|these) $")
_PLACE = Later(r"\b(?:in|at|over|off|near) ([A-Z]\w+)")
_RATIO, _ZERO = Decimal("1.8"), Decimal(32)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every temperature that is told again in the other unit and is not the same."""
    for pair in pairs(sheet):
        told_again = pair.first.unit in DEGREES and (pair.beside or pair.again)
        if told_again and (wrong := judge(sheet, pair)) is not None:
            yield wrong
    yield from _steps(sheet)


def _steps(sheet: Sheet) -> Iterator[Contradiction]:
    """Every "40 degrees warmer" that is not what lies between the only two temperatures beside it."""
    if sheet.said().isdisjoint(("degree", "degrees")):
        return
    line = [one for one in figures(sheet) if one.unit in DEGREES or one.unit == "degree"]
    for three in zip(line, line[1:], line[2:], strict=False):
        first, _, third = three
        near = [one for one in line if first.sentence <= one.sentence <= third.sentence]
        steps = [one for n, one in enumerate(three) if _is_step(one, three[n + 1 :])]
        if len(near) != len(three) or third.sentence - first.sentence > 1 or len(steps) != 1:
            continue
        one, other = (figure for figure in three if figure is not steps[0])
        if one.unit == other.unit and one.unit in DEGREES and not _are_of_two_places(first, third):
            yield from _judged_step(steps[0], one, other)


def _is_step(one: Figure, behind: Sequence[Figure]) -> bool:
    """Whether degrees are how far it is from one temperature to another, with those `behind` it."""
    if one.unit != "degree" and one.value >= _FARTHEST:
        return False
    if _of_step().search(one.head):
        return True
    if behind and behind[0].sentence == one.sentence:
        breaks = _BREAK.search(one.after.removesuffix(" , "))
        return len(behind) == 1 and _step_behind().match(one.after) is not None and breaks is None
    return not behind and _DEFINITE.search(one.before) is not None and _step_named().match(one.after) is not None


def _judged_step(step: Figure, one: Figure, other: Figure) -> Iterator[Contradiction]:
    if step.slot is None or one.slot is None or other.slot is None:
        return
    between = sums.difference(one.slot, other.slot)
    if between is None or between.meets(Interval(step.low, step.high)):
        return
    sum_ = f"from {one.said} to {other.said} is {sums.told(between, 'degrees')}, the draft says {step.said}"
    yield Contradiction(step.slot, (one.slot, other.slot), sum_, f"“{sums.middle(between, 'degrees')}”")


def _are_of_two_places(first: Figure, last: Figure) -> bool:
    """Whether two sentences name places of their own."""
    one, two = (set(_PLACE.findall(figure.text[figure.ends[0] : figure.ends[3]])) for figure in (first, last))
    return bool(one and two and one != two)


@cache
def _of_step() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:by|those|these|(?:{words('warming_nouns')}|climb) of) (?:(?:{words('hedges')}) )?$")


@cache
def _step_behind() -> re.Pattern[str]:
    """What follows such a step where the temperature it is counted from comes next: "40 degrees warmer than the 3C"."""
    return re.compile(rf" (?:{words('warmer')}|above|below|over|under|more|less|up on|down on)(?!\S)")


@cache
def _step_named() -> re.Pattern[str]:
    """A noun behind a step between two temperatures told before: "this 40-degree swing"."""
    return re.compile(rf" (?:{words('warming_nouns')}|climb)(?!\S)")


def _sense(before: str, hedge: str, behind: str) -> str:
    """What the words around a temperature say that it is: "difference" or "level"; the empty string if neither.

    They are those `before` it, its `hedge`, which tells "fell 5C" from "fell below 5C", and those `behind`.
    """
    opened, closed = _difference()
    if opened.search(f"{before}{hedge.lower()} " if hedge else before) or closed.match(behind):
        return "difference"
    return "" if any_of("differences").search(before + behind) else "level"


@cache
def _difference() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What ends before a difference of temperature, and what follows one."""
    nouns, word, hedge = words("warming_nouns"), r"[^\W\d_][\w'’-]*", rf"(?: (?:{words('hedges')}))?"
    between = rf"(?:difference|gap) between (?:{word} ){{1,6}}(?:was|is|of)"
    limit = rf"(?:warming|heating)(?: {word}){{0,3}} (?:to|below|under|at|within|beyond|above)"
    before = (
        rf"(?<!\S)(?:(?:(?:{nouns}) ,? ?(?:of|was|is|by)|{between}|by){hedge}|(?:{words('warming_verbs')})|{limit}) $"
    )
    behind = rf"^ (?:(?:{words('warmer')})(?!\S)|(?:above|below|over|under) (?:{words('usual')})(?!\S))"
    return re.compile(before), re.compile(behind)


def judge(sheet: Sheet, pair: Twin) -> Contradiction | None:
    """The finding for a temperature that is not the one before it, as the words beside that have it read."""
    first, second = pair.slots
    if first.value is None or second.value is None:
        return None
    behind = pair.second.tail.removeprefix(" )") if pair.beside else pair.first.tail
    sense = _sense(pair.first.head, first.quantity.hedge, behind)
    low, high, to = first.value - first.step / 2, first.value + first.step / 2, second.quantity.unit
    printed = Interval(second.value - second.step, second.value + second.step)
    level = Interval(level_in(low, to), level_in(high, to))
    difference = Interval(_difference_in(low, to), _difference_in(high, to))
    right = [level] * (sense != "difference") + [difference] * (sense != "level")
    if any(printed.meets(_widened(one)) for one in right):
        return None
    said, other, name = first.span.of(sheet.text), second.span.of(sheet.text), _SHORT[to]
    kind = f" as a {sense}" if sense else ""
    sum_ = f"{said}{kind} is {sums.told(right[0], name)}, the draft says {other}"
    return Contradiction(second, (first,), sum_, f"“{sums.middle(right[0], name)}”, or another figure than {said}")


def _widened(result: Interval) -> Interval:
    assert result.low is not None and result.high is not None
    return Interval(result.low - _NEAR, result.high + _NEAR)


def level_in(value: Decimal, to: str) -> Decimal:
    """A temperature in the other unit."""
    return value * _RATIO + _ZERO if to == "degree Fahrenheit" else (value - _ZERO) / _RATIO


def _difference_in(value: Decimal, to: str) -> Decimal:
    return value * _RATIO if to == "degree Fahrenheit" else value / _RATIO

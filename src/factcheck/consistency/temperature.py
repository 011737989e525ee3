"""Differences of temperature converted as levels, and levels as differences: "warmed by 1.5C (34.7F)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import any_of, slot, words
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.model import Interval

DEGREES = {"degree Celsius": "degree Fahrenheit", "degree Fahrenheit": "degree Celsius"}
"""Each unit of temperature, and the one that it is converted to."""
_SHORT = {"degree Celsius": "C", "degree Fahrenheit": "F"}
_NEAR = Decimal(1)
"""Degrees by which a conversion may be off on top of its rounding."""
_RATIO, _ZERO = Decimal("1.8"), Decimal(32)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every temperature in brackets that is converted the other way than the words beside it ask for."""
    for row in sheet.rows:
        if row.shape.count("<measure:") < 2:
            continue
        for found in _pair().finditer(row.shape):
            first, second = row.slot(found["first"]), row.slot(found["second"])
            if DEGREES.get(first.quantity.unit) != second.quantity.unit:
                continue
            sense = sense_of(row.shape[: found.start()], first.quantity.hedge, row.shape[found.end() :])
            wrong = _judge(sheet, first, second, sense, sign=-1 if found["minus"] else 1) if sense else None
            if wrong is not None:
                yield wrong


@cache
def _pair() -> re.Pattern[str]:
    first, second = slot("first", "measure"), slot("second", "measure")
    return re.compile(rf"{first} (?:\( |,? ?(?:or|/|[-–—]) )(?P<minus>[-−–] )?{second}(?: [-–—,)])?")


def sense_of(before: str, hedge: str, behind: str) -> str:
    """What the words around a temperature say that it is: "difference" or "level"; the empty string if neither.

    They are those `before` it, its `hedge`, which tells "fell 5C" from "fell below 5C", and those `behind`.
    """
    opened, closed = _difference()
    before = f"{before}{hedge.lower()} " if hedge else before
    if opened.search(before) or closed.match(behind):
        return "difference"
    if _level().search(before):
        return "" if any_of("warming").search(before + behind) else "level"
    return "" if any_of("differences").search(before + behind) or any_of("warming").search(before + behind) else "level"


@cache
def _difference() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What ends before a difference of temperature, and what follows one."""
    nouns, verbs, word = words("warming_nouns"), words("warming_verbs"), r"[^\W\d_][\w'’-]*"
    hedge, rough = rf"(?: (?:{words('hedges')}))?", rf"(?: (?:{words('rough_hedges')}))?"
    between = rf"(?:difference|gap) between (?:{word} |<count:\d+> ){{1,6}}(?:was|is|of)"
    limit = rf"(?:warming|heating)(?: {word}){{0,3}} (?:to|below|under|at|within|beyond|above)"
    before = (
        rf"(?<!\S)(?:(?:(?:{nouns}) (?:of|was|is|by)|{between}|by){hedge}|(?:(?:{verbs})|up|down){rough}|{limit}) $"
    )
    behind = rf"^ (?:(?:{words('warmer')})(?!\S)|(?:above|below|over|under) (?:{words('usual')})(?!\S))"
    return re.compile(before), re.compile(behind)


@cache
def _level() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{words('levels')})(?: (?:{words('hedges')}))? $")


def _judge(sheet: Sheet, first: Slot, second: Slot, sense: str, sign: int) -> Contradiction | None:
    if first.value is None or second.value is None or first.quantity.per or second.quantity.per:
        return None
    low, high = first.value - first.step / 2, first.value + first.step / 2
    printed = Interval(sign * second.value - second.step, sign * second.value + second.step)
    to = second.quantity.unit
    as_level = Interval(_level_in(low, to), _level_in(high, to))
    as_difference = Interval(*_in_order(_difference_in(low, to), _difference_in(high, to)))
    right, wrong = (as_level, as_difference) if sense == "level" else (as_difference, as_level)
    if not printed.meets(wrong) or printed.meets(_widened(right)):
        return None
    said, other = first.span.of(sheet.text), ("-" if sign < 0 else "") + second.span.of(sheet.text)
    name, kind = (
        _SHORT[to],
        ("a temperature", "a difference") if sense == "level" else ("a difference", "a temperature"),
    )
    sum_ = f"{said} as {kind[0]} is {sums.told(right, name)}, the draft says {other}, which is {said} as {kind[1]}"
    return Contradiction(second, (first,), sum_, f"“{sums.middle(right, name)}”, or another figure than {said}")


def _widened(result: Interval) -> Interval:
    assert result.low is not None and result.high is not None
    return Interval(result.low - _NEAR, result.high + _NEAR)


def _level_in(value: Decimal, to: str) -> Decimal:
    return value * _RATIO + _ZERO if to == "degree Fahrenheit" else (value - _ZERO) / _RATIO


def _difference_in(value: Decimal, to: str) -> Decimal:
    return value * _RATIO if to == "degree Fahrenheit" else value / _RATIO


def _in_order(one: Decimal, two: Decimal) -> tuple[Decimal, Decimal]:
    return min(one, two), max(one, two)

"""A temperature in the other unit: as a level, or as the difference that the words around it tell."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import any_of, word_set, words
from factcheck.consistency.reading import Figure
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.units.two_units import Twin
from factcheck.model import Interval

_SHORT = {"degree Celsius": "C", "degree Fahrenheit": "F"}
_NEAR = Decimal(1)
"""Degrees Fahrenheit by which a conversion may be off on top of its rounding."""
_SHARE = Decimal("0.2")
"""The share of a difference by which its conversion may be off, if that is less."""
_SLIGHT = Decimal(10)
"""Below so many degrees a temperature in a draft on the climate is more likely a difference."""
_TEN, _HALF = Decimal(10), Decimal(5)
"""A hedged temperature that is so round may be off by half as much: "close to minus 100F"."""
_RATIO, _ZERO = Decimal("1.8"), Decimal(32)


def _is_level(sheet: Sheet, figure: Figure) -> bool:
    """Whether the words before a temperature say that it is a level."""
    if 0 < figure.value < _SLIGHT and not sheet.said().isdisjoint(word_set("climate")):
        return False
    return figure.value < 0 or _level().search(figure.head) is not None


@cache
def _level() -> re.Pattern[str]:
    """What ends before a level of temperature."""
    hedge = rf"(?:(?:{words('hedges')}) )?"
    return re.compile(
        rf"(?<!\S)(?:(?:{words('level_nouns')}) (?:was|were|is|are|of) {hedge}|(?:{words('level_verbs')}) {hedge})$"
    )


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
    if pair.beside and _difference()[1].match(pair.first.after):
        sense = "difference"
    low, high, to = first.value - first.step / 2, first.value + first.step / 2, second.quantity.unit
    is_round = bool(second.quantity.hedge) and second.value % _TEN == 0
    reach = _HALF if is_round else second.step
    printed = Interval(second.value - reach, second.value + reach)
    level = Interval(level_in(low, to), level_in(high, to))
    difference = Interval(_difference_in(low, to), _difference_in(high, to))
    most = _difference_in(_NEAR, to) if to == "degree Celsius" else _NEAR
    near = min(most, abs(_difference_in(first.value, to)) * _SHARE)
    if sense == "level" and printed.meets(difference) and not _is_level(sheet, pair.first):
        return None
    right = [level] * (sense != "difference") + [difference] * (sense != "level")
    if any(printed.meets(_widened(one, near if one is difference else most)) for one in right):
        return None
    said, other, name = first.span.of(sheet.text), second.span.of(sheet.text), _SHORT[to]
    kind = f" as a {sense}" if sense else ""
    sum_ = f"{said}{kind} is {sums.told(right[0], name)}, the draft says {other}"
    return Contradiction(second, (first,), sum_, f"“{sums.middle(right[0], name)}”, or another figure than {said}")


def _widened(result: Interval, near: Decimal) -> Interval:
    assert result.low is not None and result.high is not None
    return Interval(result.low - near, result.high + near)


def level_in(value: Decimal, to: str) -> Decimal:
    """A temperature in the other unit."""
    return value * _RATIO + _ZERO if to == "degree Fahrenheit" else (value - _ZERO) / _RATIO


def _difference_in(value: Decimal, to: str) -> Decimal:
    return value * _RATIO if to == "degree Fahrenheit" else value / _RATIO

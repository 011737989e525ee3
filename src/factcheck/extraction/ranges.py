"""Ranges and ratios of two numbers: "10 to 15", "between 10 and 15", "$1.5-2 trillion", "one in four"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from factcheck.extraction.numbers import Number, read_number
from factcheck.extraction.units import currency_signs, read_unit
from factcheck.tables import wordset
from factcheck.text import Token

_DASHES = "-–—‑"


@dataclass(frozen=True, slots=True)
class Range:
    """A range whose figure begins at token `first`; `high` is the upper number, `low` the lower value."""

    first: int
    low: Decimal
    high: Number
    step: Decimal


def read_range(ts: Sequence[Token], number: Number, currency: str) -> Range | None:
    """The range that `number` opens, its magnitude taken from the upper end where it has none of its own."""
    ratio = _ratio(ts, number)
    if ratio is not None:
        return ratio
    joint = _joint(ts, number)
    if joint is None:
        return None
    start = joint
    if start < len(ts) and ts[start].text in currency_signs() and currency:
        start += 1
    upper = read_number(ts, start, money=bool(currency)) if start < len(ts) else None
    if upper is None or upper.form not in ("digits", "words"):
        return None
    shares = number.scale == 1 and upper.scale > 1 and number.value < upper.mantissa
    low = number.value * upper.scale if shares else number.value
    if low >= upper.value:
        return None
    step = min(upper.step, number.step * (upper.scale if shares else 1))
    begin = number.first - 1 if number.first and ts[number.first - 1].lower == "between" else number.first
    return Range(min(begin, number.first), low, upper, step)


def _joint(ts: Sequence[Token], number: Number) -> int | None:
    """The token after the word or dash that joins two ends, a unit of the lower end passed over."""
    i = number.after
    before = ts[number.first - 1].lower if number.first else ""
    if before in currency_signs() and number.first > 1:
        before = ts[number.first - 2].lower
    if i < len(ts) and _joins(ts, i, before, number):
        return i + 1
    unit = read_unit(ts, i)
    if unit is not None and unit[1] < len(ts) and _joins(ts, unit[1], before, number):
        upper = read_number(ts, unit[1] + 1) if unit[1] + 1 < len(ts) else None
        again = read_unit(ts, upper.after) if upper is not None else None
        return unit[1] + 1 if again is not None and again[0] == unit[0] else None
    return None


def _joins(ts: Sequence[Token], i: int, before: str, number: Number) -> bool:
    word = ts[i].lower
    if word in _DASHES:
        return i + 1 < len(ts) and ts[i + 1].kind in ("num", "word", "sym") and not _is_score(ts, number, i)
    if word == "to":
        return not _after_change(ts, number.first)
    if word == "and":
        return before == "between"
    return word == "or" and _next_to(ts, i, number)


def _next_to(ts: Sequence[Token], i: int, number: Number) -> bool:
    """ "four or five": two whole numbers of which the second is little larger."""
    upper = read_number(ts, i + 1) if i + 1 < len(ts) else None
    return upper is not None and number.scale == upper.scale == 1 and number.value < upper.value <= number.value + 5


def _after_change(ts: Sequence[Token], i: int) -> bool:
    """Whether a verb of change stands before: "rose from 3 to 5" and "rose 3 to 5" are two figures."""
    near = ts[max(0, i - 4) : i]
    return any(token.stem in wordset("changes", "up") | wordset("changes", "down") for token in near)


def _is_score(ts: Sequence[Token], number: Number, dash: int) -> bool:
    """Two small numbers joined by a dash beside a word of sport or voting are a score."""
    near = ts[max(0, number.first - 6) : dash + 6]
    return any(token.stem in wordset("labels", "sport") for token in near)


def _ratio(ts: Sequence[Token], number: Number) -> Range | None:
    """ "one in four", "3 out of 10": the share as one value."""
    i, words = number.after, [token.lower for token in ts[number.after : number.after + 2]]
    if words[:1] == ["in"]:
        start = i + 1
    elif words == ["out", "of"]:
        start = i + 2
    else:
        return None
    below = read_number(ts, start) if start < len(ts) else None
    if below is None or below.scale not in (1, 100, 1000) or not 1 < below.value <= 1000 or number.value >= below.value:
        return None
    if words[:1] == ["in"] and (number.form != "words" or number.value > 10) and below.form != "words":
        small = number.value <= 10 and below.value in (3, 4, 5, 6, 7, 8, 10, 20, 50, 100, 1000)
        if not small or (below.after < len(ts) and ts[below.after].lower.endswith("s") and below.value == 1000):
            return None
    share = number.value / below.value
    merged = Number(share, Decimal("0.01"), number.first, below.after, "ratio", share)
    return Range(number.first, share, merged, Decimal("0.01"))

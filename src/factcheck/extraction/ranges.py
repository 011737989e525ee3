"""Ranges and ratios of two numbers: "10 to 15", "between 10 and 15", "$1.5-2 trillion", "one in four"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.extraction.nouns import counted_noun
from factcheck.extraction.numbers import Number
from factcheck.extraction.numerals import read_number
from factcheck.extraction.units import currency_signs, read_unit
from factcheck.model import Kind
from factcheck.tables import wordset
from factcheck.text import DASHES, HYPHENS, Token, hyphen_at, lower_at

_MARGINS = (("±",), ("+", "/", "-"), ("+", "/", "−"), ("plus", "or", "minus"), ("give", "or", "take"))
_MARGIN_ENDS = frozenset({"±", "+", "plus", "give"})
_MARGIN_REACH = 4
_HIGHEST_RATIO = 100
_ROUND = frozenset({3, 4, 5, 6, 7, 8, 10, 20, 50, 100, 1000})
"""What "1 in" must be of when both are printed in digits; else it is a place or a time: "3 in 2019"."""


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends of a figure, or a ratio: `low` is the lower value, `high` the upper number."""

    low: Decimal
    high: Number
    step: Decimal


def read_range(ts: Sequence[Token], number: Number, currency: str, *, changes: bool = False) -> Range | None:
    """The range that `number` opens, its magnitude taken from the upper end where it has none of its own.

    With `changes`, "fell from 5 to 3" is one as well, and its first end may be the higher.
    """
    if (lead := margin_lead(ts, number.first)) and number.form in ("digits", "words"):
        size = abs(number.value)
        return Range(-size, replace(number, value=size, first=number.first - lead), number.step)
    ratio = _ratio(ts, number) or _to_one(ts, number)
    if ratio is not None:
        return ratio
    margin = _margin(ts, number)
    if margin is not None:
        return margin
    start = _joint(ts, number, changes=changes)
    if start is None:
        return None
    if currency:
        start = _past_sign(ts, start)
    upper = read_number(ts, start, money=bool(currency))
    if upper is None or upper.form not in ("digits", "words"):
        return None
    shares = number.scale == 1 and upper.scale > 1 and number.value < upper.mantissa
    low = number.value * upper.scale if shares else number.value
    falls = changes and low > upper.value and lower_at(ts, _before_sign(ts, number.first)) == "from"
    if low >= upper.value and not falls:
        return None
    step = min(upper.step, number.step * (upper.scale if shares else 1))
    return Range(low, upper, step)


def margin_lead(ts: Sequence[Token], i: int) -> int:
    """How many tokens before token `i` make the number there a margin on both sides: "±3", "plus or minus 3"."""
    if lower_at(ts, i - 1) == "±" and (i < 2 or ts[i - 2].kind != "num"):
        return 1
    words = [token.lower for token in ts[max(0, i - 4) : i] if token.text not in HYPHENS]
    lead = 2 + sum(token.text in HYPHENS for token in ts[max(0, i - 3) : i])
    if words[-2:] == ["plus", "or"] and lower_at(ts, i) == "minus" and lower_at(ts, i - lead) == "plus":
        return lead
    return 0


def _past_sign(ts: Sequence[Token], i: int) -> int:
    """Past a currency sign of up to three tokens at token `i`: "$", "US$", "$US"."""
    for length in (3, 2, 1):
        part = ts[i : i + length]
        if "".join(token.text for token in part) in currency_signs() and all(token.glued for token in part[1:]):
            return i + length
    return i


def _before_sign(ts: Sequence[Token], i: int) -> int:
    """The token before a currency sign of up to three tokens that ends before token `i`."""
    for length in (3, 2, 1):
        if i - length >= 0 and _past_sign(ts, i - length) == i:
            return i - length - 1
    return i - 1


def _joint(ts: Sequence[Token], number: Number, *, changes: bool) -> int | None:
    """The token after the word or dash that joins two ends, a unit of the lower end passed over."""
    i = number.after
    before = lower_at(ts, _before_sign(ts, number.first))
    free = changes and before == "from"
    if hyphen_at(ts, i) and lower_at(ts, i + 1) == "to" and hyphen_at(ts, i + 2):
        return i + 3
    if lower_at(ts, i) in HYPHENS and ts[i].glued and lower_at(ts, i + 1) in ("to", "or"):
        return i + 2
    if i < len(ts) and (_joins(ts, i, before, number) or (free and ts[i].lower == "to")):
        return i + 1 + hyphen_at(ts, i + 1)
    if lower_at(ts, i) == "up" and lower_at(ts, i + 1) == "to" and before == "from":
        return i + 2
    if not _may_join(ts, i):
        return None
    unit = read_unit(ts, i)
    if unit is None or unit[1] >= len(ts):
        return None
    start = unit[1] + 1
    up = lower_at(ts, unit[1]) == "up" and lower_at(ts, start) == "to" and before == "from"
    if up or (free and lower_at(ts, unit[1]) == "to") or _joins(ts, unit[1], before, number):
        upper = read_number(ts, start + up)
        again = read_unit(ts, upper.after) if upper is not None else None
        same = again is not None and again[0] == unit[0]
        return start + up if same or (free and again is None and upper is not None) else None
    return None


def _may_join(ts: Sequence[Token], i: int) -> bool:
    """Whether a word or dash that joins stands within the few tokens a unit can have."""
    return any(token.lower in ("to", "and", "or") or token.text in DASHES for token in ts[i + 1 : i + 5])


def _joins(ts: Sequence[Token], i: int, before: str, number: Number) -> bool:
    word = ts[i].lower
    if word in DASHES:
        return _dash_joins(ts, i)
    if word == "to":
        return not _after_change(ts, number.first)
    if word == "and":
        return before == "between"
    return word == "or" and _next_to(ts, i, number)


def _dash_joins(ts: Sequence[Token], i: int) -> bool:
    """Whether a dash touches both ends, or has a space on either side and a number that counts behind it."""
    if i + 1 >= len(ts) or ts[i].glued != ts[i + 1].glued:
        return False
    return ts[i].glued or (ts[i].text != "—" and (read_unit(ts, i + 2) is not None or counted_noun(ts, i + 2)))


def _next_to(ts: Sequence[Token], i: int, number: Number) -> bool:
    """Whether the second of two whole numbers is little larger: "four or five"."""
    upper = read_number(ts, i + 1)
    return upper is not None and number.scale == upper.scale == 1 and number.value < upper.value <= number.value + 5


def _after_change(ts: Sequence[Token], i: int) -> bool:
    """Whether a verb of change stands before: "rose from 3 to 5" and "rose 3 to 5" are two figures."""
    near = [t for k, t in enumerate(ts[max(0, i - 4) : i], max(0, i - 4)) if lower_at(ts, k + 1) != "to" or k < i - 2]
    return any(token.stem in wordset("changes", "up") | wordset("changes", "down") for token in near)


def _margin(ts: Sequence[Token], number: Number) -> Range | None:
    """The figure give or take a margin, a unit of the figure passed over: "5 ± 0.3 kg", "40 kg plus or minus 2"."""
    after = number.after
    if not any(token.lower in _MARGIN_ENDS for token in ts[after : after + _MARGIN_REACH]):
        return None
    unit = read_unit(ts, after)
    for start in {after, unit[1] if unit is not None else after}:
        sign = _margin_sign(ts, start)
        other = read_number(ts, start + sign) if sign else None
        if other is not None and other.form in ("digits", "words") and 0 < other.value < abs(number.value):
            high = replace(other, value=number.value + other.value, first=number.first)
            return Range(number.value - other.value, high, min(number.step, other.step))
    return None


def _margin_sign(ts: Sequence[Token], i: int) -> int:
    """How many tokens the sign or words of a margin take at token `i`; 0 where there is none."""
    for phrase in _MARGINS:
        if tuple(token.lower for token in ts[i : i + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _to_one(ts: Sequence[Token], number: Number) -> Range | None:
    """A ratio to one: "two to one", "a 3-to-1 ratio"; its value is the first number."""
    i = number.after + hyphen_at(ts, number.after)
    if number.scale != 1 or not 1 < number.value <= _HIGHEST_RATIO or lower_at(ts, i) != "to":
        return None
    i += 1 + hyphen_at(ts, i + 1)
    if lower_at(ts, i) not in ("one", "1") or lower_at(ts, i + 1) in ("hundred", "thousand", "million", "dozen"):
        return None
    if read_unit(ts, i + 1) is not None or counted_noun(ts, i + 1):
        return None
    return Range(number.value, replace(number, after=i + 1, form="ratio"), number.step)


def _ratio(ts: Sequence[Token], number: Number) -> Range | None:
    """The share as one value: "one in four", "3 out of 10", "three out of every ten"."""
    i, whole = (
        number.after + hyphen_at(ts, number.after),
        number.scale == 1 and number.form in ("digits", "words"),
    )
    if not whole or number.value <= 0:
        return None
    out = lower_at(ts, i) == "out" and lower_at(ts, i + 1) == "of"
    if not out and lower_at(ts, i) != "in":
        return None
    start = i + 1 + out
    start += hyphen_at(ts, start)
    every = lower_at(ts, start) == "every"
    below = read_number(ts, start + every)
    if below is None or below.scale not in (1, 100, 1000) or not 1 < below.value <= 1000 or number.value >= below.value:
        return None
    unit = None if out else read_unit(ts, below.after)
    if unit is not None and unit[0].kind is Kind.DURATION:
        return None
    spelled = number.form == "words" and number.value <= 10 and below.form == "words"
    if not (out or every or spelled) and not (number.value <= 10 and below.value in _ROUND):
        return None
    share = number.value / below.value
    merged = Number(share, Decimal("0.01"), number.first, below.after, "ratio", share)
    return Range(share, merged, Decimal("0.01"))

"""What a rate is for each of: "$3 a barrel", "300 cars per day", "12 deaths per 100,000", "5 mV/mm"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.extraction.counted import singular
from factcheck.extraction.nouns import is_noun, noun_phrase
from factcheck.extraction.numerals import read_number
from factcheck.extraction.units import read_unit
from factcheck.intervals import spaced
from factcheck.model import Kind
from factcheck.tables import wordset
from factcheck.text import Token, hyphen_at, lower_at

_ARTICLES = frozenset({"a", "an", "each", "every"})


class Rate(NamedTuple):
    """What a figure is `per`, the token `after` all of it, and whether it stands `beside` the figure itself."""

    per: str
    after: int
    beside: bool = True


def read_per(ts: Sequence[Token], after: int, *, counts: bool) -> Rate:
    """What a figure whose unit ends before token `after` is per; the empty string if it is no rate.

    With `counts`, the noun that is counted may stand between: "300 cars per day".
    """
    found = _per(ts, after)
    if found is None and counts:
        _, end = noun_phrase(ts, after)
        found = _per(ts, end) if end > after else None
        return Rate(*found, beside=False) if found else Rate("", after)
    return Rate(*found) if found else Rate("", after)


def _per(ts: Sequence[Token], i: int) -> tuple[str, int] | None:
    word = lower_at(ts, i)
    if hyphen_at(ts, i) and lower_at(ts, i + 1) in ("a", "an", "per") and hyphen_at(ts, i + 2):
        return _thing(ts, i + 3)
    if word == "per":
        return _thing(ts, i + 1) or _many(ts, i + 1)
    if word in ("in", "for") and lower_at(ts, i + 1) == "every":
        return _many(ts, i + 2, least=100)
    if word == "/" and ts[i].glued and i + 1 < len(ts) and ts[i + 1].glued:
        unit = read_unit(ts, i + 1)
        return (unit[0].name, unit[1]) if unit else None
    if word not in _ARTICLES:
        return None
    unit = read_unit(ts, i + 1)
    is_time = unit is not None and unit[0].kind is Kind.DURATION
    return (
        None if is_time and lower_at(ts, i + 2) in wordset("labels", "after_year") else _thing(ts, i + 1, closed=True)
    )


def _many(ts: Sequence[Token], i: int, *, least: int = 2) -> tuple[str, int] | None:
    """A number of things: "per 100,000", "for every thousand"; smaller ones after "every" are figures of their own."""
    number = read_number(ts, i)
    if number is None or number.form not in ("digits", "words") or number.value < least:
        return None
    return spaced(number.value), number.after


def _thing(ts: Sequence[Token], i: int, *, closed: bool = False) -> tuple[str, int] | None:
    """The unit or noun at token `i`; with `closed`, only a unit or a noun that rates are often for."""
    if lower_at(ts, i) in ("annum", "capita"):
        return "year" if lower_at(ts, i) == "annum" else "person", i + 1
    unit = read_unit(ts, i)
    if unit is not None and unit[0].kind in (Kind.MEASURE, Kind.DURATION):
        return unit[0].name, unit[1]
    if not is_noun(ts, i) or (closed and lower_at(ts, i) not in wordset("labels", "after_rate_article")):
        return None
    return singular(ts[i].lower), i + 1

"""What a rate is for each of: "$3 a barrel", "300 cars per day", "12 deaths per 100,000", "5 mV/mm"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extraction.counted import singular
from factcheck.extraction.nouns import is_noun, noun_phrase
from factcheck.extraction.units import read_unit
from factcheck.model import Kind
from factcheck.tables import wordset
from factcheck.text import Token, hyphen_at, lower_at

_ARTICLES = frozenset({"a", "an", "each", "every"})


def read_per(ts: Sequence[Token], after: int, *, counts: bool) -> str:
    """What a figure whose unit ends before token `after` is per; the empty string if it is no rate.

    With `counts`, the noun that is counted may stand between: "300 cars per day".
    """
    found = _per(ts, after)
    if found or not counts:
        return found
    _, end = noun_phrase(ts, after)
    return _per(ts, end) if end > after else ""


def _per(ts: Sequence[Token], i: int) -> str:
    word = lower_at(ts, i)
    if hyphen_at(ts, i) and lower_at(ts, i + 1) in ("a", "an", "per") and hyphen_at(ts, i + 2):
        return _thing(ts, i + 3)
    if word == "per":
        return _thing(ts, i + 1)
    if word == "/" and ts[i].glued and i + 1 < len(ts) and ts[i + 1].glued:
        unit = read_unit(ts, i + 1)
        return unit[0].name if unit else ""
    if word in _ARTICLES and lower_at(ts, i + 2) not in wordset("labels", "after_year"):
        return _thing(ts, i + 1, closed=True)
    return ""


def _thing(ts: Sequence[Token], i: int, *, closed: bool = False) -> str:
    """The unit or noun at token `i`; with `closed`, only a unit or a noun that rates are often for."""
    if i < len(ts) and ts[i].kind == "num":
        return ts[i].text if not closed else ""
    if lower_at(ts, i) == "annum":
        return "year"
    unit = read_unit(ts, i)
    if unit is not None and unit[0].kind in (Kind.MEASURE, Kind.DURATION):
        return unit[0].name
    if not is_noun(ts, i) or (closed and lower_at(ts, i) not in wordset("labels", "after_rate_article")):
        return ""
    return singular(ts[i].lower)

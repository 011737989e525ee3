"""Stretches of years with a name: decades, centuries, fiscal years, seasons, and spans of years such as 2021-22."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.extraction.dates import DateRead, year_at
from factcheck.extraction.month_days import ORDINAL_ENDS
from factcheck.extraction.numbers import words
from factcheck.model import When
from factcheck.tables import wordset
from factcheck.text import HYPHENS, Token, lower_at

_APOSTROPHES = frozenset("'’‘")
_JOINTS = frozenset("/-–‑")
_LAST_CENTURY = 21
_SHORT_PIVOT = 30
"""Two digits below this are of this century: FY23 is 2023, the '90s are the 1990s."""
_LONGEST_NAME = 3
"""Words between a span of years and "season": "the 2023/24 Premier League season"."""


def read_era(ts: Sequence[Token], i: int) -> DateRead | None:
    """The named stretch of years that begins at token `i`, a word such as "early" or "fiscal" before it included."""
    if ts[i].kind == "word":
        return _named(ts, i) or _century(ts, i)
    if ts[i].kind == "num":
        return _decade(ts, i) or _span(ts, i) or _season_behind(ts, i) or _century(ts, i)
    return None


def era_words() -> frozenset[str]:
    """Words that can begin a named stretch of years, besides numbers and ordinals."""
    return wordset("dates", "fiscal") | wordset("dates", "seasons")


def _decade(ts: Sequence[Token], i: int) -> DateRead | None:
    """A decade: "1990s", "1990's", "'90s" and "mid-1990s"; "the 90s" may be degrees."""
    after = i + 1
    if lower_at(ts, after) in _APOSTROPHES and ts[after].glued:
        after += 1
    if lower_at(ts, after) != "s" or not ts[after].glued:
        return None
    year, lead = year_at(ts, i), 0
    if year is None and len(ts[i].text) == 2 and ts[i].text[1] == "0" and ts[i].glued:
        if lower_at(ts, i - 1) not in _APOSTROPHES:
            return None
        year, lead = _full(int(ts[i].text)), 1
    if year is None or year % 10:
        return None
    lead += _part_before(ts, i - lead)
    return DateRead(When(year, until=year + 9), after + 1, "period", lead=lead, unit="decade")


def _full(short: int) -> int:
    return short + (2000 if short < _SHORT_PIVOT else 1900)


def _part_before(ts: Sequence[Token], i: int) -> int:
    """How many tokens a word such as "early", and its hyphen, take before token `i`."""
    j = i - 1 - (lower_at(ts, i - 1) in HYPHENS)
    return i - j if j >= 0 and ts[j].lower in wordset("dates", "parts_of_time") else 0


def _span(ts: Sequence[Token], i: int) -> DateRead | None:
    """Two years with a mark between them, 2021-22 or 1939-1945, and what they are a span of."""
    year = year_at(ts, i)
    if year is None or i + 2 >= len(ts) or ts[i + 1].text not in _JOINTS:
        return None
    if not (ts[i + 1].glued and ts[i + 2].glued and ts[i + 2].kind == "num"):
        return None
    last = _ends_span(year, ts[i + 2].text)
    if last is None or (i + 3 < len(ts) and ts[i + 3].glued and ts[i + 3].kind in ("word", "num", "code")):
        return None
    after, unit = _unit_behind(ts, i + 3)
    return DateRead(When(year, until=last), after, "period", unit=unit)


def _unit_behind(ts: Sequence[Token], i: int) -> tuple[int, str]:
    """The token after "season" or "financial year" at token `i`, if it stands there, and what the span then is."""
    if lower_at(ts, i) in wordset("dates", "fiscal_years") and lower_at(ts, i + 1) in ("year", "years"):
        return i + 2, "fiscal year"
    for j in range(i, min(i + _LONGEST_NAME + 1, len(ts))):
        if ts[j].lower == "season":
            return j + 1 if j == i else i, "season"
        if ts[j].kind != "word" or not ts[j].is_title:
            break
    return i, "year"


def _season_behind(ts: Sequence[Token], i: int) -> DateRead | None:
    """One year before "season" or "financial year": "the 2023 season"."""
    year = year_at(ts, i)
    if year is None:
        return None
    after, unit = _unit_behind(ts, i + 1)
    return DateRead(When(year, until=year), after, "period", unit=unit) if after > i + 1 else None


def _ends_span(year: int, tail: str) -> int | None:
    """The later year of a span whose second half is printed as `tail`; ``None`` if it is none."""
    if not tail.isdigit() or len(tail) not in (2, 4):
        return None
    end = int(tail) if len(tail) == 4 else year // 100 * 100 + int(tail)
    if len(tail) == 2 and year % 100 == 99:
        end += 100 * (end <= year)
    return end if year < end <= year + 200 else None


def _named(ts: Sequence[Token], i: int) -> DateRead | None:
    """A fiscal year or season with its word before it: "fiscal 2023", "FY23", "the summer of 2021"."""
    opened = _fiscal(ts, i) or _season(ts, i)
    if opened is None:
        return None
    unit, j = opened
    read = _span(ts, j) if j < len(ts) and ts[j].kind == "num" else None
    if read is not None:
        return replace(read, lead=_part_before(ts, i), unit=unit)
    year = year_at(ts, j) or (_short_year(ts, j) if ts[i].lower == "fy" else None)
    if year is None or (j + 1 < len(ts) and ts[j + 1].glued and ts[j + 1].kind in ("word", "num")):
        return None
    return DateRead(When(year, until=year), j + 1, "period", lead=_part_before(ts, i), unit=unit)


def _fiscal(ts: Sequence[Token], i: int) -> tuple[str, int] | None:
    """A word that opens a fiscal year at token `i`, with the token where the year must stand."""
    word, j = ts[i].lower, i + 1
    if word not in wordset("dates", "fiscal"):
        return None
    j += lower_at(ts, j) in ("year", "years")
    return ("fiscal year", j) if word in ("fy", "fiscal") or j > i + 1 else None


def _season(ts: Sequence[Token], i: int) -> tuple[str, int] | None:
    """A season's name at token `i`, with the token where the year must stand; "the fall of" may be an end."""
    word, j = ts[i].lower, i + 1
    if word not in wordset("dates", "seasons"):
        return None
    before = lower_at(ts, i - 1 - (lower_at(ts, i - 1) == "the"))
    if word == "fall" and before not in ("in", "last", "this"):
        return None
    j += lower_at(ts, j) == "of"
    return "season", j + (lower_at(ts, j) == ",")


def _short_year(ts: Sequence[Token], i: int) -> int | None:
    """The year of two digits at token `i`: the 23 of FY23."""
    digits = ts[i].text if i < len(ts) and ts[i].kind == "num" else ""
    return _full(int(digits)) if len(digits) == 2 and digits.isdigit() else None


def _century(ts: Sequence[Token], i: int) -> DateRead | None:
    """A century, "the 19th century", and the first of "18th and 19th centuries"; not one before Christ."""
    ordinal = _ordinal(ts, i)
    if ordinal is None or not 1 <= ordinal[0] <= _LAST_CENTURY:
        return None
    number, after = ordinal
    j = after + (lower_at(ts, after) in HYPHENS)
    if lower_at(ts, j) in ("and", "or", "to") and j + 1 < len(ts):
        other = _ordinal(ts, j + 1)
        if other is None or lower_at(ts, other[1]) != "centuries":
            return None
        j = after - 1
    elif lower_at(ts, j) not in ("century", "centuries") or _is_name(ts, j):
        return None
    if lower_at(ts, j + 1) in wordset("dates", "before_christ"):
        return None
    when = When(100 * (number - 1) + 1, until=100 * number)
    return DateRead(when, j + 1, "period", lead=_part_before(ts, i), unit="century")


def _ordinal(ts: Sequence[Token], i: int) -> tuple[int, int] | None:
    """An ordinal below 100 at token `i`, in digits or words, and the token after it."""
    if ts[i].kind == "num":
        ends = i + 1 < len(ts) and ts[i + 1].glued and ts[i + 1].lower in ORDINAL_ENDS
        return (int(ts[i].text), i + 2) if ends and ts[i].text.isdigit() and len(ts[i].text) < 3 else None
    if ts[i].lower == "twenty" and lower_at(ts, i + 1) in HYPHENS and lower_at(ts, i + 2) == "first":
        return _LAST_CENTURY, i + 3
    value = words("ordinals").get(ts[i].lower)
    return (int(value), i + 1) if value is not None else None


def _is_name(ts: Sequence[Token], j: int) -> bool:
    """Whether "Century" is part of a name: it and the word behind it have capitals."""
    return ts[j].is_title and j + 1 < len(ts) and ts[j + 1].is_title

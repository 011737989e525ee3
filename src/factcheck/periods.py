"""From a printed date to days: which year a date without one means, and which period a sentence states."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from factcheck.model import Kind, Period, Quantity, When
from factcheck.text import Sentence, Token, lower_at

_YEARS = range(2, 9999)
"""Years with room on both sides in Python's calendar."""
_NOT_AT = frozenset({"since", "from", "before", "after", "until"})
_BEHIND = 6
"""Tokens between a figure and a date that says when it was so."""
_PART_REACH = 4
"""Tokens before a year in which "quarter" or "half" makes it a part of one."""
_YEARS_OF = {"year": 1, "decade": 10, "century": 100}
_YEAR_BEFORE = (
    ("a", "year", "earlier"),
    ("a", "year", "before"),
    ("one", "year", "earlier"),
    ("the", "year", "before"),
    ("the", "previous", "year"),
    ("the", "preceding", "year"),
)
_FUTURE = frozenset({"next", "will", "coming", "due", "until", "scheduled"})


def resolve(when: When, day: date | None) -> Period | None:
    """The days that a printed date means in a draft of `day`; ``None`` where that cannot be told.

    A date without a year is the nearest one that is not more than 90 days ahead of the draft. A weekday alone is
    the latest one on or before the draft's date.
    """
    if day is not None and day.year not in _YEARS:
        day = None
    if when.year is not None and when.year not in _YEARS:
        return None
    if when.month is None:
        if when.year is not None:
            return Period(date(when.year, 1, 1), date(when.until or when.year, 12, 31), loose=when.until is not None)
        if when.weekday is None or day is None:
            return None
        found = day - timedelta(days=(day.weekday() - when.weekday) % 7)
        return Period(found, found)
    year = when.year if when.year is not None else _nearest_year(when, day)
    if year is None:
        return None
    last = monthrange(year, when.month)[1]
    if when.day is None:
        return Period(date(year, when.month, 1), date(year, when.month, last))
    if not 1 <= when.day <= last:
        return None
    found = date(year, when.month, when.day)
    return Period(found, found)


def _nearest_year(when: When, day: date | None) -> int | None:
    if day is None or when.month is None:
        return None
    try:
        this_year = date(day.year, when.month, min(when.day or 1, monthrange(day.year, when.month)[1]))
    except ValueError:
        return None
    return day.year if (this_year - day).days <= 90 else day.year - 1


def _owner(ts: Sequence[Token], i: int, values: Sequence[int]) -> int | None:
    """Where the figure ends that the date at token `i` stands right behind; ``None`` for a date that is free."""
    before = [end for end in values if end <= i]
    if not before or i - before[-1] > _BEHIND or any(token.text in ",;:" for token in ts[before[-1] : i]):
        return None
    return before[-1]


def stated_period(
    quantities: Sequence[Quantity], sentence: Sentence, figure: tuple[int, int], day: date | None
) -> Period | None:
    """The period a sentence states for the figure at tokens `figure`: "in 2019", "as of 15 March", "last year".

    A date right behind a figure is that figure's: "up from 3 per cent in 2021". Of the others the nearest counts.
    Fiscal years, seasons, quarters, "the year to March" and stretches of years give a loose period. Dates after
    "since" or "from" open a stretch of time and are passed over. ``None`` means the draft's own date.
    """
    ts = sentence.tokens
    dates = [(q.span, q.when) for q in quantities if q.when is not None and q.kind is not Kind.WEEKDAY]
    values = [sentence.index_at(other.span.end) for other in quantities if other.when is None] if dates else []
    dated = []
    for span, when in dates:
        i = sentence.index_at(span.start)
        if _is_passed_over(ts, i, when):
            continue
        owner = _owner(ts, i, values)
        rank = owner != figure[1] and (owner is None or 2)
        dated.append((rank, abs(i - figure[0]), _widened(ts, i, resolve(when, day))))
    if dated:
        nearest = min(dated, key=lambda entry: entry[:2])[2]
        return _earlier(nearest) if says_year_before(ts, figure[1]) else nearest
    return _counted_back(quantities, sentence, figure, day) or _last_year(ts, day)


def says_year_before(ts: Sequence[Token], after: int) -> bool:
    """Whether "a year earlier", "the year before" or the like stands right behind the figure that ends at `after`."""
    behind = [token.lower for token in ts[after : after + _BEHIND] if token.text != ","]
    return any(tuple(behind[k : k + len(words)]) == words for words in _YEAR_BEFORE for k in (0, 1))


def _earlier(period: Period | None) -> Period | None:
    """The calendar year before a calendar year; ``None`` for other periods, before which it is not clear what was."""
    if period is None or period.loose or len(period.label()) != 4 or period.start.year < _YEARS.start + 1:
        return None
    year = period.start.year - 1
    return Period(date(year, 1, 1), date(year, 12, 31))


def _is_passed_over(ts: Sequence[Token], i: int, when: When) -> bool:
    """Whether the date at token `i` opens a stretch of time, or is a day that nothing says to be the figure's."""
    before = [token.lower for token in ts[max(0, i - 3) : i]]
    if before and (before[-1] in _NOT_AT or (len(before) > 1 and before[-2] in _NOT_AT)):
        return True
    return when.year is None and when.day is not None and not {"as", "by", "at", "end"} & set(before)


def _widened(ts: Sequence[Token], i: int, period: Period | None) -> Period | None:
    """The period, loose where it is only a part of its year or ends in it: "the second quarter of", "the year to"."""
    if period is None:
        return None
    before = [token.lower for token in ts[max(0, i - _PART_REACH) : i]]
    if before[-1:] == ["to"] and {"year", "months", "quarter"} & set(before):
        return Period(date(max(1, period.start.year - 1), 1, 1), period.end, loose=True)
    if {"quarter", "half", "q1", "q2", "q3", "q4"} & set(before):
        return Period(period.start, period.end, loose=True)
    return period


def _counted_back(
    quantities: Sequence[Quantity], sentence: Sentence, figure: tuple[int, int], day: date | None
) -> Period | None:
    """The years that "two years ago" or "a decade earlier" near the figure can mean; earlier than what, is open."""
    if day is None:
        return None
    for other in quantities:
        if other.kind is not Kind.DURATION or other.unit not in _YEARS_OF or other.low is None:
            continue
        after = sentence.index_at(other.span.end)
        near = abs(sentence.index_at(other.span.start) - figure[0]) <= _BEHIND
        if near and lower_at(sentence.tokens, after) in ("ago", "earlier", "before"):
            year = day.year - int(other.low * _YEARS_OF[other.unit])
            return Period(date(year - 1, 1, 1), date(year, 12, 31), loose=True) if year > 1 else None
    return None


def _last_year(ts: Sequence[Token], day: date | None) -> Period | None:
    if day is None:
        return None
    for word, following in pairwise(ts):
        if word.lower == "last" and following.lower == "year":
            return Period(date(day.year - 1, 1, 1), date(day.year - 1, 12, 31))
    return None

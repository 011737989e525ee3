"""From a printed date to days: which year a date without one means, and which period a sentence states."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from factcheck.model import Kind, Period, Quantity, When
from factcheck.text import Sentence, Token

_YEARS = range(2, 9999)
"""Years with room on both sides in Python's calendar."""
_NOT_AT = frozenset({"since", "from", "before", "after", "until"})
_BEHIND = 6
"""Tokens between a figure and a date that says when it was so."""
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
    if when.day > last:
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
    Fiscal years, seasons and stretches of years give a loose period. Dates after "since" or "from" open a stretch of
    time and are passed over. ``None`` means the draft's own date.
    """
    ts = sentence.tokens
    values = [sentence.index_at(other.span.end) for other in quantities if other.when is None]
    dated = []
    for other in quantities:
        if other.when is None or other.kind is Kind.WEEKDAY:
            continue
        i = sentence.index_at(other.span.start)
        before = [token.lower for token in ts[max(0, i - 3) : i]]
        if before and (before[-1] in _NOT_AT or (len(before) > 1 and before[-2] in _NOT_AT)):
            continue
        if other.when.year is None and other.when.day is not None and not {"as", "by", "at", "end"} & set(before):
            continue
        owner = _owner(ts, i, values)
        dated.append((owner != figure[1] and (owner is None or 2), abs(i - figure[0]), resolve(other.when, day)))
    if dated:
        return min(dated, key=lambda entry: entry[:2])[2]
    lowers = [token.lower for token in ts]
    for k, word in enumerate(lowers[:-1]):
        if word == "last" and lowers[k + 1] == "year" and day is not None:
            return Period(date(day.year - 1, 1, 1), date(day.year - 1, 12, 31))
    return None

"""Dates and weekdays as printed: "Feb. 24", "24 February 2022", "Tuesday, 12 March", "the first of May"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from factcheck.extraction.clocks import is_no_time
from factcheck.extraction.counted_days import is_month_and_number, is_number_and_name
from factcheck.extraction.day_names import months, weekdays
from factcheck.extraction.month_days import ORDINAL_ENDS, day_of_month, listed_days, past_of, spelled_day
from factcheck.extraction.nouns import counted_noun
from factcheck.model import When
from factcheck.tables import wordset
from factcheck.text import Token, lower_at

FIRST_YEAR, LAST_YEAR = 1000, 2199
_LENGTHS = {month: monthrange(2024, month)[1] for month in range(1, 13)}
_DASHES = frozenset("-–—‑")
_GO_ON = _DASHES | {"to", "and", "until"}
_RUNS = frozenset({"from", "run", "runs", "ran", "lasts", "lasted"})
_ENDS = frozenset({",", ".", ";", ":", ")", ""})
_AFTER_WEEKDAY = frozenset({",", ".", "(", "the", "morning", "evening", "night", "afternoon"})


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date in the tokens up to `after`; `kind` is date, year, weekday or period, `unit` what a period is.

    `lead` tokens before the one it was read at belong to it; `trim` characters of the last token do not: the
    possessive ending of "Tuesday's".
    """

    when: When
    after: int
    kind: str
    trim: int = 0
    lead: int = 0
    unit: str = ""


def year_at(ts: Sequence[Token], i: int) -> int | None:
    """The four digits at token `i` as a year between FIRST_YEAR and LAST_YEAR."""
    if not 0 <= i < len(ts) or ts[i].kind != "num" or len(ts[i].text) != 4 or not ts[i].text.isdigit():
        return None
    year = int(ts[i].text)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def read_date(ts: Sequence[Token], i: int) -> DateRead | None:
    """The date, the weekday alone, or the time of day that no clock shows, that begins at token `i`."""
    token = ts[i]
    if is_no_time(ts, i):
        return DateRead(When(), i + 1, "date", unit="time")
    if token.kind == "iso":
        return _iso(ts, i)
    if token.kind == "slash":
        return _slash(ts, i)
    if token.kind == "word" and token.text[0].isupper() and token.lower in weekdays():
        return _after_weekday(ts, i)
    plain = _day_and_month(ts, i)
    return _with_weekday_behind(ts, plain) if plain else _no_day(ts, i) or _month_beside(ts, i)


def _no_day(ts: Sequence[Token], i: int) -> DateRead | None:
    """A day above 31, or 0, where only a date can stand: "on 32 March", "on March 45"."""
    if i >= len(ts):
        return None
    goes_on = lower_at(ts, i - 1) in _GO_ON and (day_of_month(ts, i - 2) is not None or lower_at(ts, i - 2) in months())
    if not goes_on and lower_at(ts, i - 1) not in wordset("dates", "before_day") | weekdays().keys():
        return None
    numbered = ts[i].kind == "num"
    ending = numbered and lower_at(ts, i + 1) in ORDINAL_ENDS and ts[i + 1].glued
    month = _month(ts, i + numbered + ending + (ending and lower_at(ts, i + 2) == "of"))
    j = i if numbered else month[1] if month else len(ts)
    if month is None or j >= len(ts) or not re.fullmatch(r"0|3[2-9]|[4-9]\d", ts[j].text):
        return None
    after = max(month[1], j + 1)
    if after < len(ts) and ts[after].kind == "word" and ts[after].lower not in wordset("words", "stop"):
        return None
    if counted_noun(ts, after) or (not numbered and is_month_and_number(ts, i, int(ts[j].text), after)):
        return None
    is_event = numbered and ending and after == i + 3 and lower_at(ts, i - 1) == "the" and lower_at(ts, i - 2) != "on"
    return None if is_event else _dated(ts, month[0], int(ts[j].text), after)


def _month_beside(ts: Sequence[Token], i: int) -> DateRead | None:
    """A month alone beside what says which one it is: "next month, in June", "last month (January)"."""
    j = i - (lower_at(ts, i - 1) == "in")
    if lower_at(ts, j - 1) not in (",", "(") or lower_at(ts, j - 2) != "month":
        return None
    month = _month(ts, i) if lower_at(ts, j - 3) in wordset("dates", "which_month") else None
    if month is None or lower_at(ts, i + 1) not in _ENDS:
        return None
    return DateRead(When(None, month[0]), i + 1, "date")


def _iso(ts: Sequence[Token], i: int) -> DateRead | None:
    try:
        day = date.fromisoformat(ts[i].text)
    except ValueError:
        return _iso_of_no_day(ts, i)
    return DateRead(When(day.year, day.month, day.day), i + 1, "date")


def _iso_of_no_day(ts: Sequence[Token], i: int) -> DateRead | None:
    """2022-02-30: a day from 1 to 31 that its month does not have."""
    year, month, day = (int(part) for part in ts[i].text.split("-"))
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return DateRead(When(year, month, day), i + 1, "date")


def _slash(ts: Sequence[Token], i: int) -> DateRead | None:
    """16/03/2022: day first if only that can be, month first likewise; both possible leaves only the year."""
    first, second, year = (int(part) for part in re.split(r"[/.-]", ts[i].text))
    if not FIRST_YEAR <= year <= LAST_YEAR or not first or not second:
        return None
    if "." in ts[i].text or first > 12 >= second or first == second:
        return DateRead(When(year, second, first), i + 1, "date") if second <= 12 and first <= 31 else None
    if second > 12 >= first:
        return DateRead(When(year, first, second), i + 1, "date") if second <= 31 else None
    return DateRead(When(year), i + 1, "date")


def _after_weekday(ts: Sequence[Token], i: int) -> DateRead | None:
    weekday, j = weekdays()[ts[i].lower], i + 1
    trim = 2 if ts[i].text[-2:-1] in ("'", "’") else 0
    while j < len(ts) and j <= i + 3 and ts[j].lower in _AFTER_WEEKDAY:
        j += 1
    read = _day_and_month(ts, j) or _no_day(ts, j) if not trim else None
    if read is not None and read.when.day is not None:
        after = read.after + 1 if ts[j - 1].text == "(" and lower_at(ts, read.after) == ")" else read.after
        return DateRead(replace(read.when, weekday=weekday), after, "date")
    if not trim and ts[i].lower not in wordset("words", "weekdays"):
        stopped = lower_at(ts, i + 1) == "." and ts[i + 1].glued and i + 2 < len(ts)
        return DateRead(When(weekday=weekday), i + 1, "weekday") if stopped or lower_at(ts, i - 1) == "on" else None
    return DateRead(When(weekday=weekday), i + 1, "weekday", trim) if not _is_name(ts, i) else None


def _is_name(ts: Sequence[Token], i: int) -> bool:
    """Black Friday, Sheffield Wednesday, the Sunday Times: names that hold a weekday."""
    if lower_at(ts, i - 1) in wordset("dates", "before_weekday"):
        return ts[i - 1].text[0].isupper()
    return i + 1 < len(ts) and ts[i + 1].lower in wordset("dates", "after_weekday") and ts[i + 1].text[0].isupper()


def _with_weekday_behind(ts: Sequence[Token], read: DateRead) -> DateRead:
    """The date with a weekday behind it taken in: "12 March, a Tuesday" and "12 March (Tuesday)"."""
    j, bracket = read.after + 1, lower_at(ts, read.after) == "("
    if read.when.day is None or (not bracket and lower_at(ts, read.after) != ","):
        return read
    if lower_at(ts, j) == "which" and lower_at(ts, j + 1) in ("was", "is"):
        j += 2
    if lower_at(ts, j) == "a":
        j += 1
    elif not bracket:
        return read
    name = lower_at(ts, j)
    if name not in weekdays() or lower_at(ts, j + 1) in wordset("words", "months"):
        return read
    after = j + 1 + (bracket and lower_at(ts, j + 1) == ")")
    return DateRead(replace(read.when, weekday=weekdays()[name]), after, read.kind)


def _day_and_month(ts: Sequence[Token], i: int) -> DateRead | None:
    """Month day, day month, or month year, with a year behind if there is one."""
    month = _month(ts, i)
    if month is not None:
        return _month_first(ts, i, *month)
    day = day_of_month(ts, i) or spelled_day(ts, i)
    if day is None:
        return None
    number, j = day
    listed = listed_days(ts, j)
    month = _month(ts, listed) or _month(ts, past_of(ts, j))
    if month is None:
        return None
    read = _dated(ts, month[0], number if listed == j else None, month[1])
    if number > _LENGTHS[month[0]] and read.when.year is None and is_number_and_name(ts, i, listed, month[1]):
        return None
    return read


def _month(ts: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The month named at token `i` and the token after it, a point that belongs to it passed over."""
    if i >= len(ts) or ts[i].kind != "word" or ts[i].lower not in months():
        return None
    if not ts[i].text[0].isupper() and not _is_small(ts, i):
        return None
    j = i + 1
    if lower_at(ts, j) == "." and ts[j].glued and j + 1 < len(ts):
        j += 1
    return months()[ts[i].lower], j


def _is_small(ts: Sequence[Token], i: int) -> bool:
    """Whether a month without its capital is one: a day stands beside it and the sentence has no capital at all."""
    beside = [k for k in (i - 1, i + 1 + (lower_at(ts, i + 1) == ".")) if 0 <= k < len(ts)]
    days = any(ts[k].kind == "num" and len(ts[k].text) < 3 for k in beside)
    return days and not any(token.text[0].isupper() for token in ts[max(0, i - 60) : i + 60])


def _month_first(ts: Sequence[Token], i: int, month: int, j: int) -> DateRead | None:
    day = day_of_month(ts, j + (lower_at(ts, j) == "the"))
    if day is not None:
        number, after = day
        may_count = lower_at(ts, i - 1) == "in" or number > _LENGTHS[month]
        if may_count and not ts[after - 1].glued and counted_noun(ts, after):
            return None
        spoken = lower_at(ts, i - 1) in _RUNS and lower_at(ts, after) in _GO_ON
        if (spoken or lower_at(ts, after) in _DASHES) and (last := day_of_month(ts, after + 1)) is not None:
            if spoken and (counted_noun(ts, last[1]) or lower_at(ts, last[1]) in ("per", "%")):
                return None
            return _dated(ts, month, None, last[1])
        read = _dated(ts, month, number, after)
        is_count = number > _LENGTHS[month] and read.when.year is None and is_month_and_number(ts, i, number, after)
        return None if is_count else read
    mark = lower_at(ts, j) in (",", "of")
    year = year_at(ts, j + mark)
    return DateRead(When(year, month), j + 1 + mark, "date") if year is not None else None


def _dated(ts: Sequence[Token], month: int, day: int | None, j: int) -> DateRead:
    comma = lower_at(ts, j) == ","
    year = year_at(ts, j + comma)
    if year is not None:
        return DateRead(When(year, month, day), j + comma + 1, "date")
    return DateRead(When(None, month, day), j, "date")

"""Dates, years and weekdays as printed: "Feb. 24", "24 February 2022", "Tuesday, 12 March", "since 1945"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from factcheck.model import When
from factcheck.tables import table, wordset
from factcheck.text import Token

FIRST_YEAR, LAST_YEAR = 1000, 2199
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_DASHES = "-–—‑"


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date in the tokens up to `after`; `kind` is date, year or weekday."""

    when: When
    after: int
    kind: str


@cache
def months() -> Mapping[str, int]:
    """Month names and abbreviations to 1..12."""
    words = table("words")
    short = [name for name in words["months_short"].split() if name != "sept"]
    numbered = {name: n for n, name in enumerate(words["months"].split(), 1)}
    return numbered | {name: n for n, name in enumerate(short, 1)} | {"sept": 9}


@cache
def weekdays() -> Mapping[str, int]:
    """Weekday names and abbreviations to 0..6 from Monday."""
    words = table("words")
    numbered = {name: n for n, name in enumerate(words["weekdays"].split())}
    return numbered | {name: n for n, name in enumerate(words["weekdays_short"].split())}


def read_date(ts: Sequence[Token], i: int) -> DateRead | None:
    """The date, or the weekday alone, that begins at token `i`."""
    token = ts[i]
    if token.kind == "iso":
        return _iso(ts, i)
    if token.kind == "slash":
        return _slash(ts, i)
    if token.kind == "word" and token.is_title and token.lower in weekdays():
        return _after_weekday(ts, i)
    plain = _day_and_month(ts, i)
    return _with_weekday_behind(ts, plain) if plain else None


def _iso(ts: Sequence[Token], i: int) -> DateRead | None:
    try:
        day = date.fromisoformat(ts[i].text)
    except ValueError:
        return None
    return DateRead(When(day.year, day.month, day.day), i + 1, "date")


def _slash(ts: Sequence[Token], i: int) -> DateRead | None:
    """16/03/2022: day first if only that can be, month first likewise; both possible leaves only the year."""
    first, second, year = (int(part) for part in ts[i].text.replace(".", "/").split("/"))
    if "." in ts[i].text or first > 12 >= second or first == second:
        return DateRead(When(year, second, first), i + 1, "date") if second <= 12 and first <= 31 else None
    if second > 12 >= first:
        return DateRead(When(year, first, second), i + 1, "date") if second <= 31 else None
    return DateRead(When(year), i + 1, "date")


def _after_weekday(ts: Sequence[Token], i: int) -> DateRead | None:
    weekday, j = weekdays()[ts[i].lower], i + 1
    long = len(ts[i].text) > 4
    while j < len(ts) and j <= i + 3 and ts[j].lower in (",", ".", "(", "the", "morning", "evening", "night", "afternoon"):
        j += 1
    read = _day_and_month(ts, j) if j < len(ts) else None
    if read is not None and read.kind == "date" and read.when.month:
        when = read.when
        after = read.after + 1 if ts[j - 1].text == "(" and _text(ts, read.after) == ")" else read.after
        return DateRead(When(when.year, when.month, when.day, weekday), after, "date")
    return DateRead(When(weekday=weekday), i + 1, "weekday") if long else None


def _with_weekday_behind(ts: Sequence[Token], read: DateRead) -> DateRead:
    """ "12 March, a Tuesday" and "12 March (Tuesday)": the weekday belongs to the date."""
    j = read.after
    if _text(ts, j) not in (",", "(") or read.when.day is None:
        return read
    j += 1
    if _text(ts, j).lower() in ("a", "which"):
        j += 1 + (_text(ts, j + 1).lower() in ("was", "is"))
        j += _text(ts, j).lower() == "a"
    elif _text(ts, read.after) == ",":
        return read
    name = _text(ts, j).lower()
    if name not in weekdays() or _text(ts, j + 1).lower() in wordset("words", "months"):
        return read
    after = j + 1 + (_text(ts, j + 1) == ")" and _text(ts, read.after) == "(")
    when = read.when
    return DateRead(When(when.year, when.month, when.day, weekdays()[name]), after, read.kind)


def _day_and_month(ts: Sequence[Token], i: int) -> DateRead | None:
    """Month day, day month, or month year, with a year behind if there is one."""
    if _is_month(ts, i):
        month, j = months()[ts[i].lower], i + 1
        if _text(ts, j) == "." and ts[j].glued:
            j += 1
        return _month_first(ts, month, j)
    day = _day(ts, i)
    if day is None:
        return None
    number, j = day
    j += _text(ts, j).lower() == "of"
    if not _is_month(ts, j):
        return None
    month, j = months()[ts[j].lower], j + 1
    if _text(ts, j) == "." and ts[j].glued and (_year(ts, j + 1) is not None or j + 1 < len(ts)):
        j += 1
    return _dated(ts, month, number, j)


def _month_first(ts: Sequence[Token], month: int, j: int) -> DateRead | None:
    start = j + (_text(ts, j).lower() == "the")
    day = _day(ts, start)
    if day is not None:
        number, j = day
        if _text(ts, j) in _DASHES and j < len(ts) and (last := _day(ts, j + 1)) is not None:
            return _dated(ts, month, None, last[1])
        return _dated(ts, month, number, j)
    year = _year(ts, j + (_text(ts, j) == ","))
    if year is not None:
        return DateRead(When(year, month), j + 1 + (_text(ts, j) == ","), "date")
    return None


def _dated(ts: Sequence[Token], month: int, day: int | None, j: int) -> DateRead:
    comma = _text(ts, j) == ","
    year = _year(ts, j + comma)
    if year is not None:
        return DateRead(When(year, month, day), j + comma + 1, "date")
    return DateRead(When(None, month, day), j, "date")


def _is_month(ts: Sequence[Token], i: int) -> bool:
    return i < len(ts) and ts[i].kind == "word" and ts[i].is_title and ts[i].lower in months()


def _day(ts: Sequence[Token], i: int) -> tuple[int, int] | None:
    """A day of the month at `i`, "24" or "24th", and the token after it."""
    if i >= len(ts) or ts[i].kind != "num" or not ts[i].text.isdigit() or len(ts[i].text) > 2:
        return None
    number, j = int(ts[i].text), i + 1
    if not 1 <= number <= 31:
        return None
    if j < len(ts) and ts[j].glued and ts[j].kind == "word":
        return (number, j + 1) if ts[j].lower in _ORDINAL_ENDS else None
    return number, j


def _year(ts: Sequence[Token], i: int) -> int | None:
    if i >= len(ts) or ts[i].kind != "num" or len(ts[i].text) != 4 or not ts[i].text.isdigit():
        return None
    year = int(ts[i].text)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _text(ts: Sequence[Token], i: int) -> str:
    return ts[i].text if 0 <= i < len(ts) else ""


def read_year(ts: Sequence[Token], i: int) -> DateRead | None:
    """A year that stands alone at token `i`: four digits after a word of time, or before no plural noun."""
    year = _year(ts, i)
    if year is None:
        return None
    before, following = _text(ts, i - 1).lower(), ts[i + 1] if i + 1 < len(ts) else None
    after = i + 1
    if following is not None and following.glued and following.text in "/-–" and i + 2 < len(ts):
        tail = ts[i + 2]
        if tail.glued and tail.kind == "num" and len(tail.text) in (2, 4) and tail.text.isdigit():
            return DateRead(When(year), i + 3, "year")
    if following is not None and following.glued and following.kind == "word" and following.lower == "s":
        return None
    if before in wordset("dates", "sure"):
        return DateRead(When(year), after, "year")
    if before in wordset("dates", "likely") and not (_is_counted(following) and year % 100 == 0):
        return DateRead(When(year), after, "year")
    if _is_counted(following) or before in wordset("words", "labels") or year < 1500:
        return None
    return DateRead(When(year), after, "year")


def _is_counted(token: Token | None) -> bool:
    """Whether the token looks like a plural noun, a magnitude or a unit that the number before it counts."""
    if token is None or token.kind != "word" or token.is_title:
        return token is not None and token.text in "%°"
    if token.lower in wordset("words", "stop"):
        return False
    return token.lower.endswith("s") or token.lower in wordset("dates", "counted")

"""When a figure was so, by the dates, months and tenses among its own words."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.placed import Placed
from factcheck.consistency.sheet import Row, Slot

_YEAR = Later(r"<(?:year|date):(\d+)>")
_DATED = Later(r"<(?:date|weekday):(\d+)>")
_BASED = Later(
    r" (?:than|on|over|since|from) (?:in )?<(?:year|date):(\d+)> , (?:the [^<;:,]* , )?(?:when [^<;:]*|at )<[a-z]+$"
)
"""The base of a change behind which the figure of that time stands: "on 2018, when they held"."""
_LATE = 9999
"""The year of a draft without a date: later than any other."""
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = Later(rf"(?:in|until|by|for|of|early|late|mid-|since|last) ({'|'.join(_MONTHS)}) ")
_BACK = {
    "yesterday": Decimal("0.03"),
    "last week": Decimal("0.25"),
    "last weekend": Decimal("0.2"),
    "last month": Decimal(1),
    "now": Decimal(0),
    "today": Decimal(0),
    "at present": Decimal(0),
    "currently": Decimal(0),
    "this week": Decimal("0.05"),
    "this month": Decimal("0.1"),
}
"""How many months before the draft's day some words put a figure."""
_RECENT = Later(rf" ({'|'.join(_BACK)}) ")
_DAYS = Decimal(31)


@lru_cache(maxsize=512)
def year_of(row: Row, figure: Placed, day: date | None) -> Decimal | None:
    """The year that stands among the figure's own words; "last year" is the one before the draft's, or a late one."""
    for text in (figure.after, figure.before):
        years = [_year(row.slots[int(number)]) for number in _YEAR.findall(text)]
        if years:
            return years[0] if len(years) == 1 else None
        for back, name in enumerate(("this_year", "last_year")):
            if any_of(name).search(text):
                return Decimal(day.year if day else _LATE) - back
    based = _BASED.search(row.shape.partition(f":{figure.number}>")[0])
    return _year(row.slots[int(based[1])]) if based is not None else None


def _year(slot: Slot) -> Decimal | None:
    when = slot.quantity.when
    return Decimal(when.year) if when is not None and when.year is not None else slot.value


@lru_cache(maxsize=512)
def moment_of(row: Row, figure: Placed, day: date | None) -> Decimal | None:
    """The month that a figure's own words put it in, counted from year nought, with days as its parts."""
    for text in (figure.after, figure.before):
        found = {one for one in _moments(row, text, day) if one is not None}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def moments_of(row: Row, day: date | None) -> set[Decimal]:
    """All days and months of a row, counted as :func:`moment_of` does."""
    return {one for one in _moments(row, f" {row.shape} ", day) if one is not None}


def today(day: date | None) -> Decimal | None:
    """The draft's own day in months."""
    return None if day is None else _months(day.year, day.month, day.day)


def _moments(row: Row, text: str, day: date | None) -> list[Decimal | None]:
    found: list[Decimal | None] = []
    for number in _DATED.findall(text):
        when = row.slots[int(number)].quantity.when
        if when is not None and when.month is not None:
            found.append(_dated(when.year, when.month, when.day or 15, day))
        elif when is not None and when.weekday is not None and day is not None:
            back = (day.weekday() - when.weekday) % 7
            found.append(_months(day.year, day.month, day.day) - back / _DAYS)
    for found_ in _MONTH.finditer(text):
        number = _MONTHS.index(found_[1]) + 1
        is_past = found_[0].startswith("last") and day is not None and number == day.month
        found.append(_dated(day.year - 1 if is_past and day else None, number, 15, day))
    now = today(day)
    if not found and now is not None:
        found += [now - _BACK[words_] for words_ in _RECENT.findall(text)]
    return found


def _dated(year: int | None, month: int, day_: int, day: date | None) -> Decimal | None:
    """A day in months; without a year the last such day before the draft's."""
    if year is not None:
        return _months(year, month, day_)
    if day is None:
        return None
    return _months(day.year - ((month, day_) > (day.month, day.day + 15)), month, day_)


def _months(year: int, month: int, day: int) -> Decimal:
    return Decimal(12 * year + month) + (day - 1) / _DAYS


@lru_cache(maxsize=4096)
def tense_of(before: str) -> int:
    """The tense of the last verb before a figure: -2 for "had been", -1 for "was", 1 for "is", 2 for "will", or 0."""
    found = 0
    for match in _tenses().finditer(before):
        found = next(value for value, name in ((-2, "had"), (2, "will"), (-1, "was"), (1, "is")) if match[name])
    return found


@lru_cache(maxsize=1)
def _tenses() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\S)(?:(?P<had>(?:had|having|used to|until)(?: [a-z]+)?)|(?P<will>will|is to|are to)"
        rf"|(?P<was>{words('past_words')}|{words('past_verbs')})|(?P<is>{words('present_verbs')}))(?!\S)"
    )

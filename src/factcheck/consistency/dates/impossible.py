"""Days that no month has and times that no clock shows: "31 June", "at 25:10"."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date

from factcheck import wording
from factcheck.consistency.dates.dotted_times import dotted_times
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.model import When
from factcheck.periods import resolve
from factcheck.tables import wordset

_DAYS = Later(r"(?<!\d)\d{1,2}(?!\d)")
_LATE = Later(r"2[4-9]:[0-5]\d$")
"""What a clock of a game shows too."""
_GREGORIAN = 1753
"""From here on every country that the news writes of in English has the calendar's Februaries."""
_LEAP = 2024


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every date and time of a draft that cannot be, unless the draft says that itself."""
    for place, row in enumerate(sheet.rows):
        wrong = [
            found
            for number, slot in enumerate(row.slots)
            if slot.quantity.when is not None
            and (found := _judge(sheet, slot, number, row.shape)) is not None
            and not _is_talked_of(row.shape, number)
        ]
        wrong += [_no_time(sheet, slot) for slot in dotted_times(sheet, place)]
        if wrong and not any_of("not_the_clock").is_in(row.shape):
            near = sheet.around(place, before=1, after=1)
            if not any(any_of("no_such_day").is_in(one.shape) for one in near):
                yield from wrong


def _is_talked_of(shape: str, number: int) -> bool:
    """Whether it is spoken of as a thing, the label of a seat, or a count: "a 30 February", "30 February signings"."""
    before, behind = re.split(rf"<[a-z]+:{number}> ?", shape, maxsplit=1)
    noun = behind.split()[:1]
    if noun and noun[0].endswith("s") and noun[0] not in wordset("words", "stop"):
        return True
    return bool(any_of("labelled").search(" ".join(before.split()[-2:])) or re.search(r"(?:^| )an? $", before))


def _judge(sheet: Sheet, slot: Slot, number: int, shape: str) -> Contradiction | None:
    when, said = slot.quantity.when, slot.span.of(sheet.text)
    if when is None or f"<date:{number}> <count:" in shape:
        return None
    if slot.quantity.unit == "time":
        if _LATE.match(said) and (any_of("played").is_in(shape) or not any_of("clock_words").is_in(shape)):
            return None
        return _no_time(sheet, slot)
    if when.month is None or (when.month == 2 and when.year is not None and when.year < _GREGORIAN):
        return None
    day = when.day if when.day is not None else _last(said, when)
    last = _length(when, sheet, shape)
    if day is None or day <= last:
        return None
    month = wording.long_date(date(_LEAP, when.month, 1)).split()[1]
    return Contradiction(slot, (), f"{month}{_year(when)} has {last} days", f"“{last} {month}”, or another month")


def _no_time(sheet: Sheet, slot: Slot) -> Contradiction:
    said = slot.span.of(sheet.text)
    return Contradiction(slot, (), f"no clock shows {said}", "another time, or a figure that is no time of day")


def _last(said: str, when: When) -> int | None:
    """The last day of "28-31 June"; ``None`` for a month alone."""
    days = [int(found) for found in _DAYS.findall(said)]
    return days[-1] if days and when.weekday is None else None


def _length(when: When, sheet: Sheet, shape: str) -> int:
    """Days in the month; 29 in a February without a year that may be any, or where leap days are spoken of."""
    assert when.month is not None
    year = when.year
    if year is None and when.month == 2 and sheet.day is not None and not _may_be_leap(sheet, shape):
        near = resolve(When(None, 2), sheet.day)
        year = near.start.year if near is not None else None
    return monthrange(year or _LEAP, when.month)[1]


def _may_be_leap(sheet: Sheet, shape: str) -> bool:
    """Whether a February may be that of a leap year: the draft names one, or speaks of leap days or of years ago."""
    told = (claim.quantity.when for claim in sheet.claims)
    named = any(when is not None and when.year is not None and isleap(when.year) for when in told)
    return named or any_of("leap_days").is_in(shape)


def _year(when: When) -> str:
    return f" {when.year}" if when.year is not None else ""

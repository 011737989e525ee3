"""Days that no month has and times that no clock shows: "31 June", "at 25:10"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from factcheck import wording
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.model import When
from factcheck.periods import resolve

_DAYS = Later(r"(?<!\d)\d{1,2}(?!\d)")
_SLASHED = Later(r"(\d{1,2})/(\d{1,2})/\d{4}")
_RATIO = Later(r"1[:.]\d\d(?![:.\d]| ?[ap])")
"""Scales of models and odds: "1:72"."""
_EXPLAINED = Later(r" ?(?:,|\(|[-–—]) (?:that is|i\.e\.|meaning|or) ")
_GREGORIAN = 1753
"""From here on every country that the news writes of in English has the calendar's Februaries."""
_LEAP = 2024


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every date and time of a draft that cannot be, unless the draft says that itself."""
    for place, row in enumerate(sheet.rows):
        wrong = [
            found
            for number, slot in enumerate(row.slots)
            if not _is_talked_of(row.shape, number) and (found := _judge(sheet, slot, number, row.shape)) is not None
        ]
        near = sheet.around(place, before=1, after=1) if wrong else ()
        if wrong and not any(
            any_of(name).search(one.shape) for one in near for name in ("no_such_day", "not_the_clock")
        ):
            yield from wrong


def _is_talked_of(shape: str, number: int) -> bool:
    """Whether a day or time is spoken of as a thing, explained, or the label of a seat: "a 30 February"."""
    before, behind = re.split(rf"<[a-z]+:{number}>", shape, maxsplit=1)
    last = " ".join(before.split()[-2:])
    return bool(any_of("labelled").search(last) or re.search(r"(?:^| )an? $", before) or _EXPLAINED.match(behind))


def _judge(sheet: Sheet, slot: Slot, number: int, shape: str) -> Contradiction | None:
    when, said = slot.quantity.when, slot.span.of(sheet.text)
    if when is None or re.search(rf"<date:{number}> <count:", shape):
        return None
    if slot.quantity.unit == "time":
        played = ":" in said and "m" not in said and any_of("played").search(shape)
        if played or _RATIO.match(said):
            return None
        return Contradiction(slot, (), f"no clock shows {said}", "another time, or a figure that is no time of day")
    slashed = _SLASHED.fullmatch(said)
    if slashed is not None and min(int(slashed[1]), int(slashed[2])) > 12:
        return Contradiction(slot, (), f"{said} has no month from 1 to 12", "another month, or another day")
    if when.month is None or (when.month == 2 and when.year is not None and when.year < _GREGORIAN):
        return None
    day = when.day if when.day is not None else _last(said, when)
    last = _length(when, sheet.day, shape)
    if day is None or day <= last:
        return None
    month = wording.long_date(date(_LEAP, when.month, 1)).split()[1]
    return Contradiction(slot, (), f"{month}{_year(when)} has {last} days", f"“{last} {month}”, or another month")


def _last(said: str, when: When) -> int | None:
    """The last day of "28-31 June"; ``None`` for a month alone."""
    days = [int(found) for found in _DAYS.findall(said)]
    return days[-1] if days and when.weekday is None else None


def _length(when: When, day: date | None, shape: str) -> int:
    """Days in the month; 29 in a February without a year that may be any, or where leap days are spoken of."""
    assert when.month is not None
    year = when.year
    if year is None and when.month == 2 and day is not None and not any_of("leap_days").search(shape):
        near = resolve(When(None, 2), day)
        year = near.start.year if near is not None else None
    return monthrange(year or _LEAP, when.month)[1]


def _year(when: When) -> str:
    return f" {when.year}" if when.year is not None else ""

"""Days that no month has and times that no clock shows: "31 June", "at 25:10"."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date

from factcheck import wording
from factcheck.consistency.dates.bare_days import bare_days
from factcheck.consistency.dates.dotted_times import dotted_times
from factcheck.consistency.dates.told_times import told_times
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.reading import spoken
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.extraction.day_names import months
from factcheck.model import When
from factcheck.periods import resolve
from factcheck.tables import wordset

_DAYS = Later(r"(?<!\d)\d{1,2}(?!\d)")
_LATE = Later(r"2[4-9]:[0-5]\d$")
"""What a clock of a game shows too."""
_SPELLED = Later(r"(?:thirt|twent)", re.IGNORECASE)
_GREGORIAN = 1753
"""From here on every country that the news writes of in English has the calendar's Februaries."""
_LEAP = 2024
_COUNTED = Later(r"(?P<days><duration:\d+>)(?: (?:of|in) (?P<month>[a-z]+))?(?! (?:,|and|or|to|until|–) )")
_ALL = Later(r"(?:\b(?:on|all|the|those|these|each of|every one of)|\b(?P<owner>[a-z]+) 's) $")
_FEBRUARY, _SHORTEST = 2, 28
_SOME_MONTH = 32
"""Days above are those of more than a month."""
_NEAR = 150
"""Characters around a day in which the draft may say that there is none."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every date and time of a draft that cannot be, unless the draft says that itself."""
    for place, row in enumerate(sheet.rows):
        wrong = [
            found
            for number, slot in enumerate(row.slots)
            if slot.quantity.when is not None
            and (found := _judge(sheet, slot, number, row)) is not None
            and not _is_talked_of(row.shape, number)
        ]
        wrong += [_no_time(sheet, slot) for slot in dotted_times(sheet, place)]
        wrong += _too_many_days(row)
        if wrong and not any_of("not_the_clock").is_in(row.shape):
            near = sheet.around(place, before=1, after=1)
            if not any(any_of("no_such_day").is_in(one.shape) for one in near):
                yield from wrong
    bare = ((one, monthrange(_LEAP, one.month)[1]) for one in bare_days(sheet))
    alone = [_no_day(one.slot, one.day, one.month, last, None) for one, last in bare if one.day > last]
    alone += [_no_time(sheet, slot) for slot in told_times(sheet.text)]
    yield from (one for one in alone if not _is_denied(sheet, one.at))


def _too_many_days(row: Row) -> Iterator[Contradiction]:
    """More days of a month than it has: "on 31 days in June", "all 31 days of November"."""
    for found in _COUNTED.finditer(row.shape) if "<duration:" in row.shape else ():
        before = _ALL.search(row.shape, 0, found.start())
        named = None if before is None else before["owner"] or found["month"]
        month, slot = months().get(named or ""), row.slot(found["days"])
        days = slot.quantity.low
        if month is None or days is None or slot.quantity.unit != "day":
            continue
        last, name = monthrange(_LEAP, month)[1], _name(month)
        if last < days <= _SOME_MONTH:
            yield Contradiction(slot, (), f"{name} has {last} days", f"“{last} days”, or another month")


def _is_denied(sheet: Sheet, slot: Slot) -> bool:
    """Whether the text around it says that there is no such day or time."""
    near = spoken(sheet.text[max(0, slot.span.start - _NEAR) : slot.span.end + _NEAR])
    return any_of("no_such_day").is_in(near) or any_of("not_the_clock").is_in(near)


def _is_talked_of(shape: str, number: int) -> bool:
    """Whether it is spoken of as a thing, the label of a seat, or a count: "a 30 February", "30 February signings"."""
    before, behind = re.split(rf"<[a-z]+:{number}> ?", shape, maxsplit=1)
    noun = (*behind.split(), "")[0]
    if noun in word_set("behind_dates"):
        return False
    if noun.endswith("s") and noun not in wordset("words", "stop"):
        return True
    return bool(any_of("labelled").search(" ".join(before.split()[-2:])) or re.search(r"(?:^| )an? $", before))


def _judge(sheet: Sheet, slot: Slot, number: int, row: Row) -> Contradiction | None:
    when, said, shape = slot.quantity.when, slot.span.of(sheet.text), row.shape
    if when is None or f"<date:{number}> <count:" in shape:
        return None
    if slot.quantity.unit == "time":
        is_told = any_of("clock_words").is_in(shape) or re.search(rf"<date:{number}> (?:on )?<(?:weekday|date)", shape)
        if _LATE.match(said) and (any_of("played").is_in(shape) or not is_told):
            return None
        return _no_time(sheet, slot)
    day = when.day if when.day is not None else _last(said, when)
    if when.month is None or day is None or 1 <= day <= _SHORTEST:
        return None
    year = when.year or _year_before(row, number)
    if year is None and _SPELLED.match(said):
        return None  # news gives days in figures: "on the thirtieth of February" means never
    if when.month == _FEBRUARY and year is not None and year < _GREGORIAN:
        return None
    last = _length(when.month, year, sheet, shape)
    if 1 <= day <= last:
        return None
    return _no_day(slot, day, when.month, last, year)


def _no_day(slot: Slot, day: int, month: int, last: int, year: int | None) -> Contradiction:
    told = f"{_name(month)} {year}" if year is not None else _name(month)
    fault, nearest = (f"has {last} days", last) if day else ("begins with day 1", 1)
    return Contradiction(slot, (), f"{told} {fault}", f"“{nearest} {_name(month)}”, or another month")


def _name(month: int) -> str:
    return wording.long_date(date(_LEAP, month, 1)).split()[1]


def _no_time(sheet: Sheet, slot: Slot) -> Contradiction:
    said = slot.span.of(sheet.text)
    return Contradiction(slot, (), f"no clock shows {said}", "another time, or a figure that is no time of day")


def _last(said: str, when: When) -> int | None:
    """The last day of "28-31 June"; ``None`` for a month alone."""
    days = [int(found) for found in _DAYS.findall(said)]
    return days[-1] if days and when.weekday is None else None


def _year_before(row: Row, number: int) -> int | None:
    """The year that stands before a day: "born in 1997, on 29 February"."""
    found = re.search(rf"(<year:\d+>) (?:, )?on <date:{number}>", row.shape)
    when = row.slot(found[1]).quantity.when if found else None
    return when.year if when is not None else None


def _length(month: int, year: int | None, sheet: Sheet, shape: str) -> int:
    """Days in the month; 29 in a February without a year that may be any, or where leap days are spoken of."""
    if year is None and month == _FEBRUARY and sheet.day is not None and not _may_be_leap(sheet, shape):
        near = resolve(When(None, 2), sheet.day)
        year = near.start.year if near is not None else None
    return monthrange(year or _LEAP, month)[1]


def _may_be_leap(sheet: Sheet, shape: str) -> bool:
    """Whether a February may be that of a leap year: the draft names one, or speaks of leap days or of years ago."""
    told = (claim.quantity.when for claim in sheet.claims)
    named = any(when is not None and when.year is not None and isleap(when.year) for when in told)
    return named or any_of("leap_days").is_in(shape)

"""Days, months and years told from the draft's own date: "yesterday, 12 March", "next month, in June"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from factcheck import wording
from factcheck.consistency.phrases import Later, any_of, slot, words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.model import Bound, When
from factcheck.tables import tables

_QUOTES = Later(r"[\"“”‘]")
_NEXT_DATE = r"(?! (?:, |and |, and |or |to |until )+(?:in |on )?<(?:weekday|date|year):)"
_END = rf"(?= [,.;:)]|$| [-–—] ){_NEXT_DATE}"
_COUNTED = Later(r"(?:^| )(?:ago|from|before|after|than|since)(?: (?:on|in))? $")
"""Words before "today" or "this month" that count from there to another day: "35 years ago this month"."""
_STEPS = {"last": -1, "this": 0, "next": 1}
_WEEKS = {"last": (-14, -1), "this": (-6, 6), "next": (1, 14)}
"""Days from the draft's date in which "last week" and "next Friday" can lie, on any reading."""
_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}


class Told(NamedTuple):
    """The days a relative word can mean, from `first` to `last`, and how a correction would print them."""

    first: date
    last: date
    name: str

    def allows(self, when: When, day: date) -> bool:
        """Whether a printed date can lie in these days; what it leaves open may be anything."""
        if when.weekday is not None and when.month is None:
            days = ((self.first + timedelta(days=n)).weekday() for n in range((self.last - self.first).days + 1))
            return when.weekday in days
        for year in [when.year] if when.year is not None else [day.year - 1, day.year, day.year + 1]:
            first, last = when.month or 1, when.month or 12
            low, high = (year, first, when.day or 1), (year, last, when.day or 31)
            if low <= _key(self.last) and high >= _key(self.first):
                return True
        return False


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every date beside a relative word that means another; none where the draft's date is not known."""
    day = sheet.day
    if day is None or not 2 < day.year < 9998:
        return
    yield from _same_days(sheet, day)
    for row in sheet.rows:
        if not any_of("relative_words").search(row.shape) or _is_of_another_time(row, day):
            continue
        seen: set[int] = set()
        for pattern in _patterns():
            for found in pattern.finditer(row.shape):
                beside = row.slot(found["beside"])
                if _COUNTED.search(row.shape[: found.start()]):
                    continue
                if beside.claim not in seen and (wrong := _judge(sheet, row, found, beside, day)) is not None:
                    seen.add(beside.claim)
                    yield wrong


def _same_days(sheet: Sheet, day: date) -> Iterator[Contradiction]:
    """Dates of "that morning" that are not the day told in the sentence before: "two days ago"."""
    for row, after in pairwise(sheet.rows):
        found, said = _day_told().search(row.shape), _that_day().search(after.shape)
        if (
            found is None
            or said is None
            or _QUOTES.search(row.shape + after.shape)
            or len(_day_told().findall(row.shape)) > 1
        ):
            continue
        beside = after.slot(said["beside"])
        wrong = _judge(sheet, row, found, beside, day)
        if wrong is not None:
            yield wrong


@cache
def _day_told() -> re.Pattern[str]:
    long = slot("long", "duration")
    return re.compile(rf"(?<!\S)(?:(?P<days>{words('day_words')})|{long} (?P<way>ago))(?!\S)")


@cache
def _that_day() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\S)that (?:same )?(?:day|morning|afternoon|evening|night) (?:,|\() {slot('beside', 'date')}{_END}"
    )


def _is_of_another_time(row: Row, day: date) -> bool:
    """Whether somebody speaks on another day: a quotation, a diary, a year long past."""
    if _QUOTES.search(row.shape) or any_of("told_then").search(row.shape):
        return True
    dated = [
        one for number, one in enumerate(row.slots) if f"since <{one.quantity.kind.value}:{number}>" not in row.shape
    ]
    years = [one.quantity.when.year for one in dated if one.quantity.when is not None]
    return len([year for year in years if year is not None and abs(year - day.year) > 1]) > 1


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    days = rf"(?P<days>{words('day_words')})"
    unit = r"(?P<step>last|this|next) (?P<unit>week|month|year)"
    beside, long = slot("beside", "date", "weekday"), slot("long", "duration")
    dated, opens = slot("beside", "date", "year"), r"(?:,|\(|[-–—])"
    ago = rf"{long} (?P<way>ago|from now|earlier|hence)"
    return tuple(
        re.compile(rf"(?<!\S){pattern}")
        for pattern in (
            rf"{days} {opens} (?:on )?{beside}{_END}",
            rf"{days} \( {beside} \)",
            rf"(?:on|for|of|by|until|,) {beside} (?:,|\() (?:that is , |i\.e\. )?{days}{_END}",
            rf"{unit} {opens} (?:(?:in|on) )?{dated}{_END}",
            rf"{unit}['’]s(?: [a-z-]+){{1,3}} , (?:which|to be|due|set|held)[^<,]{{0,40}} (?:in|on|for) {dated}{_END}",
            rf"(?:in|on) {dated} (?:,|\() (?:that is , |i\.e\. )?{unit}{_END}",
            rf"(?P<step>last|this|next) {slot('beside', 'date')}",
            rf"(?:on|of|,) {beside} , (?:that is , |just |only )?{ago}{_END}",
            rf"{ago} ,? ?on {beside}{_END}",
        )
    )


def _judge(sheet: Sheet, row: Row, found: re.Match[str], beside: Slot, day: date) -> Contradiction | None:
    when = beside.quantity.when
    groups = found.groupdict()
    told = _told(row, groups, when, day) if when is not None else None
    if told is None or when is None or told.allows(when, day):
        return None
    others = (row.slot(groups["long"]),) if groups.get("long") else ()
    shown = others[0].span.of(sheet.text) + " " + groups["way"] if others else _shown(groups)
    said = beside.span.of(sheet.text)
    sum_ = f"{shown} is {told.name} in a draft of {wording.long_date(day)}, the draft says {said}"
    return Contradiction(beside, others, sum_, f"“{told.name}”, or another word than “{shown}”")


def _shown(groups: dict[str, str | None]) -> str:
    return groups.get("days") or " ".join(groups[name] or "" for name in ("step", "unit") if groups.get(name))


def _told(row: Row, groups: dict[str, str | None], when: When, day: date) -> Told | None:
    """The days that the relative words of a phrase mean; ``None`` where they leave that open."""
    if word := groups.get("days"):
        return _one(day + timedelta(days=int(tables("consistency")["day_words"][word])), when)
    if name := groups.get("long"):
        long = row.slot(name)
        length = _DAYS_OF.get(long.quantity.unit)
        if length is None or long.value is None or long.quantity.bound is not Bound.EXACT or when.year is not None:
            return None
        ahead = 1 if groups["way"] in ("from now", "hence") else -1
        if length > 1:  # weeks are counted to the nearest
            middle, near = day + ahead * timedelta(days=int(long.value * length)), timedelta(days=length // 2 + 1)
            return Told(middle - near, middle + near, wording.long_date(middle)) if when.day is not None else None
        return _one(day + ahead * timedelta(days=int(long.value)), when) if long.value == int(long.value) else None
    step = groups["step"] or ""
    if groups.get("unit") == "year":
        year = day.year + _STEPS[step]
        return Told(date(year, 1, 1), date(year, 12, 31), str(year)) if when.year is not None else None
    if groups.get("unit") == "month":
        return _month(day, _STEPS[step]) if when.month is not None else None
    if when.day is None or (groups.get("unit") is None and when.weekday is None):
        return None
    first, last = (day + timedelta(days=days) for days in _WEEKS[step])
    return Told(first, last, f"from {wording.long_date(first)} to {wording.long_date(last)}")


def _one(found: date, when: When) -> Told | None:
    """A single day; its weekday is named where the draft prints one."""
    name = wording.long_date(found)
    if when.weekday is not None:
        name = f"{wording.day_name(found)}, {name}"
    return Told(found, found, name) if when.day is not None or when.weekday is not None else None


def _month(day: date, step: int) -> Told:
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    first = date(year, month + 1, 1)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    name = " ".join(wording.long_date(first).split()[1:])
    return Told(first, after - timedelta(days=1), name)


def _key(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day

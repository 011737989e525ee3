"""Days, months and years told from the draft's own date: "yesterday, 12 March", "next month, in June"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from factcheck.consistency import weighing
from factcheck.consistency.phrases import Later, any_of, slot, words
from factcheck.consistency.relative_apart import apart
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.told_days import ago, differs, shown, told
from factcheck.consistency.weighing import Candidate
from factcheck.model import Kind

_QUOTES = Later(r"[\"“”‘]")
_NEXT_DATE = r"(?! (?:, |and |, and |or |to |until )+(?:in |on )?<(?:weekday|date|year):)"
_END = rf"(?= [,.;:)]|$| [-–—] ){_NEXT_DATE}"
_OPENS = r"(?:,|\(|[-–—])"
_COUNTED = Later(r"(?:^| )(?:ago|from|before|after|than|since|until|till|by)(?: (?:on|in))? $")
"""Words before "today" or "this month" that count from there to another day: "35 years ago this month"."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every date told with a relative word that means another; none where the draft's date is not known."""
    seen: set[int] = set()
    for wrong in (*_beside(sheet), *weighing.told("relative", candidates(sheet, likely=True))):
        if wrong.at.claim not in seen:
            seen.add(wrong.at.claim)
            yield wrong


def candidates(sheet: Sheet, *, likely: bool = False) -> Iterator[Candidate]:
    """Every date with each relative word near it that means another day, or only the `likely` ones."""
    if sheet.day is not None and 2 < sheet.day.year < 9998:
        yield from apart(sheet, sheet.day, likely=likely)


def _beside(sheet: Sheet) -> Iterator[Contradiction]:
    """The dates right beside a relative word."""
    day = sheet.day
    if day is None or not 2 < day.year < 9998 or sheet.kinds().isdisjoint((Kind.DATE, Kind.WEEKDAY, Kind.YEAR)):
        return
    for row in sheet.rows:
        if not any(slot.quantity.when is not None for slot in row.slots) or _QUOTES.search(row.shape):
            continue
        if not any_of("relative_words").is_in(row.shape):
            continue
        seen: set[int] = set()
        for found in (found for pattern in _patterns() for found in pattern.finditer(row.shape)):
            beside = row.slot(found["beside"])
            if (
                beside.claim in seen
                or _is_of_another_time(row, beside, day)
                or _COUNTED.search(row.shape[: found.start()])
            ):
                continue
            wrong = _judge(sheet, row, found, beside, day)
            if wrong is not None:
                seen.add(beside.claim)
                yield wrong


def _is_of_another_time(row: Row, beside: Slot, day: date) -> bool:
    """Whether somebody speaks on another day: beside a year long past."""
    years = [slot.quantity.when.year for slot in row.slots if slot.quantity.when is not None and slot is not beside]
    return any(year is not None and abs(year - day.year) > 1 for year in years)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A relative word and a date right beside each other, in either order."""
    beside, long = slot("beside", "date", "weekday", "year"), slot("long", "duration")
    ago = rf"{long} (?P<way>ago|from now|earlier|hence)"
    told = rf"(?:(?P<days>{words('day_words')})|(?P<step>last|this|next) (?P<unit>week|month|year)|{ago})"
    return tuple(
        re.compile(rf"(?<!\S){pattern}")
        for pattern in (
            rf"{told} {_OPENS} (?:on |in )?{beside}(?:{_END}| \))",
            rf"(?:on|in|for|of|by|until|,) {beside} (?:,|\() (?:(?:that is ,|i\.e\.|just|only) )?{told}{_END}",
            rf"(?P<step>last|this|next) {slot('beside', 'date')}",
        )
    )


def _judge(sheet: Sheet, row: Row, found: re.Match[str], beside: Slot, day: date) -> Contradiction | None:
    """The finding for a date `beside` the relative words that were `found` in a row."""
    when, groups = beside.quantity.when, found.groupdict()
    if when is None:
        return None
    long = row.slot(groups["long"]) if groups.get("long") else None
    days = told(groups, when, day) if long is None else ago(long, groups["way"], when, day)
    if days is None or days.allows(when, day):
        return None
    name = shown(groups) if long is None else f"{long.span.of(sheet.text)} {groups['way']}"
    return differs(sheet.text, day, beside, name, days, *([] if long is None else [long]))

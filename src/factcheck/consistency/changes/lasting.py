"""For how many years, months, weeks or days a rate goes on, by all that its sentences say of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations
from math import ceil

from factcheck.consistency.changes.rates import LENGTHS, Rate
from factcheck.consistency.moments import moments_of, today
from factcheck.consistency.phrases import Later, words
from factcheck.consistency.sheet import Row
from factcheck.model import Kind

_LONGEST = 60
"""Stretches that a rate is compounded over at most."""
_LONG = {"month": Decimal("30.44"), "week": Decimal(7), "day": Decimal(1)}
"""Days of each stretch."""
_NEAR = Decimal("0.1")
"""How much of a stretch more or less is none."""
_VAGUE = 15
"""Days that a month may be off which is named without a day: it is taken for its 15th."""
_LAST = 12 * 9999
"""The last month that a calendar has."""
_SINCE = Later(r" (?:since|than in|from|in|during|by) <")
_NOW = Later(r" (?:since|now|today) ")


def lasting(rows: Sequence[Row], rate: Rate, day: date | None) -> set[int]:
    """All whole numbers of a rate's stretch that the rows speak of."""
    found: set[int] = set()
    for row in rows:
        for slot in row.slots:
            if slot.quantity.kind is Kind.DURATION and slot.value is not None:
                many = slot.value * LENGTHS[rate.unit].get(slot.quantity.unit, 0)
                found |= {int(many)} if many == many.to_integral() else set()
        found |= {number * rate.every for number in _numbers(row)}
        for longer, times in LENGTHS[rate.unit].items():
            if times > 1 and re.search(
                rf" (?:a|the|last|past|full|over the|in a) {longer}(?:['’]s)? ", f" {row.shape}"
            ):
                found.add(times)
    if rate.unit == "week" and 4 in found:
        found.add(5)
    found |= _between_years(rows, day) if rate.unit == "year" else _between_dates(rows, rate.unit, day)
    return {n // rate.every for n in found if rate.every < n <= _LONGEST * rate.every and n % rate.every == 0}


def _between_years(rows: Sequence[Row], day: date | None) -> set[int]:
    """The years between any two that are named, and how many there are where each is."""
    named = sorted({year for row in rows for year in _named(row, day)})
    found = {last - first for first, last in combinations(named, 2)}
    if len(named) > 2 and named[-1] - named[0] == len(named) - 1:
        found.add(len(named))
    return found


def _named(row: Row, day: date | None) -> Iterator[int]:
    for slot in row.slots:
        when = slot.quantity.when
        if slot.quantity.kind in (Kind.YEAR, Kind.DATE) and when is not None and when.year is not None:
            yield when.year
            if day is not None and _SINCE.search(f" {row.shape}"):
                yield day.year


def _between_dates(rows: Sequence[Row], unit: str, day: date | None) -> set[int]:
    """The months, weeks or days between any two dates, or months of the year, that are named."""
    named = {moment for row in rows for moment in moments_of(row, day)} if unit in _LONG else set()
    now = today(day)
    if now is not None and any(_NOW.search(f" {row.shape} ") for row in rows):
        named.add(now)
    found: set[int] = set()
    for first, last in combinations(sorted(one for one in named if 12 < one < _LAST), 2):
        days = _days(last) - _days(first)
        vague = _VAGUE if unit != "month" and any(round(one % 1 * 31) == _VAGUE - 1 for one in (first, last)) else 0
        low, high = (days - vague) / _LONG[unit], (days + vague) / _LONG[unit]
        found |= set(range(int(low + _NEAR), min(ceil(high - _NEAR), 2 * _LONGEST) + 1))
    return found


def _days(moment: Decimal) -> int:
    """The day of a moment, which is counted in months, from the first of all."""
    months, day = int(moment) - 1, round(moment % 1 * 31)
    return date(months // 12, months % 12 + 1, 1).toordinal() + day


def _numbers(row: Row) -> Iterator[int]:
    """How many rises there were, or years told by what they have: "four such rises", "in five seasons"."""
    for found in _counted().finditer(f" {row.shape} "):
        yield int(row.slots[int(found["alone"] or found["of"])].value or 0)


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(
        r" (?:next|last|past|first|those|these) <count:(?P<alone>\d+)> (?=[,.;:]|years )"
        rf"| <count:(?P<of>\d+)> (?:(?:such|more|straight|successive|consecutive) )*(?:{words('yearly_counts')}) "
    )

"""Stretches of time as intervals of days: what a printed one can stand for, and what lies between two printed dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.sheet import Slot
from factcheck.extraction.units import convert
from factcheck.intervals import spaced
from factcheck.model import Bound, Interval, Period
from factcheck.periods import resolve

YEAR = Decimal("365.25")
"""Days in a year."""
_YEARS_OF = {"year": 1, "decade": 10, "century": 100}
_HALF, _ROUGH = Decimal("0.5"), Decimal("1.5")
"""Years by which a stretch of years may be off on top of its rounding; a multiple of five is often rough."""
_SHARE = Decimal("0.05")
"""How far a multiple of fifty years may be off, and of a century twice as far."""
_NEAR = {"day": 1, "week": 2, "fortnight": 3, "month": 15}
"""Days by which a stretch in a shorter unit may be off on top of its rounding: first and last day may both count."""


def lasting(slot: Slot) -> Interval | None:
    """What a printed stretch of time can stand for, in days, with the leeway of ordinary speech.

    ``None`` for hours and less. "More than" is open above, "less than" below.
    """
    unit, value = slot.quantity.unit, slot.value
    both = sums.ends(slot)
    if value is None or both is None:
        return None
    if unit in _YEARS_OF:
        low, high = (end * _YEARS_OF[unit] for end in both)
        more = _leeway(value * _YEARS_OF[unit], unit)
        if unit == "century":
            low = high = value * 100
        days = (low - more) * YEAR, (high + more) * YEAR
    elif unit in _NEAR:
        ends = [convert(end, unit, "day") for end in both]
        assert ends[0] is not None and ends[1] is not None
        near = _NEAR[unit] * (2 if unit == "day" and value % 5 == 0 else 1)
        days = ends[0] - near, ends[1] + near
    else:
        return None
    bound = slot.quantity.bound
    low_end = None if bound in (Bound.UNDER, Bound.UP_TO) else days[0]
    return Interval(low_end, None if bound in (Bound.OVER, Bound.AT_LEAST) else days[1])


def _leeway(years: Decimal, unit: str) -> Decimal:
    if unit == "century":
        return max(3 * Decimal(1), years * _SHARE * 2)
    if unit == "decade":
        return _HALF
    if years % 50 == 0:
        return max(_ROUGH, years * _SHARE)
    if years % 5:
        return _HALF
    return _ROUGH if years > 5 else 2 * _HALF


def days_of(slot: Slot, day: date | None) -> Period | None:
    """The days that a date or year means in a draft of `day`; ``None`` for a stretch with a loose end."""
    when = slot.quantity.when
    if when is None or when.until is not None:
        return None
    return resolve(when, day)


def ends_of(slot: Slot) -> tuple[Period, Period] | None:
    """The first and the last year of "1975-1990"."""
    when = slot.quantity.when
    if when is None or when.year is None or when.until is None or slot.quantity.unit != "year":
        return None
    first, last = (resolve(replace(when, year=year, until=None), None) for year in (when.year, when.until))
    return None if first is None or last is None else (first, last)


def between(start: Period, end: Period) -> Interval:
    """Days from `start` to `end`: the least and the most that they leave open."""
    return Interval(Decimal((end.start - start.end).days), Decimal((end.end - start.start).days))


def is_whole_year(period: Period) -> bool:
    """Whether the period is one calendar year and nothing closer was printed."""
    return (period.start.month, period.start.day, period.end) == (1, 1, date(period.start.year, 12, 31))


def told(start: Period, end: Period, unit: str) -> str:
    """What lies between two dates, in words and in a unit near `unit`: "12 years", "19 to 20 years", "14 days"."""
    if unit in ("day", "week", "fortnight"):
        gap = between(start, end)
        assert gap.low is not None and gap.high is not None
        return _many(int(gap.low), int(gap.high), "day")
    if unit == "month":
        first = _months(start.end, end.start)
        last = _months(start.start, end.end)
        return _many(first, last, "month")
    if is_whole_year(start) and is_whole_year(end):
        years = end.start.year - start.start.year
        return _many(years, years, "year")
    return _many(_years(start.end, end.start), _years(start.start, end.end), "year")


def _many(low: int, high: int, unit: str) -> str:
    low = max(low, 0)
    if low == high:
        return f"{spaced(Decimal(low))} {unit}{'' if low == 1 else 's'}"
    return f"{spaced(Decimal(low))} to {spaced(Decimal(high))} {unit}s"


def _years(start: date, end: date) -> int:
    """Completed years from `start` to `end`."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _months(start: date, end: date) -> int:
    """Completed months from `start` to `end`."""
    after = end + timedelta(days=1)
    return (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day)

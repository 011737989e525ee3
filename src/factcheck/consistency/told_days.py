"""What relative words for days, weeks, months and years mean in a draft of a known date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from factcheck import wording
from factcheck.consistency.sheet import Contradiction, Slot
from factcheck.model import Bound, When
from factcheck.tables import tables

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


def ago(long: Slot, way: str, when: When, day: date) -> Told | None:
    """The days that so many days or weeks ago or from now mean, weeks counted to the nearest."""
    length = _DAYS_OF.get(long.quantity.unit)
    if length is None or long.value is None or long.quantity.bound is not Bound.EXACT or when.year is not None:
        return None
    ahead = 1 if way in ("from now", "hence") else -1
    middle = day + ahead * timedelta(days=int(long.value * length))
    if length > 1:
        near = timedelta(days=length // 2 + 1)
        return Told(middle - near, middle + near, wording.long_date(middle)) if when.day is not None else None
    return one(middle, when) if long.value == int(long.value) else None


def told(groups: Mapping[str, str | None], when: When, day: date) -> Told | None:
    """The days that the relative words of a phrase mean; ``None`` where they leave that open."""
    if word := groups.get("days"):
        return one(day + timedelta(days=int(tables("consistency")["day_words"][word])), when)
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


def one(found: date, when: When) -> Told | None:
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


def shown(groups: Mapping[str, str | None]) -> str:
    """The relative words that a pattern found, as the draft prints them."""
    return groups.get("days") or groups.get("weekday") or " ".join(filter(None, map(groups.get, ("step", "unit"))))


def differs(text: str, day: date, at: Slot, name: str, days: Told, *others: Slot) -> Contradiction:
    """The finding for a date that is not in the `days` that the words `name` mean."""
    sum_ = f"{name} is {days.name} in a draft of {wording.long_date(day)}, the draft says {at.span.of(text)}"
    return Contradiction(at, others, sum_, f"“{days.name}”, or another word than “{name}”")

"""What relative words for days, weeks, months and years mean in a draft of a known date."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from factcheck import wording
from factcheck.consistency.sheet import Contradiction, Slot
from factcheck.model import When

_SUNDAY = 6
_STEPS = {"last": -1, "this": 0, "next": 1}
_NEAR_WEEK, _NEAR_MONTH, _NEAR_YEAR = 4, 12, 60
"""Days that a date is off "a week ago", or so many months or years ago, at most, with those that each of them adds."""
_MORE_MONTHS, _MORE_YEARS = 4, 60


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


def counted(many: int, unit: str, when: When, day: date, *, exact: bool = False) -> Told | None:
    """The days that so many days, weeks, months or years after `day` mean, or before it if less than 0.

    Days are counted exactly, and what is longer loosely unless it is `exact`: "a month ago today".
    """
    if unit in ("day", "night"):
        first = day + timedelta(days=many)
        return one(first, when) if unit == "day" else _some(first, first + timedelta(days=1), when)
    if unit in ("week", "fortnight"):
        near, middle = _NEAR_WEEK, day + timedelta(days=many * (7 if unit == "week" else 14))
    elif unit == "month":
        near, middle = _NEAR_MONTH + _MORE_MONTHS * abs(many), _months_on(day, many)
    else:
        near, middle = _NEAR_YEAR + _MORE_YEARS * abs(many), _months_on(day, many * 12)
    if when.day is None and unit in ("week", "fortnight"):
        return one(middle, when) if exact else None
    if when.year is None and unit == "year":
        return None
    around = timedelta(days=0 if exact else near)
    return Told(middle - around, middle + around, wording.long_date(middle))


def _months_on(day: date, many: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + many, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def stepped(step: str, unit: str, when: When, day: date) -> Told | None:
    """The days that "last", "this" or "next" with a week, weekend, month or year mean; ``None`` where that is open."""
    if unit == "year":
        year = day.year + _STEPS[step]
        return Told(date(year, 1, 1), date(year, 12, 31), str(year)) if when.year is not None else None
    if unit == "month":
        first = _months_on(day.replace(day=1), _STEPS[step])
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return Told(first, last, " ".join(wording.long_date(first).split()[1:])) if when.month is not None else None
    sunday = day - timedelta(days=day.weekday() + 1)
    if unit == "weekend":
        return _some(*_weekend(step, day), when)
    week = timedelta(days=7)
    ends = {
        "last": (sunday - week, day - timedelta(days=1)),
        "this": (min(sunday, day - timedelta(days=6)), max(sunday + week, day + timedelta(days=6))),
        "next": (sunday + week, day + 2 * week),
    }
    return _some(*ends[step], when) if when.day is not None else None


def _weekend(step: str, day: date) -> tuple[date, date]:
    """From the Friday to the Monday of all weekends that may be meant."""
    saturday = day + timedelta(days=5 - day.weekday())
    week = timedelta(days=7)
    first = saturday - week if step == "last" or (step == "this" and day.weekday() < 2) else saturday
    last = {"last": saturday - week, "this": saturday, "next": saturday + week}[step]
    return first - timedelta(days=1), last + timedelta(days=2)


def _some(first: date, last: date, when: When) -> Told | None:
    if when.day is None and when.weekday is None:
        return None
    return Told(first, last, f"from {wording.long_date(first)} to {wording.long_date(last)}")


def weekdays_meant(weekday: int, step: str | None, day: date) -> list[date]:
    """The days that a weekday can mean, the likeliest first: of the weeks before and after, or as "last" or "next"."""
    behind, ahead = (day.weekday() - weekday) % 7, (weekday - day.weekday()) % 7
    past, future = day - timedelta(days=behind), day + timedelta(days=ahead)
    week = timedelta(days=7)
    if step == "last":
        past = past if behind else past - week
        return [past, past - week] if past.weekday() < day.weekday() else [past]
    if step == "next":
        future = future if ahead else future + week
        return [future, future + week] if future.weekday() > day.weekday() or day.weekday() == _SUNDAY else [future]
    if step == "this":
        return [future, past]
    return [past, *([past - week] if not behind else []), future if ahead else future + week]


def one(found: date, when: When) -> Told | None:
    """A single day; its weekday is named where the draft prints one."""
    name = wording.long_date(found)
    if when.weekday is not None:
        name = f"{wording.day_name(found)}, {name}"
    return Told(found, found, name) if when.day is not None or when.weekday is not None else None


def _key(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def differs(text: str, day: date, at: Slot, name: str, days: Told, *others: Slot) -> Contradiction:
    """The finding for a date that is not in the `days` that the words `name` mean."""
    sum_ = f"{name} is {days.name} in a draft of {wording.long_date(day)}, the draft says {at.span.of(text)}"
    return Contradiction(at, others, sum_, f"“{days.name}”, or another word than “{name}”")

"""Whether an age is that of somebody born on a day, and what is told where it is not."""

from __future__ import annotations

from datetime import date

from factcheck.consistency import sums
from factcheck.consistency.gaps import TODAY
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.timeline import Point
from factcheck.consistency.windows import Window
from factcheck.model import Bound, Period
from factcheck.wording import long_date

_LEEWAY = 1
"""Years by which an age may be off where its day is not sure: it was told a sentence away, or of another day."""


def fits(slot: Slot, birth: Point, at: Period) -> bool:
    """Whether an age is that of somebody born then, at a time, or nearly."""
    youngest, oldest = _years(birth.days.end, at.start), _years(birth.days.start, at.end)
    both = sums.ends(slot)
    if both is None or slot.value is None or oldest < 0:
        return False
    low, high = (slot.value, slot.value) if slot.quantity.bound is Bound.EXACT else both
    return low <= oldest + _LEEWAY and high >= youngest - _LEEWAY


def _years(start: date, day: date) -> int:
    """Completed years from `start` to `day`."""
    return day.year - start.year - ((day.month, day.day) < (start.month, start.day))


def clash(sheet: Sheet, window: Window, number: int, birth: Point, then: Point) -> Contradiction:
    """That an age is not that of somebody born on a day, on the day that it is told for."""
    slot, born, at = window.slots[number], window.slots[birth.number], then.days
    assert slot.value is not None
    youngest, oldest = _years(birth.days.end, at.start), _years(birth.days.start, at.end)
    either = f"{oldest}" if oldest == youngest else f"{youngest} to {oldest}"
    said, printed = slot.span.of(sheet.text), born.span.of(sheet.text)
    when = long_date(at.start) if at.start == at.end else str(at.start.year)
    sum_ = f"born {printed} is {either} {'on' if at.start == at.end else 'in'} {when}, the draft says {said}"
    years = at.start.year - int(slot.value)
    others = (born,) if then.number == TODAY else (born, window.slots[then.number])
    return Contradiction(slot, others, sum_, f"“{either}”, or born in {years - 1} or {years}")

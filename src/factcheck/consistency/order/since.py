"""Whether another time lies within that of a superlative: "the worst since 2010", "the lowest in 30 years"."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.consistency.order.standings import Standing
from factcheck.consistency.phrases import SLOT
from factcheck.consistency.sheet import Slot
from factcheck.model import Kind

_YEARS = {"year": Decimal(1), "decade": Decimal(10), "century": Decimal(100)}


def is_bound(standing: Standing) -> bool:
    """Whether a superlative holds for some time only."""
    return standing.behind.endswith(">")


def is_within(day: date | None, first: Standing, second: Standing) -> bool:
    """Whether the sentence of the second figure tells one year, and the superlative of the first holds for it."""
    bound = SLOT.search(first.behind)
    start = _year(first.row.slots[int(bound[2])], day) if bound is not None else None
    told = [year for slot in second.row.slots if (year := _year(slot, day)) is not None]
    return start is not None and len(told) == 1 and start < told[0] and (day is None or told[0] < day.year)


def _year(slot: Slot, day: date | None) -> Decimal | None:
    """The year of a date, or that which lies so many years before the draft's day: "in 30 years", "four years ago"."""
    when, unit = slot.quantity.when, slot.quantity.unit
    if slot.quantity.kind is Kind.DURATION and unit in _YEARS and day is not None and slot.value is not None:
        return day.year - slot.value * _YEARS[unit]
    if slot.quantity.kind not in (Kind.YEAR, Kind.DATE):
        return None
    return Decimal(when.year) if when is not None and when.year is not None else slot.value

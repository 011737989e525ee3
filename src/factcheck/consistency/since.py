"""Whether another time lies within that of a superlative: "the worst since 2010", "the lowest in 30 years"."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Row, Slot
from factcheck.consistency.standings import Standing
from factcheck.model import Kind

_BOUND = Later(r"(?<!\S)(?:(?P<since>since)|in|for|over)(?: [a-z]+){0,2} (?P<slot><[a-z]+:\d+>)$")
_AGO = Later(r"(<duration:\d+>) (?:ago|earlier)")
_YEARS = {"year": Decimal(1), "decade": Decimal(10), "century": Decimal(100)}


def is_bound(standing: Standing) -> bool:
    """Whether a superlative holds for some time only."""
    return standing.behind.endswith(">")


def is_within(day: date | None, first: Standing, second: Standing) -> bool:
    """Whether the sentence of the second figure tells one year, and the superlative of the first holds for it."""
    bound = _BOUND.search(first.behind)
    start = _start(first.row.slot(bound["slot"]), day) if bound is not None else None
    years = _years_told(second.row, day)
    return start is not None and len(years) == 1 and start < years[0] and (day is None or years[0] < day.year)


def _start(slot: Slot, day: date | None) -> Decimal | None:
    """The year since which it holds, two more for what is only counted in years."""
    if slot.quantity.kind is not Kind.DURATION:
        return _year(slot)
    back = _back(slot)
    return day.year - back + 2 if back is not None and day is not None else None


def _years_told(row: Row, day: date | None) -> list[Decimal]:
    told = [_year(slot) for slot in row.slots if slot.quantity.kind in (Kind.YEAR, Kind.DATE)]
    back = [_back(row.slot(found[1])) for found in _AGO.finditer(row.shape)]
    told += [day.year - years for years in back if years is not None and day is not None]
    return [year for year in told if year is not None]


def _year(slot: Slot) -> Decimal | None:
    when = slot.quantity.when
    return Decimal(when.year) if when is not None and when.year is not None else slot.value


def _back(slot: Slot) -> Decimal | None:
    unit = _YEARS.get(slot.quantity.unit)
    return slot.value * unit if unit is not None and slot.value is not None else None

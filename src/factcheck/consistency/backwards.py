"""A range or a span of time whose end is before its beginning: "between 50 and 30", "from 2010 to 2005"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency.phrases import any_of, slot
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.model import Kind

_LEVEL = ("money", "count", "measure", "percent", "duration", "points")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every range that runs backwards."""
    for row in sheet.rows:
        if len(row.slots) < 2 or any_of("no_range").search(row.shape):
            continue
        for pattern in _patterns():
            for found in pattern.finditer(row.shape):
                first, second = row.slot(found["first"]), row.slot(found["second"])
                low, high = _value(first), _value(second)
                if low is not None and high is not None and low > high and _are_alike(first, second):
                    said = first.span.of(sheet.text), second.span.of(sheet.text)
                    sum_ = f"{said[0]} is more than {said[1]}"
                    if first.quantity.when is not None:
                        sum_ = f"{said[0]} is later than {said[1]}"
                    yield Contradiction(
                        second, (first,), sum_, f"the two the other way round, or another than {said[1]}"
                    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    moved = r"(?<!down )(?<!up )(?<!(?:fell|rose|grew) )(?<!dropped )"
    first, second = slot("first", *_LEVEL), slot("second", *_LEVEL)
    year, later = slot("first", "year"), slot("second", "year")
    day, end = slot("first", "date"), slot("second", "date")
    return tuple(
        re.compile(rf"(?<!\S){pattern}(?!\S)")
        for pattern in (
            rf"between {first} and {second}",
            rf"between {year} and {later}",
            rf"{moved}from {year} (?:to|until|till) {later}(?! points| prices| levels)",
            rf"(?:run|runs|ran|open|lasts?) from {day} (?:to|until) {end}",
            r"aged (?P<first><(?:age|count):\d+>) to (?P<second><(?:age|count):\d+>)",
        )
    )


def _are_alike(first: Slot, second: Slot) -> bool:
    """Whether both are of one kind and unit; the first may leave its unit to the second: "between 30 and 20 metres"."""
    one, two = first.quantity, second.quantity
    if Kind.AGE in (one.kind, two.kind) or one.when is not None:
        return True
    bare = one.kind is Kind.COUNT and not one.counted
    return (one.kind is two.kind and one.unit == two.unit) or (
        bare and two.kind in (Kind.MEASURE, Kind.DURATION, Kind.MONEY)
    )


def _value(end: Slot) -> Decimal | None:
    when = end.quantity.when
    if when is None:
        return end.value
    if when.month is None:
        return Decimal(when.year) if when.year is not None else None
    return Decimal((when.year or 0) * 372 + when.month * 31 + (when.day or 0))

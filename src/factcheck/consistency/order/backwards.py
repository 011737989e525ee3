"""A range or a span of time whose end is before its beginning: "between 50 and 30", "from 2010 to 2005"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency.order.ended import ended, is_order_known, values
from factcheck.consistency.order.extremes import KINDS, are_alike, is_backwards, told
from factcheck.consistency.order.moved_back import moved_back
from factcheck.consistency.phrases import Later, any_of, slot, words, words_of
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.model import Kind

_A_DAY = 3
_NOON = 12
_BEFORE_CHRIST = Later(r" (?:bc|bce|b\.c\.) ")
_LEVEL = tuple(kind.value for kind in KINDS)
_JOINS = frozenset(("between", "to", "until", "till"))
_SECOND = (" and <", " to <", " until <", " till <")
"""What stands before the end of a range."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every range that runs backwards."""
    yield from ended(sheet)
    yield from is_backwards(sheet)
    yield from moved_back(sheet)
    for row in sheet.rows:
        if len(row.slots) > 1:
            joined_ = not _JOINS.isdisjoint(words_of(row.shape)) and any(join in row.shape for join in _SECOND)
            if joined_ and not any_of("no_range").is_in(row.shape):
                yield from _ranges(sheet, row)


def _ranges(sheet: Sheet, row: Row) -> Iterator[Contradiction]:
    """What one sentence gives as a range: "between 50 and 30", "from 2010 to 2005", "aged 14 to 9"."""
    for pattern in _patterns():
        for found in pattern.finditer(row.shape):
            first, second = row.slot(found["first"]), row.slot(found["second"])
            ends = values(first, second)
            if ends is None or not ends[0] > ends[1] >= 0 or not _are_of_one_range(first, second):
                continue
            if _may_be_hours(first, second) or _BEFORE_CHRIST.match(row.shape, found.end()):
                continue
            dated = first.quantity.kind is Kind.DATE
            if dated and (not is_order_known(first, second) or _is_a_year(*ends, first)):
                continue
            yield told(sheet, first, second, "later" if first.quantity.when is not None else "more")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    moved = r"(?<!down )(?<!up )(?<!(?:fell|rose|grew) )(?<!dropped )"
    first, second = slot("first", *_LEVEL), slot("second", *_LEVEL)
    wide = slot("first", *(kind for kind in _LEVEL if kind != "count"))
    year, later = slot("first", "year"), slot("second", "year")
    day, end = slot("first", "date"), slot("second", "date")
    money, dear = slot("first", "money"), slot("second", "money")
    ranges = "(?<!its )(?<!the )(?<!their )(?<!a )rang(?:e|es|ed|ing)"
    opened = "run|runs|ran|open|lasts?|held|closed|shut|showing|scheduled"
    to = "(?:to |and |(?<=> ))"
    aged = r"<(?:age|count):\d+>"
    aside = "(?: , [^,<]{3,60} ,)?"
    unit = slot("second", "measure", "duration")
    return tuple(
        re.compile(rf"(?<!\S){pattern}(?!\S)")
        for pattern in (
            rf"between (?:the ages of )?{first}{aside} and {slot('second', *_LEVEL, 'age')}",
            rf"between {slot('first', 'ratio')} and {slot('second', 'ratio')}",
            rf"between (?:the years |the years of )?{year}{aside} and {later}",
            rf"between {day} and {end}",
            rf"(?:{ranges}|{words('steady')}) from {first}(?: [a-z]+){{0,4}} (?:(?:up )?to |(?<=> )){second}",
            rf"(?:{words('on_sale')}) (?:cost|are|start|go|run|sell|begin)(?: at| for)? from {money} (?:up )?to {dear}",
            rf"(?:{words('runs_from')}) from {wide} (?:to |(?<=> )){second}(?! (?:in|for|at|on) )",
            rf"{moved}from {year}{aside} (?:to|until|till) {later}(?! points| prices| levels)",
            rf"(?:(?:{opened}) |(?<!\. ))from {day} (?:to|until|till) {end}",
            rf"(?:{words('steady_at')}) {first} to {unit}",
            rf"{second}{aside} down to {first}",
            rf"(?:aged|ages|ages of) (?:from |between )?(?P<first>{aged}){aside} {to}(?P<second>{aged})",
        )
    )


def _are_of_one_range(first: Slot, second: Slot) -> bool:
    """Whether both are of one kind; a first end leaves "per cent" to the second."""
    kinds = first.quantity.kind, second.quantity.kind
    return are_alike(first, second) or (kinds == (Kind.COUNT, Kind.PERCENT) and not first.quantity.counted)


def _may_be_hours(first: Slot, second: Slot) -> bool:
    """Whether two bare numbers can be hours of the day: "open between eight and five"."""
    bare = all(one.quantity.kind is Kind.COUNT and not one.quantity.counted for one in (first, second))
    return bare and (first.value or 0) <= _NOON


def _is_a_year(start: Decimal, end: Decimal, first: Slot) -> bool:
    """Whether an end is right before the day of the beginning: the days are a year apart."""
    when = first.quantity.when
    return when is not None and when.year is None and 0 < start - end <= _A_DAY

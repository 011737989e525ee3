"""A range or a span of time whose end is before its beginning: "between 50 and 30", "from 2010 to 2005"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from factcheck.consistency.bonds import nouns_in
from factcheck.consistency.kin import are_kin
from factcheck.consistency.order.extremes import KINDS, are_alike, is_backwards, told, windows_with
from factcheck.consistency.order.moved_back import moved_back
from factcheck.consistency.phrases import Later, any_of, rarest, slot, words, words_of
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.windows import Window
from factcheck.model import Kind

_HALF_YEAR, _A_DAY = 2, 3
_GOES_ON = Later(r"(?:it|its|he|she|they|their|his|her|that|which|by|on|work|construction|once|when) |(?P<what>the) ")
_WORK = Later(r" (?:work|works|building|construction|repairs|digging) ")
_AWAY = Later(r" (?:left|retired|resigned|removed|released|withdrawn) (?:the|a|an|his|her|its|their|from|as) ")
_DONE = Later(r" (?:complete|completed|finished|finish) ")
_OPENED = Later(r" (?:open|opens|opened|launched|inaugurated|sale) ")
"""What may come after the work on a thing is done."""
_HAD = Later(r" (?:had|having) ")
_OF_ANOTHER = Later(
    r" (?:after|when|since|because|as|where|once|while|following|who|whose) (?!it |they |he |she |that |which )"
)
_BEFORE_CHRIST = Later(r" (?:bc|bce|b\.c\.) ")
_LEVEL = tuple(kind.value for kind in KINDS)
_JOINS = frozenset(("between", "to", "until", "till"))
_SECOND = (" and <", " to <", " until <", " till <")
"""What stands before the end of a range."""
_DATED = (Kind.YEAR, Kind.DATE, Kind.PERIOD)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every range that runs backwards."""
    if sum(claim.quantity.kind in _DATED for claim in sheet.claims) > 1:
        yield from _ended(sheet)
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
            values = _values(first, second)
            if values is None or not values[0] > values[1] >= 0 or not _are_of_one_range(first, second):
                continue
            if _BEFORE_CHRIST.match(row.shape, found.end()):
                continue
            dated = first.quantity.kind is Kind.DATE
            if dated and (not _is_order_known(first, second) or _is_a_year(*values, first)):
                continue
            yield told(sheet, first, second, "later" if first.quantity.when is not None else "more")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    moved = r"(?<!down )(?<!up )(?<!(?:fell|rose|grew) )(?<!dropped )"
    first, second = slot("first", *_LEVEL), slot("second", *_LEVEL)
    wide = slot("first", *(kind for kind in _LEVEL if kind != "count"))
    year, later = slot("first", "year"), slot("second", "year")
    day, end = slot("first", "date"), slot("second", "date")
    ranges = "(?<!its )(?<!the )(?<!their )(?<!a )rang(?:e|es|ed|ing)"
    opened = "run|runs|ran|open|lasts?|held|closed|shut|showing|scheduled"
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
            rf"(?:{ranges}|{words('steady')}) from {first}(?: [a-z]+){{0,4}} (?:to |(?<=> )){second}",
            rf"(?:{words('runs_from')}) from {wide} (?:to |(?<=> )){second}(?! (?:in|for|at|on) )",
            rf"{moved}from {year}{aside} (?:to|until|till) {later}(?! points| prices| levels)",
            rf"(?:(?:{opened}) |(?<!\. ))from {day} (?:to|until|till) {end}",
            rf"(?:{words('steady_at')}) {first} to {unit}",
            rf"{second}{aside} down to {first}",
            rf"(?:aged|ages|ages of) (?:from |between )?(?P<first>{aged}){aside} (?:to |and |(?<=> ))(?P<second>{aged})",
        )
    )


def _are_of_one_range(first: Slot, second: Slot) -> bool:
    """Whether both are of one kind; a first end leaves "per cent" to the second."""
    kinds = first.quantity.kind, second.quantity.kind
    return are_alike(first, second) or (kinds == (Kind.COUNT, Kind.PERCENT) and not first.quantity.counted)


def _values(first: Slot, second: Slot) -> tuple[Decimal, Decimal] | None:
    """Both figures, days as numbers in order; a year that only one of two days has is that of both."""
    one, two = first.quantity.when, second.quantity.when
    if one is None or two is None:
        return (first.value, second.value) if first.value is not None and second.value is not None else None
    if one.month is None or two.month is None:
        return (Decimal(one.year), Decimal(two.year)) if one.year and two.year else None
    years = (one.year, two.year) if one.year and two.year else (0, 0)
    days = [year * 372 + (when.month or 0) * 31 + (when.day or 0) for year, when in zip(years, (one, two), strict=True)]
    return Decimal(days[0]), Decimal(days[1])


def _is_order_known(first: Slot, second: Slot) -> bool:
    """Whether two days are surely of one year: both with it, or less than half a year apart."""
    one, two = first.quantity.when, second.quantity.when
    if one is None or two is None or (one.year is not None and two.year is not None):
        return True
    return one.month is not None and two.month is not None and one.month - two.month < _HALF_YEAR


def _is_a_year(start: Decimal, end: Decimal, first: Slot) -> bool:
    """Whether an end is right before the day of the beginning: the days are a year apart."""
    when = first.quantity.when
    return when is not None and when.year is None and 0 < start - end <= _A_DAY


def _ended(sheet: Sheet) -> Iterator[Contradiction]:
    """An end before the beginning: "began in 1988, ended in 1974"."""
    if any(rarest(name).isdisjoint(sheet.words()) for name in ("begins", "finishes")):
        return
    for window in windows_with(sheet, _DATED, "begins", "finishes"):
        dated = [number for number, one in enumerate(window.slots) if one.quantity.kind in _DATED]
        for pair in pairwise(dated):
            verbs = [_verb(window, dated, number) for number in pair]
            if pair[0] not in window.home or set(verbs) != {"begins", "finishes"}:
                continue
            first, second = pair if verbs[0] == "begins" else pair[::-1]
            start, end = window.slots[first], window.slots[second]
            values = _values(start, end)
            if values is None or values[0] <= values[1] or not _is_order_known(start, end):
                continue
            if any_of("another_span").is_in(window.shape) or _is_of_another(window, *pair):
                continue
            if (first > second) == (_HAD.search(window.between(*pair)) is not None):
                yield told(sheet, start, end, "later")


def _is_of_another(window: Window, first: int, second: int) -> bool:
    """Whether the second of two dates may be of something else than the first."""
    between = window.between(first, second)
    if _DONE.search(between) and _OPENED.search(window.before(first) + " "):
        return True
    if window.order(first) == window.order(second):
        return _OF_ANOTHER.search(between) is not None
    opening = window.sentence(second).lstrip()
    goes_on = _GOES_ON.match(opening)
    if goes_on is None or goes_on["what"] is None:
        return goes_on is None or _AWAY.search(between) is not None
    told_of = window.sentence(first)
    return not _WORK.search(told_of) and not are_kin(nouns_in(opening[goes_on.end() :]), told_of.split())


def _verb(window: Window, dated: Sequence[int], number: int) -> str:
    """Whether the last of the verbs right before a date is one of beginning, or of ending."""
    before = window.before(number)
    earlier = [f":{one}>" for one in dated if one < number and f":{one}>" in before]
    said = before.rpartition(earlier[-1])[2] if earlier else before
    found = [(hit.end(), name) for name in ("begins", "finishes") for hit in any_of(name).finditer(said)]
    return max(found)[1] if found else ""

"""A range or a span of time whose end is before its beginning: "between 50 and 30", "from 2010 to 2005"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise

from factcheck.consistency.phrases import Later, any_of, rarest, slot, words
from factcheck.consistency.reading import BARE, Figure, figures, neighbours
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.model import Kind

_HALF_YEAR = 6
_A_DAY = 3
_HEDGE = Later(r"[a-z ]+(?=\D?\d|[a-z]+\Z)")
_RANKED = Later(r" (?:top|bottom|best|leading|first|last) $")
_TOP_TEN = Later(r" (?:top|bottom|best|worst) (?:two|three|four|five|six|ten|\d+) (?:[a-z]+ )*$")
_GOES_ON = Later(r"(?:it|its|he|she|they|the|their|his|her|that|which|by|on|work|construction) ")
_WAY = Later(r"^(?: an? [a-z]+| [a-z]+)? (up|down) to (?=\D?\d|$)")
_LEVEL = ("money", "count", "measure", "percent", "duration", "points")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every range that runs backwards."""
    yield from _labelled(sheet)
    yield from _ended(sheet)
    yield from _turned(sheet)
    for row in sheet.rows:
        if len(row.slots) < 2 or any_of("no_range").search(row.shape):
            continue
        for pattern in _patterns():
            for found in pattern.finditer(row.shape):
                first, second = row.slot(found["first"]), row.slot(found["second"])
                low, high = _value(first), _value(second)
                if low is not None and high is not None and low > high >= 0 and _are_alike(first, second):
                    if first.quantity.kind is Kind.DATE and (
                        not _is_order_known(first, second) or _is_a_year(low, high, first)
                    ):
                        continue
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
    filled = slot("second", "measure", "duration")
    year, later = slot("first", "year"), slot("second", "year")
    day, end = slot("first", "date"), slot("second", "date")
    return tuple(
        re.compile(rf"(?<!\S){pattern}(?!\S)")
        for pattern in (
            rf"between {first} and {second}",
            rf"between {slot('first', 'ratio')} and {slot('second', 'ratio')}",
            rf"between {year} and {later}",
            rf"(?:rang(?:e|es|ed|ing)|vary|varies|varied|anywhere) from {first} to {second}",
            rf"{moved}from {year} (?:to|until|till) {later}(?! points| prices| levels)",
            rf"(?:run|runs|ran|open|lasts?|held|closed|shut|showing|scheduled) from {day} (?:to|until) {end}",
            rf"from {day} (?:until|till) {end}",
            rf"(?<!. )from {day} to {end}",
            rf"(?:at|takes?|taking|lasts?|lasting|weighs?|weighing|measuring) {first} to {filled}",
            r"aged (?:from )?(?P<first><(?:age|count):\d+>) to (?P<second><(?:age|count):\d+>)",
            r"aged between (?P<first><(?:age|count):\d+>) and (?P<second><(?:age|count):\d+>)",
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


def _labelled(sheet: Sheet) -> Iterator[Contradiction]:
    """A lowest figure above the highest: "a low of 24 degrees, a high of 17"."""
    if any(rarest(name).isdisjoint(sheet.words()) for name in ("low_end", "high_end")):
        return
    line = figures(sheet)
    for low in line:
        if low.slot is None or not _is_end(low, "low_end"):
            continue
        around = neighbours(line, low)
        near = [one for one in around if one.slot and _is_end(one, "high_end")]
        rivals = [one for one in around if _is_end(one, "low_end")]
        if len(near) != 1 or rivals or near[0].slot is None or low.slot is None:
            continue
        least, most = low, near[0]
        if most.slot is not None and least.low > most.high and _is_range(least, most):
            sum_ = f"the least, {least.said}, is more than the most, {most.said}"
            fix = f"the two the other way round, or another than {most.said}"
            yield Contradiction(most.slot, (low.slot,), sum_, fix)


@cache
def _ends(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before such an end of a range, and what after it."""
    words_ = words(name)
    of = r"(?: of (?:the|them|all|these)(?: [a-z]+)?)?(?: , [^,]{1,40} ,)?"
    before = re.compile(rf" (?:{words_})(?: [a-z]+)?{of}(?: (?:{words('end_links')}))* $")
    after = re.compile(rf"^ (?:[a-z]+ )?at (?:the )?(?:{words_}) ")
    return before, after


def _is_end(one: Figure, name: str) -> bool:
    before, after = _ends(name)
    if _RANKED.search(one.before) and one.kind in ("count", BARE) and not one.counted:
        return False  # "the top 20"
    if _TOP_TEN.search(one.head):
        return False
    hedge = _HEDGE.match(one.said.lower())
    said = one.head + (hedge[0] if hedge is not None else "")
    return before.search(said) is not None or after.match(one.after) is not None


def _is_range(low: Figure, high: Figure) -> bool:
    """Whether both are of one thing: of a kind and unit, and not each of its own place or time."""
    if (re.match("at least|no (?:less|fewer)", low.said.lower()) is None) != (
        re.match("at most|no more|up to", high.said.lower()) is None
    ):
        return False  # at least so many, and the largest of them
    bare = [one for one in (low, high) if one.kind == "count" and not one.counted]
    if not bare and (low.kind != high.kind or low.unit != high.unit or low.counted != high.counted):
        return False
    return not all(re.match(r"^ (?:[a-z]+ )?(?:in|on|for|at) ", one.after) for one in (low, high))


def _ended(sheet: Sheet) -> Iterator[Contradiction]:
    """An end before the beginning: "began in 1988, ended in 1974"."""
    for number in range(len(sheet.rows)):
        rows = sheet.around(number, after=1)
        row, follows = rows[0], rows[1] if len(rows) > 1 else None
        dated = [one for one in row.slots if one.quantity.kind in (Kind.YEAR, Kind.DATE)]
        for n, start in enumerate(dated):
            later = [(row, one) for one in dated[n + 1 : n + 2]]
            if follows is not None and n == len(dated) - 1 and _GOES_ON.match(follows.shape):
                last = [one for one in follows.slots if one.quantity.kind in (Kind.YEAR, Kind.DATE)]
                later += [(follows, one) for one in last[:1]]
            for other, end in later:
                if _is_backwards(row, start, other, end):
                    said = start.span.of(sheet.text), end.span.of(sheet.text)
                    sum_ = f"the end, {said[1]}, is before the beginning, {said[0]}"
                    yield Contradiction(end, (start,), sum_, f"another than {said[1]}, or than {said[0]}")


def _is_backwards(row: Row, start: Slot, other: Row, end: Slot) -> bool:
    """Whether the first is said to be a beginning and the second its end, and is later."""
    if start.quantity.kind is not end.quantity.kind or any_of("another_span").search(f"{row.shape} {other.shape}"):
        return False
    low, high = _value(start), _value(end)
    if low is None or high is None or low <= high or not _is_order_known(start, end):
        return False
    if _verb(row, start, "begins") and _verb(other, end, "finishes"):
        return True
    between = row.shape.partition(f":{row.slots.index(start)}>")[2].partition("<")[0]
    joined = re.fullmatch(rf" ,? ?and (?:was |were |then )*(?:{words('comes_out')}) (?:on |in )", between)
    return row is other and joined is not None and _verb(row, start, "goes_in")


def _verb(row: Row, at: Slot, name: str) -> bool:
    """Whether the last of the verbs right before a date is one of beginning, or of ending."""
    before = row.shape.partition(f":{row.slots.index(at)}>")[0].rpartition("<")[0]
    before = re.split(r"<(?:year|date):\d+>", before)[-1]
    found = [
        (hit.end(), kind)
        for kind in ("begins", "finishes", "goes_in", "comes_out")
        for hit in any_of(kind).finditer(before)
    ]
    return bool(found) and max(found)[1] == name


def _turned(sheet: Sheet) -> Iterator[Contradiction]:
    """A way up that goes down, or down that goes up: "from 90 up to 75", "70 down to 90"."""
    for row in sheet.rows:
        for first, second in pairwise(row.slots):
            between = row.shape.partition(f":{row.slots.index(first)}>")[2].partition("<")[0]
            way = _WAY.search(f"{between}{second.quantity.text.lower()}")
            if way is None or first.value is None or second.value is None or not _are_alike(first, second):
                continue
            up = way[1] == "up"
            if first.value > second.value if up else first.value < second.value:
                said = first.span.of(sheet.text), second.span.of(sheet.text)
                sum_ = f"{said[0]} is {'more' if up else 'less'} than {said[1]}"
                yield Contradiction(second, (first,), sum_, f"the two the other way round, or another than {said[1]}")

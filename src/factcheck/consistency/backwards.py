"""A range or a span of time whose end is before its beginning: "between 50 and 30", "from 2010 to 2005"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise

from factcheck.consistency.bonds import nouns_in
from factcheck.consistency.kin import are_kin
from factcheck.consistency.phrases import Later, any_of, rarest, slot, words_of
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.windows import Window, joined
from factcheck.model import Bound, Kind

_HALF_YEAR, _A_DAY = 6, 3
_REACH, _NEAR = 12, 6
"""Words between what makes a figure an end of a range and the figure, before it and behind."""
_GOES_ON = Later(r"(?:it|its|he|she|they|the|their|his|her|that|which|by|on|work|construction) ")
_BEFORE_CHRIST = Later(r" (?:bc|bce|b\.c\.) ")
_KINDS = (Kind.MONEY, Kind.COUNT, Kind.MEASURE, Kind.PERCENT, Kind.DURATION, Kind.POINTS)
_LEVEL = tuple(kind.value for kind in _KINDS)
_JOINS = frozenset(("between", "to", "until", "till"))
_SECOND = (" and <", " to <", " until <", " till <")
"""What stands before the end of a range."""
_DATED = (Kind.YEAR, Kind.DATE)
_PLACED = Later(r" (?:in|on|for|at|of|among) (?!(?:the|its|their|his|her) (?:[a-z]+est|most|least) )")
_OPENS = Later(r" (?:<duration:\d+>|<year:\d+>|a year|the year|last|by then) ")
_OWNED = Later(r" [a-z-]+(?:'s|’s) (?:[a-z]+est|highs?|lows?|most|least) ")
_JOINED = Later(r" (?:,|and|, and|or|but|, but) $")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every range that runs backwards."""
    if sum(claim.quantity.kind in _DATED for claim in sheet.claims) > 1:
        yield from _ended(sheet)
    if not any(rarest(name).isdisjoint(sheet.words()) for name in ("low_end", "high_end")):
        for window in _windows(sheet, (*_KINDS, Kind.AGE), "low_end", "high_end"):
            yield from _labelled(sheet, window)
    for row in sheet.rows:
        if len(row.slots) > 1:
            yield from _bounded(sheet, row)
            joined_ = not _JOINS.isdisjoint(words_of(row.shape)) and any(join in row.shape for join in _SECOND)
            if joined_ and not any_of("no_range").is_in(row.shape):
                yield from _ranges(sheet, row)


def _windows(sheet: Sheet, kinds: Container[Kind], first: str, second: str) -> Iterator[Window]:
    """Each row with the next where the two have two figures of some kinds, and words of both lists."""
    for number, row in enumerate(sheet.rows):
        rows = sheet.around(number, after=1)
        if sum(slot.quantity.kind in kinds for one in rows for slot in one.slots) < 2:
            continue
        if all(any(any_of(name).is_in(one.shape) for one in rows) for name in (first, second)):
            yield joined(rows, row)


def _ranges(sheet: Sheet, row: Row) -> Iterator[Contradiction]:
    """What one sentence gives as a range: "between 50 and 30", "from 2010 to 2005", "aged 14 to 9"."""
    for pattern in _patterns():
        for found in pattern.finditer(row.shape):
            first, second = row.slot(found["first"]), row.slot(found["second"])
            values = _values(first, second)
            if values is None or not values[0] > values[1] >= 0 or not _are_alike(first, second):
                continue
            if _BEFORE_CHRIST.match(row.shape, found.end()):
                continue
            dated = first.quantity.kind is Kind.DATE
            if dated and (not _is_order_known(first, second) or _is_a_year(*values, first)):
                continue
            yield _told(sheet, first, second, "later" if first.quantity.when is not None else "more")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    moved = r"(?<!down )(?<!up )(?<!(?:fell|rose|grew) )(?<!dropped )"
    first, second = slot("first", *_LEVEL), slot("second", *_LEVEL)
    year, later = slot("first", "year"), slot("second", "year")
    day, end = slot("first", "date"), slot("second", "date")
    ranges = "(?<!its )(?<!the )(?<!their )(?<!a )rang(?:e|es|ed|ing)"
    opened = "run|runs|ran|open|lasts?|held|closed|shut|showing|scheduled"
    measured = "at|takes?|taking|lasts?|lasting|left|weighs?|weighing|measuring"
    aged = r"<(?:age|count):\d+>"
    return tuple(
        re.compile(rf"(?<!\S){pattern}(?!\S)")
        for pattern in (
            rf"between {first} and {second}",
            rf"between {slot('first', 'ratio')} and {slot('second', 'ratio')}",
            rf"between {year} and {later}",
            rf"(?:{ranges}|vary|varies|varied|anywhere) from {first}(?: [a-z]+){{0,4}} to {second}",
            rf"{moved}from {year} (?:to|until|till) {later}(?! points| prices| levels)",
            rf"(?:(?:{opened}) |(?<!\. ))from {day} (?:to|until|till) {end}",
            rf"(?:{measured}) {first} to {slot('second', 'measure', 'duration')}",
            rf"aged (?:from |between )?(?P<first>{aged}) (?:to|and) (?P<second>{aged})",
        )
    )


def _are_alike(first: Slot, second: Slot) -> bool:
    """Whether both are of one kind and unit; one may leave its unit to the other: "between 30 and 20 metres"."""
    one, two = first.quantity, second.quantity
    if Kind.AGE in (one.kind, two.kind) or one.when is not None:
        return True
    if one.kind is two.kind:
        return one.unit == two.unit and (one.counted == two.counted or "" in (one.counted, two.counted))
    bare = [quantity for quantity in (one, two) if quantity.kind is Kind.COUNT and not quantity.counted]
    return bool(bare) and {one.kind, two.kind} & {Kind.MEASURE, Kind.DURATION, Kind.MONEY} != set()


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


@dataclass(frozen=True, slots=True)
class _End:
    """A figure of a window that is said to be the lower or the upper end of something, and the words `of` what."""

    slot: Slot
    number: int
    low: bool
    of: str


def _labelled(sheet: Sheet, window: Window) -> Iterator[Contradiction]:
    """A lowest figure above the highest: "a low of 24 degrees, a high of 17"."""
    ends = list(_ends(window))
    for one, other in combinations(ends, 2):
        low, high = (one, other) if one.low else (other, one)
        if one.low is other.low or not _are_alike(low.slot, high.slot) or one.number not in window.home:
            continue
        rivals = [end for end in ends if end not in (one, other) and _are_alike(end.slot, low.slot)]
        if not rivals and not _are_apart(window, one, other) and _is_more(low.slot, high.slot):
            yield _told(sheet, low.slot, high.slot, "more")


def _ends(window: Window) -> Iterator[_End]:
    """The figures that a word such as "lowest" or "at a high of" makes an end; of counted things only a plain word."""
    for number, one in enumerate(window.slots):
        if one.interval is None or one.quantity.kind not in (*_KINDS, Kind.AGE):
            continue
        said = " ".join(window.before(number).rpartition(f"<{one.quantity.kind.value}:")[2].split()[-_REACH:])
        if any_of("another_span").is_in(_MARK.split(said)[-1]) or said.endswith((" of the", " of its", " of their")):
            continue
        found = [(hit.end(), name) for name in ("low_end", "high_end") for hit in any_of(name).finditer(said)]
        hit = max(found, default=None) or _behind(window.after(number))
        if hit is not None and (not one.quantity.counted or any_of("plain_ends").is_in(said)):
            yield _End(one, number, hit[1] == "low_end", f" {said[hit[0] :].partition(',')[0]} " if found else "  ")


def _behind(after: str) -> tuple[int, str] | None:
    """The end that words right behind a figure make it: "£7, the dearest"."""
    near = " ".join(after.partition("<")[0].split()[:_NEAR])
    found = [(hit.start(), name) for name in ("low_end", "high_end") for hit in any_of(name).finditer(near)]
    return min(found, default=None)


_MARK = Later(r" [,;:–—-] ")


def _are_apart(window: Window, one: _End, other: _End) -> bool:
    """Whether each is of its own place or time, or the second sentence is of another than the first."""
    if window.order(one.number) != window.order(other.number):
        opening = window.sentence(other.number)
        if _OPENS.match(opening) or _PLACED.match(opening) or _OWNED.match(opening) or _are_of_two(one.of, other.of):
            return True
    return all(_PLACED.match(f" {window.after(end.number)} ") for end in (one, other))


def _are_of_two(one: str, other: str) -> bool:
    """Whether the words behind "cheapest" and "dearest" are of two things: "for adults", "for pupils"."""
    first, second = (dict(_OF_WHAT.findall(said)) for said in (one, other))
    if any(first[word] != second[word] for word in first.keys() & second.keys()):
        return True
    ours, theirs = nouns_in(one), nouns_in(other)
    return bool(ours) and bool(theirs) and not are_kin(ours, theirs)


_OF_WHAT = Later(r" (of|for|to|in|at) (?:(?:the|its|their|his|her|a|an) )?([a-z-]+)(?= )")


def _is_more(low: Slot, high: Slot) -> bool:
    """Whether a figure surely is more than another."""
    least, most = low.interval, high.interval
    if least is None or most is None or least.low is None or most.high is None:
        return False
    return least.low > most.high


def _bounded(sheet: Sheet, row: Row) -> Iterator[Contradiction]:
    """A least figure above the most that it is joined to: "at least ten days and no more than six"."""
    for low, high in ((a, b) for a in row.slots for b in row.slots if a is not b):
        if low.quantity.bound is not Bound.AT_LEAST or high.quantity.bound is not Bound.UP_TO:
            continue
        first, second = sorted((row.slots.index(low), row.slots.index(high)))
        between = row.shape.partition(f":{first}>")[2].partition("<")[0]
        joined = second - first == 1 and _JOINED.fullmatch(between)
        if joined and low.value and high.value and low.value > high.value and _are_alike(low, high):
            yield _told(sheet, low, high, "more")


def _ended(sheet: Sheet) -> Iterator[Contradiction]:
    """An end before the beginning: "began in 1988, ended in 1974"."""
    if any(rarest(name).isdisjoint(sheet.words()) for name in ("begins", "finishes")):
        return
    for window in _windows(sheet, _DATED, "begins", "finishes"):
        dated = [number for number, one in enumerate(window.slots) if one.quantity.kind in _DATED]
        for first, second in pairwise(dated):
            start, end = window.slots[first], window.slots[second]
            values = _values(start, end) if start.quantity.kind is end.quantity.kind else None
            apart = window.order(first) != window.order(second)
            if first not in window.home or values is None or values[0] <= values[1]:
                continue
            if not _is_order_known(start, end):
                continue
            if (apart and not _GOES_ON.match(window.sentence(second).lstrip())) or any_of("another_span").is_in(
                window.shape
            ):
                continue
            if _verb(window, dated, first) == "begins" and _verb(window, dated, second) == "finishes":
                yield _told(sheet, start, end, "later")


def _verb(window: Window, dated: Sequence[int], number: int) -> str:
    """Whether the last of the verbs right before a date is one of beginning, or of ending."""
    before = window.before(number)
    earlier = [f":{one}>" for one in dated if one < number and f":{one}>" in before]
    said = before.rpartition(earlier[-1])[2] if earlier else before
    found = [(hit.end(), name) for name in ("begins", "finishes") for hit in any_of(name).finditer(said)]
    return max(found)[1] if found else ""


def _told(sheet: Sheet, first: Slot, second: Slot, more: str) -> Contradiction:
    said = [one.span.of(sheet.text) for one in (first, second)]
    sum_ = f"the least, {said[0]}, is more than the most, {said[1]}"
    if more == "later":
        sum_ = f"the beginning, {said[0]}, is later than the end, {said[1]}"
    return Contradiction(second, (first,), sum_, f"the two the other way round, or another than {said[1]}")

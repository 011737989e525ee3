"""A figure for each, per head, per 100,000, or an average, against the total and the count that it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import any_of, slot, words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.extraction.counted import singular
from factcheck.extraction.units import convert
from factcheck.intervals import plain
from factcheck.model import DATED, Bound, Interval, Kind
from factcheck.tables import tables

_EACH = re.compile(r"(?: [a-z]+)? (?:each|apiece)(?!\S)")
_AVERAGE = re.compile(r"(?:an? average of|averaging)$")
_NOUNS = re.compile(r"(?: [^\W\d_][\w'’-]*){1,3}")
_FIGURES = (Kind.MONEY, Kind.MEASURE, Kind.COUNT)
_FAIR = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY, Bound.OVER)
_NUMBER = re.compile(r"[\d,]+")
_MANY = 1000
"""From here a count without a noun beside a figure per head may be one of people."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure for each that its total and count contradict."""
    for row in sheet.rows:
        if len(row.slots) < 3 or any_of("another_count").search(row.shape):
            continue
        seen: set[int] = set()
        for each, total, count, scale in (*_each_behind(row), *_each_before(row)):
            wrong = None if each.claim in seen else _judge(sheet, each, total, count, scale)
            if wrong is not None:
                seen.add(each.claim)
                yield wrong


_Sum = tuple[Slot, Slot, Slot, int]
"""What each has, the total, the count of all, and how many of them the figure is for."""


def _each_behind(row: Row) -> Iterator[_Sum]:
    """The figures of "... $10,000 ... 20 workers, or $500 each"; none where more than one reading is open."""
    for found in _links().finditer(row.shape):
        each = row.slot(found["each"])
        behind = row.shape[found.end() :]
        apiece = _EACH.match(behind) is not None or found["name"] is not None
        per = each.quantity.per
        if not (per or apiece or _AVERAGE.search(found["link"] or "")) or each.quantity.kind not in _FIGURES:
            continue
        before = [one for one in row.slots if one.span.end <= each.span.start and one.quantity.kind not in DATED]
        before = [one for one in before if one.quantity.kind is not Kind.ORDINAL]
        scale = _scale(per)
        pair = _of_counts(row, each, before) if each.quantity.kind is Kind.COUNT else _of_sums(row, each, before)
        if pair is not None:
            yield each, *pair, scale


def _each_before(row: Row) -> Iterator[_Sum]:
    """The figures of "each of the 40 households will receive $250, a total of $10,000"."""
    for pattern in _totals():
        for found in pattern.finditer(row.shape):
            each, total, count = (row.slot(found[name]) for name in ("each", "total", "count"))
            alike = each.quantity.unit == total.quantity.unit and each.quantity.kind is total.quantity.kind
            if alike and each.quantity.per not in tables("consistency")["stretches"]:
                yield each, total, count, 1


@cache
def _links() -> re.Pattern[str]:
    """A figure that says of figures before it what they come to, with the words that do: ", or an average of"."""
    each = slot("each", *(kind.value for kind in _FIGURES))
    aside = rf"(?:,|\(|[-–—])(?: (?P<link>{words('come_to')}))?"
    return re.compile(rf"(?<!\S)(?:{aside}|(?P<name>{words('each_gets')})|(?:{words('comes_to')})) {each}")


@cache
def _totals() -> tuple[re.Pattern[str], ...]:
    count, each = slot("count", "count"), slot("each", "money", "measure")
    total, adds = slot("total", "money", "measure"), rf"(?:{words('total_of')})"
    few, brought = r"(?: [^\W\d_][\w'’-]*)", words("brought_in")
    return tuple(
        re.compile(rf"(?<!\S){pattern}")
        for pattern in (
            rf"each of (?:the |its |their |his |her |our )?{count}{few}{{1,8}} {each} ,? ?{adds} {total}(?! more)",
            rf"(?:the |all ){count}{few}{{1,4}} {each} (?:each|apiece) ,? ?{adds} {total}(?! more)",
            rf"at {each} (?:each|apiece|per head|a head) , (?:the |all )?{count}{few}{{1,3}} (?:{brought}) {total}",
        )
    )


def _of_sums(row: Row, each: Slot, before: Sequence[Slot]) -> tuple[Slot, Slot] | None:
    """The total in the unit of `each`, and the one count that it is shared by."""
    kind, unit = each.quantity.kind, each.quantity.unit
    totals = [one for one in before if one.quantity.kind is kind and not one.quantity.per]
    counts = [one for one in before if _is_count(one, each)]
    if len(totals) != 1 or (kind is Kind.MONEY and totals[0].quantity.unit != unit):
        return None
    per = each.quantity.per
    named = [one for one in counts if _names(row, one, per)] if per and not _NUMBER.fullmatch(per) else counts
    if len(named) != 1 or (len(counts) > 1 and not per):
        return None
    return totals[0], named[0]


def _of_counts(row: Row, each: Slot, before: Sequence[Slot]) -> tuple[Slot, Slot] | None:
    """Of two counts the one that `each` is the rate of, and the one that it is per."""
    counts, per = [one for one in before if _is_count(one, each)], each.quantity.per
    if len(counts) != 2 or not per or len(before) != 2:
        return None
    if _NUMBER.fullmatch(per):
        low, high = sorted(counts, key=lambda one: one.value or Decimal(0))
        return low, high
    named = [one for one in counts if _names(row, one, per)]
    if len(named) != 1:
        return None
    return next(one for one in counts if one is not named[0]), named[0]


def _is_count(one: Slot, each: Slot) -> bool:
    of_time = one.quantity.kind is Kind.DURATION and one.quantity.unit == each.quantity.per
    return not one.quantity.per and (one.quantity.kind is Kind.COUNT or of_time)


def _names(row: Row, one: Slot, per: str) -> bool:
    """Whether a count is of what the figure is `per`: 300 families of "per family", 60 million of "per person"."""
    if one.quantity.kind is Kind.DURATION:
        return True
    number = next(n for n, other in enumerate(row.slots) if other is one)
    behind = row.shape.split(f":{number}>", 1)[1]
    found = _NOUNS.match(behind)
    nouns = {singular(word) for word in found[0].split()} if found is not None else set()
    groups = [set(group.split()) for group in tables("consistency")["same_things"]]
    same = {per}.union(*(group for group in groups if per in group))
    if nouns & same:
        return True
    return "person" in same and one.value is not None and one.value >= _MANY and not one.quantity.noun


def _scale(per: str) -> int:
    return int(per.replace(",", "")) if _NUMBER.fullmatch(per) and per.strip(",") else 1


def _judge(sheet: Sheet, each: Slot, total: Slot, count: Slot, scale: int) -> Contradiction | None:
    above, below, printed = sums.ends(total), sums.ends(count), sums.cut_off(each)
    factor = convert(Decimal(1), total.quantity.unit, each.quantity.unit) if total.quantity.unit else Decimal(1)
    if total.quantity.unit == each.quantity.unit:
        factor = Decimal(1)
    if (
        above is None
        or below is None
        or below[0] <= 0
        or printed is None
        or factor is None
        or len({each, total, count}) < 3
    ):
        return None
    if any(one.quantity.bound not in _FAIR for one in (each, total, count)) or not above[0] > 0:
        return None
    actual = Interval(above[0] * factor * scale / below[1], above[1] * factor * scale / below[0])
    if printed.meets(actual):
        return None
    whole, number, said = (one.span.of(sheet.text) for one in (total, count, each))
    each_of = f" per {plain(Decimal(scale))}" if scale > 1 else " each"
    value = sums.told(actual, "").strip()
    sum_ = f"{whole} over {number} is {value}{each_of}, the draft says {said}"
    fix = f"“{sums.middle(actual, '')}”, or another total or count for {said}"
    return Contradiction(each, (total, count), sum_, fix)

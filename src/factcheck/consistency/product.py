"""Price times quantity against the total: "40 jets at $100 million each, a deal worth $5 billion"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import any_of, words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.model import Bound, Interval, Kind

_NUMBER = re.compile(r"<(\w+):(\d+)>")
_TIME = ("hour", "day", "night", "week", "month", "year", "minute")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every total that is not what so many at that price come to; only where nothing else is in the sentence."""
    for row in sheet.rows:
        if row.shape.count("<money:") != 2 or not _each().search(row.shape) or any_of("not_product").search(row.shape):
            continue
        counts = [one for one in row.slots if one.quantity.kind is Kind.COUNT]
        if len(counts) != 1 or len(row.slots) != 3:
            continue
        wrong = _judged(sheet, row, counts[0])
        if wrong is not None:
            yield wrong


@cache
def _each() -> re.Pattern[str]:
    return re.compile(r"(?<!\S)(?:each|apiece|at <money:\d+> ,|a head)(?!\S)")


@cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"(?: (?:{words('product_link')}|[,;()]))*")


def _judged(sheet: Sheet, row: Row, count: Slot) -> Contradiction | None:
    price, total = [one for one in row.slots if one.quantity.kind is Kind.MONEY]
    at = {int(found[2]): (found.start(), found.end()) for found in _NUMBER.finditer(row.shape)}
    order = [row.slots.index(one) for one in (count, price, total)]
    if order[2] != 2 or any(one.quantity.bound not in (Bound.EXACT, Bound.ABOUT) for one in (count, price)):
        return None
    between = row.shape[at[1][1] : at[2][0]].rstrip()
    behind_price = row.shape[at[order[1]][1] :]
    marked = bool(re.match(r" (?:[a-z]+ )?(?:each|apiece|a head)(?!\S)", behind_price)) or price.quantity.per in (
        "ticket",
        "head",
    )
    marked = marked or "each of the <count" in row.shape or "for each of the <count" in row.shape
    if not marked or price.quantity.per in _TIME or total.quantity.per or price.quantity.unit != total.quantity.unit:
        return None
    first = (
        r"(?: (?!and|plus|with)[a-z]+){1,2}" if order[1] == 0 else " (?:each|apiece|a head)"
    )  # what is counted, or each
    if _link().fullmatch(re.sub(rf"^{first}", "", between)) is None and _link().fullmatch(between) is None:
        return None
    return _compared(sheet, count, price, total)


def _compared(sheet: Sheet, count: Slot, price: Slot, total: Slot) -> Contradiction | None:
    many, much, whole = sums.ends(count), sums.ends(price), sums.ends(total)
    if many is None or much is None or whole is None:
        return None
    low, high = many[0] * much[0], many[1] * much[1]
    if whole[1] >= low and whole[0] <= high:
        return None
    said = [one.span.of(sheet.text) for one in (count, price, total)]
    comes = sums.told(Interval(low, high), "").strip()
    fix = f"“{sums.middle(Interval(low, high), '')}”, or another number or price"
    return Contradiction(total, (count, price), f"{said[0]} times {said[1]} is {comes}, the draft says {said[2]}", fix)

"""A figure for each, per head, per 100,000, or an average, against the total and the count that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.divided import threes
from factcheck.consistency.each_of import Three
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.intervals import plain


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure for each that its total and count contradict."""
    for three in threes(sheet):
        if three.each.said or three.each.mean:
            yield _contradiction(sheet, three)


def _contradiction(sheet: Sheet, three: Three) -> Contradiction:
    each, count, total = three.slots
    said, number, whole = (one.span.of(sheet.text) for one in three.slots)
    of_each = f" per {plain(Decimal(three.each.scale))}" if three.each.scale > 1 else " each"
    sum_ = f"{whole} over {number} is {sums.told(three.shared, '').strip()}{of_each}, the draft says {said}"
    fix = f"“{sums.middle(three.shared, '')}”, or another total or count for {said}"
    return Contradiction(each, (total, count), sum_, fix)

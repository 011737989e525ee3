"""A figure for each, per head, per 100,000, or an average, against the total and the count that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.totals.allotted import contradiction, weighed
from factcheck.consistency.totals.divided import Three
from factcheck.consistency.weighing import Candidate, told
from factcheck.intervals import plain


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every figure that may be for each, with a count and a total near it that do not give it."""
    for three, found in weighed(sheet):
        yield Candidate(found, _contradiction(three))


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure for each that its total and count contradict."""
    yield from told("perhead", candidates(sheet))


def _contradiction(three: Three) -> Contradiction:
    each, count, total = three.figures
    of_each = f" per {plain(Decimal(three.scale))}" if three.scale > 1 else " each"
    sum_ = (
        f"{total.said} over {count.said} is {sums.told(three.shared, '').strip()}{of_each}, the draft says {each.said}"
    )
    fix = f"“{sums.middle(three.shared, '')}”, or another total or count for {each.said}"
    return contradiction((each, total, count), sum_, fix)

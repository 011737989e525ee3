"""So many at so much each against the total: "40 jets at $100 million each" and then "the deal of $5 billion"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency import sums
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.totals.allotted import contradiction, weighed
from factcheck.consistency.totals.divided import Three
from factcheck.consistency.weighing import Candidate, told


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every total that a count and a figure near it, which may be for each, do not make."""
    for three, found in weighed(sheet):
        if three.scale == 1:
            yield Candidate(found, _contradiction(three))


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every total that is not what so many at so much each come to."""
    yield from told("product", candidates(sheet))


def _contradiction(three: Three) -> Contradiction:
    each, count, total = three.figures
    comes = sums.told(three.gives, "").strip()
    fix = f"“{sums.middle(three.gives, '')}”, or another number or price"
    sum_ = f"{count.said} times {each.said} is {comes}, the draft says {total.said}"
    return contradiction((total, count, each), sum_, fix)

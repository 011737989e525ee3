"""So many at so much each against the total: "40 jets at $100 million each" and then "the deal of $5 billion"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency import sums
from factcheck.consistency.divided import threes
from factcheck.consistency.each_of import Three
from factcheck.consistency.sheet import Contradiction, Sheet


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every total that is not what so many at so much each come to."""
    for three in threes(sheet):
        if three.each.scale == 1 and not three.each.mean:
            yield _contradiction(sheet, three)


def _contradiction(sheet: Sheet, three: Three) -> Contradiction:
    each, count, total = three.slots
    said, number, whole = (one.span.of(sheet.text) for one in three.slots)
    comes = sums.told(three.gives, "").strip()
    fix = f"“{sums.middle(three.gives, '')}”, or another number or price"
    return Contradiction(total, (count, each), f"{number} times {said} is {comes}, the draft says {whole}", fix)

"""A count, the total it is out of, and its share: "12 of the 40 households. That is 25 per cent"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency import shares_bound
from factcheck.consistency.shares_told import contradicted
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.model import Kind

_KINDS = (Kind.PERCENT, Kind.RATIO)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every share in per cent, or "one in four", that its own count and total contradict."""
    told = set()
    for wrong in contradicted(sheet, _KINDS):
        told.add(wrong.at.span)
        yield wrong
    for wrong in shares_bound.contradicted(sheet, [kind.value for kind in _KINDS]):
        if wrong.at.span not in told:
            yield wrong

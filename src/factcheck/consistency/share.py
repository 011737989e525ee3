"""A count, the total it is out of, and its share: "12 of the 40 households. That is 25 per cent"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency import shares_bound
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.model import Kind


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every share in per cent, or "one in four", that its own count and total contradict."""
    yield from shares_bound.contradicted(sheet, (Kind.PERCENT.value, Kind.RATIO.value))

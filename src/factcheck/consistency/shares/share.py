"""A count, the total it is out of, and its share: "12 of the 40 households. That is 25 per cent"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency.shares.shares_bound import shares_beside
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.weighing import Candidate, told
from factcheck.model import Kind

_KINDS = (Kind.PERCENT.value, Kind.RATIO.value)


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every share in per cent, or "one in four", that a part and a whole near it do not give."""
    yield from shares_beside(sheet, _KINDS)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every share in per cent, or "one in four", that its own part and whole contradict."""
    yield from told("share", candidates(sheet))

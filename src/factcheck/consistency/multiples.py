"""Words for shares and multiples against the figures near them: half, most, one in ten, doubled, tenfold."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency import grown, majorities, multiple_bound, shares_bound
from factcheck.consistency.reading import FRACTION, WORDS
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.model import Kind

_SURPLUS = 7
"""Points that a share in words needs above one in figures: words are read loosely."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every such word that the figures near it contradict."""
    told = set()
    for wrong in _every(sheet):
        if wrong.at.span not in told:
            told.add(wrong.at.span)
            yield wrong


def _every(sheet: Sheet) -> Iterator[Contradiction]:
    yield from grown.contradicted(sheet, (Kind.MULTIPLE, Kind.RATIO))
    yield from multiple_bound.contradicted(sheet)
    yield from majorities.contradicted(sheet)
    yield from shares_bound.contradicted(sheet, (Kind.RATIO.value, FRACTION, WORDS), surplus=_SURPLUS)

"""Words for shares and multiples against the figures near them: half, most, one in ten, doubled, tenfold."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency.changes import grown, multiple_bound
from factcheck.consistency.reading import FRACTION, WORDS
from factcheck.consistency.shares import majorities
from factcheck.consistency.shares.shares_bound import shares_beside
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.weighing import told
from factcheck.model import Kind

_SHARES = (Kind.RATIO.value, FRACTION, WORDS)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every such word that the figures near it contradict, by the points of changes, multiples and shares."""
    seen = set()
    for wrong in _every(sheet):
        if wrong.at.span not in seen:
            seen.add(wrong.at.span)
            yield wrong


def _every(sheet: Sheet) -> Iterator[Contradiction]:
    yield from grown.contradicted(sheet, (Kind.MULTIPLE, Kind.RATIO))
    yield from told("times", multiple_bound.candidates(sheet))
    yield from majorities.contradicted(sheet)
    yield from told("share", shares_beside(sheet, _SHARES))

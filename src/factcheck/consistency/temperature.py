"""Differences of temperature converted as levels, and levels as differences: "warmed by 1.5C (34.7F)"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency import conversion, swings
from factcheck.consistency.measures import DEGREES
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.weighing import Candidate, told


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every temperature that is not one before it in the other unit."""
    yield from (one for one in conversion.candidates(sheet) if one.wrong.at.quantity.unit in DEGREES)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every temperature that is told again in the other unit and is not the same, and every wrong step between two."""
    found = set()
    for wrong in (*told("temperature", candidates(sheet)), *swings.find(sheet)):
        if wrong.at.span not in found:
            found.add(wrong.at.span)
            yield wrong

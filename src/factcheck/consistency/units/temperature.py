"""Temperatures told again in the other unit, and the degrees between two: "warmed by 1.5C (34.7F)"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factcheck.consistency.reading import figures
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.units import conversion, swings
from factcheck.consistency.units.measures import DEGREES
from factcheck.consistency.weighing import Candidate, told


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every temperature that is not one before it in the other unit; it counts that the draft tells "only two"."""
    units = (*DEGREES, "degree")
    only_two = {"only two": int(sum(one.unit in units for one in figures(sheet)) == 2)}
    for one in conversion.candidates(sheet):
        if one.wrong.at.quantity.unit in DEGREES:
            yield replace(one, evidence={**one.evidence, **only_two})
    yield from swings.candidates(sheet)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every temperature that is told again in the other unit and is not the same, and every wrong step between two."""
    yield from told("temperature", candidates(sheet))

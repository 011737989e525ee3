"""A total and all its parts: "five people were killed: three men and a woman", in one sentence or in two."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.totals.addends import contradiction, runs
from factcheck.consistency.totals.list_evidence import evidence_of
from factcheck.consistency.weighing import Candidate, told


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every total that a run of figures near it does not make up."""
    for run, near in runs(sheet):
        wrong = contradiction(run)
        if wrong is not None:
            yield Candidate(evidence_of(sheet, run, near), wrong)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every total that is not the sum of its parts, where something says that they are all of it."""
    yield from told("parts", candidates(sheet))

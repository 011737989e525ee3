"""A figure and one behind it that may be the same in another unit or currency, and what speaks for and against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from factcheck.consistency.evidence import evidence
from factcheck.consistency.reading import Figure, figures
from factcheck.consistency.sheet import Sheet, Slot

_TOLD = 3
"""How often one kind of evidence counts."""


class Twin(NamedTuple):
    """A figure and one behind it that may be the same: said to be so `beside` it, or `again` in the next sentence.

    `between` is how many others of the kind stand between the two.
    """

    first: Figure
    second: Figure
    beside: bool
    again: bool
    between: int

    @property
    def slots(self) -> tuple[Slot, Slot]:
        """The slots of both."""
        assert self.first.slot is not None and self.second.slot is not None
        return self.first.slot, self.second.slot


def evidence_of(sheet: Sheet, pair: Twin, off: Iterable[str], others: Sequence[Twin]) -> Counter[str]:
    """The evidence, with how the second figure is `off` by name; `others` are pairs that agree."""
    first, second = pair.first, pair.second
    line = figures(sheet)
    near = [one for one in line if first.sentence - 1 <= one.sentence <= second.sentence + 1]
    found = evidence(sheet.text, {"first": first, "second": second}, near)
    spans = {first.span, second.span}
    taken = [one for one in others if not spans.isdisjoint({one.first.span, one.second.span})]
    tests = {
        "beside": pair.beside,
        "again": pair.again,
        "back": second.unit == "degree Celsius",
        "next of its kind": pair.between == 0,
        "one has a partner": any(one.beside for one in taken),
    }
    found.update(name for name, holds in tests.items() if holds)
    found.update(off)
    found["another agrees"] = min(_TOLD, len(taken))
    found["others agree"] = any(one.beside for one in others if one not in taken)
    return found

"""Different figures for one thing at one time: in headline and text, caption and text, or two places of the text."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.twice import Pair, is_explained, pairs

_LEAST = 3
"""Points from which two figures are of the same thing."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure that an earlier one of the same thing contradicts, and none confirms."""
    found = list(pairs(sheet, _LEAST))
    agreeing = {id(pair.second.slot) for pair in found if pair.ends[0].meets(pair.ends[1])}
    seen: set[int] = set()
    for pair in sorted(found, key=lambda pair: -pair.sure):
        second = pair.second.slot
        if id(second) in agreeing or second.claim in seen or is_explained(pair, sheet):
            continue
        seen.add(second.claim)
        yield _contradiction(sheet, pair)


def _contradiction(sheet: Sheet, pair: Pair) -> Contradiction:
    first, second = (one.slot.span.of(sheet.text) for one in (pair.first, pair.second))
    sum_ = f"the same thing is {first} in one place and {second} in another"
    return Contradiction(pair.second.slot, (pair.first.slot,), sum_, f"“{first}” here, or “{second}” there")

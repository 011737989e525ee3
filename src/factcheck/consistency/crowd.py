"""Contradictions in a crowd of figures, of which it is not sure that they are of one another."""

from __future__ import annotations

from factcheck.consistency.sheet import Contradiction, Sheet

_IN_SENTENCES, _IN_ONE = 3, 2
"""Other figures in the sentences of those that contradict each other, and in one sentence if any stands between them.

Chosen on dense articles in which all is right: most of what was found in them stood in such a crowd.
"""


def is_crowded(sheet: Sheet, wrong: Contradiction) -> bool:
    """Whether so many other figures stand around and between the figures that any of them may be meant."""
    spans = {slot.span for slot in (wrong.at, *wrong.others)}
    numbers = [number for number, row in enumerate(sheet.rows) if any(slot.span in spans for slot in row.slots)]
    if not numbers:
        return False
    rows = sheet.rows[numbers[0] : numbers[-1] + 1]
    others = [slot.span.start for row in rows for slot in row.slots if slot.span not in spans]
    if len(rows) > 1:
        return len(others) >= _IN_SENTENCES
    first, last = min(span.start for span in spans), max(span.start for span in spans)
    return len(others) >= _IN_ONE and any(first < start < last for start in others)

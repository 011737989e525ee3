"""A stretch of years that is just ten off from the years between two points: one digit of it, or of a year, slipped."""

from __future__ import annotations

from itertools import combinations

from factcheck.consistency.dates.stretch_ties import HAS, Tied
from factcheck.consistency.gaps import Pair

_TEN = 10
"""Years by which a stretch is off, and which it must be longer than."""
_FEW = 2
"""Points of a window at most: of more, some two are ten years off by chance."""


def slipped(tied: Tied) -> Pair | None:
    """The only two points that a stretch is ten years off from: "went in 1995 ... is free after 17 years" in 2022."""
    slot, points = tied.window.slots[tied.stretch.number], [*tied.here, *tied.there]
    if slot.value is None or slot.quantity.unit != "year" or slot.value <= _TEN or len(points) > _FEW:
        return None
    if tied.today is not None and (HAS.search(tied.sentence) or tied.is_now()):
        points.append(tied.today)
    pairs = combinations(sorted(points, key=lambda point: point.days.start), 2)
    off = [
        (start, end) for start, end in pairs if abs(slot.value - (end.days.start.year - start.days.start.year)) == _TEN
    ]
    return off[0] if len(off) == 1 else None

"""The point of a window from which a stretch of time runs to the draft's own day."""

from __future__ import annotations

import re

from factcheck.consistency.dates.stretch_ties import HAS, Tied
from factcheck.consistency.gaps import ADJACENT
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.timeline import Point, Use
from factcheck.model import Kind

_NTH_IN = Later(r"(?:year|season|day|week|month) (?:in|as|of|at|under|with) (?!<)")
"""The year or week of something in a longer life: "in its third year in the league"."""
_WHEN = Later(r" ago ,? ?when [^,;<]{0,80}$")


def running_from(tied: Tied, today: Point) -> Point | None:
    """The point from which a stretch runs to the draft's day; ``None`` where none is clearly meant."""
    here = [point for point in tied.here if point.days.start <= today.days.end]
    for point in here:
        if point.cue not in ("until", "before", "to") and _is_start_here(tied, point):
            return point
    return None if here else _start_before(tied, today)


def _start_before(tied: Tied, today: Point) -> Point | None:
    """The point of another sentence from which a stretch runs to the draft's day."""
    use, bound = tied.stretch.use, tied.stretch.bound
    if use is Use.OLD:
        fit = [point for point in tied.there if _is_anniversary(tied, point)]
        return fit[0] if len(fit) == 1 else None
    running = any(point.cue == "since" for point in tied.there)
    if use is Use.LASTED and not (running or HAS.search(tied.clause) or tied.is_now()):
        return None
    fit = [point for point in tied.there if tied.shares(point)]
    if use is Use.LASTED and not bound:
        fit = [point for point in fit if tied.is_too_long(point, today)]
    if len(fit) == 1 or (use is Use.LASTED and not bound):
        return fit[0] if len(fit) == 1 else None
    return tied.there[0] if len(tied.there) == 1 and bound else None


def _is_start_here(tied: Tied, point: Point) -> bool:
    """Whether a stretch runs from a point of its own sentence to the draft's day."""
    between, has = tied.window.between(point.number, tied.stretch.number), HAS.search(tied.sentence)
    if " ; " in between:
        has = HAS.search(tied.clause)
    if tied.stretch.use is Use.AGO:
        return tied.stretch.bound or ADJACENT.fullmatch(between) is not None or _WHEN.match(between) is not None
    if tied.stretch.use is Use.OLD:
        return _is_anniversary(tied, point)
    if tied.stretch.use is not Use.LASTED or tied.today is None:
        return False
    if point.cue == "since" and (has or tied.stretch.bound):
        return tied.stretch.bound or tied.is_too_long(point, tied.today)
    if len(tied.here) == 1 and tied.is_now() and tied.is_whole(point) and tied.shares(point):
        return True
    return len(tied.here) == 1 and bool(tied.stretch.bound and has)


def _is_anniversary(tied: Tied, point: Point) -> bool:
    """Whether a thing of that age, or its anniversary these days, began at a point."""
    slot = tied.window.slots[tied.stretch.number]
    if slot.quantity.kind is Kind.ORDINAL:
        marked = tied.window.order(tied.stretch.number) == 0 and any_of("marked").search(tied.sentence)
        if not (tied.is_now() or marked):
            return False
    clause, behind = tied.around(point), tied.window.after(tied.stretch.number)
    if slot.quantity.kind is Kind.ORDINAL and _NTH_IN.match(behind):
        return False
    if behind.startswith("wedding"):
        return re.search(r" (?:married|wed) ", clause) is not None
    if any_of("founded").search(clause) or any_of("origins").search(clause):
        return True
    if point in tied.here:
        of = re.match(r"(?:[a-z]+ )?anniversary (?:of|since) ", behind)
        return of is not None and point.number > tied.stretch.number
    if not behind.startswith("anniversary"):
        return slot.quantity.kind is Kind.ORDINAL and tied.shares(point)
    return not behind.startswith("anniversary of") or tied.shares(point) or "event" in behind

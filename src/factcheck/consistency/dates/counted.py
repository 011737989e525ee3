"""The point that a stretch is counted from, and the one that it leads to: "ten years after it opened in 1990"."""

from __future__ import annotations

import re

from factcheck.consistency.dates.stretch_ties import Tied
from factcheck.consistency.gaps import ADJACENT, Pair
from factcheck.consistency.phrases import Later
from factcheck.consistency.timeline import Point, shares_situation

_BASE = Later(r"(?:after|before|from) (?!<)([^,;.<]+)")
_SET_OFF = Later(r" , (?:in|on) <[a-z]+:\d+>$")
"""At the end of a base, a date that may be the base's or of what came so much later."""
_COUNTED = Later(r"(?:after|from) (?:[^<;.:(]{0,80} )?<(?:year|date|period):(\d+)>")
_PAST = Later(r" (?:was|were|had) ")


def later(tied: Tied) -> Pair | None:
    """A point and the later one that "ten years later", or "ten years after", is said of."""
    known = sorted((*tied.here, *tied.there), key=lambda point: point.number)
    counted = _counted_from(tied)
    if counted is not None:
        return counted
    near = [point for point in tied.here if ADJACENT.fullmatch(tied.window.between(point.number, tied.stretch.number))]
    if near:
        others = [point for point in known if point.number < min(tied.stretch.number, near[0].number)]
        others = others or [point for point in tied.here if point.number != near[0].number]
        behind = re.match(r"(?:before|after) <[a-z]+:(\d+)>", tied.window.after(tied.stretch.number))
        others = [point for point in tied.here if behind and point.number == int(behind[1])] or others
        if not others or _has_own_base(tied, others[-1]):
            return None
        other = others[-1]
        back = tied.window.after(tied.stretch.number).startswith(("earlier", "previously"))
        return (near[0], other) if back else (other, near[0])
    if tied.today is None or not tied.is_now():
        return None
    before = [point for point in known if point.number < tied.stretch.number]
    return (before[0], tied.today) if not tied.here and len(before) == 1 else None


def _counted_from(tied: Tied) -> Pair | None:
    """The point that "ten years after it opened in 1990" names, and the one of the rest of the sentence, or today."""
    after = tied.window.after(tied.stretch.number)
    base = _COUNTED.match(after)
    start = next((point for point in tied.here if base is not None and point.number == int(base[1])), None)
    if base is None or start is None:
        return None
    rest = f" {tied.window.before(tied.stretch.number)} {after[base.end() :]} "
    others = [point for point in tied.here if point is not start]
    if others:
        near = rest.startswith("  ") or ADJACENT.fullmatch(tied.window.between(others[0].number, tied.stretch.number))
        return (start, others[0]) if len(others) == 1 and near and not _SET_OFF.search(base[0]) else None
    now = "<weekday:" in rest or (not _PAST.search(rest) and tied.tells_now(rest))
    return (start, tied.today) if tied.today is not None and now else None


def _has_own_base(tied: Tied, point: Point) -> bool:
    """Whether it is counted from what its words name, and not from a point: "two years after the forecast"."""
    base = _BASE.match(tied.window.after(tied.stretch.number))
    return base is not None and not shares_situation(base[1], tied.window.clause(point.number))

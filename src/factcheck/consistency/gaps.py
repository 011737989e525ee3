"""The days between two points of a window; whether a stretch of time agrees with them."""

from __future__ import annotations

from decimal import Decimal

from factcheck.consistency import stretches
from factcheck.consistency.phrases import Later
from factcheck.consistency.timeline import Point, Stretch
from factcheck.model import Interval

TODAY = -1
"""The number of the point that is the draft's day."""
Pair = tuple[Point, Point]
ADJACENT = Later(
    r" ?(?:ago|later|earlier|before|back|on|from|,|[-–—(]|between|of|in|just|the|which|that|was|is|for|lasting|lasted|"
    r"after|a|an|period|total|span|now|exactly|or|took|place| )* ?"
)
"""Words between a stretch and a date that say nothing but how they belong together."""


def gap(start: Point, end: Point) -> Interval:
    """The days that lie between two points."""
    days = stretches.between(start.days, end.days)
    assert days.low is not None and days.high is not None
    return Interval(max(days.low, Decimal(0)), max(days.high, Decimal(0)))


def agrees(stretch: Stretch, one: Point, other: Point) -> bool:
    """Whether a stretch can be the one between two points, whichever comes first."""
    start, end = sorted((one, other), key=lambda point: point.days.start)
    return stretch.fair.meets(gap(start, end))

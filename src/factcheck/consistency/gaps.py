"""The days between two points of a window, and whether a stretch of time agrees with them or stands beside them."""

from __future__ import annotations

from decimal import Decimal

from factcheck.consistency import stretches
from factcheck.consistency.phrases import Later
from factcheck.consistency.timeline import Point, Stretch
from factcheck.consistency.windows import Window
from factcheck.model import Interval

TODAY = -1
"""The number of the point that is the draft's day."""
Pair = tuple[Point, Point]
ADJACENT = Later(
    r" ?(?:ago|later|earlier|before|back|on|from|,|[-–—(]|between|of|in|just|the|which|that|was|is|for|lasting|lasted|"
    r"after|a|an|period|total|span|now|exactly|or|took|place| )* ?"
)
"""Words between a stretch and a date that say nothing but how they belong together."""
_NOUN = Later(
    r"(?: [^\W\d_][\w'’-]*){0,3}(?: ,? ?(?:which|that)? ?(?:lasted|ran|raged)?)? (?:,|of|from|between|\(|, from|from) "
)


def gap(start: Point, end: Point) -> Interval:
    """The days that lie between two points."""
    days = stretches.between(start.days, end.days)
    assert days.low is not None and days.high is not None
    return Interval(max(days.low, Decimal(0)), max(days.high, Decimal(0)))


def agrees(stretch: Stretch, one: Point, other: Point) -> bool:
    """Whether a stretch can be the one between two points, whichever comes first."""
    start, end = sorted((one, other), key=lambda point: point.days.start)
    return stretch.fair.meets(gap(start, end))


def is_beside(window: Window, stretch: Stretch, pair: Pair) -> bool:
    """Whether a stretch stands right beside both ends, so that no other can be meant."""
    numbers = [point.number for point in pair if point.number != TODAY]
    near = any(
        ADJACENT.fullmatch(between) or (stretch.number < number and _NOUN.fullmatch(between))
        for number in numbers
        if (between := window.between(number, stretch.number))
    )
    return near and (len(numbers) == 1 or abs(numbers[0] - numbers[1]) <= 1)

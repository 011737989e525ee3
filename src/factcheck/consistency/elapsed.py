"""A stretch of time against the dates that it lies between, in its sentence or the next: "in 2002, 30 years ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from factcheck.consistency import stretches
from factcheck.consistency.phrases import any_of
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.timeline import Point, Stretch, Use, points, read_stretch, shares_situation
from factcheck.consistency.windows import Window, windows
from factcheck.model import Interval, Kind, Period

_TODAY = -1
"""The number of the point that is the draft's day."""
_ADJACENT = re.compile(
    r" ?(?:ago|later|earlier|before|back|on|from|,|[-–—(]|between|of|in|just|the|which|that|was|is|for|lasting|lasted|"
    r"after|a|an|period|total|span| )* ?"
)
_NOUN = re.compile(r"(?: [^\W\d_][\w'’-]*){0,3}(?: ,? ?(?:which|that)? ?(?:lasted|ran|raged)?)? (?:,|of|from|between|\(|, from|from) ")
_FROM = ("from", "between")
_RANGE = (" to ", " until ", " till ", " through ")
_TO = ("to", "and", "until", "till", "through")
_HAS = re.compile(r" (?:has|have|'ve|[a-z]+['’](?:ve|s been)|is|are|will|marks) ")
_STRETCHES = frozenset({Kind.DURATION, Kind.AGE, Kind.ORDINAL, Kind.COUNT})


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every stretch of time that the dates around it contradict; up to today only where the draft's date is known."""
    for window in windows(sheet):
        kinds = {window.slots[number].quantity.kind for number in window.home}
        if not kinds & _STRETCHES or not any(f"<{kind}:" in window.shape for kind in ("year", "date", "period")):
            continue
        known = points(window, sheet.day)
        if not known:
            continue
        for number in window.home:
            stretch = read_stretch(window, number) if window.slots[number].quantity.kind in _STRETCHES else None
            if stretch is not None and (wrong := _judge(sheet, window, stretch, known)) is not None:
                yield wrong


def _judge(sheet: Sheet, window: Window, stretch: Stretch, known: list[Point]) -> Contradiction | None:
    today = [] if sheet.day is None else [Point(_TODAY, Period(sheet.day, sheet.day), "")]
    pair = _pair(window, stretch, known, today)
    if pair is None or _agrees(stretch, *pair):
        return None
    start, end = pair
    others = known + today if end.number == _TODAY else known
    if not _is_beside(window, stretch, pair) and any(_agrees(stretch, *two) for two in combinations(others, 2)):
        return None
    slot = window.slots[stretch.number]
    said, gap = slot.span.of(sheet.text), stretches.told(start.days, end.days, stretch.unit)
    ends = tuple(window.slots[point.number] for point in pair if point.number != _TODAY)
    names = [one.span.of(sheet.text) for one in ends]
    if end.number == _TODAY:
        sum_ = f"{names[0]} is {gap} before the draft's own date, the draft says {said}"
    elif len(set(names)) == 1:
        ends, sum_ = ends[:1], f"{names[0]} is {gap}, the draft says {said}"
    else:
        sum_ = f"from {names[0]} to {names[1]} is {gap}, the draft says {said}"
    return Contradiction(slot, ends, sum_, f"“{gap}”, or another date than {names[0]}")


def _is_beside(window: Window, stretch: Stretch, pair: tuple[Point, Point]) -> bool:
    """Whether a stretch stands right beside both ends, so that no other can be meant."""
    numbers = [point.number for point in pair if point.number != _TODAY]
    near = any(
        _ADJACENT.fullmatch(words) or (stretch.number < number and _NOUN.fullmatch(words))
        for number in numbers
        if (words := window.between(number, stretch.number))
    )
    return near and (len(numbers) == 1 or abs(numbers[0] - numbers[1]) <= 1)


def _agrees(stretch: Stretch, one: Point, other: Point) -> bool:
    start, end = sorted((one, other), key=lambda point: point.days.start)
    return stretch.fair.meets(_gap(start, end))


def _gap(start: Point, end: Point) -> Interval:
    gap = stretches.between(start.days, end.days)
    assert gap.low is not None and gap.high is not None
    return Interval(max(gap.low, Decimal(0)), max(gap.high, Decimal(0)))


def _pair(window: Window, stretch: Stretch, known: list[Point], today: list[Point]) -> tuple[Point, Point] | None:
    """The two points that a stretch must lie between; ``None`` where that is not clear."""
    here = [point for point in known if window.order(point.number) == window.order(stretch.number)]
    if stretch.use is Use.LATER:
        return _later(window, stretch, known, here, today)
    there = [point for point in known if point not in here]
    if stretch.use is Use.LASTED and (both := _ends(window, stretch, here, there)) is not None:
        return both
    if not today:
        return None
    start = _start(window, stretch, here, there, today[0])
    return None if start is None or start.days.end >= today[0].days.start else (start, today[0])


def _ends(
    window: Window, stretch: Stretch, here: list[Point], there: list[Point]
) -> tuple[Point, Point] | None:
    """Both ends of a stretch: "from 1990 to 2000", "opened in 1957 and closed in 1999", the first a sentence before."""
    clause = window.clause(stretch.number)
    for start, end in pairwise(here):
        if start.days.end > end.days.start:
            continue
        if window.between(start.number, end.number) in _RANGE or (start.cue in _FROM and end.cue in _TO):
            if _is_beside(window, stretch, (start, end)) or _is_too_long(stretch, start, end):
                return start, end
        elif start.number < stretch.number < end.number:
            if "until" in window.between(stretch.number, end.number):
                return start, end
        elif len(here) == 2 and stretch.number > end.number and start.cue != "since":
            near = shares_situation(window.between(start.number, end.number), clause)
            return (start, end) if stretch.bound or near else None
    before = [point for point in there if point.number < stretch.number]
    if len(here) == len(before) == 1 and before[0].days.end < here[0].days.start and here[0].cue != "since":
        if stretch.bound or shares_situation(window.clause(before[0].number), clause):
            return before[0], here[0]
    return None


def _is_too_long(stretch: Stretch, start: Point, end: Point) -> bool:
    return _gap(start, end).is_below(stretch.fair)


def _later(
    window: Window, stretch: Stretch, known: list[Point], here: list[Point], today: list[Point]
) -> tuple[Point, Point] | None:
    """A point and the later one that "ten years later", or "ten years after", is said of."""
    near = [point for point in here if _ADJACENT.fullmatch(window.between(point.number, stretch.number))]
    if near:
        others = [point for point in known if point.number < min(stretch.number, near[0].number)]
        others = others or [point for point in here if point.number != near[0].number]
        if not others:
            return None
        start, end = sorted((near[0], others[-1]), key=lambda point: point.days.start)
        return (start, end) if start.days.end < end.days.start else None
    before = [point for point in known if point.number < stretch.number]
    if here or len(before) != 1 or not today or not _is_now(window, stretch):
        return None
    return before[0], today[0]


def _start(
    window: Window, stretch: Stretch, here: list[Point], there: list[Point], today: Point
) -> Point | None:
    """The point from which a stretch runs to the draft's day; ``None`` where none is clearly meant."""
    clause = window.clause(stretch.number)
    for point in here:
        if point.cue in ("until", "before", "to"):
            continue
        words = window.between(point.number, stretch.number)
        if stretch.use is Use.AGO and (_ADJACENT.fullmatch(words) or stretch.bound):
            return point
        if stretch.use is Use.LASTED and point.cue == "since" and _HAS.search(window.sentence(stretch.number)):
            return point if stretch.bound or _is_too_long(stretch, point, today) else None
        if stretch.use is Use.OLD and _is_anniversary(window, stretch, point):
            return point
    if here or not there:
        return None
    if stretch.use is Use.OLD:
        fit = [point for point in there if _is_anniversary(window, stretch, point)]
        return fit[0] if len(fit) == 1 else None
    fit = [point for point in there if shares_situation(window.clause(point.number), clause)]
    if stretch.use is Use.LASTED and not _HAS.search(clause):
        return None
    if len(fit) == 1:
        return fit[0]
    return there[0] if len(there) == 1 and stretch.bound else None


def _is_now(window: Window, stretch: Stretch) -> bool:
    """Whether the sentence speaks of the draft's own days."""
    sentence = window.sentence(stretch.number)
    return "<weekday:" in sentence or any(any_of(name).search(sentence) for name in ("these_days", "present"))


def _is_anniversary(window: Window, stretch: Stretch, point: Point) -> bool:
    """Whether a thing of that age, or its anniversary these days, began at a point."""
    sentence = window.sentence(stretch.number)
    if window.slots[stretch.number].quantity.kind is Kind.ORDINAL and not (
        _is_now(window, stretch)
        or any_of("about_now").search(sentence)
        or (window.order(stretch.number) == 0 and any_of("marked").search(sentence))
    ):
        return False
    of = window.shape[window.places[stretch.number][1] :] if point.number > stretch.number else ""
    if re.match(r" (?:[a-z]+ )?anniversary (?:of|since) ", of) and window.order(point.number) == window.order(stretch.number):
        return True
    return any_of("founded").search(window.clause(point.number)) is not None

"""A stretch of time against the dates that it lies between, in its sentence or the next: "in 2002, 30 years ago"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from factcheck.consistency import stretches
from factcheck.consistency.dates.bounds import Binding
from factcheck.consistency.dates.slipped_years import slipped
from factcheck.consistency.gaps import TODAY, agrees, gap
from factcheck.consistency.lives.lives import of_relative
from factcheck.consistency.phrases import Later, rarest
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.timeline import Point, Stretch, points, read_stretch
from factcheck.consistency.windows import Window, windows
from factcheck.model import Interval, Kind, Period

_FAR = 20
"""Times that a stretch is longer than the time between two dates, at most, where it is meant to be that."""
_STRETCHES = frozenset({Kind.DURATION, Kind.AGE, Kind.ORDINAL})
_TURNED = frozenset({"turns", "turned", "turning", "turn"})
_POINTS = frozenset({Kind.YEAR, Kind.DATE, Kind.PERIOD})


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every stretch of time that the dates around it contradict; up to today only where the draft's date is known."""
    counts = not (rarest("seasons") | _TURNED).isdisjoint(sheet.words())
    kinds = _STRETCHES | {Kind.COUNT} if counts else _STRETCHES
    for window in windows(sheet):
        numbers = [number for number in window.home if window.slots[number].quantity.kind in kinds]
        if not numbers or not any(slot.quantity.kind in _POINTS for slot in window.slots):
            continue
        told = [stretch for number in numbers if (stretch := read_stretch(window, number)) is not None]
        known = points(window, sheet.day) if told else []
        for stretch in told if known else ():
            if (wrong := _judge(sheet, window, stretch, known)) is not None:
                yield wrong


def _is_otherwise_made(window: Window, stretch: Stretch, every: Sequence[Point]) -> bool:
    """Whether another stretch of the window makes it right: from a point "four years later", or both added up."""
    others = [
        fair
        for number, slot in enumerate(window.slots)
        if number != stretch.number
        and slot.quantity.kind is Kind.DURATION
        and (fair := stretches.lasting(slot)) is not None
    ]
    spans = [gap(one, other) for one, other in (sorted(two, key=_begins) for two in combinations(every, 2))]
    return any(
        stretch.fair.meets(made)
        for other in others
        for span in spans
        for made in (_less(span, other), _less(other, span))
    )


def _begins(point: Point) -> date:
    return point.days.start


def _less(one: Interval, other: Interval) -> Interval:
    """One stretch of time without another."""
    low = None if one.low is None or other.high is None else one.low - other.high
    high = None if one.high is None or other.low is None else one.high - other.low
    return Interval(low, high)


def _is_of_another(window: Window, stretch: Stretch, point: Point) -> bool:
    """Whether a date is of another's life, or of another thing: "the 36-year-old ship ...; the newer, built in"."""
    if window.order(point.number) == window.order(stretch.number):
        return _OTHER_ROLE.search(window.between(point.number, stretch.number)) is not None
    before = f" {window.before(point.number)} "
    own = f" {window.before(stretch.number)} "
    if (
        of_relative().search(own)
        and not of_relative().search(before)
        and window.order(point.number) < window.order(stretch.number)
    ):
        return True
    return _SUCCESSOR.search(before) is not None and _SUCCESSOR.search(window.sentence(stretch.number)) is None


_OTHER_ROLE = Later(r", [^<]*(?:has|have) been an? (?:[a-z-]+ ){1,3}for ")
"""Between a role and the years of another: "in office since 2014, she has been a councillor for 24 years"."""
_SUCCESSOR = Later(
    r" (?:his|her|its|their) (?:[a-z]+ )?(?:successor|predecessor|rival|deputy|replacement)s? "
    r"| (?:an|his|her|its) (?:earlier|previous) "
)


def _judge(sheet: Sheet, window: Window, stretch: Stretch, known: list[Point]) -> Contradiction | None:
    today = None if sheet.day is None else Point(TODAY, Period(sheet.day, sheet.day), "")
    here = [point for point in known if window.order(point.number) == window.order(stretch.number)]
    if any(_is_of_another(window, stretch, point) for point in known):
        return None
    tied = Binding(window, stretch, here, [point for point in known if point not in here], today)
    pair = tied.pair() or slipped(tied)
    if pair is None or agrees(stretch, *pair):
        return None
    start, end = pair
    between = gap(start, end).high
    if between is not None and stretch.fair.low is not None and stretch.fair.low > _FAR * max(between, Decimal(1)):
        return None  # what is so much longer is of something else
    every = [*known, end] if end.number == TODAY else known
    if any(agrees(stretch, *two) for two in combinations(every, 2)) or _is_otherwise_made(window, stretch, every):
        return None
    slot = window.slots[stretch.number]
    said, told = slot.span.of(sheet.text), stretches.told(start.days, end.days, stretch.unit)
    ends = tuple(window.slots[point.number] for point in pair if point.number != TODAY)
    names = [one.span.of(sheet.text) for one in ends]
    if end.number == TODAY:
        sum_ = f"{names[0]} is {told} before the draft's own date, the draft says {said}"
    elif len(set(names)) == 1:
        ends, sum_ = ends[:1], f"{names[0]} is {told}, the draft says {said}"
    else:
        sum_ = f"from {names[0]} to {names[1]} is {told}, the draft says {said}"
    return Contradiction(slot, ends, sum_, f"“{told}”, or another date than {names[0]}")

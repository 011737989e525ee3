"""The degrees between two temperatures, told in sentences near them: "31C. It had fallen by eight degrees to 19C"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations

from factcheck.consistency import sums
from factcheck.consistency.measures import DEGREES
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.reading import Figure, figures
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.model import Interval

_FARTHEST = Decimal(30)
"""Degrees of which so many are more likely a temperature than a difference, where the unit leaves it open."""
_COLDEST, _HOTTEST = Decimal(-90), Decimal(130)
"""What bare numbers can be temperatures of weather."""
_REACH = 3
"""Sentences from the first of the temperatures to the difference at the most."""
_HOURS = 12
_BREAK = Later(r" (?:[,;:]|and|but|while) ")
_DEFINITE = Later(r" (?:the|that|this|those|these|such an?) $")
_PLACE = Later(r"\b(?:in|at|over|off|near) ([A-Z]\w+)")
_IS = Later(
    r" (?:was|is|were|at|to|of|hit|hits|reached|touched|read|reads|reading|showed|recorded|logged|had|stood|low|high"
    r"|maximum|minimum|normal|average|from|only|just|nearer|about|minus|than|the) $"
)
_FREE = Later(r" (?:[,.;:!?–—-]|in|on|at|by|when|and|but|for|this|last|a|there|here|now|below) ")
_BELOW = Later(r" (?:below|under) (?:[,.;]|zero|freezing)")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every "40 degrees warmer" that is not what lies between the two temperatures that it is told of."""
    if sheet.said().isdisjoint(("degree", "degrees", "notch", "notches")) and not _has_degrees(sheet):
        return
    line = [one for one in map(_signed, figures(sheet)) if _may_be_level(one) or _may_be_step(one)]
    for n, step in enumerate(line):
        if _may_be_step(step) and _is_step(step, line[n + 1 :]):
            yield from _judged(line, n)


def _has_degrees(sheet: Sheet) -> bool:
    return any(claim.quantity.unit in DEGREES for claim in sheet.claims)


def _signed(one: Figure) -> Figure:
    """The figure below zero where it is said so: "three below"."""
    slot = one.slot
    if slot is None or slot.value is None or slot.interval is None or one.value <= 0 or not _BELOW.match(one.after):
        return one
    if one.unit not in DEGREES and one.unit != "degree" and one.counted:
        return one
    low, high = -one.high, -one.low
    return replace(
        one, slot=replace(slot, value=-slot.value, interval=Interval(low, high)), value=-one.value, low=low, high=high
    )


def _may_be_step(one: Figure) -> bool:
    return one.unit in DEGREES or one.unit == "degree" or one.counted in ("notch", "degree")


def _may_be_level(one: Figure) -> bool:
    """Whether a figure may be a temperature."""
    if one.unit in DEGREES or one.unit == "degree":
        return True
    bare = one.kind in ("bare", "count") and not one.unit and not one.counted
    return bare and one.slot is not None and _COLDEST <= one.value <= _HOTTEST


def _is_level(one: Figure) -> bool:
    """Whether it is told as one."""
    if one.unit:
        return True
    if one.value < 0:
        return True
    hour = one.before.endswith(" at ") and 0 < one.value <= _HOURS
    return not hour and _IS.search(one.before) is not None and _FREE.match(one.after) is not None


def _is_step(one: Figure, behind: Sequence[Figure]) -> bool:
    """Whether degrees are how far it is from one temperature to another, with those `behind` it."""
    if one.value < 0 or (one.unit in DEGREES and one.value >= _FARTHEST):
        return False
    if _of_step().search(one.head):
        return True
    if _DEFINITE.search(one.before) is not None and _step_named().match(one.after) is not None:
        return True
    if _moved_by().search(one.before) and _MOVED_TO.match(one.after):
        return True
    if behind and behind[0].sentence == one.sentence:
        breaks = _BREAK.search(one.after.removesuffix(" , "))
        return _step_behind().match(one.after) is not None and breaks is None
    return False


_MOVED_TO = Later(r" (?:,|-)? ?(?:to|from) ")


@cache
def _moved_by() -> re.Pattern[str]:
    return re.compile(rf" (?:{words('warming_verbs')}) (?:by )?$")


def _judged(line: Sequence[Figure], n: int) -> Iterator[Contradiction]:
    step = line[n]
    near = [
        one
        for one in line
        if one is not step and -_REACH <= one.sentence - step.sentence <= 1 and one.slot is not None
    ]
    pair = _pair(step, [one for one in near if _is_level(one)])
    if pair is None:
        return
    one, other = pair
    units = {figure.unit for figure in pair if figure.unit in DEGREES} | {step.unit} & set(DEGREES)
    if len(units) > 1 or are_of_two_places(one, other):
        return
    said = Interval(step.low, step.high)
    for first, second in combinations(near, 2):
        assert first.slot is not None and second.slot is not None
        between = sums.difference(first.slot, second.slot)
        if between is None or between.meets(said):
            return
    yield from _wrong(step, one, other)


def _pair(step: Figure, levels: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    before = [one for one in levels if one.span.start < step.span.start]
    behind = [one for one in levels if one.span.start > step.span.start]
    here = [one for one in behind if one.sentence == step.sentence]
    if here and before and (_step_behind().match(step.after) or _MOVED_TO.match(step.after)):
        return before[-1], here[0]
    if len(before) >= 2:
        return before[-2], before[-1]
    if before and behind:
        return before[-1], behind[0]
    return None


def _wrong(step: Figure, one: Figure, other: Figure) -> Iterator[Contradiction]:
    if step.slot is None or one.slot is None or other.slot is None:
        return
    between = sums.difference(one.slot, other.slot)
    if between is None:
        return
    sum_ = f"from {one.said} to {other.said} is {sums.told(between, 'degrees')}, the draft says {step.said}"
    yield Contradiction(step.slot, (one.slot, other.slot), sum_, f"“{sums.middle(between, 'degrees')}”")


def are_of_two_places(first: Figure, last: Figure) -> bool:
    """Whether two sentences name places of their own."""
    one, two = (set(_PLACE.findall(figure.text[figure.ends[0] : figure.ends[3]])) for figure in (first, last))
    return bool(one and two and one != two)


@cache
def _of_step() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:by|those|these|(?:{words('warming_nouns')}|climb) (?:of|,)) (?:(?:{words('hedges')}) )?$")


@cache
def _step_behind() -> re.Pattern[str]:
    """What follows such a step where the temperature it is counted from comes next: "40 degrees warmer than the 3C"."""
    return re.compile(rf" (?:{words('warmer')}|above|below|over|under|more|less|up on|down on)(?!\S)")


@cache
def _step_named() -> re.Pattern[str]:
    """A noun behind a step between two temperatures told before: "this 40-degree swing"."""
    return re.compile(rf" (?:{words('warming_nouns')}|climb)(?!\S)")

"""The degrees between two temperatures, told in sentences near them: "31C. It had fallen by eight degrees to 19C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.consistency import sums
from factcheck.consistency.kin import opens_elsewhere
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.reading import Figure, figures, sentence_words, spoken
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.slips import slips
from factcheck.consistency.units.measures import DEGREES, below_zero
from factcheck.consistency.units.swing_places import places_apart
from factcheck.consistency.units.swing_words import BREAK, is_difference, is_moved, pair_of, told_as
from factcheck.consistency.weighing import Candidate
from factcheck.model import Interval

_UNITS = frozenset((*DEGREES, "degree"))
_FARTHEST = Decimal(30)
"""Degrees of which so many are more likely a temperature than a difference, where the unit leaves it open."""
_COLDEST, _HOTTEST = Decimal(-90), Decimal(130)
"""What bare numbers can be temperatures."""
_REACH = 3
"""Sentences from the first of the temperatures to the difference at the most."""
_NEAREST = 5
"""Temperatures nearest to a difference that are read."""
_MOST = 12
"""Figures before and behind a difference that are read."""
_HOURS = 12
"""Behind "at" a bare number up to this is an hour."""
_PAIRED = Later(r" (?:(?:[a-z]+ ){0,3}(?:to|and|against|than|instead of|rather than|from|, from) )?(?:[a-z]+ ){0,2}$")
_PARTED = Later(r";|:| (?:while|whereas|but|although) ")
_THAN = Later(r"^[^.;]*?\b(?:than|above|below|up on|down on)\b")
_COUNTS = Later(r" (?:the|these|those|all|of|for|with|aged) $")


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every "40 degrees warmer" that is not what lies between two temperatures near it."""
    if not any(claim.quantity.unit in _UNITS for claim in sheet.claims):
        return
    line = [below_zero(one) for one in figures(sheet) if one.slot is not None and _may_be_level(one)]
    for n, step in enumerate(line):
        if not _may_be_step(step):
            continue
        around = (*line[max(0, n - _MOST) : n], *line[n + 1 : n + _MOST])
        near = [one for one in around if -_REACH <= one.sentence - step.sentence <= 1]
        levels = [one for one in near if _is_level(one) and not is_difference(one)]
        nearest = sorted(levels, key=lambda one: abs(one.span.start - step.span.start))[:_NEAREST]
        for one, other in combinations(sorted(nearest, key=lambda level: level.span.start), 2):
            if _is_wrong(step, one, other):
                for wrong in _wrong(step, one, other):
                    yield Candidate(dict.fromkeys(_evidence(step, (one, other), near), 1), wrong)


def _is_wrong(step: Figure, one: Figure, other: Figure) -> bool:
    """Whether two temperatures of one scale are not as far apart as a step says."""
    units = {figure.unit for figure in (step, one, other) if figure.unit in DEGREES}
    if one.slot is None or other.slot is None or len(units) > 1 or not any(x.unit or x.value < 0 for x in (one, other)):
        return False
    between = sums.difference(one.slot, other.slot)
    return between is not None and not between.meets(Interval(step.low, step.high))


def _evidence(step: Figure, pair: tuple[Figure, Figure], near: Sequence[Figure]) -> Iterator[str]:
    """What speaks for and against a step being that between two temperatures."""
    first, last = pair
    yield "difference"
    yield from told_as(step)
    apart = tuple(places_apart(step, pair))
    if not apart and pair_of(step, [one for one in near if _is_level(one)]) == pair:
        yield "told of both"
    yield from _layout(step, pair)
    rest = [one for one in near if one not in pair and one is not step]
    levels = [one for one in rest if _is_level(one) and not is_difference(one)]
    yield ("no third level", "a third level", "more levels")[min(len(levels), 2)]
    if len(levels) < len(rest):
        yield "other steps"
    every = [one.slot for one in (*pair, *levels) if one.slot is not None]
    between = (sums.difference(one, other) for one, other in combinations(every, 2))
    if any(one is not None and one.meets(Interval(step.low, step.high)) for one in between):
        yield "others agree"
    for name, one in (("first", first), ("last", last)):
        beside = f"{one.before} {one.after}"
        if any_of("usual_levels").is_in(beside):
            yield f"{name} usual"
        if any_of("modals").is_in(beside) or any_of("not_yet").is_in(beside):
            yield f"{name} to come"
        if not one.unit:
            yield f"{name} bare"
    if step.unit not in DEGREES and first.unit in DEGREES and last.unit in DEGREES:
        yield "degrees of a scale"
    yield from apart
    yield from (f"step {name}" for name in slips(step.value, abs(first.value - last.value)))


def _layout(step: Figure, pair: tuple[Figure, Figure]) -> Iterator[str]:
    """Where a step stands from the two temperatures."""
    first, last = pair
    if step.span.start < first.span.start:
        yield "step first"
    elif step.span.start > last.span.start:
        yield "step last"
    else:
        yield "step between"
    apart = [abs(step.sentence - one.sentence) for one in pair]
    yield ("in one sentence", "a sentence off", "two sentences off", "far off")[min(max(apart), 3)]
    if first.sentence == last.sentence:
        yield "pair in one sentence"
        between = spoken(first.text[first.span.end : last.span.start])
        if _PAIRED.match(between):
            yield "pair joined"
        if not step.span.start > last.span.start and BREAK.search(between):
            yield "break between"
    if min(apart) == 0:
        yield "beside a level"
    if max(apart) == 0:
        ends = sorted(one.span.start for one in (step, *pair))
        yield "parted" if _PARTED.search(first.text, ends[0], ends[-1]) else "not parted"
    yield from _way(step, pair)
    every = sentence_words(step.text)
    if any(opens_elsewhere(every[first.sentence], one) for one in every[first.sentence + 1 : step.sentence + 1]):
        yield "opens elsewhere"


def _may_be_step(one: Figure) -> bool:
    if one.unit in DEGREES and not (is_difference(one) or is_moved(one)):
        return False
    most = _FARTHEST if one.unit in DEGREES else _HOTTEST
    return (one.unit in _UNITS or one.counted == "notch") and 0 < one.value < most


def _may_be_level(one: Figure) -> bool:
    """Whether a figure is in degrees, or a bare number that can be."""
    if one.unit in _UNITS or one.counted == "notch":
        return True
    return one.kind == "count" and not one.counted and _COLDEST <= one.value <= _HOTTEST


def _is_level(one: Figure) -> bool:
    """Whether words tell it as a temperature."""
    if one.unit or one.value < 0:
        return True
    hour = one.before.endswith(" at ") and 0 < one.value <= _HOURS
    return not hour and _COUNTS.search(one.before) is None


def _wrong(step: Figure, one: Figure, other: Figure) -> Iterator[Contradiction]:
    if step.slot is None or one.slot is None or other.slot is None:
        return
    between = sums.difference(one.slot, other.slot)
    if between is not None:
        sum_ = f"from {one.said} to {other.said} is {sums.told(between, 'degrees')}, the draft says {step.said}"
        yield Contradiction(step.slot, (one.slot, other.slot), sum_, f"“{sums.middle(between, 'degrees')}”")


def _way(step: Figure, pair: tuple[Figure, Figure]) -> Iterator[str]:
    """Whether the two lie the way that the words of a step say, and whether it is told of one that follows "than"."""
    first, last = pair
    tail = step.text[step.span.end : step.ends[3]]
    than = _THAN.search(tail)
    if than is not None:
        told = step.sentence == last.sentence and last.span.start > step.span.end + than.end()
        yield "than a level" if told else "than nothing"
    beside = f" {' '.join(step.before.split()[-4:])} {' '.join(step.after.split()[:3])} "
    down, up = any_of("goes_down").is_in(beside), any_of("goes_up").is_in(beside)
    if down != up:
        rises = (
            (first.value > last.value)
            if than is not None and step.span.start < last.span.start
            else (first.value < last.value)
        )
        yield "the way it says" if rises == up else "the other way"

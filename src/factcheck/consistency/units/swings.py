"""The degrees between two temperatures, told in sentences near them: "31C. It had fallen by eight degrees to 19C"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from factcheck.consistency import sums
from factcheck.consistency.kin import opens_elsewhere
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.reading import Figure, figures, sentence_words, spoken
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.units.measures import DEGREES, below_zero
from factcheck.model import Interval

_UNITS = frozenset((*DEGREES, "degree"))
_FARTHEST = Decimal(30)
"""Degrees of which so many are more likely a temperature than a difference, where the unit leaves it open."""
_COLDEST, _HOTTEST = Decimal(-90), Decimal(130)
"""What bare numbers can be temperatures."""
_REACH = 3
"""Sentences from the first of the temperatures to the difference at the most."""
_MOST = 12
"""Figures before and behind a difference that are read."""
_HOURS = 12
"""Behind "at" a bare number up to this is an hour."""
_BREAK = Later(r" (?:[,;:]|and|but|while) ")
_TO, _FROM = Later(r" (?:, )?(?:up |down |back )?to "), Later(r" (?:, )?from ")
_KNOWN = Later(r" (?:the|that|this|those|these|such an?|an?) $")
_THOSE = Later(r" (?:those|these) $")
_OWN = Later(r" (?:another|further|more|than|except|elsewhere|tomorrow|before|again) ")
_SINCE = Later(r" (?:[a-z]+ ){0,3}since ")
_ANY = Later(r" (?:an?|any|every) (?:[a-z]+ )?[a-z]+ of (?:[a-z]+ ){0,2}$")
_GENERAL = Later(r" (?:is|are|can|may|will|would|could|might|makes?|means?|matters?|in|or) ")
_PLACE = Later(r"\b(?:in|at|over|off|near) ([A-Z]\w+)")
_COUNTS = Later(r" (?:the|these|those|all|of|for|with|aged) $")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every "40 degrees warmer" that is not what lies between the two temperatures that it is told of."""
    if not any(claim.quantity.unit in _UNITS for claim in sheet.claims):
        return
    line = [below_zero(one) for one in figures(sheet) if one.slot is not None and _may_be_level(one)]
    for n, step in enumerate(line):
        if _may_be_step(step):
            around = (*line[max(0, n - _MOST) : n], *line[n + 1 : n + _MOST])
            near = [one for one in around if -_REACH <= one.sentence - step.sentence <= 1]
            pair = _pair(step, [one for one in near if _is_level(one)])
            if pair is not None and not _agrees(step, near, pair):
                yield from _wrong(step, *pair)


def _may_be_step(one: Figure) -> bool:
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


def _pair(step: Figure, levels: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The two temperatures that a difference is told of."""
    before = [one for one in levels if one.span.start < step.span.start]
    behind = [one for one in levels if one.span.start > step.span.start]
    here = [one for one in behind if one.sentence == step.sentence]
    moved, noun = _moved().search(step.before) is not None, _is_named(step)
    if (moved or noun) and _FROM.match(step.after) and len(here) > 1:
        return here[0], here[1]
    if not before:
        return None
    last = before[-1]
    if here and step.sentence - last.sentence <= 1:
        between = spoken(step.text[step.span.end : here[0].span.start])
        beside = _compared().match(between) is not None and not _BREAK.search(between.removesuffix(" , "))
        if beside or (moved and _TO.match(step.after)):
            return last, here[0]
    if len(before) > 1 and noun and not _is_own(step, last):
        return before[-2], last
    return None


def _is_named(step: Figure) -> bool:
    """Whether a noun beside it says that it is a difference: "a swing of 9 degrees", "the nine-degree drop"."""
    if _noun_of().search(step.head) or (_THOSE.search(step.before) and _compared().match(step.after) is None):
        return True
    return _KNOWN.search(step.before) is not None and _noun_behind().match(step.after) is not None


def _is_difference(one: Figure) -> bool:
    """Whether words beside a figure say that it is a difference."""
    return _is_named(one) or one.before.endswith(" by ") or _compared().match(one.after) is not None


def _is_own(step: Figure, last: Figure) -> bool:
    """Whether its sentence tells it of other temperatures than those before."""
    every = sentence_words(step.text)
    said = every[step.sentence]
    if _SINCE.match(step.after) or _OWN.search(said) or any_of("modals").search(step.before):
        return True
    general = _ANY.search(step.head) is not None and _GENERAL.match(step.after) is not None
    if any_of("not_yet").search(said) or (general and step.sentence != last.sentence):
        return True
    between = every[last.sentence + 1 : step.sentence + 1]
    return any(opens_elsewhere(every[last.sentence], one) for one in between)


def _agrees(step: Figure, near: Sequence[Figure], pair: tuple[Figure, Figure]) -> bool:
    """Whether two figures near a difference are so far apart, or those of the pair of two units or places."""
    units = {one.unit for one in (step, *pair) if one.unit in DEGREES}
    if not any(one.unit or one.value < 0 for one in pair) or len(units) > 1 or are_of_two_places(*pair):
        return True
    others = [one.slot for one in near if one.slot is not None and (one in pair or not _is_difference(one))]
    between = [sums.difference(one, other) for one, other in combinations(others, 2)]
    return any(one is not None and one.meets(Interval(step.low, step.high)) for one in between)


def _wrong(step: Figure, one: Figure, other: Figure) -> Iterator[Contradiction]:
    if step.slot is None or one.slot is None or other.slot is None:
        return
    between = sums.difference(one.slot, other.slot)
    if between is not None:
        sum_ = f"from {one.said} to {other.said} is {sums.told(between, 'degrees')}, the draft says {step.said}"
        yield Contradiction(step.slot, (one.slot, other.slot), sum_, f"“{sums.middle(between, 'degrees')}”")


def are_of_two_places(first: Figure, last: Figure) -> bool:
    """Whether two sentences name places of their own."""
    one, two = (set(_PLACE.findall(figure.text[figure.ends[0] : figure.ends[3]])) for figure in (first, last))
    return bool(one and two and one != two)


@cache
def _moved() -> re.Pattern[str]:
    """A verb before a difference: "had fallen by"."""
    return re.compile(rf" (?:{words('warming_verbs')}|up|down) (?:by )?(?:(?:{words('hedges')}) )?$")


@cache
def _noun_of() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{words('warming_nouns')}) (?:of|,) (?:(?:{words('hedges')}) )?$")


@cache
def _compared() -> re.Pattern[str]:
    """What follows such a step where the temperature it is counted from comes next: "40 degrees warmer than the 3C"."""
    return re.compile(rf" (?:{words('warmer')}|above|below|over|under|more|less|up on|down on)(?!\S)")


@cache
def _noun_behind() -> re.Pattern[str]:
    """A noun behind a step between two temperatures told before: "this 40-degree swing"."""
    return re.compile(rf" (?:{words('warming_nouns')})(?!\S)")

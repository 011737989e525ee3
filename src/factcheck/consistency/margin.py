"""A margin, lead or majority against the two figures that it lies between: "won 52 to 48", and "the six-point lead"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.consistency import sums
from factcheck.consistency.evidence import evidence
from factcheck.consistency.margin_forms import TOLD, Lead, are_of_one_kind, joined, leads, sides_of
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.reading import Figure, figures
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.slips import slips
from factcheck.consistency.weighing import Candidate, told
from factcheck.model import Interval, Kind

_REACH, _MOST, _TOLD = 3, 20, 3
"""Sentences to either side that are read, figures in them at the most, and how often other pairs count."""
_SUMMED = Decimal("1.25")
"""How many times the larger side a margin is at the most."""
_LIKE = Decimal("2.5")
"""How many times the other the larger of two sides is that are alike."""
_PART = Later(r"^ (?:out )?of (?:the |its )?$")
_YEAR = Later(r" in (?:[12]\d{3}|the [a-z]+) ")
_NAMED = Later(r"^ , [a-z]+ $")
_ALL, _FAR = 100, 20
"""What all shares come to in per cent, and how many times the other the larger of two sides is at the most."""
_SET_APART = ("of one another", "itself joined", "earlier", "margin dated", "margin others", "others")
_CLEAN = ("noun", "by", "place")

Pair = tuple[Figure, Figure]
"""The less and the more."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every margin that its two sides contradict."""
    yield from margins(sheet)


def margins(sheet: Sheet) -> tuple[Contradiction, ...]:
    """The same, read once."""
    if "margins" not in sheet.memo:
        sheet.memo["margins"] = tuple(told("margin", candidates(sheet)))
    found: tuple[Contradiction, ...] = sheet.memo["margins"]
    return found


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every margin with each two figures near it that it cannot lie between."""
    line = figures(sheet)
    for lead in leads(sheet.text, line) if len(line) > 2 else ():
        near = [one for one in line if abs(one.sentence - lead.figure.sentence) <= _REACH]
        if len(near) <= _MOST:
            yield from _candidates(lead, near)


def _candidates(lead: Lead, near: Sequence[Figure]) -> Iterator[Candidate]:
    figure, others = lead.figure, [one for one in near if one.span != lead.figure.span and one.bound in TOLD]
    sides = sides_of(others, figure)
    pairs = [_ordered(*two) for two in combinations(sides, 2) if _may_be(figure, two)]
    fair = [_breadth(figure, pair) for pair in pairs if _agrees(pair, figure)]
    if _agrees_with_rest(sides, figure):
        fair.append(0)
    wrong = [
        pair for pair in pairs if not _agrees(pair, figure) and not any(one <= _breadth(figure, pair) for one in fair)
    ]
    for pair in wrong:
        found = evidence(figure.text, {"margin": figure, "less": pair[0], "more": pair[1]}, near)
        found.update(_of_pair(lead, pair))
        found["pairs"], found["another agrees"] = min(_TOLD, len(wrong)), min(_TOLD, len(fair))
        found["pair nearer"] = int(any(_breadth(figure, one) < _breadth(figure, pair) for one in wrong))
        found.update(_together(found))
        yield Candidate(found, _contradiction(figure, pair))


def _ordered(one: Figure, two: Figure) -> Pair:
    return (one, two) if one.value < two.value else (two, one)


def _breadth(margin: Figure, pair: Pair) -> int:
    """Over how many sentences a margin and its sides are spread."""
    numbers = [one.sentence for one in (margin, *pair)]
    return max(numbers) - min(numbers)


def _may_be(margin: Figure, pair: Pair) -> bool:
    """Whether the margin can lie between two figures of one kind: it is no larger, and no finer than both."""
    less, more = _ordered(*pair)
    if not less.value < more.value <= _FAR * max(less.value, Decimal(1)) or not (
        _are_joined(pair) or are_of_one_kind(*pair)
    ):
        return False
    fine = margin.value % 1 and not any(one.value % 1 for one in pair)
    return not fine and margin.value <= max(one.value for one in pair) * _SUMMED + 1


def _agrees(pair: Pair, margin: Figure) -> bool:
    """Whether two figures are as far apart as the margin says."""
    (less, more), target = pair, int(margin.counted.startswith("run"))  # who bats second has to get one more
    low, high = more.low - less.high - target, more.high - less.low
    return max(low, margin.low) <= min(high, margin.high)


def _agrees_with_rest(sides: Sequence[Figure], margin: Figure) -> bool:
    """Whether one figure is a majority over all the rest."""
    total = sum(one.value for one in sides)
    is_over_all = " majority " in margin.before + margin.after
    return is_over_all and any(margin.low <= 2 * one.value - total <= margin.high for one in sides)


def _are_joined(pair: Pair) -> bool:
    """Whether the two are told as one against the other: "52 to 48"."""
    first, second = sorted(pair, key=lambda one: one.span.start)
    return first.after == second.before and joined().search(first.after) is not None


def _of_pair(lead: Lead, pair: Pair) -> Iterator[str]:
    """What speaks for and against a margin being that of two."""
    margin, (less, more) = lead.figure, pair
    first, second = sorted(pair, key=lambda one: one.span.start)
    around = f"{less.before} {less.after} {more.before} {more.after}"
    tests = {
        lead.cue: True,
        margin.kind: True,
        "joined": _are_joined(pair),
        "named": first.ends[2] == second.span.start and _NAMED.match(first.after),
        "all of them": {one.kind for one in pair} == {Kind.PERCENT.value} and abs(less.value + more.value - _ALL) <= 1,
        "alike": less.value > 0 and more.value / less.value <= _LIKE,
        "of one another": _PART.match(first.after),
        "itself joined": joined().search(margin.after) or margin.after == " from ",
        "earlier": any_of("margin_earlier").search(around),
        "margin dated": _YEAR.search(f"{margin.head[-40:]}{margin.after}"),
        "sides dated": _YEAR.search(around),
        "but": " but " in margin.text[min(first.span.end, margin.span.end) : max(second.span.start, margin.span.start)],
        "between": first.span.start < margin.span.start < second.span.start,
    }
    yield from (name for name, holds in tests.items() if holds)
    yield from slips(margin.value, more.value - less.value)


def _together(found: Counter[str]) -> Iterator[str]:
    """Names for several entries at once, where each says little alone."""
    if any(found[name] for name in _SET_APART):
        return
    if not (found["rivals inside"] or found["rivals between"]):
        yield "plain"
        if not found["sentences"]:
            yield "plain in one"
    if found["pairs"] == 1 and not found["another agrees"]:
        yield "only pair"
    if not found["pair nearer"]:
        yield from (f"clean {cue}" for cue in _CLEAN if found[cue])
    if found["noun"] and found["margin known"]:
        yield "known noun"


def _contradiction(margin: Figure, pair: Pair) -> Contradiction:
    less, more = pair
    assert margin.slot is not None
    between = Interval(more.low - less.high, more.high - less.low)
    others = tuple(one.slot for one in (more, less) if one.slot is not None)
    lies = sums.told(between, "").strip()
    sum_ = f"from {less.said} to {more.said} is {lies}, the draft says {margin.said}"
    fix = f"“{sums.middle(between, '')}”, or other figures than {more.said} and {less.said}"
    return Contradiction(margin.slot, others, sum_, fix)

"""Different figures for one thing at one time: in headline and text, caption and text, or two places of the text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency.again.mentions import mentions
from factcheck.consistency.again.told_twice import retold
from factcheck.consistency.again.twofold import doubles, evidence_of
from factcheck.consistency.beside import Mention
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.twice import are_parts, factor, in_one_unit, in_per_cent, nouns_agree
from factcheck.consistency.weighing import Candidate, told
from factcheck.model import Kind

_TOGETHER = (
    *("noun definite", "headline next", "headline alone", "plain", "plain alone", "plain again"),
    *("slip again", "only two", "only two again"),
)
"""Entries together that count."""
_FEW = 12
"""So many of anything stand in every article."""
_ARTICLES = ("a", "an", "another")
_MOST = 10
"""How many times one figure of a thing can be another."""


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every two figures of one kind in sentences near each other that differ, and are no parts of a third."""
    every = [in_per_cent(one) for one in mentions(sheet, ratios=True)]
    for double in doubles(sheet, every, _differ):
        first, second = double.first, double.second
        if not are_parts(sheet, first, second) and not _are_two(first, second):
            yield Candidate(evidence_of(sheet, double, _TOGETHER), _contradiction(sheet, first.slot, second.slot))
    for found, one, again in retold(sheet):
        yield Candidate(found, _contradiction(sheet, one.slot, again.slot))


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure that another one near it contradicts."""
    yield from told("same", candidates(sheet))


def _differ(first: Mention, second: Mention) -> bool:
    """Whether two figures compare, and nothing that they can stand for agrees; one of a thing is an article.

    Of one sentence only those are read of which the second speaks of what is known: "the 12", ", a 12-mile ride".
    """
    if first.row == second.row and not (second.definite or second.apposed):
        return False
    a, b, times = first.slot.value, second.slot.value, factor(first, second)
    if times is None or not a or not b or 1 in (a, b):
        return False
    low, high = sorted((a, b * times))
    ends = in_one_unit(first, second) if low > 0 and high <= _MOST * low else None
    return ends is not None and not ends[0].meets(ends[1])


def _are_two(first: Mention, second: Mention) -> bool:
    """Whether two figures are of two things: few of other nouns, or a person of another age who is brought in."""
    if first.kind is Kind.AGE:
        return not first.headline and first.before in _ARTICLES and second.before in _ARTICLES
    values = (first.slot.value or Decimal(0), second.slot.value or Decimal(0))
    return first.kind is Kind.COUNT and max(values) <= _FEW and nouns_agree(first, second) is None


def _contradiction(sheet: Sheet, first: Slot, second: Slot) -> Contradiction:
    said, again = (one.span.of(sheet.text) for one in (first, second))
    sum_ = f"the same thing is {said} in one place and {again} in another"
    return Contradiction(second, (first,), sum_, f"“{said}” here, or “{again}” there")

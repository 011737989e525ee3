"""Different figures for one thing at one time: in headline and text, caption and text, or two places of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.consistency.again import AKIN, KNOWN, SURE, are_far_apart, slip, tie
from factcheck.consistency.beside import Mention
from factcheck.consistency.mentions import mentions, nearest
from factcheck.consistency.phrases import any_of
from factcheck.consistency.quotation import is_inside, quotations
from factcheck.consistency.sameyear import same_event
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.twice import factor, in_one_unit, is_explained
from factcheck.model import Bound, Kind

_MOST = 4
"""How many times one figure of a thing can be another."""
_SWAPPED = 2
"""Digits in another order; three of them show a slip without "the" before the figure."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure that that of the sentence before it contradicts, and none near it confirms."""
    every, quoted = list(mentions(sheet)), quotations(sheet)
    for n, second in enumerate(every):
        before = [one for one in nearest(every, n) if one.row < second.row and one.kind is second.kind]
        if not before or before[-1].row != second.row - 1 or any(_agree(one, second) for one in before):
            continue
        around = nearest(every, n, after=True)
        for first in before:
            if second.row - first.row != 1 or is_inside(first, quoted) is not is_inside(second, quoted):
                continue
            if (
                _may_be_wrong(first, second, around)
                and _is_same(sheet, first, second, around)
                and not _is_left(second, before)
            ):
                yield _contradiction(sheet, first.slot, second.slot, "the same thing is")
                break
    for one, other in same_event(sheet):
        yield _contradiction(sheet, one, other, "the same was in")


def _agree(first: Mention, second: Mention) -> bool:
    ends = in_one_unit(first, second)
    return ends is not None and ends[0].meets(ends[1])


def _is_left(one: Mention, before: Sequence[Mention]) -> bool:
    """Whether a figure is what two earlier ones differ by, or come to."""
    values = [other.slot.value or Decimal(0) for other in before if factor(one, other) == 1]
    return any(one.slot.value in (abs(a - b), a + b) for a, b in combinations(values, 2))


def _may_be_wrong(first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether two figures compare, and neither stands in the other's sentence as well."""
    if 1 in (first.slot.value, second.slot.value) or in_one_unit(first, second) is None:
        return False
    units = {one.slot.quantity.unit for one in (first, second)}
    hedged = any(one.slot.quantity.bound not in (Bound.EXACT, Bound.ABOUT) for one in (first, second))
    if (first.kind is Kind.MEASURE and len(units) > 1) or (hedged and not first.headline):
        return False
    if are_far_apart(first, second, _MOST):
        return False
    beside = [one for one in every if one.row == second.row and one is not second and one.kind is first.kind]
    together = sum((one.slot.value or Decimal(0) for one in beside), second.slot.value or Decimal(0))
    return together != first.slot.value and not any(_agree(first, one) for one in beside)


def _is_same(sheet: Sheet, first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether two figures are of one thing: by the tie of words, or by less where the digits show a slip."""
    like = slip(first.slot, second.slot)
    needed = AKIN if like > _SWAPPED else KNOWN if like else SURE
    rough = any(one.slot.quantity.bound is not Bound.EXACT for one in (first, second))
    if rough and first.kind is Kind.COUNT and not first.headline:
        needed = SURE
    if first.kind is Kind.AGE and any_of("apart_kin").is_in(sheet.rows[first.row].shape):
        return False
    return tie(sheet, first, second, every, least=needed) >= needed and not is_explained(sheet, first, second)


def _contradiction(sheet: Sheet, first: Slot, second: Slot, what: str) -> Contradiction:
    said, again = (one.span.of(sheet.text) for one in (first, second))
    sum_ = f"{what} {said} in one place and {again} in another"
    return Contradiction(second, (first,), sum_, f"“{said}” here, or “{again}” there")

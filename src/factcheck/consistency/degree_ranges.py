"""Ranges of temperature converted end by end: "30-35C (86-95F)"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from factcheck.consistency import degrees
from factcheck.consistency.measures import DEGREES
from factcheck.consistency.phrases import Later
from factcheck.consistency.reading import spoken
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.told_again import is_beside
from factcheck.model import Claim, Interval

_SIGN = Later(r"minus|below|zero|freezing|(?<![\w°])[-−–]\s?\d")
_BEFORE, _BEHIND = 12, 80
"""Characters before a range in which its sign stands, and behind one that say what it is."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every end of a range that is told beside another range, in the other unit, and is not its end."""
    for one, other in pairwise(sheet.claims):
        if one.quantity.unit in DEGREES and _are_beside(sheet.text, one, other):
            yield from _ends(sheet, one, other)


def _are_beside(text: str, one: Claim, other: Claim) -> bool:
    first, second = one.quantity, other.quantity
    if DEGREES[first.unit] != second.unit or one.sentence != other.sentence:
        return False
    if _SIGN.search(text[max(0, first.span.start - _BEFORE) : second.span.end]):
        return False
    between, after = text[first.span.end : second.span.start], text[second.span.end : second.span.end + _BEHIND]
    return is_beside(spoken(between), spoken(after), second.hedge)


def _ends(sheet: Sheet, one: Claim, other: Claim) -> Iterator[Contradiction]:
    first, second = (
        [slot for row in sheet.rows for slot in row.slots if sheet.claims[slot.claim] is claim]
        for claim in (one, other)
    )
    head = spoken(sheet.text[one.sentence.start : one.quantity.span.start])
    behind = spoken(sheet.text[other.quantity.span.end : other.sentence.end]).removeprefix(" )")
    for left, right in zip(_both(first), _both(second), strict=False):
        wrong = degrees.compare(sheet, left, right, head, behind)
        if wrong is not None:
            yield wrong
            return


def _both(slots: list[Slot]) -> list[Slot]:
    """Both ends of a range, the lower first; none if it is no range."""
    quantity = slots[0].quantity
    if quantity.low is None or quantity.high is None or quantity.low >= quantity.high or quantity.low <= 0:
        return []
    found = []
    for slot, value in ((slots[0], quantity.low), (slots[-1], quantity.high)):
        exponent = value.as_tuple().exponent
        step = Decimal(1).scaleb(min(0, exponent)) if isinstance(exponent, int) else Decimal(1)
        found.append(replace(slot, value=value, step=step, interval=Interval(value, value)))
    return found

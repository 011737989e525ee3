"""A multiple against per cent more: what has tripled is up 200 per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency.phrases import slot, words
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.sums import HUNDRED, ends, middle
from factcheck.model import Bound, Interval

_LOOSE, _LARGE_LOOSE, _HEDGED = Decimal("0.08"), Decimal("0.045"), Decimal("0.15")
"""How far a multiple may be off as a share of itself: a small one, one above three, and one with a hedge."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every multiple that the per cent behind it, said of the same, contradicts."""
    for row in sheet.rows:
        if "<multiple:" not in row.shape or "<percent:" not in row.shape:
            continue
        for pattern in _patterns():
            for found in pattern.finditer(row.shape):
                wrong = _judge(sheet, row.slot(found["times"]), row.slot(found["change"]))
                if wrong is not None:
                    yield wrong


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    times, change, nouns = slot("times", "multiple"), slot("change", "percent"), words("change_nouns")
    gap = r"(?: (?!(?:and|but|while|to)\b)[a-z'’.-]+| <(?:year|duration|date):\d+>){0,9}"
    link = rf"(?:up|or|an?|(?:an?|the) (?:{nouns}) of|(?:having )?(?:{words('changing')})(?: by)?)"
    tail = rf"(?= (?:{nouns}|expansion|rally)| [.,;]| on | for | from | that | within | in a | by the | since |$)"
    more = rf"(?:(?:is|are|was|were|ran) )?(?:up|rose|grew|is|are|was|were|ran) {change}(?: higher| more| dearer)?"
    return tuple(
        re.compile(rf"(?<!\S){pattern}")
        for pattern in (
            rf"{times}{gap} ,(?: {link})? {change}{tail}",
            rf"{times}{gap} , {link} {change}{tail}",
            rf"{more} , (?:or )?{times}(?= )",
        )
    )


def _judge(sheet: Sheet, times: Slot, change: Slot) -> Contradiction | None:
    said, multiple = ends(change), _multiple(times)
    if said is None or multiple is None or multiple.low is None or times.value is None:
        return None
    low = HUNDRED * (multiple.low - 1)
    high = HUNDRED * (multiple.high - 1) if multiple.high is not None else None
    if times.value < 1:
        low, high = HUNDRED * (1 - (multiple.high or multiple.low)), HUNDRED * (1 - multiple.low)
    if said[1] >= low and (high is None or said[0] <= high):
        return None
    exact = HUNDRED * abs(times.value - 1)
    words_ = times.span.of(sheet.text)
    way = "less" if times.value < 1 else "more"
    sum_ = f"“{words_}” is {exact:f} % {way}, the draft says {change.span.of(sheet.text)}"
    fix = f"“{middle(Interval(exact, exact))}”, or another word for “{words_}”"
    return Contradiction(change, (times,), sum_, fix)


def _multiple(times: Slot) -> Interval | None:
    """What a multiple can stand for: words are rounder than figures, and have no digits to tell how round."""
    value, bound = times.value, times.quantity.bound
    if value is None or value <= 0 or value == 1:
        return None
    loose = _LOOSE if value <= 3 else _LARGE_LOOSE
    near, far = value * (1 - loose), value * (1 + loose)
    if bound is Bound.EXACT:
        return Interval(near, far)
    if bound in (Bound.OVER, Bound.AT_LEAST):
        return Interval(near, None)
    if bound in (Bound.NEARLY, Bound.UNDER, Bound.UP_TO):
        return Interval(value * (1 - _HEDGED), far)
    return Interval(value * (1 - _HEDGED), value * (1 + _HEDGED))

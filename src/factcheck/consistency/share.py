"""A count, the total it is out of, and its share in per cent: "12 of the 40 households (25%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import any_of, slot
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.model import Bound, Interval

_NOUN = r"(?: (?!and\b|or\b)[a-z]+){1,3}"
_OUT_OF = re.compile(r"\bout of\b", re.IGNORECASE)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every share that its own count and total contradict."""
    for row in sheet.rows:
        if "<percent:" not in row.shape or any_of("another_share").search(row.shape):
            continue
        for pattern in _patterns():
            for found in pattern.finditer(row.shape):
                wrong = _judge(sheet, row, found.groupdict())
                if wrong is not None:
                    yield wrong


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    part, whole = slot("part", "count"), slot("whole", "count")
    beside = (
        rf"(?:\( {slot('share', 'percent')} \)"
        rf"|(?:,|-|–|—) (?:or )?{slot('aside', 'percent')}(?= (?:,|\.|;|-|–|—)))"
    )
    return tuple(
        re.compile(rf"(?<!\S){pattern} {beside}")
        for pattern in (
            rf"{part} (?:out )?of (?:the |its |their |all |about )?{whole}{_NOUN}",
            rf"(?:out )?of (?:the |its |their |about )?{whole}{_NOUN} , (?:only |just )?{part}(?: [a-z]+)?",
            rf"{slot('ratio', 'ratio')}{_NOUN}",
        )
    )


def _judge(sheet: Sheet, row: Row, found: dict[str, str | None]) -> Contradiction | None:
    others: tuple[Slot, ...]
    printed = row.slot(found.get("share") or found.get("aside") or "")
    if found.get("ratio"):
        ratio = row.slot(found["ratio"] or "")
        others, actual = (ratio,), _exact(sheet.text, ratio)
        words = ratio.span.of(sheet.text)
    else:
        part, whole = row.slot(found["part"] or ""), row.slot(found["whole"] or "")
        others, actual = (part, whole), sums.share(part, whole)
        words = f"{part.span.of(sheet.text)} of {whole.span.of(sheet.text)}"
    accepted = sums.cut_off(printed)
    if actual is None or accepted is None or accepted.meets(actual):
        return None
    said = printed.span.of(sheet.text)
    sum_ = f"{words} is {sums.told(actual)}, the draft says {said}"
    return Contradiction(printed, others, sum_, f"“{sums.middle(actual)}”, or another count for {said}")


def _exact(text: str, ratio: Slot) -> Interval | None:
    """The share in per cent of "6 out of 24"; ``None`` for "one in four", which is round, and for hedged ones."""
    if ratio.value is None or ratio.quantity.bound is not Bound.EXACT or not _OUT_OF.search(ratio.span.of(text)):
        return None
    return Interval(ratio.value * 100, ratio.value * 100)

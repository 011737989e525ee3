"""More than all of a whole: 45 of the 40 members, 110% of pupils, a fall of 120%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import any_of, slot, words
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.intervals import plain
from factcheck.model import Bound


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every part that is more than its whole, and every share or fall above a hundred per cent."""
    for row in sheet.rows:
        if "<count:" in row.shape:
            for pattern in _counts():
                for found in pattern.finditer(row.shape):
                    yield from _more(sheet, row.slot(found["part"]), row.slot(found["whole"]))
        if "<percent:" in row.shape:
            for found in _groups().finditer(row.shape):
                yield from _above(sheet, row.slot(found["share"]), "no share of a whole is more than 100 %")
            falls = () if any_of("below_zero").search(row.shape) else _falls()
            for pattern in falls:
                for found in pattern.finditer(row.shape):
                    yield from _above(sheet, row.slot(found["share"]), "nothing falls by more than 100 %")


@cache
def _counts() -> tuple[re.Pattern[str], ...]:
    part, whole = slot("part", "count"), slot("whole", "count")
    inside = r"(?:(?:of|in) (?:the|its) [a-z]+ )?"
    did = r"(?: (?:were|was|are|had|have|has|agreed|did|voted)\b| [a-z]+ed\b|(?= \.|$))"
    return tuple(
        re.compile(rf"(?<!\S){pattern}")
        for pattern in (
            rf"(?:out )?of (?:the |its |all )?{whole} (?:[a-z]+ ){{1,2}}{inside}, {part}{did}",
            rf"of the {whole} [a-z]+ , the [a-z]+ (?:holds?|has|won|controls?) {part}(?= [.,]|$)",
            rf"{part} (?:out )?of (?:the |its )?{whole}(?= [a-z]+)",
        )
    )


@cache
def _groups() -> re.Pattern[str]:
    share = slot("share", "percent")
    return re.compile(rf"(?<!\S){share} of (?:the |all |its |eligible |its own )?(?:{words('groups_of_people')})(?!\S)")


@cache
def _falls() -> tuple[re.Pattern[str], ...]:
    share, fell = slot("share", "percent"), words("fell")
    return tuple(
        re.compile(rf"(?<!\S){pattern}(?! of)")
        for pattern in (
            rf"(?:{fell}) (?:by )?{share}",
            rf"(?:was|were|is|are|been) down (?:by )?{share}",
            rf"(?:cut|cuts|reduced|lowered|slashed)(?: [a-z]+){{1,3}} by {share}",
        )
    )


def _more(sheet: Sheet, part: Slot, whole: Slot) -> Iterator[Contradiction]:
    one, all_ = sums.ends(part), sums.ends(whole)
    if one is None or all_ is None or part.value is None or whole.value is None or one[0] <= all_[1]:
        return
    if part.quantity.bound is not Bound.EXACT and part.quantity.hedge != "some":
        return
    said = part.span.of(sheet.text), whole.span.of(sheet.text)
    sum_ = f"{plain(part.value)} is more than all {plain(whole.value)}, the draft says {said[0]} of {said[1]}"
    yield Contradiction(part, (whole,), sum_, f"a smaller figure than {said[0]}, or a larger one than {said[1]}")


def _above(sheet: Sheet, share: Slot, why: str) -> Iterator[Contradiction]:
    if (
        share.value is None
        or share.value <= Decimal(100)
        or share.quantity.bound in (Bound.NEARLY, Bound.UNDER, Bound.UP_TO)
    ):
        return
    said = share.span.of(sheet.text)
    yield Contradiction(
        share, (), f"{why}, the draft says {said}", f"a figure up to 100 %, or other words around {said}"
    )

"""A total and all its parts, listed in one sentence: "five people were killed: three men and a woman"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency.phrases import any_of, slot, words
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.intervals import plain
from factcheck.model import Bound

_PART = re.compile(r"(?:<count:\d+>|(?<!\S)(?:an?|one)(?= ))")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every total that is not the sum of the parts listed behind it."""
    for row in sheet.rows:
        if row.shape.count("<count:") < 2 or any_of("not_all").search(row.shape):
            continue
        for pattern in _patterns():
            found = pattern.search(row.shape)
            if found is None:
                continue
            names = _PART.findall(found["parts"])
            listed = [row.slot(name) for name in names if name.startswith("<")]
            wrong = _judge(sheet, row.slot(found["total"]), listed, len(names) - len(listed))
            if wrong is not None:
                yield wrong


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    behind = r"for [a-z]+ [a-z]+|(?:in|from) [a-z]+"
    many = rf"<count:\d+>(?: [a-z]+)? (?:{words('plurals')}|[a-z]+s|[a-z]+(?:ish|ese)|{behind})"
    alone = rf"(?:<count:\d+>|an?|one) (?:{words('singulars')})"
    part = rf"(?:{alone}|{many})"
    listed = rf"(?P<parts>{part}(?: , {part})* ,? ?and {part})"
    total = slot("total", "count")
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{total}(?: [a-z]+){{1,4}} : {listed} \.?$",
            rf"{total}(?: [a-z]+){{0,3}} (?:-|–|—) {listed} (?:-|–|—|\.|$)",
            rf"\bthe {total} [a-z]+ , {listed} , [a-z]+",
        )
    )


def _judge(sheet: Sheet, total: Slot, listed: list[Slot], ones: int) -> Contradiction | None:
    values = [slot.value for slot in (total, *listed)]
    if any(slot.quantity.bound is not Bound.EXACT or slot.quantity.hedge for slot in (total, *listed)):
        return None
    numbers = [value for value in values if value is not None]
    if len(numbers) < len(values) or max(numbers[1:]) >= numbers[0]:
        return None
    parts = sum(numbers[1:], start=Decimal(ones))
    if parts == numbers[0]:
        return None
    terms = " + ".join([*(plain(number) for number in numbers[1:]), *["1"] * ones])
    said = total.span.of(sheet.text)
    sum_ = f"{terms} is {plain(parts)}, the draft says {said}"
    return Contradiction(total, tuple(listed), sum_, f"“{plain(parts)}”, or other parts of {said}")

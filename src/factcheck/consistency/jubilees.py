"""Anniversaries with a name of their own against the year of what began: a centenary of 1922, a golden wedding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import combinations

from factcheck.consistency import stretches
from factcheck.consistency.gaps import TODAY, agrees
from factcheck.consistency.phrases import any_of
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.timeline import Point, Stretch, Use, points
from factcheck.consistency.windows import BREAK, windows
from factcheck.model import Interval, Period
from factcheck.tables import tables

_LEEWAY = Decimal("1.6")
"""Years by which a feast may be early or late."""


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{'|'.join(tables('consistency')['named_anniversaries'])})(?!\S)")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every named anniversary of these days that the one beginning told beside it contradicts."""
    if sheet.day is None or not _names().search(sheet.text.lower()):
        return
    today = Point(TODAY, Period(sheet.day, sheet.day), "")
    for window in windows(sheet):
        for found in _names().finditer(window.shape):
            order = window.shape.count(BREAK, 0, found.start())
            sentence = window.shape.split(BREAK)[order]
            if not any(any_of(name).search(sentence) for name in ("these_days", "present", "about_now")):
                continue
            known = points(window, sheet.day)
            begun = [p for p in known if any_of("begun").search(window.clause(p.number)) and p.days.end < sheet.day]
            if len(begun) != 1 or begun[0].number not in window.home:
                continue
            years = Decimal(tables("consistency")["named_anniversaries"][found[0]])
            fair = Interval((years - _LEEWAY) * stretches.YEAR, (years + _LEEWAY) * stretches.YEAR)
            stretch = Stretch(begun[0].number, fair, Use.OLD, True)
            if any(agrees(stretch, *pair) for pair in combinations([*known, today], 2)):
                continue
            slot, gap = window.slots[begun[0].number], stretches.told(begun[0].days, today.days, "year")
            said = slot.span.of(sheet.text)
            sum_ = f"{said} is {gap} before the draft's own date, the draft speaks of a {found[0]}"
            yield Contradiction(slot, (), sum_, f"another word than “{found[0]}”, or another date than {said}")

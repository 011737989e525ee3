"""Years ago, or a stretch of years, against the years printed beside them: "in 2002, 30 years ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot

_LONG = r"(?P<long><duration:\d+>)"
_FROM, _TO = r"(?P<start><year:\d+>)", r"(?P<end><year:\d+>)"
_AGO = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!until )(?:in|of) {_FROM} , {_LONG} ago(?= [,.]|$)",
        rf"{_LONG} ago , in {_FROM}(?= [,.]|$)",
    )
)
_STRETCH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:for|lasted) {_LONG} , from {_FROM} to {_TO}(?= \.|$)",
        rf"from {_FROM} to {_TO} , for {_LONG}(?= \.|$)",
    )
)
_QUOTES = re.compile(r"[\"“”‘]")
_ROUND, _ROUGH = 5, Decimal(2)
"""A multiple of five years is often rough: it may be off by two, other stretches by one."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every stretch of years that the years beside it contradict; "ago" only where the draft's date is known."""
    for row in sheet.rows:
        if "<duration:" not in row.shape or "<year:" not in row.shape or _QUOTES.search(row.shape):
            continue
        for pattern in _STRETCH:
            for found in pattern.finditer(row.shape):
                yield from _stretch(sheet, row, found)
        for pattern in _AGO if sheet.day is not None else ():
            for found in pattern.finditer(row.shape):
                yield from _ago(sheet, row, found)


def _stretch(sheet: Sheet, row: Row, found: re.Match[str]) -> Iterator[Contradiction]:
    long, start, end = (row.slot(found[name]) for name in ("long", "start", "end"))
    first, last = _year(start), _year(end)
    if first is not None and last is not None and first < last and _is_off(long, last - first, last - first):
        sum_ = f"from {first} to {last} is {last - first} years, the draft says {long.span.of(sheet.text)}"
        fix = f"“{last - first} years”, or other years than {first} and {last}"
        yield Contradiction(long, (start, end), sum_, fix)


def _ago(sheet: Sheet, row: Row, found: re.Match[str]) -> Iterator[Contradiction]:
    long, start = row.slot(found["long"]), row.slot(found["start"])
    first = _year(start)
    if sheet.day is None or first is None or first >= sheet.day.year or long.value is None:
        return
    gap = sheet.day.year - first
    if _is_off(long, gap - 1, gap):
        said = long.span.of(sheet.text)
        sum_ = f"{first} is {gap - 1} to {gap} years before the draft's own date, the draft says {said}"
        fix = f"“{gap} years”, or the year {sheet.day.year - int(long.value)}"
        yield Contradiction(long, (start,), sum_, fix)


def _is_off(long: Slot, low: int, high: int) -> bool:
    """Whether no fair reading of the stretch lies between `low` and `high` years."""
    both = sums.ends(long)
    if both is None or long.value is None or long.quantity.unit != "year":
        return False
    leeway = _ROUGH if long.value % _ROUND == 0 else Decimal(1)
    first, last = min(both[0], long.value - leeway), max(both[1], long.value + leeway)
    return last < low or first > high


def _year(slot: Slot) -> int | None:
    when = slot.quantity.when
    return when.year if when is not None and when.until is None else None

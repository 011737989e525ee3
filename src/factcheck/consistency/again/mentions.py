"""Figures of a draft with the words beside them, by which two are known to speak of the same thing."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TypeVar

from factcheck.consistency.beside import Mention, kind_of
from factcheck.consistency.sheet import Row, Sheet
from factcheck.model import Kind

_T = TypeVar("_T")
_MOST = 40
"""Figures before or behind one that it is held against at the most."""
_MARKUP = ("|", "`", "{", "}", "»", "http:", "https:")
"""What stands in tables, reports and code, not in sentences."""
_PLACED = [(word,) for word in ("in", "at", "on", "across", "among", "for", "outside", "elsewhere")]
_COMPARED = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DURATION, Kind.AGE, Kind.POINTS, Kind.RATIO)


def mentions(sheet: Sheet, *, ratios: bool = False, rows: Container[int] | None = None) -> Iterator[Mention]:
    """Every figure of the draft, or of some `rows`, that can be held against another: single ones, no dates.

    `ratios` are given if asked for.
    """
    if "mentions" not in sheet.memo:
        sheet.memo["mentions"] = tuple(_mentions(sheet))
    for one in sheet.memo["mentions"]:
        if (rows is None or one.row in rows) and (ratios or one.slot.quantity.kind is not Kind.RATIO):
            yield one


def _mentions(sheet: Sheet) -> Iterator[Mention]:
    for number, row in enumerate(sheet.rows):
        if any(sign in row.shape for sign in _MARKUP):
            continue
        line = _is_line(sheet, number, row)
        for slot in row.slots:
            quantity = slot.quantity
            loose = quantity.loose and quantity.kind is not Kind.RATIO
            if slot.interval is not None and quantity.kind in _COMPARED and not loose and quantity.low == quantity.high:
                claim = sheet.claims[slot.claim]
                yield Mention(slot, number, kind_of(claim.setting, slot), claim, line)


def nearest(every: Sequence[_T], number: int, *, after: bool = False) -> Sequence[_T]:
    """The figures before one, and if wanted it and those after it, as far as they may be held against it.

    More than an article has of them is a table or a report, in which figures so far apart are of different things.
    """
    return every[max(0, number - _MOST) : number + _MOST if after else number]


def opens_with_place(one: Mention) -> bool:
    """Whether the sentence opens with a place or part, in which the figure does not stand: "In the north it was"."""
    return one.opening[:1] in _PLACED and len(one.opening) > 1 and one.period is None


def _is_line(sheet: Sheet, number: int, row: Row) -> bool:
    """Whether a row is a line without a full stop right above the row that follows."""
    if number + 1 >= len(sheet.rows) or sheet.text[row.span.end - 1] in ".!?;,":
        return False
    between = sheet.text[row.span.end : sheet.rows[number + 1].span.start]
    return "\n" in between and not between.strip()

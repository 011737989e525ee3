"""A draft's sheet by lines: a headline or a point of a list is a row of its own, though no full stop ends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Row, Sheet
from factcheck.model import Span

_SLOT = Later(r"<[a-z]+:\d+>")


def by_lines(sheet: Sheet) -> Sheet:
    """The sheet with each row parted where the draft begins a new line; every part keeps all slots of its row."""
    if "\n" not in sheet.text:
        return sheet
    if "lines" not in sheet.memo:
        rows = tuple(line for row in sheet.rows for line in _lines(sheet.text, row))
        lined = sheet if rows == sheet.rows else replace(sheet, rows=rows)
        sheet.memo["lines"] = lined.memo["lines"] = lined
    found: Sheet = sheet.memo["lines"]
    return found


def _lines(text: str, row: Row) -> Iterator[Row]:
    if "\n" not in row.span.of(text):
        yield row
        return
    lower = text.lower()
    words: list[str] = []
    start = at = row.span.start
    for word in row.shape.split(" "):
        slot = row.slot(word) if _SLOT.fullmatch(word) else None
        begins = slot.span.start if slot is not None else lower.find(word, at, row.span.end)
        begins = max(begins, at)
        if words and "\n" in text[at:begins]:
            yield from _line(words, row, start, at)
            words, start = [], begins
        words.append(word)
        at = slot.span.end if slot is not None else begins + len(word)
    yield from _line(words, row, start, row.span.end)


def _line(words: list[str], row: Row, start: int, end: int) -> Iterator[Row]:
    if any(_SLOT.fullmatch(word) for word in words):
        yield Row(" ".join(words), row.slots, Span(start, end))

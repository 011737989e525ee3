"""Verbs that multiply as figures of their rows: "bacteria double every day", "its value halves", "saw pay treble"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from factcheck.consistency.phrases import Later
from factcheck.consistency.reading import starts_of
from factcheck.consistency.sheet import Row, Sheet, Slot
from factcheck.model import Interval, Kind, Quantity, Span
from factcheck.tables import tables

_NO_VERB = Later(r"(?:^|(?:^| )(?:an?|the|no|of|in|two|both|mixed|men's|women's|and|or|to|<[a-z]+:\d+>|[-–—(]) )$")
_TOKEN = Later(r"[\w'’-]+|[^\w\s]")
_GOES_ON = Later(r" (?:each|every|in|over|within|by|after|its|their|the|again|once|if|,|\.|<)")


def with_verbs(sheet: Sheet) -> Sheet:
    """The sheet with a slot, of no claim of its own, for each verb that multiplies and was read as no figure."""
    if sheet.said().isdisjoint(_verbs()):
        return sheet
    rows = sorted((*sheet.rows, *_bare(sheet)), key=lambda row: row.span.start)
    return replace(sheet, rows=tuple(row for row in (_with_verbs(sheet, row) for row in rows) if row.slots))


def _bare(sheet: Sheet) -> Iterator[Row]:
    """A row for each sentence without a figure that has such a verb."""
    starts = starts_of(sheet.text)
    for start, end in zip(starts, (*starts[1:], len(sheet.text)), strict=True):
        said = sheet.text[start:end]
        if _verbs().keys().isdisjoint(said.lower().split()):
            continue
        if not any(row.span.start < end and start < row.span.end for row in sheet.rows):
            yield Row(" ".join(_TOKEN.findall(said.lower())), (), Span(start, start + len(said.rstrip())))


def is_verb(slot: Slot) -> bool:
    """Whether a slot is such a verb."""
    return slot.claim < 0


def _with_verbs(sheet: Sheet, row: Row) -> Row:
    shape, slots = f" {row.shape} ", list(row.slots)
    for found in reversed(list(_verb().finditer(shape))):
        if _NO_VERB.search(shape[: found.start("verb")]) or not _GOES_ON.match(shape, found.end("verb")):
            continue
        said = list(re.finditer(rf"\b{found['verb']}\b", row.span.of(sheet.text), re.IGNORECASE))
        if len(said) == 1:
            span = Span(row.span.start + said[0].start(), row.span.start + said[0].end())
            shape = f"{shape[: found.start('verb')]}<multiple:{len(slots)}>{shape[found.end('verb') :]}"
            slots.append(_slot(span, found["verb"]))
    return Row(shape.strip(), tuple(slots), row.span)


def _slot(span: Span, said: str) -> Slot:
    value = Decimal(_verbs()[said])
    quantity = Quantity(said, span, span, Kind.MULTIPLE, value, value, value)
    return Slot(-1, quantity, span, value, Interval(value, value), value)


@cache
def _verbs() -> Mapping[str, str]:
    return dict(tables("consistency")["multiplying_verbs"])


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?<= )(?P<verb>{'|'.join(_verbs())})(?= )")

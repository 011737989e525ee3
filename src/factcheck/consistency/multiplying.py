"""Words that multiply as figures of their rows: "bacteria double every day", "saw pay treble", "by a tenth a year"."""

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
_PARTS = {"half": Decimal(2), "third": Decimal(3), "quarter": Decimal(4), "fifth": Decimal(5), "tenth": Decimal(10)}
_TOKEN = Later(r"[\w'’-]+|[^\w\s]")
_GOES_ON = Later(r" (?:each|every|in|over|within|by|after|its|their|the|again|once|if|,|\.|<)")


def with_verbs(sheet: Sheet) -> Sheet:
    """The sheet with a slot, of no claim of its own, for each verb or part that multiplies and was read as no figure."""
    if sheet.said().isdisjoint((*_verbs(), *_PARTS)):
        return sheet
    rows = sorted((*sheet.rows, *_bare(sheet)), key=lambda row: row.span.start)
    return replace(sheet, rows=tuple(row for row in (_with_verbs(sheet, row) for row in rows) if row.slots))


def _bare(sheet: Sheet) -> Iterator[Row]:
    """A row for each sentence without a figure that has such a verb."""
    starts = starts_of(sheet.text)
    for start, end in zip(starts, (*starts[1:], len(sheet.text)), strict=True):
        said = sheet.text[start:end]
        if not _told().search(f" {said.lower()} "):
            continue
        if not any(row.span.start < end and start < row.span.end for row in sheet.rows):
            yield Row(" ".join(_TOKEN.findall(said.lower())), (), Span(start, start + len(said.rstrip())))


def is_verb(slot: Slot) -> bool:
    """Whether a slot is such a verb."""
    return slot.claim < 0


def _with_verbs(sheet: Sheet, row: Row) -> Row:
    shape, slots = f" {row.shape} ", list(row.slots)
    for found in reversed(list(_told().finditer(shape))):
        part, (start, end), said = found["part"], found.span(), " ".join(found[0].split())
        if not part and (_NO_VERB.search(shape[:start]) or not _GOES_ON.match(shape, end)):
            continue
        places = list(re.finditer("\\b" + said.replace(" ", "\\s+") + "\\b", row.span.of(sheet.text), re.IGNORECASE))
        if len(places) == 1:
            span = Span(row.span.start + places[0].start(), row.span.start + places[0].end())
            kind, value = (Kind.RATIO, 1 / _PARTS[part]) if part else (Kind.MULTIPLE, Decimal(_verbs()[said]))
            shape = f"{shape[:start]}<{kind.value}:{len(slots)}>{shape[end:]}"
            quantity = Quantity(said, span, span, kind, value, value, value)
            slots.append(Slot(-1, quantity, span, value, Interval(value, value), value))
    return Row(shape.strip(), tuple(slots), row.span)


@cache
def _verbs() -> Mapping[str, str]:
    return dict(tables("consistency")["multiplying_verbs"])


@cache
def _told() -> re.Pattern[str]:
    return re.compile(
        rf"(?<= )(?:{'|'.join(_verbs())})(?= )"
        rf"|(?<= by )an? (?P<part>{'|'.join(_PARTS)})(?= (?:an?|each|every|per) (?:day|week|month|quarter|year) )"
    )

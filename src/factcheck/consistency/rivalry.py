"""Whether two figures can be of rivals: what is no level of its own, and words that part kinds, places or measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import any_of
from factcheck.consistency.sheet import Row, Slot
from factcheck.consistency.standings import Standing
from factcheck.model import Kind, Span
from factcheck.tables import tables

SLOT = re.compile(r"<(\w+):(\d+)>")
_RANKED = (Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.POINTS, Kind.AGE)
_FARTHEST = Decimal(3)
_PLACE = re.compile(r"(?<!\S)in (?:the )?([a-z]{3,})")
OWN_HISTORY = re.compile(r"(?:'s|s'|its|their|his|her) history(?!\S)")
_NONE = re.compile(r"(?<!\S)(?:nowhere|no [a-z]+|nobody|none)(?!\S)")
PAST = re.compile(r"<year:|<date:|(?<!\S)(?:ago|earlier|last [a-z]+)(?!\S)")


def is_apart(text: str, first: Standing, second: Standing, *, record: bool) -> bool:
    """Whether a figure is by how much something differs, or one of two is of another kind, place or paragraph.

    A `record` is held against other times of the same, so that words of another one in the second sentence say nothing.
    """
    for one in (first, second):
        for found in SLOT.finditer(one.row.shape):
            if one.row.slots[int(found[2])] is one.slot and is_gap(one.row.shape, found):
                return True
    row, other = first.row.span, second.row.span
    around = f"{first.left} {text[first.slot.span.end : row.end]}".lower()
    said = " ".join(re.findall(r"[\w’']+|[^\w\s]", around))
    if any_of("narrowed").search(said) or any_of("compares_with").search(said):
        return True
    if record and PAST.search(second.row.shape) and not PAST.search(clause(second.row, second.slot)):
        return True
    if not record and OWN_HISTORY.search(first.row.shape):
        return True
    if record or first.row is second.row:
        return False
    if not _NONE.search(first.row.shape) and is_elsewhere(first.row.shape, second.row.shape):
        return True
    appended = re.search(r"^[^.]{0,40}?, an? [a-z]", other.of(text)) is not None
    return appended or any_of("no_rival").search(second.row.shape) is not None or "\n\n" in text[row.end : other.start]


def parted(text: str, window: Sequence[Row]) -> Sequence[Row]:
    """The rows, the first of which may hold two sentences: a full stop behind a figure can be of an abbreviation."""
    row = window[0]
    first, stop, second = row.shape.partition("> . ")
    end = re.compile(r"\. +(?=[A-Z“\"])").search(text, row.span.start, row.span.end)
    if not stop or end is None or " . " in second or not SLOT.search(second):
        return window
    head = Row(f"{first}> .", row.slots, Span(row.span.start, end.start() + 1))
    return [head, Row(second, row.slots, Span(end.end(), row.span.end))]


def clause(row: Row, slot: Slot) -> str:
    """The part of a sentence between semicolons that a figure stands in."""
    found = next(one for one in SLOT.finditer(row.shape) if row.slots[int(one[2])] is slot)
    first, last = row.shape.rfind(" ; ", 0, found.start()), row.shape.find(" ; ", found.end())
    return row.shape[max(first, 0) : last if last > 0 else len(row.shape)]


def is_elsewhere(first: str, second: str) -> bool:
    """Whether two sentences name a place each, "in the valley" and "in the capital"."""
    one, two = (set(_PLACE.findall(shape)) - {"same", "last", "first"} for shape in (first, second))
    return bool(one and two and not one & two and not two & set(first.split()))


def is_gap(shape: str, found: re.Match[str]) -> bool:
    """Whether a figure is by how much something differs."""
    left, right = shape[: found.start()].split()[-1:], shape[found.end() :].split()[:2]
    if any_of("gap_before").fullmatch(" ".join(left)) or any_of("gap_behind").fullmatch(" ".join(right[:1])):
        return True
    return right == ["of", "the"] or " ".join(right).startswith("of <")


def is_of_those(shape: str, found: re.Match[str]) -> bool:
    """Whether a figure is the number of those that are ranked: "of the three islands", "the 120-member"."""
    left = shape[: found.start()].strip()
    counted = found[1] == Kind.COUNT.value and re.search(
        r"(?<!\S)(?:(?:of|among) (?:the|its|their|all)|[a-z]*est of)$", left
    )
    return (counted is not None and bool(counted)) or shape[found.end() :].startswith(" - ")


def figures(row: Row) -> list[Slot]:
    """The figures of a row that can be ranked, ages too."""
    found = []
    for slot in row.slots:
        inside = row.span.start <= slot.span.start and slot.span.end <= row.span.end
        if inside and slot.quantity.kind in _RANKED and slot.interval is not None and not slot.quantity.per:
            found.append(slot)
    return found


def measure(shape: str) -> frozenset[int]:
    """What is measured, by number of its row in the table."""
    said = set(shape.split())
    return frozenset(number for number, line in enumerate(_measures()) if line & said)


@cache
def _measures() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in tables("consistency")["measured_by"])


def is_beaten(first: Slot, second: Slot, *, most: bool) -> bool:
    """Whether the second figure surely is more than the first, or less where that has the least."""
    above, below = sums.ends(first), sums.ends(second)
    if above is None or below is None or min(above[0], below[0]) <= 0:
        return False
    if max(above[0] / below[1], below[0] / above[1]) > _FARTHEST:
        return False
    return below[0] > above[1] if most else below[1] < above[0]

"""The figures of drafts as a table or as JSON lines, for `factcheck extract`. Pure: strings in, strings out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from factcheck.document import Draft
from factcheck.extraction.quantities import read_sentence
from factcheck.intervals import plain
from factcheck.model import Bound, Passed, Quantity
from factcheck.report.safe import safe, safe_json
from factcheck.text import sentences

_HEAD = ("where", "figure", "kind", "value", "unit", "bound", "of what")
_WIDEST = 28


@dataclass(frozen=True, slots=True)
class Listed:
    """A figure, or a number that was passed over, and the draft it stands in."""

    draft: Draft
    quantity: Quantity | Passed


def figures(draft: Draft, *, passed_over: bool = False) -> list[Listed]:
    """Every figure of the draft's body, in order; with `passed_over`, the numbers that are no figures too."""
    found: list[Listed] = []
    for sentence in sentences(draft.text, draft.body_start):
        reading = read_sentence(draft.text, sentence)
        listed: list[Quantity | Passed] = [*reading.quantities, *(reading.passed if passed_over else ())]
        found += [Listed(draft, item) for item in sorted(listed, key=lambda item: item.span.start)]
    return found


def as_lines(figures: Iterable[Listed], encoding: str = "utf-8") -> str:
    """One JSON object a line: where the figure stands, its words, value, unit, bound, direction, noun and subject.

    A number that was passed over has `passed_over`, which says what it is, and no value. Values are strings of exact
    decimals, ``null`` where the draft prints none (dates without a year).
    """
    return "".join(safe_json(json.dumps(_row(figure), ensure_ascii=False), encoding) + "\n" for figure in figures)


def _row(figure: Listed) -> Mapping[str, object]:
    quantity = figure.quantity
    line, column = figure.draft.position(quantity.span.start)
    where = {
        "path": figure.draft.path,
        "line": line,
        "column": column,
        "span": [quantity.span.start, quantity.span.end],
        "text": quantity.text,
    }
    if isinstance(quantity, Passed):
        return where | {"passed_over": quantity.kind.value}
    when = quantity.when
    return where | {
        "kind": quantity.kind.value,
        "low": None if quantity.low is None else plain(quantity.low),
        "high": None if quantity.high is None else plain(quantity.high),
        "unit": quantity.unit,
        "bound": quantity.bound.value,
        "direction": quantity.direction.value,
        "per": quantity.per,
        "noun": quantity.noun,
        "counted": quantity.counted,
        "measured": quantity.measured,
        "date": None if when is None else [when.year, when.month, when.day, when.weekday],
    }


def as_table(figures: Iterable[Listed], encoding: str = "utf-8") -> str:
    """A table for reading, a figure a line with what it counts or is said of; long cells lose their end."""
    rows = [_cells(figure, encoding) for figure in figures]
    if not rows:
        return "No figures found.\n"
    widths = [max(len(row[k]) for row in [_HEAD, *rows]) for k in range(len(_HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in [_HEAD, *rows]]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _cells(figure: Listed, encoding: str) -> tuple[str, ...]:
    quantity = figure.quantity
    line, column = figure.draft.position(quantity.span.start)
    place = safe(f"{figure.draft.path}:{line}:{column}", encoding)
    if isinstance(quantity, Passed):
        return place, _cell(quantity.text, encoding), f"({quantity.kind.value})", *[""] * (len(_HEAD) - 3)
    bound = "" if quantity.bound is Bound.EXACT else quantity.bound.value
    direction = f" {quantity.direction.value}" if quantity.direction.value else ""
    unit = f"{quantity.unit} per {quantity.per}".strip() if quantity.per else quantity.unit
    cells = (quantity.text, quantity.kind.value, _value(quantity), unit, bound + direction)
    return place, *(_cell(cell, encoding) for cell in (*cells, quantity.noun or quantity.measured))


def _cell(text: str, encoding: str) -> str:
    return _cut(safe(" ".join(text.split()), encoding))


def _value(quantity: Quantity) -> str:
    if quantity.low is None or quantity.high is None:
        return ""
    low, high = plain(quantity.low), plain(quantity.high)
    return low if low == high else f"{low} to {high}"


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 3] + "..."


FORMATS: Mapping[str, Callable[[Iterable[Listed], str], str]] = {"table": as_table, "jsonl": as_lines}
"""Format name to function."""

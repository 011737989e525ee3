"""The measures of a draft that are told again in units of another system, in brackets, behind "or" or a sentence on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from factcheck.consistency.phrases import word_set
from factcheck.consistency.reading import Figure, figures
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.consistency.told_again import is_beside, is_told_again
from factcheck.extraction.units import convert
from factcheck.model import Span

DEGREES = {"degree Celsius": "degree Fahrenheit", "degree Fahrenheit": "degree Celsius"}
"""Each unit of temperature, and the one that it is converted to."""
_LITRES = {"litre", "cubic metre"}
_SIGNS = (" - ", " − ", " – ")


class Pair(NamedTuple):
    """A measure and the one that it is said to be: `beside` it in the sentence, or in the next one."""

    first: Figure
    second: Figure
    beside: bool

    @property
    def slots(self) -> tuple[Slot, Slot]:
        """The slots of both."""
        assert self.first.slot is not None and self.second.slot is not None
        return self.first.slot, self.second.slot


def pairs(sheet: Sheet) -> tuple[Pair, ...]:
    """All measures with the next one, of the other system, that is said to be the same."""
    if "measures" not in sheet.memo:
        several = sum(row.shape.count("<measure:") for row in sheet.rows) > 1
        sheet.memo["measures"] = tuple(_pairs(sheet)) if several else ()
    found: tuple[Pair, ...] = sheet.memo["measures"]
    return found


def _pairs(sheet: Sheet) -> Iterator[Pair]:
    measures = list(_joined([one for one in figures(sheet) if one.kind == "measure"]))
    for first, second in pairwise(measures):
        if first.slot is None or second.slot is None or second.slot.quantity.per not in ("", first.slot.quantity.per):
            continue
        if (
            not _are_of_two_systems(first.unit, second.unit)
            or not first.after.strip()
            or first.before.endswith(" stone ")
        ):
            continue
        hedge = second.slot.quantity.hedge
        beside = second.before == first.after and is_beside(second.before, second.after, hedge)
        again = second.sentence == first.sentence + 1 and is_told_again(second.head, second.after)
        if beside or again:
            yield Pair(first, _signed(second), beside)


def _are_of_two_systems(unit: str, other: str) -> bool:
    """Whether one is of miles and pounds, the other of metres and grams, and they can be converted."""
    imperial = word_set("imperial")
    if (unit in imperial) == (other in imperial):
        return False
    gallons = "gallon" in (unit, other) and bool(_LITRES & {unit, other})
    return gallons or DEGREES.get(unit) == other or convert(Decimal(1), unit, other) is not None


def _joined(measures: Sequence[Figure]) -> Iterator[Figure]:
    """The measures, with "6 feet 2 inches" as one."""
    last: Figure | None = None
    for one in measures:
        factor = convert(Decimal(1), last.unit, one.unit) if last is not None else None
        if last is None or factor is None or factor <= 1 or not _goes_on(last, one):
            if last is not None:
                yield last
            last = one
            continue
        assert last.slot is not None and one.slot is not None
        span, value = Span(last.span.start, one.span.end), last.value * factor + one.value
        slot = replace(one.slot, span=span, value=value, claim=last.slot.claim)
        last = replace(one, slot=slot, value=value, span=span, ends=(*last.ends[:2], *one.ends[2:]))
    if last is not None:
        yield last


def _goes_on(last: Figure, one: Figure) -> bool:
    """Whether a measure is the rest of the one before it, in a smaller unit of its system: "6 feet", "2 inches"."""
    systems = {unit in word_set("imperial") for unit in (last.unit, one.unit)}
    return last.sentence == one.sentence and len(systems) == 1 and last.after.strip() in ("", ",", "and")


def _signed(figure: Figure) -> Figure:
    """A figure in brackets with the sign that stands before it: "14F (-10C)"."""
    if figure.slot is None or figure.slot.value is None or not figure.before.endswith(tuple(f" ({s}" for s in _SIGNS)):
        return figure
    return replace(figure, slot=replace(figure.slot, value=-figure.slot.value), value=-figure.value)

"""The measures of a draft that may be told again in units of another system, in the sentence or some way on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.consistency.phrases import Later, word_set
from factcheck.consistency.reading import Figure, figures
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.units.told_again import is_beside, is_told_again
from factcheck.consistency.units.two_units import Twin
from factcheck.extraction.units import convert
from factcheck.model import Interval, Kind, Span

DEGREES = {"degree Celsius": "degree Fahrenheit", "degree Fahrenheit": "degree Celsius"}
"""Each unit of temperature, and the one that it is converted to."""
_REACH, _MOST = 4, 8
"""Sentences from one to the other at the most, and measures before one that it is held against."""
VESSELS: Mapping[str, tuple[Decimal, ...]] = {
    "gallon": (Decimal("3.785411784"), Decimal("4.54609")),
    "pint": (Decimal("0.473176473"), Decimal("0.56826125")),
    "barrel": (Decimal("158.987294928"),),
}
"""Litres in a unit that has several sizes, the American and the imperial one (NIST SP 811), and in a barrel of oil."""
_BELOW = Later(r" (?:below|under) (?:[,.;]|zero|freezing|on|in|at|by|when|and|last|this|today|yesterday)(?!\S)")
_SIGNS = (" - ", " − ", " – ")


def pairs(sheet: Sheet) -> tuple[Twin, ...]:
    """All measures with those behind them, of the other system, that they can be converted to."""
    if "measures" not in sheet.memo:
        several = sum(row.shape.count("<measure:") for row in sheet.rows) > 1 or _has_prices(sheet)
        sheet.memo["measures"] = tuple(_pairs(sheet)) if several else ()
    found: tuple[Twin, ...] = sheet.memo["measures"]
    return found


def below_zero(one: Figure) -> Figure:
    """The figure, negative where it is a temperature so many "below"."""
    slot = one.slot
    is_bare = not one.unit and not one.counted
    if slot is None or slot.value is None or one.value <= 0 or not (is_bare or one.unit in (*DEGREES, "degree")):
        return one
    if _BELOW.match(one.after) is None:
        return one
    low, high = -one.high, -one.low
    return replace(
        one, slot=replace(slot, value=-slot.value, interval=Interval(low, high)), value=-one.value, low=low, high=high
    )


def _pairs(sheet: Sheet) -> Iterator[Twin]:
    measures = list(_joined([below_zero(one) for one in figures(sheet) if one.kind == "measure" or _is_price(one)]))
    for n, second in enumerate(measures):
        for between, first in enumerate(reversed(measures[max(0, n - _MOST) : n])):
            if second.sentence - first.sentence > _REACH:
                break
            if _may_be_same(first, second):
                yield _pair(first, second, between)


def _may_be_same(first: Figure, second: Figure) -> bool:
    if first.slot is None or second.slot is None:
        return False
    per, other = first.slot.quantity.per, second.slot.quantity.per
    if other not in ("", per):
        alike = first.kind == second.kind and convert(Decimal(1), first.unit, second.unit) is not None
        return alike and _are_of_two_systems(per, other)
    return (
        first.kind == "measure"
        and _are_of_two_systems(first.unit, second.unit)
        and not first.before.endswith(" stone ")
    )


def _has_prices(sheet: Sheet) -> bool:
    return sum(claim.quantity.kind is Kind.MONEY and bool(claim.quantity.per) for claim in sheet.claims) > 1


def _is_price(one: Figure) -> bool:
    """Whether it is a sum for each of a unit: "$2 a gallon"."""
    return one.kind == "money" and one.slot is not None and bool(one.slot.quantity.per)


def _pair(first: Figure, second: Figure, between: int) -> Twin:
    assert second.slot is not None
    hedge, is_next = second.slot.quantity.hedge, not between and bool(first.after.strip())
    beside = is_next and second.before == first.after and is_beside(second.before, second.after, hedge)
    again = is_next and second.sentence == first.sentence + 1 and is_told_again(second.head, second.after)
    return Twin(first, _signed(second), beside, again, between)


def _are_of_two_systems(unit: str, other: str) -> bool:
    """Whether one is of miles and pounds, the other of metres and grams, and they can be converted."""
    imperial = word_set("imperial")
    if (unit in imperial) == (other in imperial):
        return False
    vessel, *litres = sorted((unit, other), key=lambda one: one not in VESSELS)
    poured = vessel in VESSELS and convert(Decimal(1), litres[0], "litre") is not None
    return poured or DEGREES.get(unit) == other or convert(Decimal(1), unit, other) is not None


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

"""A measure and its conversion: "10 miles (26 km)", "10 miles, or 26 km", and "these 26 km" in the next sentence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency import sums, temperature
from factcheck.consistency.measures import DEGREES, Pair, pairs
from factcheck.consistency.phrases import Later
from factcheck.consistency.reading import Figure, figures, neighbours
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.extraction.units import convert
from factcheck.model import Interval

_NUMBER = Later(r"^.*?\d[\d.,]*(?: (?:m|b|tr)illion)?[\s-]*")
_CLOSE = Decimal("0.05")
"""Desks round both sides of a conversion freely; below a twentieth they are not held to it."""
_GALLONS = (Decimal("3.785411784"), Decimal("4.54609"))
"""Litres in a US and in an imperial gallon."""
_NEAR = Decimal(7)
"""How many times too much a conversion in the next sentence may be at most; further off it is of another thing."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every measure that is said to be another one before it, in units of another system, and is not."""
    for pair in pairs(sheet):
        if pair.first.unit in DEGREES:
            wrong = temperature.judge(sheet, pair)
        else:
            wrong = _judge(sheet, *pair.slots) if pair.beside or _may_be_same(pair) else None
        if wrong is not None and not _is_explained(sheet, pair):
            yield wrong


def _may_be_same(pair: Pair) -> bool:
    """Whether it is off by so little that the same thing is likely meant."""
    factor = convert(Decimal(1), pair.first.unit, pair.second.unit)
    if factor is None or pair.second.value <= 0:
        return factor is None
    return 1 / _NEAR <= pair.first.value * factor / pair.second.value <= _NEAR


def _is_explained(sheet: Sheet, pair: Pair) -> bool:
    """Whether another measure around, or so many times the first, is the second, or the first is another one."""
    first, second = pair.first, pair.second
    factor = convert(Decimal(1), first.unit, second.unit) or Decimal(0)
    for one in neighbours(figures(sheet), second):
        if one.kind == "count" and abs(first.value * factor * one.value / second.value - 1) < _CLOSE:
            return True
        is_third = one.kind == "measure" and not any(_is_within(one, two) for two in (first, second))
        if is_third and (_agree(sheet, one, second) or _agree(sheet, first, one)):
            return True
    return False


def _is_within(one: Figure, other: Figure) -> bool:
    """Whether a figure is the other or a part of it: the feet of "6ft 4in"."""
    return other.span.start <= one.span.start and one.span.end <= other.span.end


def _agree(sheet: Sheet, one: Figure, two: Figure) -> bool:
    """Whether both are known to be the same in two units."""
    if one.slot is None or two.slot is None or one.unit == two.unit:
        return False
    return convert(Decimal(1), one.unit, two.unit) is not None and _judge(sheet, one.slot, two.slot) is None


def _judge(sheet: Sheet, first: Slot, second: Slot) -> Contradiction | None:
    unit, to = first.quantity.unit, second.quantity.unit
    if first.value is None or second.value is None:
        return None
    have = first.value - first.step / 2, first.value + first.step / 2  # a hedge speaks of both figures
    least, most = sums.ends(second) or (second.value, second.value)
    printed = Interval(min(least, second.value - second.step), max(most, second.value + second.step))
    results = [Interval(low, high) for low, high in _converted(have, unit, to)]
    if not results or any(printed.meets(_widened(result)) for result in results):
        return None
    said = first.span.of(sheet.text)
    other = second.span.of(sheet.text)
    name = _NUMBER.sub("", other) or to
    sum_ = f"{said} is {sums.told(results[0], name)}, the draft says {other}"
    return Contradiction(second, (first,), sum_, f"“{sums.middle(results[0], name)}”, or another figure than {said}")


def _widened(result: Interval) -> Interval:
    assert result.low is not None and result.high is not None
    return Interval(result.low - abs(result.low) * _CLOSE, result.high + abs(result.high) * _CLOSE)


def _converted(ends: tuple[Decimal, Decimal], unit: str, to: str) -> Iterator[tuple[Decimal, Decimal]]:
    """What both ends come to in the other unit, under each meaning of the units."""
    low, high = ends
    if "gallon" in (unit, to):
        litre = convert(Decimal(1), "litre", to if unit == "gallon" else unit)
        for size in _GALLONS if litre is not None else ():
            factor = size * (litre or 1) if unit == "gallon" else 1 / (size * (litre or 1))
            yield low * factor, high * factor
    else:
        first, second = convert(low, unit, to), convert(high, unit, to)
        if first is not None and second is not None:
            yield first, second

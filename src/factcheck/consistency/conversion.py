"""A measure and its conversion in brackets: "10 miles (26 km)", "40C (114F)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency import sums, temperature
from factcheck.consistency.phrases import any_of
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.extraction.units import convert
from factcheck.model import Interval

_PAIR = re.compile(r"(?<!> )(?<!> and )(?<!> , )(?P<first><measure:\d+>) \( (?P<second><measure:\d+>) \)")
_NUMBER = re.compile(r"^.*?\d[\d.,]*(?: (?:m|b|tr)illion)?[\s-]*")
_CLOSE = Decimal("0.05")
"""Desks round both sides of a conversion freely; below a twentieth they are not held to it."""
_GALLONS = (Decimal("3.785411784"), Decimal("4.54609"))
"""Litres in a US and in an imperial gallon."""
_LEEWAY = Decimal(1)
"""Degrees by which a temperature may be off on top of its rounding."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every conversion in brackets that is another figure than it says."""
    for row in sheet.rows:
        for found in _PAIR.finditer(row.shape):
            first, second = row.slot(found["first"]), row.slot(found["second"])
            if first.quantity.per or second.quantity.per:
                continue
            if first.quantity.unit in temperature.DEGREES and _may_be_difference(row.shape, found, first):
                continue
            wrong = _judge(sheet, first, second)
            if wrong is not None:
                yield wrong


def _may_be_difference(shape: str, found: re.Match[str], first: Slot) -> bool:
    """Whether the temperatures may be a difference, which the check of temperatures looks at."""
    sense = temperature.sense_of(shape[: found.start()], first.quantity.hedge, shape[found.end() :])
    return sense != "level" or any_of("differences").search(shape) is not None


def _judge(sheet: Sheet, first: Slot, second: Slot) -> Contradiction | None:
    unit, to = first.quantity.unit, second.quantity.unit
    if first.value is None or second.value is None or unit == to:
        return None
    have = first.value - first.step / 2, first.value + first.step / 2  # a hedge speaks of both figures
    printed = Interval(second.value - second.step, second.value + second.step)
    results = [Interval(low, high) for low, high in _converted(have, unit, to)]
    if not results or any(printed.meets(_widened(result, unit)) for result in results):
        return None
    said = first.span.of(sheet.text)
    other = second.span.of(sheet.text)
    name = _NUMBER.sub("", other) or to
    sum_ = f"{said} is {sums.told(results[0], name)}, the draft says {other}"
    return Contradiction(second, (first,), sum_, f"“{sums.middle(results[0], name)}”, or another figure than {said}")


def _widened(result: Interval, unit: str) -> Interval:
    assert result.low is not None and result.high is not None
    more = [_LEEWAY, _LEEWAY] if unit in temperature.DEGREES else [abs(result.low) * _CLOSE, abs(result.high) * _CLOSE]
    return Interval(result.low - more[0], result.high + more[1])


def _converted(ends: tuple[Decimal, Decimal], unit: str, to: str) -> Iterator[tuple[Decimal, Decimal]]:
    """What both ends come to in the other unit, under each meaning of the units."""
    low, high = ends
    if unit in temperature.DEGREES:
        if temperature.DEGREES[unit] == to:
            yield _degrees(low, to), _degrees(high, to)
    elif "gallon" in (unit, to):
        other = to if unit == "gallon" else unit
        litre = convert(Decimal(1), "litre", other)
        for size in _GALLONS if litre is not None else ():
            factor = size * (litre or 1) if unit == "gallon" else 1 / (size * (litre or 1))
            yield low * factor, high * factor
    else:
        first, second = convert(low, unit, to), convert(high, unit, to)
        if first is not None and second is not None:
            yield first, second


def _degrees(value: Decimal, to: str) -> Decimal:
    return value * 9 / 5 + 32 if to == "degree Fahrenheit" else (value - 32) * 5 / 9

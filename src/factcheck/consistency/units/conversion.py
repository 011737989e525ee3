"""A measure and its conversion: "10 miles (26 km)", "10 miles, or 26 km", and "these 26 km" further on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.phrases import Later
from factcheck.consistency.reading import figures, neighbours
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.units import degrees
from factcheck.consistency.units.conversion_evidence import off_by, ties
from factcheck.consistency.units.measures import DEGREES, VESSELS, pairs
from factcheck.consistency.units.two_units import Twin, evidence_of
from factcheck.consistency.weighing import Candidate, told
from factcheck.extraction.units import convert
from factcheck.model import Interval

_NUMBER = Later(r"^.*?\d[\d.,]*(?: (?:m|b|tr)illion)?[\s-]*")
_CLOSE = Decimal("0.05")
"""Desks round both sides of a conversion freely; below a twentieth they are not held to it."""
_NEAR = Decimal(10)
"""How many times too much a conversion may be; further off it is of another thing, unless by a power of ten."""
_TENS = tuple(map(Decimal, (10, 100, 1000)))


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every measure that is not another one before it in units of another system."""
    judged = [(pair, _judge_pair(sheet, pair)) for pair in pairs(sheet)]
    agreed = [pair for pair, wrong in judged if wrong is None]
    settled = {pair.second.span for pair in agreed if pair.beside}
    for pair, wrong in judged:
        if wrong is None or pair.second.span in settled:
            continue
        if pair.first.unit in DEGREES or _may_be_meant(sheet, pair):
            yield Candidate(evidence_of(sheet, pair, (*off_by(pair, _should(pair)), *ties(pair)), agreed), wrong)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every measure that is said to be another one, in units of another system, and is not."""
    if "conversion" not in sheet.memo:
        sheet.memo["conversion"] = tuple(told("conversion", candidates(sheet)))
    yield from sheet.memo["conversion"]


def _judge_pair(sheet: Sheet, pair: Twin) -> Contradiction | None:
    return degrees.judge(sheet, pair) if pair.first.unit in DEGREES else _judge(sheet, *pair.slots)


def _should(pair: Twin) -> Decimal:
    """What the second measure would be, at one size of its unit."""
    value, unit, to = pair.first.value, pair.first.unit, pair.second.unit
    if unit in DEGREES:
        return degrees.level_in(value, to)
    return next((low for low, _ in _results((value, value), *pair.slots)), Decimal(0))


def _may_be_meant(sheet: Sheet, pair: Twin) -> bool:
    """Whether it is not so far off that another thing is meant, but for a slip of a power of ten, nor so many of it."""
    should, said = _should(pair), pair.second.value
    if should <= 0 or said <= 0:
        return False
    times = max(should / said, said / should)
    counts = (one.value for one in neighbours(figures(sheet), pair.second) if one.kind == "count")
    if any(abs(should * many / said - 1) < _CLOSE for many in counts):
        return False
    return times <= _NEAR or any(abs(times / slip - 1) < _CLOSE for slip in _TENS)


def _judge(sheet: Sheet, first: Slot, second: Slot) -> Contradiction | None:
    if first.value is None or second.value is None:
        return None
    have = first.value - first.step / 2, first.value + first.step / 2  # a hedge speaks of both figures
    least, most = sums.ends(second) or (second.value, second.value)
    printed = Interval(min(least, second.value - second.step), max(most, second.value + second.step))
    results = [Interval(low, high) for low, high in _results(have, first, second)]
    if not results or any(printed.meets(_widened(result)) for result in results):
        return None
    said = first.span.of(sheet.text)
    other = second.span.of(sheet.text)
    name = _NUMBER.sub("", other) or second.quantity.unit
    sum_ = f"{said} is {sums.told(results[0], name)}, the draft says {other}"
    return Contradiction(second, (first,), sum_, f"“{sums.middle(results[0], name)}”, or another figure than {said}")


def _widened(result: Interval) -> Interval:
    assert result.low is not None and result.high is not None
    return Interval(result.low - abs(result.low) * _CLOSE, result.high + abs(result.high) * _CLOSE)


def _results(ends: tuple[Decimal, Decimal], first: Slot, second: Slot) -> Iterator[tuple[Decimal, Decimal]]:
    """What both ends of the first come to in the unit of the second; also for each of another unit: "$1 a litre"."""
    per, other = first.quantity.per, second.quantity.per
    sizes = (
        [low for low, _ in _converted((Decimal(1), Decimal(1)), per, other)] if other not in ("", per) else [Decimal(1)]
    )
    for low, high in _converted(ends, first.quantity.unit, second.quantity.unit):
        yield from ((low / size, high / size) for size in sizes)


def _converted(ends: tuple[Decimal, Decimal], unit: str, to: str) -> Iterator[tuple[Decimal, Decimal]]:
    """What both ends come to in the other unit, under each meaning of the units."""
    low, high = ends
    if unit in VESSELS or to in VESSELS:
        vessel, other = (unit, to) if unit in VESSELS else (to, unit)
        litre = convert(Decimal(1), "litre", other)
        for size in VESSELS[vessel] if litre is not None else ():
            factor = size * (litre or 1) if unit == vessel else 1 / (size * (litre or 1))
            yield low * factor, high * factor
    else:
        first, second = convert(low, unit, to), convert(high, unit, to)
        if first is not None and second is not None:
            yield first, second

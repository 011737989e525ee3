"""A measure and its conversion: "10 miles (26 km)", "10 miles, or 26 km", and "these 26 km" in the next sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from factcheck.consistency import sums, temperature
from factcheck.consistency.phrases import Later, any_of, word_set, words
from factcheck.consistency.reading import Figure, figures, neighbours
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.extraction.units import convert
from factcheck.model import Interval

_PAIR = Later(
    r"(?<!> )(?<!> and )(?<!> , )(?<!> stone )"
    r"(?P<first><measure:\d+>) \( (?P<minus>[-−–] )?(?P<second><measure:\d+>) \)"
)
_NUMBER = Later(r"^.*?\d[\d.,]*(?: (?:m|b|tr)illion)?[\s-]*")
_CLOSE = Decimal("0.05")
"""Desks round both sides of a conversion freely; below a twentieth they are not held to it."""
_GALLONS = (Decimal("3.785411784"), Decimal("4.54609"))
"""Litres in a US and in an imperial gallon."""
_NEAR = Decimal(4)
_LEEWAY = Decimal(1)
"""Degrees by which a temperature may be off on top of its rounding."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every conversion in brackets that is another figure than it says."""
    for row in sheet.rows:
        for found in _PAIR.finditer(row.shape):
            first, second = row.slot(found["first"]), row.slot(found["second"])
            if found["minus"] and second.value is not None:
                second = replace(second, value=-second.value)
            if first.quantity.per or second.quantity.per:
                continue
            if first.quantity.unit in temperature.DEGREES and _may_be_difference(row.shape, found, first):
                continue
            wrong = _judge(sheet, first, second)
            if wrong is not None:
                yield wrong

    if sum(row.shape.count("<measure:") for row in sheet.rows) > 1:
        yield from _in_words(sheet)


def _in_words(sheet: Sheet) -> Iterator[Contradiction]:
    """Every measure that is said to be another one before it, in units of another system, and is not."""
    line = figures(sheet)
    measures = [one for one in line if one.kind == "measure" and one.slot is not None and not one.slot.quantity.per]
    for first, second in pairwise(measures):
        if first.slot is None or second.slot is None or second.sentence - first.sentence > 1:
            continue
        factor = convert(Decimal(1), first.unit, second.unit)
        imperial = word_set("imperial")
        if (first.unit in imperial) == (second.unit in imperial) or (factor is None and not _is_special(first, second)):
            continue
        how = _said_to_be(first, second)
        if not how or _is_explained(sheet, first, second, neighbours(line, second)):
            continue
        wrong = _judge(sheet, first.slot, second.slot)
        if wrong is not None and (how == "or" or _is_near(first, second, factor)):
            yield wrong


def _is_special(first: Figure, second: Figure) -> bool:
    """Whether they are of units with a conversion of their own: degrees and gallons."""
    litres = "gallon" in (first.unit, second.unit) and {"litre", "cubic metre"} & {first.unit, second.unit}
    return bool(litres) or temperature.DEGREES.get(first.unit) == second.unit


def _said_to_be(first: Figure, second: Figure) -> str:
    """How the second is said to be the first: "or" right behind it, "these" further on; empty where it is not."""
    if re.match(r"^ (?:[a-z]+ )?(?:more|less|higher|lower|wider|longer|further|deeper|away) ", second.after):
        return ""
    between = _or_else().search(second.before) if second.before == first.after else None
    if between is not None and " but " not in second.before and " and " not in second.before:
        return "or"
    return "these" if _these().search(second.head) and not second.before.endswith(" and ") else ""


@cache
def _or_else() -> re.Pattern[str]:
    way = rf"(?:(?:{words('or_else')}) )*"
    return re.compile(rf"^ (?:[a-z]+ ){{0,6}}(?:, )?(?:or|that is|that's|which is|i \. e \. ,?) {way}$")


@cache
def _these() -> re.Pattern[str]:
    start = rf"^ (?:at|(?:he|she|it|that|they|this|each) (?:{words('sized')})(?: about| some)?) "
    size = rf" (?:{words('same_size')}) (?:of|,|(?:{words('sized')})) (?:some |about )?"
    those = r"(?:^|,) (?:when full , )?(?:these|those|this|the|all those|over these) |these |those "
    return re.compile(rf"(?:{those}| being |, at | weighing in at |{start}|{size})$")


def _is_near(first: Figure, second: Figure, factor: Decimal | None) -> bool:
    """Whether it is off by so little that the same thing is likely meant."""
    if factor is None or second.value <= 0:
        return factor is None
    return 1 / _NEAR <= first.value * factor / second.value <= _NEAR


def _is_explained(sheet: Sheet, first: Figure, second: Figure, near: Sequence[Figure]) -> bool:
    """Whether another measure around, or so many times the first, is the second, or the first is another one."""
    for one in near:
        if one.span == first.span or one.slot is None or first.slot is None or second.slot is None:
            continue
        if one.kind == "measure" and _agree(sheet, one.slot, second.slot):
            return True
        if one.kind == "measure" and one.span != second.span and _agree(sheet, first.slot, one.slot):
            return True
        factor = convert(Decimal(1), first.unit, second.unit)
        if (
            one.kind == "count"
            and factor is not None
            and abs(first.value * factor * one.value / second.value - 1) < _CLOSE
        ):
            return True
    return False


def _agree(sheet: Sheet, one: Slot, two: Slot) -> bool:
    """Whether both are known to be the same in two units."""
    known = convert(Decimal(1), one.quantity.unit, two.quantity.unit) is not None
    return known and one.quantity.unit != two.quantity.unit and _judge(sheet, one, two) is None


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

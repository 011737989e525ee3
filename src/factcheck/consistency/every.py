"""How often something comes, against how many there are: "24 a day, or one every two hours"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.paces import counted
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.told_for import own_pace, stretch_of, units
from factcheck.consistency.windows import Window
from factcheck.model import Bound, Interval, Kind

_ONE_EVERY = Later(
    r"(?: (?:one|an?|another) (?:[a-z]+ ){0,3}?|(?:^ |¶ )(?:an?|one) (?:[^ <]+ ){1,9}?)every <duration:(\d+)>"
)
_OFF = Decimal("0.2")
"""How far "one every two minutes" may be off, as a share: it is always rounded."""
_FAIR = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)


def one_every(sheet: Sheet, window: Window) -> Iterator[Contradiction]:
    """Every "one in so many minutes" that is not what the number for a day, or in so many minutes, comes to."""
    found = _ONE_EVERY.search(f" {window.shape}")
    if found is None or any_of("paced_apart").is_in(window.shape.replace(" closed ", " ").replace(" season ", " ")):
        return
    every = int(found[1])
    gap = window.slots[every]
    if not gap.value or gap.quantity.unit not in units():
        return
    many = [
        (slot, long)
        for number, slot in enumerate(window.slots)
        if _is_number(slot) and (long := own_pace(window, number) or _in_a_stretch(window, number, every))
    ]
    if len(many) != 1:
        return
    slot, long = many[0]
    expected, told = counted(window, (gap.quantity.unit, gap.value), long), sums.cut_off(slot)
    if not expected or told is None or any(told.meets(Interval(*_roughly(one))) for one in expected):
        return
    said, shown = slot.span.of(sheet.text), gap.span.of(sheet.text)
    low, high = expected[-1]
    sum_ = f"one every {shown} is {sums.told(Interval(low, high), '').strip()}, the draft says {said}"
    yield Contradiction(gap, (slot,), sum_, f"another figure than {shown} or {said}")


def _is_number(slot: Slot) -> bool:
    return slot.quantity.kind is Kind.COUNT and bool(slot.value) and slot.quantity.bound in _FAIR


def _in_a_stretch(window: Window, number: int, every: int) -> tuple[str, Decimal] | None:
    """The stretch right behind a number: "12 times in 360 minutes"; else that of its sentence."""
    behind = re.match(r"(?:[a-z]+ ){0,2}in <duration:(\d+)>", window.after(number))
    if behind is None:
        return stretch_of(window, every, number)
    slot = window.slots[int(behind[1])]
    return (slot.quantity.unit, slot.value) if slot.value and slot.quantity.unit in units() else None


def _roughly(many: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    return many[0] * (1 - _OFF), many[1] * (1 + _OFF)

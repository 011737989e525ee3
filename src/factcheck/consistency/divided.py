"""A figure for each, the count of those who have it and the total: three that belong together, and do not agree.

The three are in one sentence or in neighbouring ones. Count and total are the only ones of their kind that may be
meant, something in the words ties them together, and no other figures near them make the sum right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.consistency import sums
from factcheck.consistency.allotted import are_of_two_times, are_tied
from factcheck.consistency.each_of import FIGURES, Each, Three, each_figures, is_for_each, is_of, nouns_of
from factcheck.consistency.kin import are_kin
from factcheck.consistency.phrases import any_of
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.consistency.windows import Window, windows
from factcheck.extraction.units import convert
from factcheck.model import DATED, Bound, Interval, Kind
from factcheck.tables import tables

_FAIR = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY, Bound.OVER)
_FAR = Decimal(6)
"""A total that is more times off is of something else, unless it is so by a slip of a power of ten."""
_SLIPS = (Decimal(10), Decimal(100), Decimal(1000))
_LOOSE = Decimal("0.03")
"""How far a figure may be off that was reckoned on unrounded ones."""


def threes(sheet: Sheet) -> tuple[Three, ...]:
    """All threes of the draft that do not agree; several checks ask for them."""
    if "threes" not in sheet.memo:
        sheet.memo["threes"] = tuple(_threes(sheet))
    found: tuple[Three, ...] = sheet.memo["threes"]
    return found


def _threes(sheet: Sheet) -> Iterator[Three]:
    for window in windows(sheet):
        if not _may_hold_three(window):
            continue
        for each in each_figures(window):
            found = _three(window, each)
            if found is not None and not are_of_two_times(sheet, found):
                yield found


def _may_hold_three(window: Window) -> bool:
    """Whether two figures are of one kind and a third may count."""
    kinds = [slot.quantity.kind for slot in window.slots]
    return len(kinds) > 2 and any(kinds.count(kind) > 1 for kind in FIGURES)


def _three(window: Window, each: Each) -> Three | None:
    pairs = _pairs(window, each)
    if not pairs or _fits(window, each):
        return None
    beside = [pair for pair in pairs if all(window.order(number) == window.order(each.number) for number in pair)]
    if len(pairs) > 1 and len(beside or pairs) > 1:
        return None
    count, total = (beside or pairs)[0]
    slots = window.slots
    gives = _product(_printed(slots[each.number], each), slots[each.number], slots[count], slots[total], each.scale)
    if gives is None or not _is_near(gives, slots[total]):
        return None
    shared = _share(slots[each.number], slots[count], slots[total], each.scale)
    found = Three(window, each, count, total, gives, shared)
    return found if are_tied(found) else None


def _pairs(window: Window, each: Each) -> list[tuple[int, int]]:
    """The counts with the totals that may be meant: a total is more than the count, but of a rate for many less."""
    totals, slots = _totals(window, each), window.slots
    pairs = [
        (count, total)
        for count in _counts(window, each)
        for total in totals
        if slots[count].claim != slots[total].claim
    ]
    if slots[each.number].quantity.kind is not Kind.COUNT or (slots[each.number].value or 0) < 1:
        return pairs
    less = [(slots[total].value or 0) < (slots[count].value or 0) for count, total in pairs]
    return [pair for pair, is_less in zip(pairs, less, strict=True) if is_less == (each.scale > 1)]


def _counts(window: Window, each: Each) -> list[int]:
    """The figures that may say for how many it is: the one named, those of its noun, or any count."""
    if each.among is not None:
        return [each.among]
    own = window.slots[each.number]
    every = [
        number
        for number, slot in enumerate(window.slots)
        if slot.claim != own.claim and slot.value is not None and slot.value > 1 and slot.quantity.low == slot.value
        if slot.quantity.kind in FIGURES and slot.quantity.kind is not Kind.MONEY and slot.quantity.bound in _FAIR
    ]
    named = [number for number in every if is_of(each, window.slots[number])]
    if named or each.of in tables("consistency")["stretches"]:
        return named
    loose = [number for number in every if window.slots[number].quantity.kind is Kind.COUNT]
    loose = [number for number in loose if not window.slots[number].quantity.per]
    if own.quantity.kind is Kind.COUNT and own.quantity.counted:
        loose = [number for number in loose if not are_kin(nouns_of(own), nouns_of(window.slots[number]))]
    return loose


def _totals(window: Window, each: Each) -> list[int]:
    """The figures that may be what all have together: of its kind and unit, and more."""
    own, found = window.slots[each.number], []
    for number, slot in enumerate(window.slots):
        quantity, value = slot.quantity, slot.value
        if slot.claim == own.claim or quantity.kind is not own.quantity.kind or value is None or number == each.among:
            continue
        by = _factor(own, slot)
        if by is None or quantity.bound not in _FAIR or quantity.low != quantity.high:
            continue
        if each.scale == 1 and (value <= (own.value or 0) * by or (quantity.per and quantity.per != own.quantity.per)):
            continue
        if is_for_each(window, number) or any_of("no_total").is_in(
            " ".join(window.before(number).replace(" ,", "").split()[-3:])
        ):
            continue
        found.append(number)
    return found


def _factor(each: Slot, total: Slot) -> Decimal | None:
    """What one unit of the figure for each is in that of the total: a hundredth for pence beside pounds."""
    unit, to = each.quantity.unit, total.quantity.unit
    if unit == to:
        return Decimal(1)
    if (unit == "penny" and to == "pound sterling") or (unit == "cent" and to in tables("consistency")["of_cents"]):
        return Decimal("0.01")
    return convert(Decimal(1), unit, to) if each.quantity.kind is Kind.MEASURE else None


def _product(
    printed: tuple[Decimal, Decimal] | None, own: Slot, count: Slot, total: Slot, scale: int
) -> Interval | None:
    """What so many of a figure come to, of which `printed` is what it may stand for, in the unit of the total."""
    many, by = sums.ends(sums.as_exact(count)), _factor(own, total)
    if printed is None or many is None or by is None or many[0] <= 0:
        return None
    return Interval(printed[0] * many[0] * by / scale, printed[1] * many[1] * by / scale)


def _share(each: Slot, count: Slot, total: Slot, scale: int) -> Interval:
    whole, many, by = sums.ends(total), sums.ends(count), _factor(each, total)
    assert whole is not None and many is not None and by is not None
    return Interval(whole[0] * scale / many[1] / by, whole[1] * scale / many[0] / by)


def _printed(own: Slot, each: Each) -> tuple[Decimal, Decimal] | None:
    """What a figure for each may stand for: a mean may be cut off, a price is seldom rounded much."""
    printed = sums.cut_off(own)
    if printed is None or printed.low is None or printed.high is None or own.value is None:
        return None
    if each.mean:
        return printed.low * (1 - _LOOSE), printed.high * (1 + _LOOSE)
    off = own.value * _LOOSE
    return max(printed.low, own.value - off), min(printed.high, own.value + off)


def _fits(window: Window, each: Each) -> bool:
    """Whether any count and total of the window, or two of them together, agree with the figure for each."""
    own = window.slots[each.number]
    printed = _printed(own, each)
    others = [slot for slot in window.slots if slot.claim != own.claim and slot.value and slot.interval is not None]
    others = [slot for slot in others if slot.quantity.kind not in DATED]
    for total in others:
        if total.quantity.kind is not own.quantity.kind:
            continue
        for count in others:
            gives = _product(printed, own, count, total, each.scale) if count is not total else None
            if gives is not None and any(_meets(gives, one) for one in _with_more(total, count, others)):
                return True
        pairs = combinations([one for one in others if one is not total and one.quantity.kind is Kind.COUNT], 2)
        for both in (sums.total(*pair) for pair in pairs):
            gives = _product(printed, own, both, total, each.scale) if both is not None else None
            if gives is not None and _meets(gives, total):
                return True
    return False


def _with_more(total: Slot, count: Slot, others: Sequence[Slot]) -> Iterator[Slot]:
    """A total, and what is left of it without another figure of its unit."""
    yield total
    for other in others:
        if other is not total and other is not count and other.quantity.unit == total.quantity.unit:
            left, less = sums.ends(total), sums.ends(other)
            if left is not None and less is not None and left[0] > less[1]:
                yield Slot(
                    total.claim, total.quantity, total.span, total.value, Interval(left[0] - less[1], left[1] - less[0])
                )


def _meets(gives: Interval, total: Slot) -> bool:
    both = sums.ends(total)
    return both is not None and gives.meets(Interval(*both))


def _is_near(gives: Interval, total: Slot) -> bool:
    assert gives.low is not None and gives.high is not None
    value = total.value or Decimal(0)
    return gives.low / _FAR <= value <= gives.high * _FAR or any(
        gives.low <= value * slip <= gives.high or gives.low <= value / slip <= gives.high for slip in _SLIPS
    )

"""A figure for each, per head, per 100,000, or an average, against the total and the count that it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import any_of, words
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.windows import Window, windows
from factcheck.extraction.counted import singular
from factcheck.extraction.units import convert
from factcheck.intervals import plain
from factcheck.model import DATED, Bound, Interval, Kind
from factcheck.tables import tables

_FIGURES = (Kind.MONEY, Kind.MEASURE, Kind.COUNT)
_FAIR = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY, Bound.OVER)
_NUMBER = re.compile(r"[\d,]+")
_OF_ITS = re.compile(
    r" (?:its|their|his|her) (?:[a-z]+ )?[a-z]+s (?:earn|get|got|received?|pay|paid|make|made|were|are|will|cost)\b"
)
_MANY = 1000
"""From here a count without a noun beside a figure per head may be one of people."""
_FAR = Decimal(15)
"""A figure that is so many times off is of something else."""
_NEAR = Decimal("0.03")
"""How far a share may be off that was reckoned on the unrounded figures."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure for each that its total and count contradict."""
    for window in windows(sheet):
        if len(window.slots) < 3:
            continue
        for number in window.home:
            if not _is_each(window, number):
                continue
            every = _every(window, number)
            if any(_is_fair(window.slots[number], *pair) for pair in every):
                continue
            pairs = _chosen(window, number, every)
            if len(pairs) == 1 and (wrong := _judge(sheet, window.slots[number], *pairs[0])) is not None:
                yield wrong


@cache
def _signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words before and behind a figure that make it one for each."""
    few = r"(?: [^\W\d_][\w'’-]*)"
    some = r"(?: (?!each|apiece)[^ ]+){1,6}?"
    has = rf"(?:(?:each|every|per){some}|an? [a-z]+) (?:{words('each_has')})(?: an?)?"
    before = rf"(?:^| )(?:(?:{words('averages')}){few}{{0,3}}(?: ,)?|{has})$"
    behind = rf"{few}{{0,2}}? ?(?:{words('each_behind')})(?= |$)"
    return re.compile(before), re.compile(behind)


def _is_each(window: Window, number: int) -> bool:
    """Whether a figure is one for each of some."""
    slot, before, after = window.slots[number], window.before(number), window.after(number)
    if slot.quantity.kind not in _FIGURES or slot.value is None or slot.quantity.bound not in _FAIR:
        return False
    another = any(any_of(name).search(window.sentence(number)) for name in ("another_count", "not_each"))
    opens = any_of("not_each_before").search(" ".join(before.split()[-3:]))
    if another or opens or _OF_ITS.search(window.clause(number)):
        return False
    if slot.quantity.per:
        return True
    opening, behind = _signs()
    return bool(opening.search(before) or behind.match(f" {after}"))


_Pair = tuple[Slot, Slot]


def _every(window: Window, number: int) -> list[_Pair]:
    """All totals and counts that the figure may be made of, the two in either order; by its "per" if it has one."""
    each = window.slots[number]
    others = [slot for slot in window.slots if slot is not each and _is_amount(slot) and slot.claim != each.claim]
    pairs = [(total, count) for total in others for count in others if total is not count and _is_count(count, each)]
    pairs = [pair for pair in pairs if _is_total(pair[0], each)]
    per = _per(window, number)
    if not per:
        return pairs
    if _NUMBER.fullmatch(per):
        return [(total, count) for total, count in pairs if (total.value or 0) < (count.value or 0)]
    return [(total, count) for total, count in pairs if _names(window, each, count, per)]


def _per(window: Window, number: int) -> str:
    """What a figure is printed to be for each of: "$5 a barrel", "10 for each part"."""
    behind = re.match(r"(?:[^\W\d_]+ )?(?:for )?(?:each|every|per) ([a-z]+)", window.after(number))
    return window.slots[number].quantity.per or (singular(behind[1]) if behind is not None else "")


def _names(window: Window, each: Slot, count: Slot, per: str) -> bool:
    """Whether a count is of what a figure is `per`: 300 families of "per family", 60 million of "per person"."""
    if count.quantity.kind is Kind.DURATION:
        return count.quantity.unit == per
    groups = [set(group.split()) for group in tables("consistency")["same_things"]]
    same = {per}.union(*(group for group in groups if per in group))
    if _nouns(window, count) & same:
        return True
    if "person" in same and each.quantity.kind is not Kind.COUNT:
        return True
    many = count.value is not None and count.value >= _MANY
    before = window.before(_number(window, count))
    return "person" in same and ((many and not count.quantity.noun) or before.endswith(("population of", "crowd of")))


def _is_amount(slot: Slot) -> bool:
    kind = slot.quantity.kind
    return slot.value is not None and slot.value > 0 and kind in (*_FIGURES, Kind.DURATION) and not slot.quantity.per


def _is_total(total: Slot, each: Slot) -> bool:
    if each.quantity.kind is Kind.COUNT and not each.quantity.counted and total.quantity.kind is Kind.MONEY:
        return True
    if total.quantity.kind is not each.quantity.kind:
        return False
    return total.quantity.unit == each.quantity.unit or _factor(total, each) is not None


def _factor(total: Slot, each: Slot) -> Decimal | None:
    """What one unit of the total is in that of the figure for each."""
    unit, to = total.quantity.unit, each.quantity.unit
    if unit == to or each.quantity.kind is Kind.COUNT:
        return Decimal(1)
    return convert(Decimal(1), unit, to) if unit and to else None


def _is_count(count: Slot, each: Slot) -> bool:
    of_time = count.quantity.kind is Kind.DURATION and count.quantity.unit == each.quantity.per
    return of_time or (
        count.quantity.kind is Kind.COUNT
        and count.value is not None
        and count.value > 1
        and count.value == int(count.value)
    )


def _chosen(window: Window, number: int, every: list[_Pair]) -> list[_Pair]:
    """The total and the count that the figure must be of: by their nouns, then those that stand together."""
    each = window.slots[number]
    pairs = [pair for pair in every if _is_near(each, *pair)]
    wanted = _wanted(window, number)
    noun = each.quantity.counted
    if each.quantity.kind is Kind.COUNT and noun:
        pairs = [
            (total, count)
            for total, count in pairs
            if total.quantity.counted in ("", noun) or wanted & _nouns(window, count)
        ]
    choices = [
        lambda total, count: bool(wanted & _nouns(window, count)),
        lambda total, count: bool(noun and noun == total.quantity.counted),
        lambda total, count: (total.value or 0) > (count.value or 0) or (each.value or 0) < 1,
    ]
    if each.quantity.kind is Kind.COUNT:
        choices += [
            lambda total, count: _sentence(window, total) == _sentence(window, count),
            lambda total, count: abs(_number(window, total) - _number(window, count)) == 1,
        ]
    for choose in choices:
        if len(pairs) > 1 and (kept := [pair for pair in pairs if choose(*pair)]):
            pairs = kept
    return pairs


def _number(window: Window, slot: Slot) -> int:
    return next(number for number, other in enumerate(window.slots) if other is slot)


def _sentence(window: Window, slot: Slot) -> int:
    return window.order(_number(window, slot))


def _nouns(window: Window, slot: Slot) -> set[str]:
    """The nouns that a figure may count: those right behind it."""
    behind = re.match(r"(?: ?[^\W\d_][\w'’-]*){1,3}", window.after(_number(window, slot)))
    return {singular(word) for word in behind[0].split()} if behind is not None else set()


def _wanted(window: Window, number: int) -> set[str]:
    """What a figure is for each of: the noun behind "per" and those of its clause, with words for the same."""
    each = window.slots[number]
    said = {singular(word) for word in window.clause(number).split() if word.isalpha()} | {each.quantity.per}
    groups = [set(group.split()) for group in tables("consistency")["same_things"]]
    return said.union(*(group for group in groups if said & group))


def _scale(per: str) -> int:
    return int(per.replace(",", "")) if _NUMBER.fullmatch(per) and per.strip(",") else 1


def _actual(each: Slot, total: Slot, count: Slot) -> Interval | None:
    """What the total over the count can come to, in the unit of the figure for each."""
    above, below, factor = sums.ends(total), sums.ends(count), _factor(total, each)
    if above is None or below is None or factor is None or below[0] <= 0 or not above[0] > 0:
        return None
    scale = factor * _scale(each.quantity.per)
    return Interval(above[0] * scale / below[1], above[1] * scale / below[0])


def _is_fair(each: Slot, total: Slot, count: Slot) -> bool:
    """Whether the figure can be the total over the count, in their roundings and a little more."""
    actual, printed = _actual(each, total, count), sums.cut_off(each)
    if actual is None or printed is None or printed.low is None or printed.high is None:
        return False
    return Interval(printed.low * (1 - _NEAR), printed.high * (1 + _NEAR)).meets(actual)


def _is_near(each: Slot, total: Slot, count: Slot) -> bool:
    """Whether the figure is of the order of the total over the count."""
    actual = _actual(each, total, count)
    if actual is None or actual.low is None or actual.high is None or each.value is None:
        return False
    return actual.low / _FAR <= each.value <= actual.high * _FAR


def _judge(sheet: Sheet, each: Slot, total: Slot, count: Slot) -> Contradiction | None:
    actual = _actual(each, total, count)
    if actual is None or any(one.quantity.bound not in _FAIR for one in (total, count)):
        return None
    scale = _scale(each.quantity.per)
    whole, number, said = (one.span.of(sheet.text) for one in (total, count, each))
    each_of = f" per {plain(Decimal(scale))}" if scale > 1 else " each"
    value = sums.told(actual, "").strip()
    sum_ = f"{whole} over {number} is {value}{each_of}, the draft says {said}"
    fix = f"“{sums.middle(actual, '')}”, or another total or count for {said}"
    return Contradiction(each, (total, count), sum_, fix)

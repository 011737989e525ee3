"""The sums of a row with their currencies, also "900 crowns", "34 cents" and "another 36 billion" of the last one's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from factcheck.consistency import sums
from factcheck.consistency.phrases import Later, word_set, words
from factcheck.consistency.sheet import Row, Sheet, Slot
from factcheck.intervals import scaled
from factcheck.model import Interval, Kind

_COUNTED = Later(r"<count:(\d+)> ([a-z]+)(?:'s)?(?= |$)")
_POUNDS = Later(r"<measure:(\d+)>")
_BARE = Later(r"<count:(\d+)>(?= (?:, )?(?:\( |or |which is |equal to |worth )(?:[a-z]+ )*<money:)")
_MONEY = Later(r"<money:(\d+)>")
_CENT = Decimal("0.01")
_HALF = Decimal("0.05")
"""How far a sum that is converted can be from what is printed, as a share of it: it was converted as printed."""
_MOST_WORDS = 14


def monied(sheet: Sheet) -> Iterator[Row]:
    """The rows with all of their sums as sums of money, each in a currency by its full name where the draft has it."""
    units = {slot.quantity.unit for row in sheet.rows for slot in row.slots if slot.quantity.kind is Kind.MONEY}
    last = ""
    for row in sheet.rows:
        read = _with_last(_named(_counted(row), units), last)
        foreign = [slot.quantity.unit for slot in read.slots if _is_foreign(slot)]
        last = foreign[-1] if len(set(foreign)) == 1 else last if not foreign else ""
        yield read


def _is_foreign(slot: Slot) -> bool:
    return slot.quantity.kind is Kind.MONEY and slot.quantity.unit not in ("dollar", "US dollar")


def _counted(row: Row) -> Row:
    """Counts of crowns or soles as sums, and pounds beside another sum, which weigh nothing."""
    shape, slots = row.shape, list(row.slots)
    for found in _COUNTED.finditer(row.shape):
        unit = _singular(found[2])
        if unit in word_set("currency_nouns"):
            slots[int(found[1])] = _as_money(slots[int(found[1])], unit)
            shape = shape.replace(found[0], f"<money:{found[1]}>")
    for found in _POUNDS.finditer(row.shape):
        number = int(found[1])
        if slots[number].quantity.unit == "pound" and "<money:" in row.shape:
            slots[number] = _as_money(slots[number], "pound sterling")
            shape = shape.replace(found[0], f"<money:{number}>")
    return replace(row, shape=shape, slots=tuple(slots))


def _singular(word: str) -> str:
    return {"kroner": "krone", "kronor": "krona", "kronur": "krona"}.get(word, word.removesuffix("s"))


def _as_money(slot: Slot, unit: str) -> Slot:
    return replace(slot, quantity=replace(slot.quantity, kind=Kind.MONEY, unit=unit))


def _named(row: Row, units: Collection[str]) -> Row:
    """The row with shillings as Kenyan ones where the draft has no others, and cents as parts of a dollar."""
    slots = []
    for slot in row.slots:
        unit = slot.quantity.unit
        if slot.quantity.kind is Kind.MONEY:
            full = [name for name in units if name.endswith(f" {unit}") and unit != "dollar"]
            full = [name for name in units if "kron" in name] if unit == "crown" and not full else full
            if len(full) == 1:
                slot = _as_money(slot, full[0])  # noqa: PLW2901
            elif unit == "cent" and "euro" not in units and slot.value is not None and slot.interval is not None:
                interval = scaled(slot.interval, _CENT)
                slot = replace(_as_money(slot, "dollar"), value=slot.value * _CENT, interval=interval)  # noqa: PLW2901
        slots.append(slot)
    return replace(row, slots=tuple(slots))


def _with_last(row: Row, last: str) -> Row:
    """The row with a bare number before its worth in dollars in the currency of the row before."""
    shape, slots = row.shape, list(row.slots)
    for found in _BARE.finditer(row.shape) if last else ():
        slots[int(found[1])] = _as_money(slots[int(found[1])], last)
        shape = shape.replace(found[0], f"<money:{found[1]}>")
    return replace(row, shape=shape, slots=tuple(slots))


def told_worth(row: Row) -> Iterator[tuple[Slot, Slot]]:
    """Each sum with the next one, where words right before that say that it is what the first is worth."""
    found = list(_MONEY.finditer(row.shape))
    for one, other in pairwise(found):
        between = row.shape[one.end() : other.start()]
        if len(between.split()) > _MOST_WORDS or _MORE.match(row.shape[other.end() :]):
            continue
        apposed = _APPOSED.search(row.shape[: one.start()]) is not None and _VERB.fullmatch(between) is not None
        if apposed or _strong().search(between) or (_weak().search(between) and not _TURNS.search(between)):
            yield row.slot(one[0]), row.slot(other[0])


def told_next(row: Row, other: Row) -> Iterator[tuple[Slot, Slot]]:
    """The one sum of a row, and that which the next begins with: "That is £67m", "Equal to $640,000, it was"."""
    first, second = _MONEY.findall(row.shape), _MONEY.search(other.shape)
    if len(first) == 1 and second is not None and _opens().fullmatch(f"{other.shape[: second.start()]}"):
        yield row.slots[int(first[0])], other.slot(second[0])


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(rf" (?:{words('exchange_cues')})(?: (?:{words('worth_fillers')}))* $")


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(rf" (?:{words('exchange_weak_cues')})(?: (?:{words('worth_fillers')}))* $")


_TURNS = Later(r" (?:and|but|while|whereas|though|;|\(|\)) | , (?:[a-z]+ ){4,}")
_APPOSED = Later(r" , (?:at |on |for )?$")
_VERB = Later(r" , (?:[a-z]+ ){0,3}(?:costs?|back|is|are|was|were|comes to|came to|makes?) (?:about |some |around )?")


@cache
def _opens() -> re.Pattern[str]:
    cues = f"{words('exchange_cues')}|{words('exchange_weak_cues')}"
    return re.compile(
        rf"(?:(?:that|this|it|which) )?(?:(?:is|was|would be) )?(?:the )?(?:{cues})(?: (?:{words('worth_fillers')}))* "
    )


_MORE = Later(r" (?:more|less|cheaper|dearer|short|over|under|above|below|off|extra|of it|in (?:tax|fees|cash))\b")


def ends(slot: Slot, *, source: bool) -> tuple[Decimal, Decimal] | None:
    """What a sum can stand for; one that was converted little else than what is printed."""
    both = sums.ends(slot)
    if both is None or slot.value is None or not source:
        return both
    reach = abs(slot.value) * _HALF
    return max(both[0], slot.value - reach), min(both[1], slot.value + reach)


def rate(first: Slot, second: Slot, *, of_first: bool) -> Interval | None:
    """How many of one currency come to one of the other: of the first for one of the second, or the other way round."""
    one, other = ends(first, source=True), ends(second, source=False)
    if one is None or other is None or not (one[0] > 0 and other[0] > 0):
        return None
    above, below = (one, other) if of_first else (other, one)
    return Interval(above[0] / below[1], above[1] / below[0])

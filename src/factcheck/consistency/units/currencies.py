"""Sums that are told again in another currency: in brackets, behind "or" or "worth", and in the next sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from factcheck.consistency import sums
from factcheck.consistency.phrases import SLOT, Later, word_set
from factcheck.consistency.reading import figures
from factcheck.consistency.sheet import Row, Sheet, Slot
from factcheck.consistency.units.told_again import is_beside, is_told_again
from factcheck.consistency.units.two_units import Twin
from factcheck.intervals import scaled
from factcheck.model import Claim, Interval, Kind

_COUNTED = Later(r"<count:(\d+)> ([a-z]+)(?:'s)?(?= |$)")
_POUNDS = Later(r"<measure:(\d+)>")
_CENTS = {"cent", "penny"}
_CENT = Decimal("0.01")
_REACH, _MOST = 4, 8
"""Sentences from one sum to another at the most, and sums before one that it is held against."""
_HALF = Decimal("0.05")
"""How far a sum that is converted can be from what is printed, as a share of it: it was converted as printed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sum in two currencies: `rate` is how many of the currency `of` come to one of the currency `per`."""

    first: Slot
    second: Slot
    of: str
    per: str
    rate: Interval
    places: frozenset[str]


def monied(sheet: Sheet) -> tuple[Row, ...]:
    """The rows with all of their sums as sums of money, each in a currency by its full name where the draft has it."""
    if "monied" not in sheet.memo:
        sheet.memo["monied"] = tuple(_monied(sheet))
    found: tuple[Row, ...] = sheet.memo["monied"]
    return found


def _monied(sheet: Sheet) -> Iterator[Row]:
    units = {slot.quantity.unit for row in sheet.rows for slot in row.slots if slot.quantity.kind is Kind.MONEY}
    for row in sheet.rows:
        yield _named(_counted(row), units)


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


def twins(sheet: Sheet, rows: Sequence[Row]) -> Iterator[Twin]:
    """Every sum of `rows` with those behind it in other currencies, as far as they may be the same sum."""
    line = {one.span.start: one for one in figures(sheet)}
    every = [(row, slot) for row in rows for slot in _in_order(row) if slot.span.start in line]
    for n, (row, second) in enumerate(every):
        for between, (other, first) in enumerate(reversed(every[max(0, n - _MOST) : n])):
            one, two = (replace(line[slot.span.start], slot=slot) for slot in (first, second))
            if two.sentence - one.sentence > _REACH:
                break
            if currency_of(first) != currency_of(second):
                again = {*told_twice(other, row), *told_twice(None, row)} if not between else ()
                is_told = any((a.span, b.span) == (first.span, second.span) for a, b in again)
                yield Twin(one, two, is_told and row is other, is_told and row is not other, between)


def _in_order(row: Row) -> list[Slot]:
    return [row.slot(one[0]) for one in SLOT.finditer(row.shape) if one[1] == "money"]


def told_twice(before: Row | None, row: Row) -> Iterator[tuple[Slot, Slot]]:
    """Each sum of a row with the next one that is said to be its worth, and the one of the row `before` with the first.

    The row before has to have but one sum.
    """
    found = [one for one in SLOT.finditer(row.shape) if one[1] == "money"]
    for one, other in pairwise(found):
        first, second = row.slot(one[0]), row.slot(other[0])
        between, after = row.shape[one.end() : other.start()], f"{row.shape[other.end() :]} "
        same = second.quantity.per == first.quantity.per or "" in (first.quantity.per, second.quantity.per)
        if same and is_beside(between, after, second.quantity.hedge):
            yield first, second
    if before is None or not found or before.shape.count("<money:") != 1:
        return
    last = next(slot for slot in before.slots if slot.quantity.kind is Kind.MONEY)
    if is_told_again(f" {row.shape[: found[0].start()]}", f"{row.shape[found[0].end() :]} "):
        yield last, row.slot(found[0][0])


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


def pair_of(sheet: Sheet, first: Slot, second: Slot) -> Iterator[Pair]:
    """The two sums as one in two currencies; nothing where they are of one currency, or in cents."""
    units = tuple(currency_of(one) for one in (first, second))
    if units[0] == units[1] or _CENTS & set(units):
        return
    of, per = max(units), min(units)
    worth = rate(first, second, of_first=of == units[0])
    if worth is not None:
        yield Pair(first, second, of, per, worth, _places(sheet.claims[first.claim]) or _all_places(sheet))


def _all_places(sheet: Sheet) -> frozenset[str]:
    """The countries that the draft names in any sentence with a figure."""
    if "monied places" not in sheet.memo:
        sheet.memo["monied places"] = frozenset[str]().union(*(_places(claim) for claim in sheet.claims))
    found: frozenset[str] = sheet.memo["monied places"]
    return found


def _places(claim: Claim) -> frozenset[str]:
    return frozenset(mention.place.code for mention in claim.setting.places) - {""}


def currency_of(one: Slot) -> str:
    """The currency's name; a dollar without a country is the American one."""
    return "US dollar" if one.quantity.unit == "dollar" else one.quantity.unit

"""Which figure is for each of some, and of what: "$100 million each", "12 per 100,000", "15 rows of 30"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from factcheck.consistency import each_signs
from factcheck.consistency.phrases import any_of, word_classes, word_set
from factcheck.consistency.sheet import Slot
from factcheck.consistency.twice import is_person
from factcheck.consistency.windows import Window
from factcheck.extraction.counted import singular
from factcheck.extraction.units import convert
from factcheck.model import Bound, Interval, Kind
from factcheck.tables import tables, wordset

FIGURES = (Kind.MONEY, Kind.MEASURE, Kind.COUNT, Kind.DURATION)
_SURE = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)
_NUMBERS = {"thousand": 1000, "million": 1000000, "lakh": 100000}
_BARE = ("", "each", "apiece", "head", "person", "piece", "capita")
_HEADS = ("head", "person", "capita")
_SHORT = 3
"""Letters of a noun that another may end in at the least: "classroom" and "rooms"."""


@dataclass(frozen=True, slots=True)
class Each:
    """A figure for each: its `number` in the window, the noun it is for one of, if said, and of how many (100,000).

    `among` is the number of the count that its own phrase names; `mean` says that it is an average, `said` that it
    is called one for each, and is not just a price or what one holds.
    """

    number: int
    of: str = ""
    scale: int = 1
    among: int | None = None
    mean: bool = False
    said: bool = True


@dataclass(frozen=True, slots=True)
class Three:
    """A figure for each with its count and total; `gives` is what count and figure make, in the total's unit."""

    window: Window
    each: Each
    count: int
    total: int
    gives: Interval
    shared: Interval

    @property
    def numbers(self) -> tuple[int, int, int]:
        """The numbers of the figure for each, the count and the total."""
        return self.each.number, self.count, self.total

    @property
    def slots(self) -> tuple[Slot, Slot, Slot]:
        """The figure for each, the count and the total."""
        each, count, total = (self.window.slots[number] for number in self.numbers)
        return each, count, total


def each_figures(window: Window) -> Iterator[Each]:
    """The figures of the middle sentence of a window that are for each of some."""
    for number in window.home:
        slot = window.slots[number]
        whole = slot.value is not None and slot.quantity.low == slot.quantity.high
        if slot.quantity.kind in FIGURES and whole and slot.quantity.bound in _SURE:
            found = _read(window, number)
            if found is not None and not _is_no_rule(window, number):
                yield found


def is_for_each(window: Window, number: int) -> bool:
    """Whether a figure is marked by the words behind it as one for each, so that it is no total."""
    return bool(window.slots[number].quantity.per) or each_signs.behind().match(f" {window.after(number)} ") is not None


def _is_no_rule(window: Window, number: int) -> bool:
    """Whether words beside a figure say that not all have as much, or that it is no more than part."""
    near = " ".join(window.before(number).split()[-3:])
    return any_of("not_each_before").is_in(near)


def _read(window: Window, number: int) -> Each | None:
    slot, before, after = window.slots[number], f" {window.before(number)} ", f" {window.after(number)} "
    mean = each_signs.mean(before)
    averaged = mean is not None or after.startswith((" on average ", " in the mean "))
    per = slot.quantity.per.replace(",", "")
    if per.isdigit() or per in _NUMBERS:
        return Each(number, "", int(_NUMBERS.get(per, per)), mean=True)
    if per not in _BARE:
        return Each(number, per, mean=averaged)
    behind = each_signs.behind().match(after)
    if behind is not None:
        among = int(behind["n"]) if behind["n"] else None
        of = _noun(behind["of"] or behind["every"]) or ("person" if behind["head"] else "")
        return Each(number, of, among=among, mean=averaged)
    if per in _HEADS:
        return Each(number, "person", mean=averaged)
    if per:
        return Each(number, mean=averaged)
    every = each_signs.every(before)
    if every is not None:
        among = int(every["n"]) if every["n"] else None
        return Each(number, _noun(every["of"]), among=among, mean=averaged)
    if mean is not None:
        return Each(number, _noun(mean["of"] or mean["unit"]), mean=True)
    return _marked(window, number, before, averaged)


def _marked(window: Window, number: int, before: str, mean: bool) -> Each | None:
    """A figure that the words before it make a price, or the load of one of many."""
    kind = window.slots[number].quantity.kind
    packed = each_signs.PACKED.search(before)
    if packed is not None:
        count = int(packed["n"])
        small = packed["of"] in tables("consistency")["packed"]
        if kind is Kind.COUNT and small:
            return Each(number, singular(packed["of"]), among=count, said=False)
        if kind is Kind.MONEY and packed["of"] in tables("consistency")["paid_in"]:
            return Each(number, singular(packed["of"]), among=count, said=False)
    one = each_signs.one(before)
    if one is not None:
        return Each(number, _noun(one["of"]), mean=mean, said=False)
    if kind is not Kind.MONEY:
        return None
    at = each_signs.AT.search(before)
    if at is not None:
        return Each(number, among=int(at["n"]), said=False)
    costs = each_signs.costs().search(before)
    if costs is not None:
        return Each(number, _noun(costs["of"]), said=False)
    return Each(number, said=False) if each_signs.price().search(before) else None


def _noun(word: str | None) -> str:
    return singular(word) if word else ""


def nouns_of(slot: Slot) -> list[str]:
    """The words of what a figure counts, and of its unit."""
    quantity = slot.quantity
    verbs = wordset("words", "verbs")
    return [word for word in f"{quantity.counted} {quantity.unit}".lower().split() if word not in verbs]


def is_of(each: Each, slot: Slot) -> bool:
    """Whether a figure counts what the other is for one of."""
    if not each.of:
        return False
    unit = slot.quantity.unit
    if slot.quantity.kind in (Kind.MEASURE, Kind.DURATION):
        return unit == each.of or unit.startswith(each.of) or convert(Decimal(1), each.of, unit) == 1
    nouns = [singular(noun) for noun in nouns_of(slot)]
    same = {each.of}.union(
        *(line for line in (*word_classes("same_things"), *word_classes("kin_things")) if each.of in line)
    )
    return any(
        noun in same or (len(noun) > _SHORT and each.of.endswith(noun)) or _are_persons(each.of, noun) for noun in nouns
    )


def _are_persons(one: str, other: str) -> bool:
    """Whether what a figure is for is a person at large, and what is counted are people."""
    return one in word_set("same_at_large") and is_person(other)

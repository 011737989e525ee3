"""Two figures of one thing in a window, each told for a stretch of time: "$10 a day" and "over a year"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.consistency.kin import have_kin
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.sheet import Slot, sharpened
from factcheck.consistency.told_for import Stretch, own_pace, ratios, stretches, units, ways
from factcheck.consistency.twice import are_one_noun, is_person
from factcheck.consistency.windows import BREAK, Window
from factcheck.extraction.counted import singular
from factcheck.extraction.units import convert
from factcheck.model import Bound, Interval, Kind, Quantity
from factcheck.tables import tables, wordset

Ways = Sequence[tuple[Decimal, Decimal]]
"""From least to most, how many of a shorter stretch a longer has."""
_FIGURES = (Kind.MONEY, Kind.MEASURE, Kind.COUNT, Kind.MULTIPLE)
_FEW = 6
"""Stretches of which the last may have been broken off, where they are more."""
_OFF = Decimal("0.2")
"""How far "one every two minutes" may be off, as a share: it is always rounded."""
_ONE_EVERY = Later(
    r"(?: (?:one|an?|another) (?:[a-z]+ ){0,3}?|(?:^ |¶ )(?:an?|one) (?:[^ <]+ ){1,9}?)(?:every|each) <duration:(\d+)>"
    r"| [a-z]+ (?:every|each) <duration:(\d+)>"
)
_NEGATED = Later(
    r" (?:no|without|not|excluding|before) (?:[a-z]+ )?(?:or [a-z]+ )?"
    r"(?:discounts?|bonus|interest|pause|strike|season|stop|break|extras) |(?<=> )(?:[a-z]+ )?season(?= )"
)
_PARTS = ("of the ", "of a ", "of an ", "out of ", "of its ", "of his ", "of her ", "of which ")
_BACK = Later(
    r" (?:it|its|it's|that|that's|this|these|those|them|they|their|he|his|she|her|i|my|we|our) |^ (?:“ )?the "
    r"|^ (?:over|in|for|during|by|across|on average|each|every|all told|annual|[a-z]+ly) "
    r"| (?:thus|therefore) "
)
_OF_IT = Later(r" (?:of|on|for|to|with) (?:it|them|that|this) ")
_FOR = Later(r"^for <duration:| for <duration:\d+> \.$")
_ANEW = Later(
    r" in (?:its|his|her|their|the) first (?:day|week|month|year|season) | at first | to begin with | to start with "
)
_TIMES = Later(
    r" (last year|this year|last month|this month|last week|now|today|next year|winter|summer|spring|autumn"
    r"|in (?:january|february|march|april|may|june|july|august|september|october|november|december)) "
)
_YEARS = Later(r"<year:(\d+)>")
_ON_A_DAY = Later(r" (?:but |and )?(?:on|last|this|by) <(?:weekday|date):")
_SOMEBODY = Later(
    r" (?:an?|another|one|some) (?!(?:day|week|month|year|full|whole|single|typical|normal|year's|week's)\b)"
)
_ADDS = Later(r" (?:adds?|added|adding|went|gone|goes|works?|worked)$")
_JOINED = 6
"""Words between two rates that are one: "a day, or about $900 a month"."""
_NO_NOUNS = {"last", "time", "year", "month", "week", "day"}


@dataclass(frozen=True, slots=True)
class Paced:
    """A rate and the other figure, in the shorter stretch and the longer, and how many the longer has, each way.

    `joined` says that hardly a word stands between them.
    """

    rate: Slot
    other: Slot
    short: Slot
    many: Ways
    joined: bool


def paced_pairs(window: Window) -> Iterator[Paced]:
    """Each rate of a window with the one other figure of its thing, if the window leaves but one stretch for that."""
    shape = _NEGATED.sub(" ", window.shape)
    if any_of("paced_apart").is_in(shape) or _ANEW.search(shape):
        return
    figures = [number for number, slot in enumerate(window.slots) if slot.quantity.kind in _FIGURES and slot.value]
    rates = {number: (_exact(window, number), pace) for number in figures if (pace := own_pace(window, number))}
    rates |= _gaps(window)
    for number, (slot, pace) in rates.items():
        others = [other for other in figures if other != number and is_same(slot, window.slots[other])]
        others = [other for other in others if other in rates] or others
        if len(others) == 1 and _are_tied(window, number, others[0]):
            yield from _paced(window, (slot, number, pace), others[0], rates.get(others[0], (None, None))[1])


def _paced(window: Window, rate: tuple[Slot, int, Stretch], other: int, its: Stretch | None) -> Iterator[Paced]:
    slot, number, pace = rate
    orders = [*dict.fromkeys((window.order(other), window.order(number)))]
    if orders[-1] > 0 and _FOR.search(window.shape.split(BREAK)[0]):
        orders.append(0)
    told = [its] if its else next((found for order in orders if (found := _others(window, order, other, pace))), [])
    many = [both for long in told for both in counted(window, pace, long) or ()]
    whole, joined = _exact(window, other), its is not None and len(window.between(number, other).split()) <= _JOINED
    if many and many[0][0] < 1:
        yield Paced(slot, whole, whole, [(1 / high, 1 / low) for low, high in many], joined)
    elif many:
        yield Paced(slot, whole, slot, many, joined)


def _others(window: Window, order: int, other: int, pace: Stretch) -> list[Stretch]:
    return [long for long in dict.fromkeys(stretches(window, order, other)) if long != pace]


def _exact(window: Window, number: int) -> Slot:
    """A figure; behind "adds" its "up to" is no hedge."""
    slot = window.slots[number]
    if slot.quantity.bound is not Bound.UP_TO or not _ADDS.search(window.before(number)):
        return slot
    return sharpened(replace(slot, quantity=replace(slot.quantity, bound=Bound.EXACT)), slot.step)


def _gaps(window: Window) -> dict[int, tuple[Slot, Stretch]]:
    """Each "one every so many minutes" as a rate of one."""
    found: dict[int, tuple[Slot, Stretch]] = {}
    for match in _ONE_EVERY.finditer(f" {window.shape}"):
        number = int(match[1] or match[2])
        slot = window.slots[number]
        if slot.value and slot.quantity.unit in units():
            quantity = replace(slot.quantity, kind=Kind.COUNT, unit="", noun="", counted="")
            one = replace(slot, quantity=quantity, value=Decimal(1), interval=Interval(1 - _OFF, 1 + _OFF))
            found[number] = (one, (slot.quantity.unit, slot.value))
    return found


def counted(window: Window, pace: Stretch, long: Stretch) -> Ways | None:
    """How many of the shorter stretch the longer has; the units of both go by what `ratios` holds, or are one."""
    times = long[1] / pace[1]
    if pace[0] == long[0]:
        if times == 1:
            return None
        return [(times - 1, times + 1)] if pace[1] == 1 and times > _FEW else [(times, times)]
    if (pace[0], long[0]) in ratios():
        return [(low * times, high * times) for low, high in ways(window, pace[0], long[0])]
    if (long[0], pace[0]) in ratios():
        return [(times / high, times / low) for low, high in ways(window, long[0], pace[0])]
    return None


def _are_tied(window: Window, number: int, other: int) -> bool:
    """Whether a rate and the other figure are joined: in one sentence, or by a word that points back at the first."""
    if window.after(other).startswith(_PARTS) or window.before(other).endswith(" out of"):
        return False
    between = window.between(number, other)
    if any_of("apart_changes").is_in(between):
        return False
    if window.order(other) == window.order(number):
        return not any_of("tells_two").is_in(between)
    first, second = (window.sentence(one) for one in sorted((number, other)))
    if any_of("another_time").is_in(second) or _SOMEBODY.match(second) or _ON_A_DAY.match(second):
        return False
    times = [
        {*_TIMES.findall(said), *(window.slots[int(n)].value for n in _YEARS.findall(said))} for said in (first, second)
    ]
    if all(times) and not times[0] & times[1]:
        return False
    is_heading = not first.rstrip(" ”").endswith((".", "!", "?"))
    return (
        is_heading
        or _OF_IT.search(second) is not None
        or _BACK.search(f" {window.before(max(number, other))} ") is not None
        or have_kin(first, second)
    )


def is_same(first: Slot, second: Slot) -> bool:
    """Whether both figures may be of one thing: one kind and currency, and no other noun."""
    one, other = first.quantity, second.quantity
    if {one.kind, other.kind} == {Kind.MULTIPLE, Kind.COUNT}:
        return _comes(one) and _comes(other)
    if one.kind is not other.kind or factor(first, second) is None:
        return False
    if one.kind is not Kind.COUNT:
        return True
    verbs = wordset("words", "verbs")
    nouns = [
        ([word for word in quantity.counted.split() if word not in _NO_NOUNS and word not in verbs] or [""])[-1]
        for quantity in (one, other)
    ]
    return not all(nouns) or _are_alike(*(singular(noun) for noun in nouns))


def _comes(quantity: Quantity) -> bool:
    """Whether a figure says how often something comes in a stretch: "twice a day", "14 flights a week"."""
    if quantity.kind is Kind.MULTIPLE:
        return bool(quantity.per)
    return (quantity.counted.split() or [""])[-1] in word_set("comings")


def _are_alike(first: str, second: str) -> bool:
    """Whether two nouns may be of the same things: one noun, or a general one beside any, or both of people."""
    at_large = word_set("same_things_at_large") | word_set("same_at_large")
    return are_one_noun(first, second) or (is_person(first) and is_person(second)) or bool({first, second} & at_large)


def factor(first: Slot, second: Slot) -> Decimal | None:
    """What one unit of the first figure is in that of the second."""
    unit, to = first.quantity.unit, second.quantity.unit
    if unit == "cent" and to in tables("consistency")["of_cents"]:
        return Decimal("0.01")
    return Decimal(1) if unit == to else convert(Decimal(1), unit, to)

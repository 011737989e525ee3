"""Two figures of one thing in a window, each told for a stretch of time: "$10 a day" and "over a year"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.consistency.kin import are_kin, have_kin
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.sheet import Slot, sharpened
from factcheck.consistency.topics import are_contrasted
from factcheck.consistency.totals.told_for import Stretch, own_pace, ratios, stretches, units, ways
from factcheck.consistency.windows import BREAK, Window
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
_SUBJECT = Later(r"^ (?:the|its|his|her|their|an?|(?:a )?second|another) (?:[a-z'-]+ ){1,3}")
_MORE = Later(r" (?:with|plus|along with|together with|apart from|besides) (?!it |them |no |<|\d|that |this )[a-z]+")
_BACK = Later(
    r" (?:it|its|it's|that|that's|this|these|those|them|they|their|he|his|she|her|i|my|we|our) |^ (?:“ )?the "
    r"|^ (?:over|in|for|during|by|across|on average|each|every|all told|annual|[a-z]+ly) "
    r"| (?:thus|therefore) "
)
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
_ADDS = Later(r" (?:adds?|added|adding|went|gone|goes|works?|worked)$")
_JOINED = 6
"""Words between two rates that are one: "a day, or about $900 a month"."""


@dataclass(frozen=True, slots=True)
class Paced:
    """A rate and the other figure, in the shorter stretch and the longer, and how many the longer has, each way.

    `numbers` are those of rate and other in the window; `joined` says that the other is a rate
    too and hardly a word stands between them.
    """

    rate: Slot
    other: Slot
    short: Slot
    many: Ways
    numbers: tuple[int, int]
    joined: bool


def paced_pairs(window: Window) -> Iterator[Paced]:
    """Each rate of a window with each other figure of its unit, wherever a stretch of time for that is told."""
    figures = [number for number, slot in enumerate(window.slots) if slot.quantity.kind in _FIGURES and slot.value]
    rates = {number: (_exact(window, number), pace) for number in figures if (pace := own_pace(window, number))}
    rates |= _gaps(window)
    for number, (slot, pace) in rates.items():
        for other in figures:
            if other != number and may_be_same(slot, window.slots[other]):
                yield from _paced(window, (slot, number, pace), other, rates.get(other, (None, None))[1])


def _paced(window: Window, rate: tuple[Slot, int, Stretch], other: int, its: Stretch | None) -> Iterator[Paced]:
    slot, number, pace = rate
    orders = [*dict.fromkeys((window.order(other), window.order(number)))]
    if orders[-1] > 0 and _FOR.search(window.shape.split(BREAK)[0]):
        orders.append(0)
    told = [its] if its else next((found for order in orders if (found := _others(window, order, other, pace))), [])
    many = [both for long in told for both in counted(window, pace, long) or ()]
    whole = _exact(window, other)
    joined = its is not None and len(window.between(number, other).split()) <= _JOINED
    if many and many[0][0] < 1:
        yield Paced(slot, whole, whole, [(1 / high, 1 / low) for low, high in many], (number, other), joined)
    elif many:
        yield Paced(slot, whole, slot, many, (number, other), joined)


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


def evidence_of(window: Window, paced: Paced) -> Iterator[str]:
    """What speaks for and against a rate and another figure being of one thing, beside what any two figures have."""
    first, second = sorted(paced.numbers)
    shape = _NEGATED.sub(" ", window.shape)
    apart: list[object] = [
        any_of("paced_apart").is_in(shape),
        window.tells("another_rate"),
        _ANEW.search(shape),
        _MORE.search(shape),
        not is_same(paced.rate, paced.other),
    ]
    if window.order(first) == window.order(second):
        apart.append(any_of("tells_two").is_in(window.between(first, second)))
    else:
        apart += _apart(window, first, second)
        if _BACK.search(f" {window.before(second)} "):
            yield "goes on"
    yield from ["apart"] * sum(map(bool, apart))


def _apart(window: Window, one: int, other: int) -> Iterator[object]:
    """What may set a figure of the next sentence apart: another time or thing."""
    first, second = window.sentence(one), window.sentence(other)
    times = [
        {*_TIMES.findall(said), *(window.slots[int(n)].value for n in _YEARS.findall(said))} for said in (first, second)
    ]
    subject = _SUBJECT.match(second)
    yield any_of("another_time").is_in(second)
    yield _ON_A_DAY.match(second)
    yield all(times) and not times[0] & times[1]
    yield are_contrasted(first, second)
    yield any_of("modals").search(second) or any_of("not_yet").search(second)
    yield subject is not None and not have_kin(first, subject[0])


def may_be_same(first: Slot, second: Slot) -> bool:
    """Whether both figures are of one kind and currency."""
    one, other = first.quantity, second.quantity
    if {one.kind, other.kind} == {Kind.MULTIPLE, Kind.COUNT}:
        return _comes(one) and _comes(other)
    return one.kind is other.kind and factor(first, second) is not None


def is_same(first: Slot, second: Slot) -> bool:
    """Whether no noun says that two figures count different things."""
    one, other = (
        [word for word in slot.quantity.counted.split() if word not in wordset("words", "verbs")]
        for slot in (first, second)
    )
    return not one or not other or are_kin(one, other)


def _comes(quantity: Quantity) -> bool:
    """Whether a figure says how often something comes in a stretch: "twice a day", "14 flights a week"."""
    if quantity.kind is Kind.MULTIPLE:
        return bool(quantity.per)
    return (quantity.counted.split() or [""])[-1] in word_set("comings")


def factor(first: Slot, second: Slot) -> Decimal | None:
    """What one unit of the first figure is in that of the second."""
    unit, to = first.quantity.unit, second.quantity.unit
    if unit == "cent" and to in tables("consistency")["of_cents"]:
        return Decimal("0.01")
    return Decimal(1) if unit == to else convert(Decimal(1), unit, to)

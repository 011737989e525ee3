"""For what stretch of time a figure is told: "a day", "over a year", "weekly sales", "between 2012 and 2022"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency.phrases import Later
from factcheck.consistency.windows import Window
from factcheck.model import Bound, Kind
from factcheck.tables import tables

Stretch = tuple[str, Decimal]
"""A unit of time and how many of it."""
_ONE, _WEEK = Decimal(1), Decimal(7)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_WHOLE = Later(
    rf" (?:(?P<year>last year|(?:in|all through|throughout|of) <year:\d+>)|(?P<half>(?:first|second|last) half of)"
    rf"|(?P<month>(?:all|whole|month|through|throughout) (?:of )?(?:{_MONTHS})))(?= )"
)
_QUARTER = Later(r"<ratio:\d+>")
_PAUSED = Later(
    r" (?:ill|sick|away|off|shut|closed|idle|dry|absent|lost|out|without|when|missed)(?: [a-z]+){0,3} (?:for|of|in) $"
)
_SURE = (Bound.EXACT, Bound.ABOUT, Bound.OVER)


def own_pace(window: Window, number: int) -> Stretch | None:
    """The stretch printed right behind a figure, and how many: "a day", "each week", "every 24 hours"."""
    slot = window.slots[number]
    if slot.quantity.per:
        per = _plain(slot.quantity.per)
        return (per, _ONE) if per in units() else None
    if slot.quantity.kind is Kind.DURATION:
        return None
    after, before = window.after(number), f" {window.before(number)} "
    several = re.match(r"(?:[^\W\d_][\w'’-]* ){0,4}?(?:in )?every <duration:(\d+)>", after)
    if several is not None:
        length = window.slots[int(several[1])]
        return (length.quantity.unit, length.value) if length.value and length.quantity.unit in units() else None
    if _QUARTER.match(after) and _is_quarter(window, number + 1):
        return "quarter", _ONE
    found = _behind().match(after) or _opens_with().search(before)
    return None if found is None else (_plain(found["unit"] or adverbs()[found["often"]]), _ONE)


def _is_quarter(window: Window, number: int) -> bool:
    """Whether what was read as a fraction may be the stretch of time: "$6,000 a quarter"."""
    return window.slots[number].quantity.text.lower() == "a quarter"


def _plain(unit: str) -> str:
    return {"night": "day", "season": "year"}.get(unit, unit)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[^\W\d_][\w'’-]* ){{0,5}}?(?:(?:for )?(?:an?|per|each|every|every single|(?:in|on) an? [a-z]+) "
        rf"(?P<unit>{'|'.join((*units(), 'season'))})(?! or| ago| earlier)|(?P<often>{'|'.join(adverbs())}))(?!\S)"
    )


@cache
def _opens_with() -> re.Pattern[str]:
    """That a stretch opens the sentence, or a word for one is before the figure: "Every quarter", "annual sales"."""
    return re.compile(
        rf"^ (?:each|every) (?P<unit>{'|'.join(units())}) (?:[^<]* )?$"
        rf"|^ (?:“ )?(?:(?:the|its|his|her|their) )?(?P<often>{'|'.join(adverbs())}) (?:[a-z,]+ ){{0,3}}$"
    )


def stretches(window: Window, order: int, beside: int) -> Iterator[Stretch]:
    """The stretches of time that a sentence speaks of: "over a year", "its weekly sales".

    Not those that a semicolon parts from the figure `beside` them.
    """
    here = [number for number in range(len(window.slots)) if window.order(number) == order]
    if not here:
        return
    sentence = window.sentence(here[0])
    for found in _over().finditer(sentence):
        yield _plain(found["unit"] or found["of"] or adverbs()[found["often"]]), _ONE
    for found in _WHOLE.finditer(sentence):
        yield ("month", Decimal(6)) if found["half"] else (("year", _ONE) if found["year"] else ("month", _ONE))
    years = []
    for number in here:
        slot = window.slots[number]
        if slot.quantity.kind is Kind.DURATION and slot.quantity.per in units():
            yield _plain(slot.quantity.per), _ONE
        if _lasts(window, number) and " ; " not in window.between(number, beside):
            yield slot.quantity.unit, slot.value or _ONE
        if slot.quantity.kind is Kind.YEAR and slot.quantity.when is not None and slot.quantity.when.year is not None:
            years.append(slot.quantity.when.year)
    if len(years) > 1 and max(years) > min(years):
        yield "year", Decimal(max(years) - min(years))


@cache
def _over() -> re.Pattern[str]:
    named = "|".join((*units(), "season"))
    opens = "over|for|in|during|across|through|throughout|to|within|of|makes?|is|comes to|into"
    few = r"(?:full|whole|single|calendar|normal|typical|past|last|first|-|seven)"
    return re.compile(
        rf" (?:(?:{opens}) (?:an?|the|one|each|every|that|this) (?:{few} ){{0,3}}?(?P<unit>{named})"
        rf"|(?:an?|the|each|every) (?P<of>{named})(?:['’]s| :| ,| of)|(?P<often>{'|'.join(adverbs())}))(?!\S)"
    )


def _lasts(window: Window, number: int) -> bool:
    """Whether a slot is so many stretches of time that something goes on for."""
    slot = window.slots[number]
    if (
        slot.quantity.kind is not Kind.DURATION
        or not slot.value
        or slot.quantity.unit not in units()
        or slot.quantity.per
        or slot.quantity.bound not in _SURE
    ):
        return False
    before, after = f" {window.before(number)} ", window.after(number)
    return not (_PAUSED.search(before) or before.endswith(" every ") or after.startswith(("ago", "earlier", "old")))


def ways(window: Window, short: str, long: str) -> Sequence[tuple[Decimal, Decimal]]:
    """How many of a shorter stretch a longer has, on each way to count that the window leaves open."""
    worked = [slot for slot in window.slots if slot.quantity.kind is Kind.DURATION and slot.quantity.per]
    for slot in worked:
        if (slot.quantity.unit, slot.quantity.per) == (short, long) and slot.value is not None:
            return [(slot.value, slot.value)]
    full = window.tells("without_pause") or any(slot.value == _WEEK for slot in worked)
    every = ratios().get((short, long), ())
    return _FULL.get((short, long), every) if full else every


_FULL = {
    ("day", "week"): [(Decimal(7), Decimal(7))],
    ("day", "month"): [(Decimal(28), Decimal(31))],
    ("day", "year"): [(Decimal(360), Decimal(366))],
    ("hour", "day"): [(Decimal(24), Decimal(24))],
}


@cache
def units() -> tuple[str, ...]:
    """The stretches of time that figures are told for."""
    return tuple(tables("consistency")["stretches"])


@cache
def adverbs() -> Mapping[str, str]:
    """Words such as "weekly", each with its stretch of time."""
    return {str(word): str(unit) for word, unit in tables("consistency")["adverbs"].items()}


@cache
def ratios() -> Mapping[tuple[str, str], Sequence[tuple[Decimal, Decimal]]]:
    """How many of a shorter stretch a longer one has, from least to most, of each way to count them."""
    found: dict[tuple[str, str], list[tuple[Decimal, Decimal]]] = {}
    for name, ranges in tables("consistency")["in_a_stretch"].items():
        short, long = name.split()
        found[short, long] = [(Decimal(low), Decimal(high)) for low, high in (one.split() for one in ranges)]
    return found

"""For what stretch of time a figure is told: "a day", "over a year", "weekly sales"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.windows import Window
from factcheck.model import Bound, Kind
from factcheck.tables import tables


def own_pace(window: Window, number: int) -> tuple[str, Decimal] | None:
    """The stretch printed right behind a figure, and how many: "a day", "each week", "every 24 hours"."""
    slot, one = window.slots[number], Decimal(1)
    per = slot.quantity.per
    if per:
        per = "day" if per == "night" else per
        return (per, one) if per in units() else None
    if slot.quantity.kind is Kind.DURATION:
        return None
    after, before = window.after(number), f" {window.before(number)} "
    several = re.match(r"(?:[^\W\d_][\w'’-]* ){0,4}?every <duration:(\d+)>", after)
    if several is not None:
        length = window.slots[int(several[1])]
        return (length.quantity.unit, length.value) if length.value and length.quantity.unit in units() else None
    behind = _behind().match(after)
    found = (
        (behind[1] or behind[2] or behind[3] or adverbs()[behind[4]]) if behind is not None else _opening_pace(before)
    )
    found = "day" if found == "night" else found
    return (found, one) if found else None


@cache
def _behind() -> re.Pattern[str]:
    named = "|".join(units())
    return re.compile(
        rf"(?:[^\W\d_][\w'’-]* ){{0,7}}?every ({named})(?! or)(?!\S)"
        rf"|(?:[^\W\d_][\w'’-]* ){{0,4}}?(?:(?:for )?(?:an?|per|each|every|every single) ({named})"
        rf"|in an? (?:average|typical|normal) ({named})|({'|'.join(adverbs())}))(?!\S)"
    )


def _opening_pace(before: str) -> str:
    """The stretch that a sentence or the words before a figure name: "Every quarter it pays", "weekly sales of"."""
    found = _opens_with().search(before)
    if found is None:
        return ""
    return found[1] or adverbs()[found[2] or found[3]]


@cache
def _opens_with() -> re.Pattern[str]:
    named, often = "|".join(units()), "|".join(adverbs())
    return re.compile(
        rf"^ (?:each|every) ({named}) [^<]*$|^ ({often}) , [^<]*$"
        rf"|^ (?:(?:the|its|his|her|their) )?({often}) (?:[a-z]+ ){{1,2}}(?:is|was|of|stands at) $"
    )


def sentence_pace(window: Window, number: int) -> str:
    """The one stretch that the sentence of a figure speaks of: "over a year", "its weekly sales"."""
    sentence = window.sentence(number)
    found = {match[1] or match[2] or adverbs()[match[3]] for match in _whole().finditer(sentence)}
    order = window.order(number)
    lasting = [one.quantity for n, one in enumerate(window.slots) if window.order(n) == order and one.value == 1]
    found |= {one.unit for one in lasting if one.kind is Kind.DURATION and one.unit in units() and not one.per}
    if not found and _IN_A_MONTH.search(sentence):
        return "month"
    if not found and _IN_A_YEAR.search(sentence):
        return "year"
    return found.pop() if len(found) == 1 else ""


_IN_A_MONTH = Later(
    r" (?:all of|the whole of|the month of|all through|throughout) (?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december) "
)
_IN_A_YEAR = Later(r" (?:last year|all through <year:\d+>|in <year:\d+>|throughout <year:\d+>) ")


@cache
def _whole() -> re.Pattern[str]:
    named, kind = "|".join(units()), r"(?:full|whole|single|calendar|normal|typical|past|last|-|day|seven|<[a-z]+:\d+>)"
    opens = (
        r"(?:over|for|in|during|across|through|throughout|to|within|by the end of|over the course of|in the course of"
        r"|makes?|is|comes to|into)"
    )
    return re.compile(
        rf" (?:{opens} (?:an?|the|one|each|every|that) (?:{kind} ){{0,3}}?({named})"
        rf"|(?:an?|the) ({named})['’]s (?:work|output|pay|wages|takings|supply|total|earnings|production"
        rf"|feed|fuel|food|rations?|rent|sales|trade|fees)"
        rf"|({'|'.join(adverbs())}))(?!\S)"
    )


def stretch_of(window: Window, number: int, other: int) -> tuple[str, Decimal] | None:
    """The stretch that the other figure is for, and how many of them: its sentence's, or the rate's."""
    half = re.search(r" (?:first|second|last) half of (?:the|this|last) year ", window.sentence(other))
    if half is not None:
        return "month", Decimal(6)
    here = [one for n, one in enumerate(window.slots) if window.order(n) == window.order(other) and _lasts(window, n)]
    if len(here) == 1 and here[0].value not in (None, 1):
        return here[0].quantity.unit, here[0].value or Decimal(1)
    if pace := sentence_pace(window, other):
        return pace, Decimal(1)
    for order in dict.fromkeys((window.order(other), window.order(number))):
        told = any_of("tallies").search(window.sentence(other)) is not None
        if order != window.order(other) and not told:
            break
        lasting = [one for n, one in enumerate(window.slots) if window.order(n) == order and _lasts(window, n)]
        if len(lasting) == 1 and lasting[0].value is not None:
            return lasting[0].quantity.unit, lasting[0].value
        if order == window.order(number) and told and _ALL_YEAR.search(window.sentence(number)):
            return "year", Decimal(1)
    return None


def _lasts(window: Window, number: int) -> bool:
    """Whether a slot is a whole number of stretches of time that something goes on for."""
    slot = window.slots[number]
    whole = slot.quantity.kind is Kind.DURATION and slot.value is not None and slot.value == int(slot.value)
    if not whole or slot.quantity.unit not in units() or slot.quantity.per:
        return False
    text, before = slot.quantity.text.lower(), f" {window.before(number)} "
    if _PAUSED.search(before):
        return False
    if slot.quantity.bound is not Bound.EXACT:
        opens = before == "  " and text.startswith("over ") and window.after(number).startswith(",")
        over = opens or before.endswith((" over the past ", " over the last "))
        over = over or (text.startswith("over ") and _SUMS_UP.search(window.sentence(number)) is not None)
        return slot.quantity.bound is Bound.OVER and over
    if before == "  " and (_OPENS.match(window.after(number)) or text.startswith("over ")):
        return True
    opens = re.search(r" at (?:that|this|the same) (?:rate|pace|speed) , $", before) is not None
    return opens or bool(_GOES_ON.search(before)) or text.split()[0] in ("over", "for", "in", "during", "within")


def ways(window: Window, short: str, long: str) -> Sequence[tuple[Decimal, Decimal]]:
    """How many of a shorter stretch a longer has, on each way to count that the window leaves open."""
    every = ratios().get((short, long), ())
    shape = window.shape
    hours = next((one for one in window.slots if one.quantity.unit == "hour" and one.quantity.per == "week"), None)
    if hours is not None and hours.value is not None and (short, long) == ("hour", "week"):
        return [(hours.value, hours.value)]
    worked = next((one for one in window.slots if _A_WEEK.search(one.quantity.text.lower())), None)
    in_days = worked is not None and worked.quantity.unit == "day" and (short, long) == ("day", "week")
    if in_days and worked is not None and worked.value is not None:
        return [(worked.value, worked.value)]
    shift = re.search(r" (?:a|the) <(?:duration|measure):(\d+)> week ", shape)
    worked = window.slots[int(shift[1])] if shift is not None else None
    if worked is not None and worked.value is not None and (short, long) == ("hour", "week"):
        return [(worked.value, worked.value)]
    full = any_of("without_pause").search(shape) or (worked is not None and worked.value == 7)
    return _FULL.get((short, long), every) if full else every


_A_WEEK = Later(r"days? (?:a|per|every|each) week$|-day week$")
_GOES_ON = Later(
    r" (?:for|for an?|over an?|for those|for these|for the|for the past|in|over|in the|in an?|over the"
    r"|over the past|over the last|in the first|took|takes|needed|(?:on|during|over|in) (?:its|his|her|their)"
    r"|in the past|in the last|of|during|during the|during an?|next|through|within) $"
)
_OPENS = Later(
    r"(?:on|later)(?: ,| it)|(?:there |of [a-z]+ |in [a-z]+ |like that )?(?:have |has |had |would |will )?"
    r"(?:cost|come to|came to|comes to|made|makes?|means?|meant)\b"
)
_SUMS_UP = Later(r" (?:that|that's|this|adds?|added|adding|total|totals|comes?|came|means|makes|in all) ")
_PAUSED = Later(
    r" (?:ill|sick|away|off|shut|closed|idle|dry|absent|lost|out|without|when|missed)(?: [a-z]+){0,3} (?:for|of|in) $"
)
_ALL_YEAR = Later(
    r" (?:throughout|all through|every (?:single )?day of|all of|each day of) (?:<year:\d+>|the year|last year) "
)
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

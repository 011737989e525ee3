"""A rate per hour, day, week, month or year against the same for another: "$10 a day, or $36,500 a year"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import any_of, words
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.model import Bound, Interval

_UNITS = "minute|hour|day|week|month|year"
_MANY: dict[tuple[str, str], tuple[str, str]] = {
    ("minute", "hour"): ("60", "60"),
    ("hour", "day"): ("6", "24"),
    ("hour", "week"): ("35", "168"),
    ("hour", "month"): ("140", "744"),
    ("hour", "year"): ("1500", "8784"),
    ("day", "week"): ("5", "7"),
    ("day", "month"): ("20", "31"),
    ("day", "year"): ("220", "366"),
    ("week", "month"): ("4", "4.5"),
    ("week", "year"): ("40", "53"),
    ("month", "year"): ("12", "12"),
}
"""How many of the first are in the second: from working time to all of it."""
_ROUND = Decimal("0.02")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every pair of rates of the same thing that cannot both be right."""
    for row in sheet.rows:
        if len(row.slots) != 2 or any_of("another_rate").search(row.shape):
            continue
        found = _pair().search(row.shape)
        if found is None or (found["same"] and found["same"] != found["what"]):
            continue
        first, second = row.slot(found["first"]), row.slot(found["second"])
        wrong = _judge(sheet, first, second, _unit(first, found["one"]), _unit(second, found["two"]))
        if wrong is not None:
            yield wrong


@cache
def _pair() -> re.Pattern[str]:
    figure, noun = r"<(?:money|count|measure):\d+>", r"(?: (?P<{}>(?:[a-z]+ ){{0,2}}[a-z]+?))?"
    per = rf"(?: (?:a|an|per|each|every) (?P<{{}}>{_UNITS}))?"
    joint = rf"(?: ,)?(?: (?:or|{words('abouts')}))*"
    first = rf"(?P<first>{figure}){noun.format('what')}{per.format('one')}"
    second = rf"(?P<second>{figure}){noun.format('same')}{per.format('two')}"
    end = r"(?=(?: ,)?(?: on [a-z]+)?(?: ,)? \.|$)"
    return re.compile(rf"(?<!\S){first}(?: ,| or| , or){joint} {second}{end}")


def _unit(slot: Slot, told: str | None) -> str:
    """The stretch of time that a figure is for."""
    per = slot.quantity.per
    if told or per in _UNITS.split("|"):
        return told or per
    return next((unit for unit in _UNITS.split("|") if re.search(rf"\b(?:an?|per) {unit}$", slot.quantity.text)), "")


def _judge(sheet: Sheet, first: Slot, second: Slot, one: str, two: str) -> Contradiction | None:
    if (one, two) not in _MANY:
        if (two, one) not in _MANY:
            return None
        wrong = _compared(second, first, _MANY[two, one])
    else:
        wrong = _compared(first, second, _MANY[one, two])
    if wrong is None or first.quantity.unit != second.quantity.unit or first.quantity.kind is not second.quantity.kind:
        return None
    said = first.span.of(sheet.text), second.span.of(sheet.text)
    comes = sums.told(wrong, "").strip()
    small, large = (one, two) if (one, two) in _MANY else (two, one)
    sum_ = f"the figure a {small} comes to {comes} a {large}, the draft says {said[0]} and {said[1]}"
    return Contradiction(second, (first,), sum_, f"another figure than {said[1]}, or than {said[0]}")


def _compared(small: Slot, large: Slot, times: tuple[str, str]) -> Interval | None:
    """What the smaller rate comes to, if the larger cannot be that."""
    rate, told = sums.ends(small), sums.ends(large)
    if rate is None or told is None or small.quantity.bound not in (Bound.EXACT, Bound.ABOUT):
        return None
    low, high = rate[0] * Decimal(times[0]) * (1 - _ROUND), rate[1] * Decimal(times[1]) * (1 + _ROUND)
    return None if told[1] >= low and told[0] <= high else Interval(low, high)

"""Rates told for each of several years, months or weeks, and for how many of them: "5% a year for a decade"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.moves import move_of
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.placed import Placed, placed
from factcheck.consistency.sheet import Row
from factcheck.model import Kind

_LONGEST = 60
"""Stretches that a rate is compounded over at most."""
_BEHIND = 5
"""Words behind a rate that say which years it is of."""
_LENGTHS = {
    "year": {"year": 1, "decade": 10},
    "month": {"month": 1, "year": 12},
    "week": {"week": 1, "fortnight": 2, "month": 4},
    "quarter": {"quarter": 1, "year": 4},
    "day": {"day": 1, "week": 7},
}
"""How many of each stretch a longer one has."""
_ADVERBS = {"weekly": "week", "monthly": "month", "quarterly": "quarter", "daily": "day"}
_UNIT = Later(r"(?:an?|each|every|per) (day|week|month|quarter)(?= )|(weekly|monthly|quarterly|daily)(?= )")
_COUNT = Later(r" (?:next|last|past|first|those|these) <count:(\d+)> (?=[,.;:]|years )")
_IN_PERIOD = Later(r"(?: [a-z]+)? (?:in|during) the <(?:period|year|date):|(?: [a-z]+)* (?:under|until|up to) ")
_EVERY = Later(
    r" (?:in |for )?(?:each|every|every one) of (?:the |those |these )?(?:past |last |next |first |following )?<"
)
_WILL = Later(r" (?:will|would) ")
_GREW = Later(r" (?:at|earned|it up|them up|promised|ran at|growth of|averaged|averaging)(?: [a-z]+){0,2} $")


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure told for each `unit` of time, the row that it stands in, and whether it is a rise or a fall."""

    figure: Placed
    row: int
    sign: int
    unit: str = "year"


def rates(rows: Sequence[Row]) -> list[Rate]:
    """The figures of some rows that are told for each year, or another stretch."""
    return [
        Rate(one, number, _sign(rows, one), unit)
        for number, row in enumerate(rows)
        for one in placed(row)
        if (unit := unit_of(one))
    ]


def unit_of(figure: Placed) -> str:
    """The stretch that a figure is told for each of; empty for none."""
    quantity = figure.slot.quantity
    if quantity.kind not in (Kind.PERCENT, Kind.COUNT, Kind.MONEY, Kind.MEASURE) or sums.ends(figure.slot) is None:
        return ""
    if quantity.kind is not Kind.PERCENT:
        return "year" if quantity.per == "year" or _each().match(figure.rest) else ""
    if quantity.per in _LENGTHS:
        return quantity.per
    if _each().match(figure.rest) or _EVERY.match(figure.rest) or _labelled().search(figure.before):
        named = bool(_labelled().search(figure.before)) or _is_growth(figure)
        return "year" if named else ""
    found = _UNIT.search(f"{' '.join(figure.before.split()[-_BEHIND:])} # {' '.join(figure.rest.split()[:2])} ")
    if found is not None and _is_growth(figure):
        return found[1] or _ADVERBS[found[2]]
    return "year" if _annual_behind().match(figure.rest) else ""


def _is_growth(figure: Placed) -> bool:
    if move_of(figure) or _GREW.search(figure.before) or _EVERY.match(figure.rest):
        return True
    return any_of("growing").is_in(figure.before)


def _sign(rows: Sequence[Row], figure: Placed) -> int:
    move = move_of(figure)
    if move is not None and move.sign:
        return move.sign
    down = any_of("falling").search(figure.before) or any_of("falling").search(figure.after)
    if down is None and not any_of("growing").is_in(figure.before + figure.after):
        return 0 if any(any_of("falling").search(row.shape) for row in rows) else 1
    return -1 if down is not None else 1


def is_unsteady(rate: Rate, rows: Sequence[Row]) -> bool:
    """Whether the rate is of some of the years, or of years to come where nothing else in the rows is."""
    figure = rate.figure
    if figure.slot.quantity.hedge.lower() in ("as much as", "up to", "at least", "at most", "no more than"):
        return True
    near = " ".join(figure.rest.split()[:_BEHIND]) + " "
    if any_of("not_steady").search(f"{figure.before}{near}") is not None:
        return True
    if _IN_PERIOD.match(figure.rest) or (len(rows) > 1 and _IN_PERIOD.search(figure.before)):
        return True
    yet = _is_to_come(figure.before)
    later = rows[rate.row].shape.partition(f":{figure.number}>")[2]
    return (
        yet
        and not _WILL.search(later)
        and not any(_is_to_come(row.shape) for number, row in enumerate(rows) if number != rate.row)
    )


def _is_to_come(text: str) -> bool:
    return any_of("modals").is_in(text) or any_of("will_words").is_in(text)


def lasting(rows: Sequence[Row], unit: str, day: date | None) -> set[int]:
    """All whole numbers of a stretch that the rows speak of."""
    found: set[int] = set()
    for row in rows:
        for slot in row.slots:
            whole = slot.quantity.kind is Kind.DURATION and slot.value is not None
            if whole and slot.value is not None and slot.value == slot.value.to_integral():
                found.add(int(slot.value) * _LENGTHS[unit].get(slot.quantity.unit, 0))
        found |= {int(row.slots[int(number)].value or 0) for number in _COUNT.findall(row.shape)}
        for longer, times in _LENGTHS[unit].items():
            if times > 1 and re.search(rf" (?:a|the|last|past|over the|in a) {longer} ", f" {row.shape}"):
                found.add(times)
    if unit == "week" and 4 in found:
        found.add(5)
    if unit == "year":
        named = sorted({year for row in rows for year in _named(row, day)})
        found |= {last - first for i, first in enumerate(named) for last in named[i + 1 :]}
        if len(named) > 2 and named[-1] - named[0] == len(named) - 1:
            found.add(len(named))
    return {n for n in found if 1 < n <= _LONGEST}


def _named(row: Row, day: date | None) -> Iterator[int]:
    for slot in row.slots:
        when = slot.quantity.when
        if slot.quantity.kind in (Kind.YEAR, Kind.DATE) and when is not None and when.year is not None:
            yield when.year
            if day is not None and re.search(r" (?:since|than in|from|in|during|by) <", f" {row.shape}"):
                yield day.year


@cache
def _each() -> re.Pattern[str]:
    return re.compile(rf"(?: [a-z]+){{0,3}}? (?:{words('each_year')})(?! (?:earlier|ago|before|later))\b")


@cache
def _labelled() -> re.Pattern[str]:
    """That a word for each year stands before the figure: "a CAGR of", "annual growth averaged"."""
    return re.compile(
        rf" (?:{words('yearly_words')})(?: (?:{words('yearly_nouns')}))*"
        r"(?: (?:of|at|as|to|was|is|averaged|about|some|just|only|a))* $"
    )


@cache
def _annual_behind() -> re.Pattern[str]:
    return re.compile(rf" (?:{words('yearly_words')}) (?:{words('yearly_nouns')})(?= )")

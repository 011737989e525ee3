"""Rates told for each of several years, months or weeks: "5% a year", "doubled every week"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.changes.multiplied import multiple_of
from factcheck.consistency.moves import Move, move_of
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.placed import RELATIVE, Placed, placed
from factcheck.consistency.sheet import Row
from factcheck.model import Bound, Interval, Kind

_BEHIND = 5
"""Words behind a rate that say which years it is of."""
LENGTHS = {
    "year": {"year": 1, "decade": 10, "century": 100},
    "month": {"month": 1, "year": 12},
    "week": {"week": 1, "fortnight": 2, "month": 4, "year": 52},
    "quarter": {"quarter": 1, "year": 4},
    "day": {"day": 1, "week": 7, "fortnight": 14},
}
"""How many of each stretch a longer one has."""
_ADVERBS = {"weekly": "week", "monthly": "month", "quarterly": "quarter", "daily": "day"}
_ADVERBS |= {"annually": "year", "yearly": "year", "per annum": "year"}
_EACH = Later(
    r"(?: [a-z]+){0,3}? (?:(?:(?:in |for )?(?:an?|each|every|per)(?: one)?(?: of (?:the |those |these )?"
    r"(?:past |last |next |first |following )?)? ?(?P<unit>day|week|month|quarter|year)?s?"
    r"(?P<every><duration:\d+>)?)|(?P<often>weekly|monthly|quarterly|daily|annually|yearly|per annum))"
    r"(?! (?:earlier|ago|before|later))(?= )"
)
_IN_PERIOD = Later(
    r"(?: [a-z]+)? (?:in|during) the <(?:period|year|date):|(?: [a-z]+)* (?:under (?!an? )|until |up to )"
)
_DATED = Later(r"(?: [a-z]+){0,2} (?:in|during) <")
_WILL = Later(r" (?:will|would|to be) ")
_LOOSE = (Bound.UP_TO, Bound.UNDER, Bound.AT_LEAST)


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure told for `every` so many of a `unit` of time, its row, and whether it is a rise or a fall."""

    figure: Placed
    row: int
    sign: int
    unit: str = "year"
    every: int = 1

    def growth(self, sign: int) -> Interval:
        """How many times as much one stretch makes of what was."""
        slot = self.figure.slot
        if slot.quantity.kind is not Kind.PERCENT:
            return multiple_of(Move(self.figure, sign)) or Interval(None, None)
        printed = sums.ends(slot)
        assert printed is not None
        low, high = sorted(1 + sign * end / sums.HUNDRED for end in printed)
        return Interval(low, high)


def rates(rows: Sequence[Row]) -> list[Rate]:
    """The figures of some rows that are told for each year, or another stretch."""
    found = []
    for number, row in enumerate(rows):
        for figure in placed(row):
            unit, every = _stretch(row, figure)
            if unit and every:
                found.append(Rate(figure, number, _sign(rows, figure), unit, every))
    return found


def _stretch(row: Row, figure: Placed) -> tuple[str, int]:
    """The stretch that a figure is told for each of, and of how many; no name for none."""
    quantity = figure.slot.quantity
    if quantity.kind not in RELATIVE or sums.ends(figure.slot) is None:
        return "", 0
    if quantity.kind is not Kind.PERCENT and move_of(figure) is None:
        return "", 0
    if quantity.per in LENGTHS:
        return quantity.per, 1
    found = _EACH.match(figure.rest)
    if found is not None and _is_growth(figure):
        length = row.slots[int(found["every"][10:-1])] if found["every"] else None
        if length is not None and length.quantity.unit in LENGTHS and not found["unit"]:
            return length.quantity.unit, 1 if " of " in found[0] else int(length.value or 0)
        unit = found["unit"] or _ADVERBS.get(found["often"] or "", "")
        if unit:
            return unit, 1
    apart = _apart().search(figure.before) or _apart().search(figure.rest)
    moved = move_of(figure) is not None or _yearly_noun().match(figure.after) is not None
    if apart is not None and moved and not _DATED.match(figure.rest):
        unit = row.slots[int(apart["length"])].quantity.unit if apart["length"] else apart["unit"] or "year"
        return unit if unit in LENGTHS else "year", 1
    near = _labelled().search(figure.before)
    if near is not None or _annual_behind().match(figure.rest):
        return _ADVERBS.get(near["often"] or "", "year") if near is not None else "year", 1
    return "", 0


def _is_growth(figure: Placed) -> bool:
    return bool(move_of(figure) or any_of("growing").is_in(figure.before))


def _sign(rows: Sequence[Row], figure: Placed) -> int:
    move = move_of(figure)
    if move is not None and move.sign:
        return move.sign
    if " up " not in figure.before and any(map(_falls, (figure.before, figure.after))):
        return -1
    if " up " in figure.before or any_of("growing").is_in(figure.before + figure.after):
        return 1
    return 0 if any(_falls(row.shape) for row in rows) else 1


def _falls(text: str) -> bool:
    return any_of("falling").is_in(text) or any_of("move_down").is_in(text)


def is_unsteady(rate: Rate, rows: Sequence[Row]) -> bool:
    """Whether the rate is of some of the years, or of years to come where nothing else in the rows is."""
    figure = rate.figure
    near = " ".join(figure.rest.split()[:_BEHIND]) + " "
    if figure.slot.quantity.bound in _LOOSE or any_of("not_steady").is_in(f"{figure.before}{near}"):
        return True
    if _IN_PERIOD.match(figure.rest) or figure.before.startswith(" before "):
        return True
    if len(rows) > 1 and (_IN_PERIOD.search(figure.before) or any_of("hoped_for").is_in(f"{figure.before}{near}")):
        return True
    later = rows[rate.row].shape.partition(f":{figure.number}>")[2]
    others = [later, *(row.shape for number, row in enumerate(rows) if number != rate.row)]
    yet = any_of("modals").is_in(figure.before) or any_of("will_words").is_in(figure.before)
    return (
        yet and len(rows) > 1 and not any(any_of("modals").is_in(text) or _WILL.search(f" {text}") for text in others)
    )


@cache
def _apart() -> re.Pattern[str]:
    """That a clause tells what happens each year: "each year it lost 3%", "fares rise 2% every spring"."""
    counts, last = words("yearly_counts"), "(?:(?:past|last|first|next) )?"
    return re.compile(
        r" (?:(?:each|every)(?: (?:single|passing|successive|new))? "
        rf"(?:(?P<unit>day|week|month|quarter|year)|{words('yearly_days')})"
        rf"|each of (?:the |those )?{last}(?:<count:\d+> (?:{counts})|<duration:(?P<length>\d+)>)"
        rf"|<count:\d+> (?:{counts}) (?:running|in a row|in succession)"
        r"|(?:<duration:\d+>|decade|(?:straight|successive|consecutive) years) of(?: [a-z]+)?(?= $))(?= )"
    )


@cache
def _labelled() -> re.Pattern[str]:
    """That a word for each year stands before the figure: "a CAGR of", "annual growth averaged"."""
    return re.compile(
        rf" (?:(?:{words('yearly_words')}|(?P<often>{'|'.join(_ADVERBS)}))(?: (?:{words('yearly_nouns')}))*"
        r"|(?:growth|inflation)(?: has| had)? averaged)"
        r"(?: (?:over|in|during|for) (?:the|those|these)(?: last| past)? <duration:\d+>)?"
        r"(?: (?:of|at|as|to|was|is|averaged|about|some|just|only|a))* $"
    )


@cache
def _yearly_noun() -> re.Pattern[str]:
    return re.compile(rf"(?: [a-z]+)? (?:{words('yearly_nouns')})(?= )")


@cache
def _annual_behind() -> re.Pattern[str]:
    return re.compile(rf" (?:{words('yearly_words')}) (?:{words('yearly_nouns')})(?= )")

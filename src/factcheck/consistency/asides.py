"""Dates of a sentence that are said of something else than its stretch of time: "the worst since 1977"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.consistency.gaps import TODAY, Pair
from factcheck.consistency.phrases import Later
from factcheck.consistency.timeline import Point, Stretch, shares_situation
from factcheck.consistency.windows import Window

_MOST = Later(r" (?:worst|best|most|least|[a-z]{3,}est) ")
_FIRST = Later(r" (?:not|never|no|first|only|last) ")


def has_no_year(window: Window, point: Point) -> bool:
    """Whether a day or month stands without its year: nothing that years are counted from."""
    when = window.slots[point.number].quantity.when if point.number != TODAY else None
    return when is not None and when.year is None and when.until is None


def has_own_base(window: Window, stretch: Stretch, point: Point) -> bool:
    """Whether a stretch is counted from what its words name, and not from a point: "two years after the forecast"."""
    base = re.match(r"(?:after|before|from) (?!<)([^,;.<]+)", window.after(stretch.number))
    return base is not None and not shares_situation(base[1], window.clause(point.number))


def is_compared(sentence: str, point: Point) -> bool:
    """Whether "since" says how far back something is the most: "the worst drought since 1977"."""
    return _MOST.search(_lead(_part(sentence, point))) is not None


def is_said_of_another(sentence: str, number: int, point: Point, *, shared: bool) -> bool:
    """Whether "since" is of another deed than the stretch `number`: "listed since 1986, it has been run for 50 years".

    `shared` says that both speak of one situation.
    """
    part = _part(sentence, point)
    lead = _lead(part)
    apart = f":{number}>" not in part and bool(lead.split()) and not shared
    return apart or _FIRST.search(lead) is not None


def is_cut_off(number: int, pair: Pair, here: Sequence[Point]) -> bool:
    """Whether another date stands between a stretch and both of its ends."""
    start, end = pair
    first, last = sorted((number, start.number if start.number > number else end.number))
    return any(first < point.number < last for point in here)


def _part(sentence: str, point: Point) -> str:
    """What stands around a point between the commas of its sentence."""
    return next((part for part in sentence.split(" , ") if f":{point.number}>" in part), "")


def _lead(part: str) -> str:
    return f" {part.partition('since')[0]}"

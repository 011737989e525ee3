"""A rise that ends below where it began, or a fall that ends above: "rose from 50 to 30"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.consistency.order.extremes import KINDS, are_alike
from factcheck.consistency.phrases import Later, any_of, slot, words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.model import Bound, Kind

_FAR = 10
"""A level this many times the other lacks its own "million", or is of something else."""
_RANKS = 40
"""A number up to this may be a place in a list, where it goes down as somebody climbs."""
_VAGUE = (Bound.ABOUT, Bound.NEARLY, Bound.OVER, Bound.UNDER)
_BESIDE = "compared (?:with|to)|against|versus|as against"
_AGE = Later(
    r"\b(?:age limit|(?:minimum|maximum|retirement|pension|voting|drinking|driving|leaving|school) age|age of) "
)
_COMPARED = Later(rf" (?:{_BESIDE}) ")
_UNSAID = ("below_zero", "told_backwards")


def moved_back(sheet: Sheet) -> Iterator[Contradiction]:
    """Every two levels that a rise or a fall is told between, and that lie the other way round."""
    for row in sheet.rows:
        if (
            (" from " in row.shape or _COMPARED.search(row.shape))
            and len(row.slots) > 1
            and not any(any_of(one).is_in(row.shape) for one in _UNSAID)
        ):
            yield from _in_row(sheet, row)


def _in_row(sheet: Sheet, row: Row) -> Iterator[Contradiction]:
    for side, pattern in _patterns():
        for found in pattern.finditer(f" {row.shape} "):
            was, is_ = row.slot(found["was"]), row.slot(found["now"])
            low, high = (was, is_) if side == "rose" else (is_, was)
            clear = not any_of("fell_from" if side == "rose" else "rose_from").is_in(f" {found['some']} ")
            if (
                clear
                and _are_of_one(was, is_)
                and _is_surely_more(low, high, of_age=_AGE.search(row.shape) is not None)
            ):
                way, said = "rise" if side == "rose" else "fall", [one.span.of(sheet.text) for one in (was, is_)]
                yield Contradiction(
                    is_,
                    (was,),
                    f"from {said[0]} to {said[1]} is no {way}",
                    f"the two the other way round, or another than {said[1]}",
                )


def _are_of_one(was: Slot, now: Slot) -> bool:
    """Whether two levels are of one kind, unit and stretch of time."""
    return are_alike(was, now) and (was.quantity.per == now.quantity.per or not now.quantity.per)


def _is_surely_more(low: Slot, high: Slot, *, of_age: bool = False) -> bool:
    """Whether what should be the lower level is above the upper; "about" is taken for all it can mean."""
    if low.value is None or high.value is None:
        return False
    bare = low.quantity.kind is Kind.COUNT and not (low.quantity.counted or high.quantity.counted)
    if bare and not of_age and low.value <= _RANKS:
        return False
    least, most = (
        (one.interval.low if one is low else one.interval.high)
        if one.interval is not None and one.quantity.bound in _VAGUE
        else one.value
        for one in (low, high)
    )
    return least is not None and most is not None and 0 < most < least < _FAR * most


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each way, the words that tell of it with where it began and where it ended, in either order."""
    kinds = (*(kind.value for kind in KINDS), "ratio")
    was, now = slot("was", *kinds), slot("now", *kinds)
    when = rf"(?: (?:{words('when_so')}|<(?:year|date|period|weekday|ordinal|ratio):\d+>))"
    aside = rf"(?: [a-z-]+)?{when}{{0,6}}"
    some = r"(?P<some>(?: [a-z’'-]+){0,4}?)"
    about = r"(?: (?:about|around|some|just|only|nearly|almost|an?|the|average of|peak of|low of|high of|record)){0,2}"
    by = r"(?: by <[a-z]+:\d+>(?: [a-z]+)?)?"
    found = []
    for side, alone in (("rose", "up"), ("fell", "down")):
        nouns = words(f"move_nouns_{alone}")
        nouns = rf"(?:an?|the|their|its|this|that)(?: [a-z’'-]+)? (?:{nouns})(?: ,| in| of|(?= from))"
        moved = f"(?:{words(f'{side}_from')}|{nouns})"
        found += [
            (side, f" {moved}{some}{by}(?: ,)? from{about} {was}{aside} to{about} {now} "),
            (side, f" {moved}{some} to{about} {now}{aside}(?: ,)? from{about} {was} "),
            (side, f" {moved}{some} to{about} {now}{aside}(?: ,)? (?:{_BESIDE}){about} {was}{when} "),
            (side, f" {alone} to{about} (?P<some>){now}{aside}(?: ,)? (?:from|{_BESIDE}){about} {was}{when} "),
            (side, rf"^[^<]* {now}(?P<some>(?: [a-z-]+){{0,2}})(?: ,)? {alone} from{about} {was} (?!to )"),
        ]
    return tuple((side, re.compile(pattern)) for side, pattern in found)

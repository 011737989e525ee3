"""A margin, lead or majority against the two figures that it lies between: "won 52 to 48, by six points"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.model import Bound, Interval

_SIDE = r"(?:<(?:percent|count|money):\d+>|\d{1,3}(?:\.\d)?)"
_TOLD = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)
_FOUND = re.compile(r"<\w+:\d+>")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every margin that is not the difference of its two sides."""
    for row in sheet.rows:
        if not _nouns().search(row.shape):
            continue
        for pattern in _patterns():
            for found in pattern.finditer(row.shape):
                wrong = _judge(sheet, row, found)
                if wrong is not None:
                    yield wrong


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:by|more|{words('margins')})(?!\S)")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    what = r"(?: (?:votes|seats|percent|points))?"
    owner = r"(?: for (?:[a-z]+ ){0,2}[a-z]+)?"
    whose = r"(?: (?:[a-z]+ ){1,2}[’']s?| (?:[a-z]+ )?[a-z]+[’']s?| his| her| its| their)?"
    side = rf"{what}{owner} (?:to|against|-|–)(?: only| just)?{whose} "
    pair = rf"(?P<more>{_SIDE}){side}(?P<less>{_SIDE}){what}{owner}"
    margin, noun = r"(?P<margin><(?:points|count):\d+>)", words("margins")
    whom = r"(?: of [a-z]+(?: [a-z]+)?)?(?: [a-z]+)?(?: by)?"
    end = rf"(?= [.,;]| (?:{noun})| over |$)"
    return tuple(
        re.compile(rf"(?<!\S){pattern}")
        for pattern in (
            rf"{pair} , an? {margin}(?: -)?(?: [a-z]+)? (?:{noun})",
            rf"{pair} , an? (?:{noun}) (?:of|by) {margin}(?! or)",
            rf"{pair} , by {margin}{end}",
            rf"{pair} , their (?:[a-z]+ ){{0,2}}(?:win|victory) by {margin}(?= [.;]|$)",
            rf"{pair} , (?:the|an?) [a-z]+ (?:has|had) (?:a|the) (?:{noun}) of {margin}{end}",
            rf"(?:leads?|led|ahead|leading){whom} {margin} , (?:with )?{pair}(?= [.,;]|$)",
            rf"an? {margin}(?: -)?(?: [a-z]+)? (?:{noun}) , (?:with )?{pair}(?= [.,;]|$)",
            rf"(?P<more>{_SIDE}) votes , {margin} more than(?: [a-z]+){{1,2}} [’']s (?P<less>{_SIDE})",
        )
    )


def _judge(sheet: Sheet, row: Row, found: re.Match[str]) -> Contradiction | None:
    more, less, margin = _side(row, found["more"]), _side(row, found["less"]), row.slot(found["margin"])
    said = sums.ends(margin) if margin.quantity.bound in _TOLD else None
    if more is None or less is None or said is None:
        return None
    low, high = more[0] - less[1], more[1] - less[0]
    if high <= 0 or (said[1] >= low and said[0] <= high):
        return None
    others = tuple(row.slot(name) for name in (found["more"], found["less"]) if _FOUND.fullmatch(name))
    left, right = (_said(sheet, row, found[name]) for name in ("more", "less"))
    lies = sums.told(Interval(low, high), "").strip()
    sum_ = f"from {right} to {left} is {lies}, the draft says {margin.span.of(sheet.text)}"
    return Contradiction(
        margin, others, sum_, f"“{sums.middle(Interval(low, high), '')}”, or other figures than {left} and {right}"
    )


def _side(row: Row, name: str) -> tuple[Decimal, Decimal] | None:
    """Both ends of a side: a figure, or a score that is no figure."""
    if _FOUND.fullmatch(name):
        slot: Slot = row.slot(name)
        return sums.ends(slot)
    return Decimal(name), Decimal(name)


def _said(sheet: Sheet, row: Row, name: str) -> str:
    return row.slot(name).span.of(sheet.text) if _FOUND.fullmatch(name) else name

"""A toll of a headline or a sentence that another tells again as fewer, and lists of victims against their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from factcheck.consistency.phrases import any_of
from factcheck.consistency.sheet import Row, Sheet
from factcheck.consistency.tolls.fates import Role, Toll
from factcheck.consistency.tolls.tolls import is_apart, tells_a_fate, tolls
from factcheck.consistency.tolls.victims import Fate
from factcheck.consistency.totals.addends import explained

_REACH, _MOST, _FARTHEST = 4, 4, 4
"""Sentences from one toll to the other, other tolls that count, and how many times one the other at the most."""
_NEXT = 2
"""Sentences of two tolls of which the one is in the next."""
_NO_TOLL = (Role.SOME, Role.MORE, Role.REST)
_VICTIMS = (Fate.DEAD, Fate.HURT)


def retold(sheet: Sheet, rows: Sequence[Row]) -> Iterator[tuple[Toll, Toll, Counter[str]]]:
    """Every two tolls of one fate that may be one told twice but differ, with what speaks for and against."""
    fated = [number for number, row in enumerate(rows) if tells_a_fate(row)]
    if len(fated) < _NEXT:
        return
    start, end = max(0, fated[0] - 1), fated[-1] + _NEXT
    every = [(start + n, one) for n, row in enumerate(rows[start:end]) for one in tolls(row)]
    told = [(number, one) for number, one in every if one.fate]
    for at, (first, mine) in enumerate(told):
        for second, theirs in islice(told, at + 1, None):
            if second > first + _REACH:
                break
            if second == first or not _differ(mine, theirs):
                continue
            spans = [slot.span for one in (mine, theirs) for slot in one.slots]
            around = (one for number, one in every if first - 1 <= number <= second + 1)
            others = [one for one in around if one is not mine and one is not theirs]
            is_head = first == 0 and _is_headline(sheet.text, rows[0])
            is_right = _comes_to(mine, theirs, others) or not explained(sheet).isdisjoint(spans)
            way = _way(mine, theirs, others, is_head)
            if way and not is_right and not is_apart([rows[first], rows[second]]):
                yield mine, theirs, _evidence(way, mine, theirs, others, rows[first : second + 1])


def _is_headline(text: str, row: Row) -> bool:
    """Whether a sentence is the first line, without a stop."""
    line, newline, _ = text.partition("\n")
    return bool(newline) and row.span.start < len(line) and line.rstrip()[-1:] not in ".!?"


def _differ(mine: Toll, theirs: Toll) -> bool:
    """Whether one is more than the other, but not so much that it is of something else."""
    is_toll = mine.role not in _NO_TOLL and theirs.role not in _NO_TOLL
    apart = mine.low > theirs.high or theirs.low > mine.high
    return is_toll and apart and 1 < max(mine.low, theirs.low) <= _FARTHEST * min(mine.high, theirs.high)


def _way(mine: Toll, theirs: Toll, others: Sequence[Toll], is_head: bool) -> str:
    """How the one is told again in the other; empty if it is not."""
    counted = bool(mine.slots) and bool(theirs.slots)
    lists = [one.role is Role.LIST for one in (mine, theirs)]
    before = [one for one in others if one.row.span.start < theirs.row.span.start]
    if theirs.fate is not mine.fate:
        alone = counted and all(one.fate in (mine.fate, Fate.NONE) for one in before)
        is_both = theirs.fate is Fate.BOTH and theirs.role is Role.WHOLE and mine.fate in _VICTIMS
        return "as victims" if is_both and alone else ""
    like = [one for one in others if one.fate is mine.fate]
    if is_head and (counted or any(lists)):
        again = any(one.low <= mine.high and one.high >= mine.low for one in others)
        first = not any(one.row.span.start < theirs.row.span.start for one in like)
        return "headline" if first and not again and (mine.low > theirs.high or any(lists)) else ""
    if any(lists) and not all(lists):
        return "list" if mine.slots or theirs.slots else ""
    return "whole" if counted and theirs.role is Role.WHOLE and mine.low > theirs.high else ""


def _comes_to(mine: Toll, theirs: Toll, others: Sequence[Toll]) -> bool:
    """Whether the one is the other with somebody else told of."""
    less, more = sorted((mine, theirs), key=lambda toll: toll.low)
    return any(less.low + one.low <= more.high and less.high + one.high >= more.low for one in others)


def _evidence(way: str, mine: Toll, theirs: Toll, others: Sequence[Toll], rows: Sequence[Row]) -> Counter[str]:
    shapes = " ".join(row.shape for row in rows)
    like = [one for one in others if one.fate and one.fate in (mine.fate, theirs.fate)]
    is_part = any(any_of(name).is_in(shapes) for name in ("apart_events", "rises", "not_whole"))
    tests = {
        f"retold {way}": True,
        "retold next": len(rows) == _NEXT,
        "retold higher": theirs.low > mine.high,
        "retold plainly": len(rows) == _NEXT and not like and not is_part,
    }
    found = Counter(name for name, it_does in tests.items() if it_does)
    found["retold others"] = min(len(like), _MOST)
    return found

"""A toll of a headline or of one sentence that another tells again as fewer, or a list of victims against their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from factcheck.consistency.addends import explained
from factcheck.consistency.fates import Role, Toll
from factcheck.consistency.phrases import any_of
from factcheck.consistency.sheet import Row, Sheet
from factcheck.consistency.tolls import is_apart, tolls
from factcheck.consistency.victims import Fate

_REACH, _MOST, _FARTHEST = 4, 4, 4
"""Sentences from one toll to the other, other tolls that count, and how many times one the other at the most."""
_NO_TOLL = (Role.SOME, Role.MORE, Role.REST)
_VICTIMS = (Fate.DEAD, Fate.HURT)


def retold(sheet: Sheet, rows: Sequence[Row]) -> Iterator[tuple[Toll, Toll, Counter[str]]]:
    """Every two tolls of one fate that may be one told twice but differ, with what speaks for and against."""
    right, text = explained(sheet), sheet.text
    every = [(number, one) for number, row in enumerate(rows) for one in tolls(row)]
    told = [(number, one) for number, one in every if one.fate]
    for (first, mine), (second, theirs) in combinations(told, 2):
        if not 0 < second - first <= _REACH or is_apart([rows[first], rows[second]]):
            continue
        others = [
            one for number, one in every if first - 1 <= number <= second + 1 and one is not mine and one is not theirs
        ]
        is_head = first == 0 and _is_headline(text, rows[0])
        way = _way(mine, theirs, others, is_head) if _differ(mine, theirs) else ""
        if way:
            found = _evidence(way, mine, theirs, others, rows[first : second + 1])
            found["retold explained"] = any(slot.span in right for one in (mine, theirs) for slot in one.slots)
            yield mine, theirs, found


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


def _evidence(way: str, mine: Toll, theirs: Toll, others: Sequence[Toll], rows: Sequence[Row]) -> Counter[str]:
    shapes = " ".join(row.shape for row in rows)
    like = [one for one in others if one.fate is theirs.fate or one.fate is mine.fate]
    tests = {
        f"retold {way}": True,
        f"retold as {theirs.role}": True,
        "retold next": len(rows) == 2,
        "retold higher": theirs.low > mine.high,
        "retold apart": any_of("apart_events").is_in(shapes),
        "retold rises": any_of("rises").is_in(shapes),
        "retold in part": any_of("not_whole").is_in(shapes),
        "retold again": any(one.low <= theirs.high and one.high >= theirs.low for one in like),
        "retold sum": any(one.low + theirs.low <= mine.high and one.high + theirs.high >= mine.low for one in others),
        "retold with another": any(one.low + mine.low <= theirs.high and one.high + mine.high >= theirs.low for one in others),
    }
    found = Counter(name for name, it_does in tests.items() if it_does)
    found["retold others"] = min(len(like), _MOST)
    return found

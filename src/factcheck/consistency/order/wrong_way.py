"""A rise or fall that its two figures do not show: "Deaths are down: 212 this year, against 187 in 2020"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency.order.moved_back import is_surely_more
from factcheck.consistency.pairs import Pair, scene
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.reading import spoken, starts_of
from factcheck.consistency.sheet import Contradiction, Row, Sheet

_REACH = 2
"""Sentences with figures in which both are told, at most."""
_FAR = Decimal(3)
"""Two figures of one thing before and after a change are hardly this many times each other."""
_AGES = 3
"""How much older words beside one of two figures must make it than the other."""
_SIDES = (("rise", "rose_from", "went_up"), ("fall", "fell_from", "went_down"))
_TURNS = Later(
    r" (?:while|whereas|although|though|but|despite|yet|however|instead|unless|if) "
    r"| <year:\d+> (?:prices|dollars|money|terms) "
)
_UNSAID = ("told_backwards", "below_zero")


def wrong_way(sheet: Sheet) -> Iterator[Contradiction]:
    """Every two figures, an older and a newer, that go up where the sentences say down, or down where they say up."""
    for number in range(len(sheet.rows)):
        for reach in range(_REACH):
            rows = sheet.rows[number : number + reach + 1]
            if len(rows) == reach + 1 and "\n" not in sheet.text[rows[0].span.end : rows[-1].span.start]:
                yield from _in_rows(sheet, rows)


def _in_rows(sheet: Sheet, rows: tuple[Row, ...]) -> Iterator[Contradiction]:
    text = _opening(sheet, rows[0]) + " ".join(row.shape for row in rows) + " "
    ways = [way for way, *lists in _SIDES if any(any_of(name).is_in(text) for name in lists)]
    if len(ways) != 1 or _TURNS.search(text) or any(any_of(name).is_in(text) for name in _UNSAID):
        return
    found = scene(sheet, rows)
    if found.moves or len(found.pairs) != 1 or not found.pairs[0].certain:
        return
    pair = found.pairs[0]
    if len(rows) > 1 and pair.old.row == pair.new.row == 0:
        return  # what the second sentence says is of something else
    if not _is_told_when(pair):
        return
    low, high = pair.slots if ways[0] == "rise" else pair.slots[::-1]
    if is_surely_more(low, high, most=_FAR):
        old, new = (slot.span.of(sheet.text) for slot in pair.slots)
        fix = f"the two the other way round, or another than {new}"
        yield Contradiction(pair.new.slot, (pair.old.slot,), f"from {old} to {new} is no {ways[0]}", fix)


def _is_told_when(pair: Pair) -> bool:
    """Whether words beside both say which was first: dates of both, or "the year before" and "now"."""
    one, other = pair.old, pair.new
    dated = (one.year is not None and other.year is not None) or (one.moment is not None and other.moment is not None)
    return dated or (one.age < 0 and other.age - one.age >= _AGES)


def _opening(sheet: Sheet, row: Row) -> str:
    """The sentence before the first, in lower case, if it has no figure and is of its paragraph."""
    starts = starts_of(sheet.text)
    at = bisect_right(starts, row.span.start) - 1
    before = sheet.text[starts[at - 1] : starts[at]] if at else ""
    return spoken(before) if before and "\n" not in before and not any(sign.isdigit() for sign in before) else " "

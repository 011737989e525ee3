"""A list that is said to be in order, "largest first", and is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from factcheck.consistency import sums
from factcheck.consistency.lines import by_lines
from factcheck.consistency.listing import Item, items
from factcheck.consistency.order.standings import lead, shape_of
from factcheck.consistency.phrases import Later, any_of, rarest, words, words_of
from factcheck.consistency.sheet import Contradiction, Row, Sheet

_PERCENT = Later(r"<percent:\d+>")
_POINT = Later(r"<count:\d+> [.)]")
_MOST_LINES, _FEW, _FAR = 24, 3, 200


def out_of_order(sheet: Sheet) -> Iterator[Contradiction]:
    """Every list whose figures neither fall nor rise as it is said."""
    telling = _telling() & sheet.said()
    if not telling:
        return
    sheet = by_lines(sheet)
    for number, row in enumerate(sheet.rows):
        near = sheet.text[max(0, row.span.start - _FAR) : row.span.start].lower()
        before = shape_of(lead(sheet.text, row)) if any(word in near for word in telling) else ""
        cue = f"{before} {row.shape}"
        if (
            telling.isdisjoint(words_of(before) | words_of(row.shape))
            or not is_in_order(cue)
            or any_of("other_orders").is_in(cue)
        ):
            continue
        found = _ordered().search(row.shape)
        listed = _behind(row, found.start()) if found is not None else _in_lines(sheet, number)
        units = [item.unit for item in listed]
        listed = [item for item in listed if units.count(item.unit) > len(units) / 2]
        falls, rises = _first_wrong(listed, rising=False), _first_wrong(listed, rising=True)
        wrong = falls if any_of("falling_orders").is_in(cue) else falls and rises
        if any_of("rising_orders").is_in(cue):
            wrong = rises
        if len(listed) >= _FEW and wrong is not None:
            pair = [item.slot for item in wrong if item.slot is not None] or list(row.slots[:1])
            said, earlier = (item.said(sheet.text) for item in wrong)
            sum_ = f"{said} stands behind {earlier} in a list that is said to be in order"
            fix = f"another order, or another figure than {said} or {earlier}"
            yield Contradiction(pair[0], tuple(pair[1:]), sum_, fix)


def is_in_order(shape: str) -> bool:
    """Whether words say that a list is in order."""
    if _telling().isdisjoint(words_of(shape)):
        return False
    named = ("ordered_words", "most_words", "least_words", "either_words")
    return any(any_of(name).is_in(shape) for name in named) and _ordered().search(shape) is not None


@cache
def _telling() -> frozenset[str]:
    return rarest("ordered_words") | {"first", "down", "starting", "beginning"}


@cache
def _ordered() -> re.Pattern[str]:
    best = f"(?:{words('most_words')}|{words('least_words')}|{words('either_words')})"
    down = rf"from (?:the )?{best} (?:down|up|to)|{best} to {best}"
    said = rf"{best}(?: [a-z]+)? first|{down}|(?:starting|beginning) with the {best}"
    return re.compile(rf"(?<!\S)(?:{words('ordered_words')}|{said})(?!\S)")


def _in_lines(sheet: Sheet, number: int) -> list[Item]:
    """The last figures of a row and the lines behind it; "1." is no figure of the list, though it may be a row."""
    listed: list[Item] = []
    end, before = sheet.rows[number].span.start, ""
    for row in sheet.around(number, after=_MOST_LINES):
        if listed and "\n" not in sheet.text[end : row.span.start + 1] and not _POINT.fullmatch(before):
            break
        before, end = row.shape, row.span.end
        if not _POINT.fullmatch(row.shape):
            listed += _behind(row, 0)[-1:]
    return listed


def _behind(row: Row, at: int) -> list[Item]:
    """The figures of a row behind a place of its shape, those too that nothing else took for figures."""
    found = [item for item in items(row) if item.is_figure and item.start >= at]
    for one in _PERCENT.finditer(row.shape, at):
        ends = sums.ends(row.slot(one[0]))
        if ends is not None:
            found.append(Item(row, one.start(), one.end(), *ends, row.slot(one[0]), "percent", (), is_named=True))
    return sorted(found, key=lambda item: item.start)


def _first_wrong(listed: Sequence[Item], *, rising: bool) -> tuple[Item, Item] | None:
    """The first figure that is out of a rising or falling order, and the one before it."""
    for before, item in pairwise(listed):
        low, high = (before, item) if rising else (item, before)
        if low.low > high.high:
            return item, before
    return None

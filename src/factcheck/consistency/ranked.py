"""A ranking against its own figures: the largest that is not, a list that is out of its order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from factcheck.consistency import sums
from factcheck.consistency.lines import by_lines
from factcheck.consistency.listing import Item, items
from factcheck.consistency.orders import is_of_other_order, is_same_kind
from factcheck.consistency.phrases import AnyOf, Later, any_of, words
from factcheck.consistency.rivalry import OWN_HISTORY, is_apart, parted
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.standings import (
    LAST,
    Standing,
    is_alone,
    is_record,
    lead,
    names_another,
    shape_of,
    standings,
)
from factcheck.consistency.toppers import out_of_place
from factcheck.model import Kind
from factcheck.tables import tables

_PERCENT = Later(r"<percent:\d+>")
_POINT = Later(r"<count:\d+> [.)]")
_MOST_LINES = 24
_LEAD = 300
"""Characters before a row that may say that what follows is a ranking."""
_FEW = 3
_BEFORE_THAT = Later(r"\bhad [a-z]+(?:ed|en|on)\b")
_FARTHEST = 3
"""A rival may have so many times what the first has; what has more is likely another thing."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every ranking that its figures contradict."""
    sheet = by_lines(sheet)
    seen: set[int] = set()
    for number, row in enumerate(sheet.rows):
        window = sheet.around(number, after=1)
        if not _may_rank(shape_of(sheet.text[max(0, row.span.start - _LEAD) : window[-1].span.end])):
            continue
        wrong = _out_of_order(sheet, number, row)
        before = lead(sheet.text, row)
        ordered = _ordered().search(row.shape) or _ordered().search(shape_of(before))
        if (
            wrong is None
            and not ordered
            and not _is_silenced(before + sheet.text[row.span.start : window[-1].span.end])
        ):
            wrong = _out_of_place(sheet, window, sheet.around(number, before=1, after=1))
        if wrong is None and not ordered:
            wrong = next(out_of_place(sheet, parted(sheet.text, window)), None)
        if wrong is not None and wrong.at.claim not in seen:
            seen.update((wrong.at.claim, *(other.claim for other in wrong.others)))
            yield wrong


def _may_rank(shape: str) -> bool:
    """Whether any word of a ranking is there, which tells soon that there is none."""
    if " than any " in shape or ("only" in shape and any_of("bigger_words").search(shape)):
        return True
    return _cues().search(shape) is not None or (
        " than " in shape and re.search(r"(?<!\S)no(?:ne|where|body)?(?!\S)", shape) is not None
    )


@cache
def _cues() -> AnyOf:
    degrees = (
        "its_place",
        "its_second",
        "its_last",
        "top_most",
        "top_least",
        "record_most",
        "record_least",
        "ordered_words",
        "most_words",
        "least_words",
        "either_words",
        "first_words",
        "second_words",
        "third_words",
    )
    return AnyOf(entry for name in degrees for entry in tables("consistency")[name])


def _is_silenced(text: str) -> bool:
    return any_of("other_ranks").search(shape_of(text)) is not None


def _out_of_order(sheet: Sheet, number: int, row: Row) -> Contradiction | None:
    """A list that is said to be in order and is not."""
    before = shape_of(lead(sheet.text, row))
    told = _ordered().search(before)
    found = _ordered().search(row.shape)
    if (told is None and found is None) or any_of("other_orders").search(f"{before} {row.shape}"):
        return None
    listed = _behind(row, found.start()) if found is not None else _in_lines(sheet, number)
    units = [item.unit for item in listed]
    listed = [item for item in listed if units.count(item.unit) > len(units) / 2]
    falls, rises = _first_wrong(listed, rising=False), _first_wrong(listed, rising=True)
    cue = f"{before} {row.shape}"
    wrong = falls if any_of("falling_orders").search(cue) else (falls and rises)
    if any_of("rising_orders").search(cue):
        wrong = rises
    if len(listed) < _FEW or wrong is None:
        return None
    falls = wrong
    pair = [item.slot for item in falls if item.slot is not None] or list(row.slots[:1])
    said, earlier = (item.said(sheet.text) for item in falls)
    sum_ = f"{said} stands behind {earlier} in a list that is said to be in order"
    return Contradiction(pair[0], tuple(pair[1:]), sum_, f"another order, or another figure than {said} or {earlier}")


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


def _out_of_place(sheet: Sheet, window: Sequence[Row], near: Sequence[Row]) -> Contradiction | None:
    """One that is placed before another and has less."""
    found = standings(sheet.text, window)
    for first in found:
        for second in found:
            wrong = _compared(sheet, first, second)
            if wrong is not None and not is_of_other_order(standings(sheet.text, near), first, second):
                return wrong
    return None


def _compared(sheet: Sheet, first: Standing, second: Standing) -> Contradiction | None:
    one, two = first.slot, second.slot
    if (
        one is two
        or not is_same_kind(one, two)
        or not _is_same_thing(one, two)
        or not first.place
        or first.place in (LAST, second.place)
    ):
        return None
    if not second.place and not _is_rival(sheet, first, second):
        return None
    if second.place and not _is_placed_behind(first, second):
        return None
    most = _most(first, second)
    above, below = sums.ends(one), sums.ends(two)
    if most is None or above is None or below is None or min(above[0], below[0]) <= 0:
        return None
    if (below[0] <= above[1]) if most else (below[1] >= above[0]):
        return None
    if max(above[0] / below[1], below[0] / above[1]) > _FARTHEST:
        return None
    said, other = one.span.of(sheet.text), two.span.of(sheet.text)
    more = "more" if most else "less"
    return Contradiction(
        one,
        (two,),
        f"{other} is {more} than {said}, which is placed before it",
        f"another place for {said}, or for {other}",
    )


def _is_placed_behind(first: Standing, second: Standing) -> bool:
    """Whether the place of the second is behind that of the first, and of the same contest."""
    if second.place < first.place or (second.place == LAST and first.place != 1):
        return False
    if second.place == LAST:
        return OWN_HISTORY.search(first.row.shape) is None
    return first.row is second.row or _BEFORE_THAT.search(second.left) is None


def _is_same_thing(one: Slot, two: Slot) -> bool:
    """Whether two figures count one thing, or one of them leaves it out."""
    first, second = one.quantity.counted.split(), two.quantity.counted.split()
    return not first or not second or bool(set(first) & set(second)) or one.quantity.kind is not Kind.COUNT


def _is_rival(sheet: Sheet, first: Standing, second: Standing) -> bool:
    """Whether a figure of which no place is told is of another than the first, or of the same before its record."""
    told = first.most is not None or any_of("either_words").search(shape_of(first.left)) is not None
    if first.place != 1 or not told or first.slot.span.start > second.slot.span.start:
        return False
    record = is_record(first, sheet.text)
    if is_apart(sheet.text, first, second, record=record):
        return False
    if record:
        return (
            re.search(r"\bhad\b|\bin (?:19|20)\d\d\b", sheet.text[second.row.span.start : second.row.span.end])
            is not None
        )
    if is_alone(first) or _dates(second.row) - _dates(first.row):
        return False
    changed = any_of("of_a_change").search(shape_of(second.left).rpartition(" ")[2])
    return names_another(second) and changed is None


def _dates(row: Row) -> set[str]:
    return {slot.quantity.kind.value for slot in row.slots if slot.quantity.kind in (Kind.YEAR, Kind.DATE)}


def _most(first: Standing, second: Standing) -> bool | None:
    """Whether the first should have the most: as its word or that of the second says, or as votes and points do."""
    for standing in (first, second):
        if standing.most is not None:
            return standing.most
    return first.slot.quantity.kind is not Kind.DURATION

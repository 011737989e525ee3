"""A part and the whole that it is of, near a share: "Of the 800 dogs, 200 were put down. That is 40 per cent"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.moves import move_of
from factcheck.consistency.pairs import in_whole_units, noun_of, unhedged
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.placed import Placed, placed
from factcheck.consistency.sheet import Row, Sheet, Slot
from factcheck.model import Bound, Interval, Kind

_ONE = Decimal(1)
_NEAR = 80
"""Characters between a part and its share, in one sentence."""
_OLDEST, _FEWEST, _HOURS = 100, 4, 12
"""No one is older; a bare number below the other is often no count."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A count or sum, where it stands, and the number of its row."""

    slot: Slot
    figure: Placed
    row: int


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a whole. `plain` is set where the words say that one is of the other, and not only nearness."""

    part: Amount
    whole: Amount
    plain: bool


def amounts(rows: Sequence[Row]) -> list[Amount]:
    """The counts and sums of neighbouring rows that are no changes."""
    return [
        Amount(in_whole_units(unhedged(figure.slot)), figure, number)
        for number, row in enumerate(rows)
        for figure in placed(row)
        if figure.slot.quantity.kind in (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
        and figure.slot.interval is not None
        and not figure.slot.quantity.loose
        and move_of(figure) is None
        and not _is_age(figure.slot)
        and not figure.before.endswith("[ ")
        and not _is_hour(figure)
        and (figure.slot.quantity.kind is not Kind.COUNT or figure.slot.value == (figure.slot.value or 0) // 1)
        and not _is_rate(row, figure)
    ]


def _is_hour(figure: Placed) -> bool:
    """Whether a bare number is a time of day: "were filled by seven"."""
    value = figure.slot.value or 0
    return value <= _HOURS and figure.before.endswith((" by ", " at ", " until ")) and not noun_of(figure)


def _is_age(slot: Slot) -> bool:
    """Whether a bare number is one that people are over or under: "are under 40"."""
    quantity = slot.quantity
    bare = quantity.kind is Kind.COUNT and not quantity.noun and (slot.value or 0) < _OLDEST
    return bare and quantity.bound in (Bound.UNDER, Bound.OVER)


def _is_rate(row: Row, figure: Placed) -> bool:
    """Whether a bare number goes on in the per cent before it: "53 per cent are for it, 41 against"."""
    bare = figure.slot.quantity.kind is Kind.COUNT and not noun_of(figure) and (figure.slot.value or 0) <= _OLDEST
    return bare and "<percent:" in row.shape.split(f":{figure.number}>")[0]


def pairs_of(found: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    """Every two amounts of one unit, the smaller first."""
    for i, one in enumerate(found):
        for two in found[i + 1 :]:
            first, second = one.slot.quantity, two.slot.quantity
            if (first.kind, first.unit, first.per) == (
                second.kind,
                second.unit,
                second.per,
            ) and one.slot.value != two.slot.value:
                low, high = sorted((one, two), key=lambda amount: amount.slot.value or 0)
                if low.slot.value is not None and low.slot.value > 0:
                    yield low, high


def portions(sheet: Sheet, told: Slot, found: Sequence[Amount]) -> Iterator[Portion]:
    """Every part with its whole, those first whose words say so."""
    both = list(pairs_of(found))
    plain = [
        Portion(part, whole, True)
        for part, whole in both
        if _is_plain(sheet.text, part, whole) or _is_share_of(sheet.text, told, part, whole)
    ]
    yield from plain
    near = [(part, whole) for part, whole in both if (part.slot.value or 0) >= _FEWEST or noun_of(part.figure)]
    if not plain and len(near) == 1:
        part, whole = near[0]
        own, other = noun_of(part.figure), noun_of(whole.figure)
        ends = sorted((part.slot.span.start, part.slot.span.end, whole.slot.span.start, whole.slot.span.end))
        is_range = sheet.text[ends[1] : ends[2]].strip() in ("to", "and", "-", "–")
        if _is_whole(whole.figure) and (not own or own & other) and not is_range:
            yield Portion(part, whole, False)


def shares(part: Slot, whole: Slot) -> tuple[Interval, ...]:
    """What share one amount is of the other, what is left, and what share it is of both together."""
    first = sums.share(part, whole)
    if first is None or first.low is None or first.high is None:
        return ()
    low, high = first.low / 100, first.high / 100
    rest = Interval(_ONE - high, _ONE - low)
    of_both = Interval(low / (1 + low), high / (1 + high))
    return Interval(low, high), rest, of_both, Interval(_ONE - high / (1 + high), _ONE - low / (1 + low))


def _plain(text: str) -> str:
    """A text with single spaces, and one at its end."""
    return " ".join(text.split()) + " "


def _is_share_of(text: str, told: Slot, part: Amount, whole: Amount) -> bool:
    """Whether a share is said to be of the whole, right behind the part: "2,400 bounced, 12 per cent of the 20,000"."""
    between = text[told.span.end : whole.slot.span.start]
    if told.span.end > whole.slot.span.start or not _of().fullmatch(_plain(between)):
        return False
    before = text[part.slot.span.end : told.span.start]
    return part.slot.span.end <= told.span.start and len(before) < _NEAR and "." not in before


def _is_plain(text: str, part: Amount, whole: Amount) -> bool:
    """Whether "of" joins the two: "12 of the 40", "of the 40, 12", "40, of which 12"; "12 of them" after 40."""
    if abs(part.row - whole.row) > 1:
        return False
    if part.row == whole.row:
        first, second = part.slot.span, whole.slot.span
        if first.end <= second.start and _of().fullmatch(_plain(text[first.end : second.start])):
            return True
        if second.end <= first.start and _OPENS.search(text[: whole.slot.span.start]):
            return True
    after = part.slot.span.start > whole.slot.span.end
    if not after:
        return False
    before = part.figure.before
    said = any_of("of_them").search(before)
    return (said is not None and (said.start() > 1 or said[0] in _WHICH)) or _them().match(part.figure.rest) is not None


_WHICH = ("of which", "of whom")
_OPENS = Later(
    r"(?:\bOf|\bOut of|[,:;–—-] (?:out )?of) (?:(?:the|its|their|all|our|some) )*(?:[\w'’-]+['’]s? )?(?:[\w'’]+ )?$"
)


@cache
def _of() -> re.Pattern[str]:
    """What stands between a part and its whole: "of the city's", "members out of"."""
    return re.compile(
        r"(?:(?:[a-z'’-]+ ){0,3}?of|(?:[a-z'’-]+ ){0,6}?out of) "
        r"(?:(?:the|its|their|all|our|about|some|a|those) )*(?:[\w'’-]+['’]s? )?(?:[a-z]+ (?:of )?)?",
        re.IGNORECASE,
    )


@cache
def _them() -> re.Pattern[str]:
    """That a part is "of them", in its own words: "eight such people", "45 of those"."""
    return re.compile(rf"(?: [a-z'’-]+)?? (?:{words('of_them')})(?<! which) ")


def _is_whole(figure: Placed) -> bool:
    before = re.search(rf" (?:{words('whole_before')})(?: [a-z'’-]+)? $", figure.before)
    return before is not None or any_of("whole_after").search(figure.after) is not None

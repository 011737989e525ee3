"""The same thing a thousand or a million times apart: "$4.2 billion" and "the $4.2 million plan", or its half."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.again import AKIN, KNOWN, SURE, tie
from factcheck.consistency.beside import Mention
from factcheck.consistency.mentions import mentions, nearest
from factcheck.consistency.phrases import Later, word_set, words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.twice import factor, is_only
from factcheck.consistency.twice import whole as whole_of
from factcheck.intervals import spaced
from factcheck.model import Kind

_POWERS = [Decimal(1000) ** n for n in (1, 2, 3)]
_TENS = [Decimal(10) ** n for n in range(1, 10)]
_CLOSE, _NEARLY = Decimal("1.1"), Decimal("1.15")
"""How far from such a power the two may be: as a slip, and as a share of the other."""
_SMALL = 10
"""What a share is at the least, to be one of a thousand times as much."""
_EACH = frozenset(("each", "every", "per"))
_PLAIN = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
_NUMBER = Later(r"\d[\d,.]*")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure that is that far from an earlier one of the same thing, or from its half."""
    every = [one for one in mentions(sheet) if one.kind in _PLAIN and one.slot.value]
    seen: set[int] = set()
    for n, second in enumerate(every):
        around = nearest(every, n, after=True)
        for first in reversed(nearest(every, n)):
            if second.row - first.row > 1 or second.slot.claim in seen:
                break
            expected = _expected(sheet, first, second, around)
            if expected is not None:
                seen.add(second.slot.claim)
                yield _contradiction(sheet, first, second, expected)


def _expected(sheet: Sheet, first: Mention, second: Mention, every: Sequence[Mention]) -> Decimal | None:
    """What the second figure should be, where it is a thousand or a million times more or less than that."""
    times, whole = _factor(first, second), first.slot.value
    if times is None or whole is None or second.slot.value is None or _is_short(second):
        return None
    have = second.slot.value * times
    if max(abs(have / whole), abs(whole / have)) < _TENS[0]:
        return None
    for share in _shares(sheet, first, second):
        if min(have, whole * share) < _SMALL or not _is_off(have, whole * share, _NEARLY):
            continue
        sure = first.row == second.row or is_only(first, second, every, _SMALL)
        sure = sure and (first.kind is second.kind or second.definite or first.row == second.row or not second.own)
        if sure:
            return whole * share
    shifted = _is_shifted(first, second, have)
    if first.row == second.row or not (shifted or _is_off(have, whole, _CLOSE)):
        return None
    if shifted and first.headline and second.row - first.row == 1 and _digits(first.slot) > 1:
        return whole
    each = [not _EACH.isdisjoint(one.near) for one in (first, second)]
    needed = SURE if not shifted else AKIN if _digits(first.slot) > 1 else KNOWN
    return whole if each[0] is each[1] and tie(sheet, first, second, every, least=needed) >= needed else None


def _is_short(second: Mention) -> bool:
    """Whether a figure leaves out its word of size or unit: "the forty-eight" of $48 million."""
    return second.kind is Kind.COUNT and not second.own and not second.slot.quantity.text[:1].isdigit()


def _factor(first: Mention, second: Mention) -> Decimal | None:
    """How many of the first figure's unit one of the second's is; "the 780 billion" is of any unit."""
    if first.kind is second.kind:
        plain = not second.slot.quantity.per and second.definite
        return factor(whole_of(first) if plain else first, second)
    if first.kind is Kind.COUNT and first.row == second.row and first.definite:
        return Decimal(1) if (first.slot.value or 0) >= _POWERS[1] else None
    if second.kind is not Kind.COUNT or (second.own and not (second.definite and _digits(first.slot) > 1)):
        return None
    return Decimal(1) if second.definite or (second.slot.value or 0) >= _POWERS[1] else None


def _is_shifted(first: Mention, second: Mention, have: Decimal) -> bool:
    """Whether both have the same digits, and other words of size or units: "450 crore", "450 lakh"."""
    value = first.slot.value or Decimal(1)
    ratio = max(abs(have / value), abs(value / have))
    if ratio not in _TENS:
        return False
    one, other, power = _printed(first.slot), _printed(second.slot), _TENS.index(ratio) + 1
    return one == other or power % 3 == 0 or (power > 1 and _digits(first.slot) > 1 and second.definite)


def _printed(slot: Slot) -> str:
    """The number of a figure as it is printed, without its word of size."""
    found = _NUMBER.search(slot.quantity.text)
    return found[0].replace(",", "") if found else slot.quantity.text


def _is_off(have: Decimal, wanted: Decimal, about: Decimal) -> bool:
    """Whether one is a power of a thousand times the other, or `about` that."""
    ratio = max(abs(have / wanted), abs(wanted / have)) if wanted else Decimal(0)
    return any(power / about <= ratio <= power * about for power in _POWERS)


def _digits(slot: Slot) -> int:
    """How many digits of a figure count."""
    return len(str(slot.value).replace(".", "").strip("0"))


@cache
def _share_words() -> re.Pattern[str]:
    of_it = r"(?:it|this|that|these|them|which|its|their|the [a-z]+|(?:the|its|their|that|those) <[a-z]+:[0-9]+>)"
    return re.compile(
        rf"(?:(?P<slot><(?:ratio|percent):\d+>)|(?P<word>{words('fractions')}))"
        rf" (?:of {of_it}(?!\S)|(?:abroad|at home)(?!\S))|(?:or|about|,) (?P<aside><percent:\d+>)"
        r" of (?:it|its|the|that|this|their)(?!\S)"
    )


def _shares(sheet: Sheet, first: Mention, second: Mention) -> Iterator[Decimal]:
    """The shares of the first figure that the second's sentence, or where that has both the next, speaks of."""
    if second.row - first.row > 1 or (second.slot.value or 0) < _SMALL:
        return
    last = len(sheet.around(second.row, after=first.row == second.row))
    for number in range(second.row, second.row + last):
        key = f"shares {number}"
        if key not in sheet.memo:
            sheet.memo[key] = tuple(_shares_in(sheet.rows[number]))
        yield from sheet.memo[key]


def _shares_in(row: Row) -> Iterator[Decimal]:
    if not any(told in row.shape for told in ("<ratio:", "<percent:", *word_set("fractions"))):
        return
    for found in _share_words().finditer(row.shape):
        name = found["slot"] or found["aside"]
        if not name:
            yield Decimal("0.5")
            continue
        slot = row.slot(name)
        if slot.value is not None:
            yield slot.value / (sums.HUNDRED if slot.quantity.kind is Kind.PERCENT else 1)


def _contradiction(sheet: Sheet, first: Mention, second: Mention, expected: Decimal) -> Contradiction:
    said, again = (one.slot.span.of(sheet.text) for one in (first, second))
    whole = first.slot.value or Decimal(0)
    what = said if expected == whole else f"that share of {said} ({spaced(expected)})"
    ratio = abs((second.slot.value or Decimal(0)) * (_factor(first, second) or 1) / expected)
    far = next((str(ten) for ten in _TENS[:2] if ratio in (ten, 1 / ten)), "a thousand or more")
    sum_ = f"{again} is {far} times off from {what}"
    return Contradiction(second.slot, (first.slot,), sum_, f"another magnitude for {again}, or for {said}")

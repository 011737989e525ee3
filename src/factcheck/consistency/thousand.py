"""The same thing a thousand or a million times apart: "$4.2 billion" and "the $4.2 million plan", or its half."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.anaphora import THOSE, is_of_other_noun, is_spoken_of, pointing
from factcheck.consistency.apart import told_apart
from factcheck.consistency.beside import Mention
from factcheck.consistency.known_apart import has_other_name, has_rival, is_of_another
from factcheck.consistency.mentions import mentions, nearest, opens_with_place, shared_words, sides
from factcheck.consistency.phrases import Later, word_set, words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.twice import factor, is_only, nouns_agree, refers_back, roles
from factcheck.consistency.twice import whole as whole_of
from factcheck.intervals import spaced
from factcheck.model import Kind
from factcheck.text import stem

_POWERS = [Decimal(1000) ** n for n in (1, 2, 3)]
_TENS = [Decimal(10) ** n for n in range(1, 10)]
_CLOSE, _NEARLY, _RATHER = Decimal("1.1"), Decimal("1.15"), Decimal("2.5")
"""How far from such a power the two may be: as a slip, as a share of the other, and where a year lies between them."""
_FEW_YEARS = 4
"""Years in which nothing becomes a thousand times as much."""
_SMALL = 10
"""What a share is at the least, to be one of a thousand times as much."""
_BACK = 2
"""Rows between the two at the most."""
_SAME = 2
_EACH = frozenset(("each", "every", "per"))
_PLAIN = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure that is that far from an earlier one of the same thing, or from its half or the rest of it."""
    every = [one for one in mentions(sheet) if one.kind in _PLAIN and one.slot.value]
    seen: set[int] = set()
    for n, second in enumerate(every):
        around = nearest(every, n, after=True)
        for first in reversed(nearest(every, n)):
            if second.row - first.row > _BACK or second.slot.claim in seen:
                break
            expected = _expected(sheet, first, second, around)
            if expected is not None and not _is_of_another(sheet, first, second):
                seen.add(second.slot.claim)
                yield _contradiction(sheet, first, second, expected)


def _is_of_another(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether the second sentence has a subject of its own that does what that of the first does: "the car burns"."""
    found = _SUBJECT.match(sheet.rows[second.row].shape)
    if found is None or first.row == second.row or first.headline or stem(found[1]) in first.words:
        return False
    return stem(found[2]) in shared_words(first, second)


_SUBJECT = Later(r"(?:the|its|their|his|her|an?) ([a-z]+) ([a-z]+) ")


def _expected(sheet: Sheet, first: Mention, second: Mention, every: Sequence[Mention]) -> Decimal | None:
    """What the second figure should be, where it is a thousand or a million times more or less than that."""
    times = _factor(first, second)
    if times is None or first.slot.value is None or second.slot.value is None:
        return None
    have, whole = second.slot.value * times, first.slot.value
    for share in _shares(sheet, first, second):
        enough = min(have, whole * share) >= _SMALL
        sure = first.row == second.row or is_only(first, second, every, _SMALL)
        sure = sure and (first.kind is second.kind or second.definite or first.row == second.row or not second.own)
        if enough and sure and _is_off(have, whole * share, _NEARLY):
            return whole * share
    if first.row == second.row:
        return None
    if _is_rest(first, second, every, times):
        return whole
    if _is_shifted(first, second, have) and _is_same(sheet, first, second, exact=True):
        return whole
    if _is_off(have, whole, _CLOSE) and _is_same(sheet, first, second, exact=False):
        return whole
    return whole if _is_off(have, whole, _RATHER) and _is_year_before(first, second, every) else None


def _factor(first: Mention, second: Mention) -> Decimal | None:
    """How many of the first figure's unit one of the second's is; "the 780 billion" is of any unit."""
    if first.kind is second.kind:
        return (
            factor(whole_of(first), second)
            if not second.slot.quantity.per and second.definite
            else factor(first, second)
        )
    if (
        first.kind is Kind.COUNT
        and first.row == second.row
        and first.definite
        and (first.slot.value or 0) >= _POWERS[1]
    ):
        return Decimal(1)
    if second.kind is not Kind.COUNT or (second.own and is_of_other_noun(first, second)):
        return None
    large = (second.slot.value or 0) >= _POWERS[1]
    return Decimal(1) if second.definite or (large and not second.own) else None


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


_NUMBER = Later(r"\d[\d,.]*")


def _is_off(have: Decimal, wanted: Decimal, about: Decimal) -> bool:
    """Whether one is a power of a thousand times the other, or `about` that."""
    ratio = max(abs(have / wanted), abs(wanted / have)) if wanted else Decimal(0)
    return any(power / about <= ratio <= power * about for power in _POWERS)


def _is_same(sheet: Sheet, first: Mention, second: Mention, *, exact: bool) -> bool:
    """Whether the second figure speaks of what the first does, by words or, where the digits are the same, by fewer."""
    nouns = nouns_agree(first, second)
    if _is_apart(sheet, first, second):
        return False
    if exact and _points_back(sheet, first, second):
        return True
    if nouns is None or (second.kind is not first.kind and not second.definite):
        return False
    below = first.headline and second.row - first.row == 1
    if below and exact and _digits(first.slot) > 1:
        return True
    plain = _digits(first.slot) == 1 and (below if first.kind is Kind.COUNT and nouns else not nouns)
    if (plain and not (below and first.kind is not Kind.COUNT)) or told_apart(first, second):
        return False
    ours, theirs = roles(first), roles(second)
    if (ours and theirs and not ours & theirs) or is_of_other_noun(first, second):
        return False
    if below or (refers_back(first, second) and (nouns or ours & theirs)):
        return True
    said = ours & theirs or len(shared_words(first, second)) > (0 if nouns else 1) or (nouns and second.definite)
    counted = first.kind is Kind.COUNT and bool(first.own) and nouns == _SAME
    return exact and _digits(first.slot) > 1 and bool(said or counted)


def _is_apart(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether the second figure is of a place, a rival or another name, or one of the two for each."""
    each = [bool(_EACH & set(one.near)) for one in (first, second)]
    named = has_rival(sheet, second) or has_other_name(sheet, first, second)
    those = THOSE.search(sides(sheet, second)[0]) is not None
    placed = opens_with_place(second) and len(second.opening) > _SAME
    return (placed and not those) or each[0] is not each[1] or named


def _points_back(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether the second figure is spoken of as known, and its noun, if it has one, is of the first's sentence."""
    those = THOSE.search(sides(sheet, second)[0]) is not None
    if second.row - first.row != 1 or is_of_another(sheet, second):
        return False
    if those:
        return True
    named = pointing(sheet, second)
    if named and not second.definite:
        return is_spoken_of(named, first) or named in word_set("known_things")
    general = second.head in word_set("known_things") and _digits(first.slot) > 1
    if not second.definite or (is_of_other_noun(first, second) and not general):
        return False
    if first.kind is not Kind.COUNT or second.head in first.own or stem(second.head) in first.words:
        return True
    free = not second.restricted or bool(shared_words(first, second))
    return free and (nouns_agree(first, second) is not None or _digits(first.slot) > 1)


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
    for found in _share_words().finditer(row.shape):
        name = found["slot"] or found["aside"]
        if not name:
            yield Decimal("0.5")
            continue
        slot = row.slot(name)
        if slot.value is not None:
            yield slot.value / (sums.HUNDRED if slot.quantity.kind is Kind.PERCENT else 1)


def _is_rest(first: Mention, second: Mention, every: Sequence[Mention], times: Decimal) -> bool:
    """Whether the second is called the rest of the first, and only so many times more would come to it."""
    if second.before not in _rest() or second.row - first.row != 1 or not first.slot.value or not second.slot.value:
        return False
    others = [one for one in every if one.row == second.row and one is not second and one.kind is second.kind]
    have = sum((one.slot.value or Decimal(0)) * times for one in others)
    left = first.slot.value - have
    return bool(others) and left > 0 and _is_off(second.slot.value * times, left, Decimal("1.02"))


@cache
def _rest() -> frozenset[str]:
    return frozenset(words("the_rest").split("|"))


@cache
def _year_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{words('year_before')})(?!\S)")


def _is_year_before(first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether the second is the same a few years before, or a limit of it: nothing becomes a thousand times as much."""
    if second.row - first.row != 1 or nouns_agree(first, second) is None or first.kind is not second.kind:
        return False
    said = f"{' '.join(second.opening)} | {' '.join(second.beside)}"
    in_year = any(len(word) == len("2022") and word.isdigit() for word in second.opening)
    years = abs(first.period.end.year - second.period.start.year) if first.period and second.period else 0
    recent = bool(first.period and second.period)
    if years > _FEW_YEARS:
        return False
    rate = first.slot.quantity.per != "" and first.kind is Kind.MEASURE
    alone = is_only(first, second, every)
    ours, theirs = roles(first), roles(second)
    subject = stem(second.slot.quantity.measured)
    if subject and subject not in first.words and not ours & theirs and not shared_words(first, second):
        return False
    told = rate or _year_before().search(said) or (in_year and recent)
    return bool(told) and alone and not (ours and theirs and not ours & theirs)


def _contradiction(sheet: Sheet, first: Mention, second: Mention, expected: Decimal) -> Contradiction:
    said, again = (one.slot.span.of(sheet.text) for one in (first, second))
    whole = first.slot.value or Decimal(0)
    what = said if expected == whole else f"that share of {said} ({spaced(expected)})"
    ratio = abs((second.slot.value or Decimal(0)) * (_factor(first, second) or 1) / expected)
    far = next((str(ten) for ten in _TENS[:2] if ratio in (ten, 1 / ten)), "a thousand or more")
    sum_ = f"{again} is {far} times off from {what}"
    return Contradiction(second.slot, (first.slot,), sum_, f"another magnitude for {again}, or for {said}")

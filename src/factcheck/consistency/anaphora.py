"""A figure spoken of as known, "all 49", "those 24 metres", and the only one near it that it can point back to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency.beside import Mention
from factcheck.consistency.known_apart import is_of_another, is_told_apart
from factcheck.consistency.mentions import mentions, nearest, shared_words, sides
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.consistency.twice import Pair, are_one_noun, factor, in_one_unit, nouns_agree, roles
from factcheck.model import Interval, Kind
from factcheck.text import stem

_SIZE = 10
"""How many times a figure can be another of its row that might be meant as well."""
_FAR_APART = 4
_SURE, _LONG = 3, 3
"""Points from which two figures are one; digits that hardly another figure has in another order."""
_SMALL = 10
"""Below it "the" before a figure says little."""
_SAME = 2


def known_again(sheet: Sheet) -> Iterator[Pair]:
    """Every figure that points back to one of the sentence before it, and is another."""
    every = list(mentions(sheet))
    for n, second in enumerate(every):
        candidates = [(first, ends) for first in nearest(every, n) if (ends := _ends(first, second)) is not None]
        if not candidates or is_of_another(sheet, second) or was_told(second, every[:n]):
            continue
        around = nearest(every, n, after=True)
        for first, ends in candidates:
            if is_told_apart(sheet, first, second):
                continue
            points = _points(sheet, first, second)
            if points >= _SURE and is_alone(sheet, first, second, around):
                yield Pair(first, second, ends, points)


def _ends(first: Mention, second: Mention) -> tuple[Interval, Interval] | None:
    """What two figures of neighbouring sentences stand for that are no rivals by their words, and do not agree."""
    if second.row - first.row != 1 or first.kind is not second.kind or _are_far_apart(first, second):
        return None
    if first.before in word_set("apart_before"):
        return None
    ends = in_one_unit(first, second)
    return None if ends is None or ends[0].meets(ends[1]) else ends


def _points(sheet: Sheet, first: Mention, second: Mention) -> int:
    """How sure it is that the second figure points back to the first, by words and by the digits."""
    known, like = is_known(sheet, second), slip(first.slot, second.slot)
    if first.kind is Kind.AGE and any_of("apart_kin").search(sheet.rows[first.row].shape):
        return 0
    if (not known and not _is_alike(first, second, like)) or (not like and not _is_named_again(sheet, first, second)):
        return 0
    return tie(sheet, first, second) + like - (not known)


def _are_far_apart(first: Mention, second: Mention) -> bool:
    a, b, times = first.slot.value, second.slot.value, factor(first, second)
    if not a or not b or times is None:
        return True
    ratio = max(abs(a / (b * times)), abs(b * times / a))
    return ratio > _FAR_APART and ratio not in (10, 100) and slip(first.slot, second.slot) < _SAME


def is_known(sheet: Sheet, one: Mention) -> bool:
    """Whether a figure is spoken of as known: "the 12", "all 12 of", "the toll of 12", "the choir, 12 strong"."""
    return one.definite or bool(pointing(sheet, one))


def pointing(sheet: Sheet, one: Mention) -> str:
    """The noun that the figure is said to be the size of: "the attendance of 12", "that colony, at 12"."""
    found = _named().search(sides(sheet, one)[0])
    return found["noun"] if found is not None else ""


@cache
def _named() -> re.Pattern[str]:
    known = r"(?:the|its|their|his|her|that|this|those|these)"
    return re.compile(rf" {known} (?:[a-z]+ ){{0,2}}(?P<noun>[a-z]{{3,}}) (?:of|,|, at|, of|, some) $")


def _is_alike(first: Mention, second: Mention, like: int) -> bool:
    """Whether a figure that is not spoken of as known has the digits of another in another order, and its words."""
    return like >= _LONG and (nouns_agree(first, second) == _SAME or bool(shared_words(first, second)))


def _is_named_again(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether the second figure has the noun of the first, or "those" before it: no slip of the pen need show."""
    if THOSE.search(sides(sheet, second)[0]):
        return True
    return bool(second.own) and (second.head in first.own or _share_unit(sheet, first, second))


THOSE = Later(r" (?:that|this|those|these)(?: [a-z]+ (?:of|, at|, of|,))? $")
"""Words before a figure that point back by themselves: "those 12", "that colony, at 12"."""


@cache
def _demonstrative() -> re.Pattern[str]:
    return re.compile(r" (?:that|this|those|these|the same|all|of (?:the|its|their|his|her)|the whole|the entire) $")


def tie(sheet: Sheet, first: Mention, second: Mention) -> int:
    """How closely the second figure is tied to the first by words, in points."""
    ours, theirs = roles(first), roles(second)
    if ours and theirs and not ours & theirs:
        return -_SIZE
    nouns = _nouns(sheet, first, second)
    named = pointing(sheet, second) if not second.definite else ""
    before, after = sides(sheet, second)
    if named and not is_spoken_of(named, first) and not THOSE.search(before):
        return -_SIZE
    points = 1 + bool(_demonstrative().search(before)) + first.headline
    points += bool(ours & theirs) + bool(shared_words(first, second)) + nouns
    if second.kind is Kind.COUNT and (second.slot.value or 0) < _SMALL and (named or nouns != _SAME):
        points -= second.before != "all"
    less = (second.slot.value or 0) < (first.slot.value or 0)
    if (
        less
        and ((second.restricted and not _ON_DAY.search(after)) or after.startswith(" of "))
        and not _ALL_OF.match(after)
    ):
        points -= 2 * (not shared_words(first, second))
    return points - 2 * (less and is_one_sort(first, second))


def is_one_sort(first: Mention, second: Mention) -> bool:
    """Whether words before the noun of the second say which sort of the first's it counts: "the 52 fish species"."""
    more = {stem(noun) for noun in second.own - first.own - {second.head}}
    return second.head in first.own and bool(more - first.words)


_ON_DAY = Later(r"^(?: [^ ,]+){0,3} on <weekday:")
_ALL_OF = Later(r" (?:in (?:all|total)|of (?:the|them|its|their|his|her|those|these)) ")


def _nouns(sheet: Sheet, first: Mention, second: Mention) -> int:
    """How well the nouns agree: 2 for the same, 1 where the second has none, minus for two things."""
    agreed = nouns_agree(first, second)
    if second.kind is Kind.COUNT:
        if agreed is None:
            alike = _share_unit(sheet, first, second) or second.head in _DEAD
            return _SAME if alike else -_SAME
        return agreed if second.own or agreed == _SAME else 1
    of = _OF_WHAT.match(sides(sheet, second)[1])
    if of is not None and stem(of[1]) not in first.words:
        return -1
    if not second.own:
        return 1
    own = {stem(noun) for noun in second.own}
    if second.own & first.own or own & first.words or agreed or second.head in word_set("known_things"):
        return 1
    return -1


_DEAD = ("dead", "injured", "wounded", "missing", "arrested", "homeless")
"""What is counted of persons without a noun: "the 36 dead"."""


_OF_WHAT = Later(r" [a-z]+ (?:in|of|for) (?!(?:the|its|their|his|her|all|this|that)\b)([a-z]{3,})")


def _share_unit(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether what a hyphen joins to the second is counted by the first: "212 rooms", "the 280-room Esplanade"."""
    unit = _HYPHEN.match(sides(sheet, second)[1])
    return unit is not None and any(are_one_noun(unit[1], noun) for noun in first.own)


_HYPHEN = Later(r" [-‐‑] ([a-z]+) ")


def is_spoken_of(noun: str, first: Mention) -> bool:
    """Whether a noun, or one that stands for the same, is of the first figure's sentence."""
    said = first.own | first.of
    return stem(noun) in first.words or any(are_one_noun(noun, other) for other in said)


def slip(first: Slot, second: Slot) -> int:
    """How like a slip of the pen the difference is, in points: digits in another order, one digit, a zero."""
    a, b = (_digits(one) for one in (first, second))
    if first.quantity.unit != second.quantity.unit or min(len(a), len(b)) == 0:
        return 0
    if len(a) == len(b) > 1 and sorted(a) == sorted(b):
        return min(4, max(2, len(a.rstrip("0"))))
    many = max(len(a.rstrip("0")), len(b.rstrip("0"))) > 1
    if len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        return int(many)
    longer, shorter = sorted((a, b), key=len, reverse=True)
    dropped = {longer[:i] + longer[i + 1 :] for i in range(len(longer))}
    return int(many and shorter in dropped)


def _digits(one: Slot) -> str:
    value = one.value
    return "" if value is None else f"{value.normalize():f}".replace(".", "").lstrip("0")


def is_alone(sheet: Sheet, first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether no other figure of the kind near the first can be meant, nor two of them together."""
    times = factor(first, second) or Decimal(1)
    wanted = (second.slot.value or Decimal(0)) * times
    near = [
        one
        for one in every
        if one is not first
        and one is not second
        and one.kind is first.kind
        and factor(first, one) is not None
        and first.row - 1 <= one.row <= second.row
    ]
    values = [(one.slot.value or Decimal(0)) * (factor(first, one) or 1) for one in near]
    have = first.slot.value or Decimal(0)
    if any(value == wanted or have + value == wanted or abs(have - value) == wanted for value in values):
        return False
    if any(value == have and one.row == second.row for one, value in zip(near, values, strict=True)):
        return False
    for one, value in zip(near, values, strict=True):
        like = max(value, wanted) <= _SIZE * min(value, wanted)
        if like and one.row != second.row and _nouns(sheet, one, second) >= _nouns(sheet, first, second):
            return False
        if like and one.row == second.row and one.own and _nouns(sheet, first, one) >= _nouns(sheet, first, second):
            return False
    return True


def was_told(second: Mention, earlier: Sequence[Mention]) -> bool:
    """Whether the draft has had the second figure before, so that it points back to that."""
    return any(
        one.kind is second.kind
        and one.slot.value == second.slot.value
        and one.slot.quantity.unit == second.slot.quantity.unit
        for one in earlier
    )


def is_of_other_noun(first: Mention, second: Mention) -> bool:
    """Whether a sum or measure stands before a noun that is not of the first's sentence: "the 950,000-kroner bonus"."""
    if first.kind is Kind.COUNT or not second.own or second.own & first.own:
        return False
    general = second.head in word_set("known_things") and (first.kind is Kind.MEASURE or first.headline)
    if general or roles(first) & roles(second):
        return False
    return not {stem(noun) for noun in second.own} & first.words

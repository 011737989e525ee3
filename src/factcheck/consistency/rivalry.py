"""Whether two figures can be of rivals: what is no level of its own, and words that part kinds, places or measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import SLOT, Later, any_of
from factcheck.consistency.sheet import Row, Slot
from factcheck.consistency.standings import OWN, Standing, shape_of
from factcheck.model import Kind, Span
from factcheck.tables import tables

_RANKED = (Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.POINTS, Kind.AGE)
_FARTHEST = Decimal(3)
_PLACE = Later(r"(?<!\S)in (?:the )?([a-z]{3,})")
OWN_HISTORY = Later(r"(?:'s|s'|its|their|his|her) history(?!\S)")
_WITHIN = Later(r"([a-z]+) (?:in|of) (?:the )?(?=[A-Z])")
_NONE = Later(r"(?<!\S)(?:nowhere|no [a-z]+|nobody|none)(?!\S)")
PAST = Later(r"<year:|<date:|(?<!\S)(?:ago|earlier|last [a-z]+)(?!\S)")


def is_apart(text: str, first: Standing, second: Standing, *, record: bool) -> bool:
    """Whether a figure is by how much something differs, or one of two is of another kind, place or paragraph.

    A `record` is held against other times of the same, so that words of another one in the second sentence say nothing.
    """
    for one in (first, second):
        for found in SLOT.finditer(one.row.shape):
            if one.row.slots[int(found[2])] is one.slot and is_gap(one.row.shape, found):
                return True
    said = shape_of(f"{first.left} {text[first.slot.span.end : first.row.span.end]}")
    if any_of("narrowed").search(said) or any_of("compares_with").search(said):
        return True
    if record:
        return PAST.search(second.row.shape) is not None and not PAST.search(clause(second.row, second.slot))
    best = any_of("most_words").search(said) or any_of("least_words").search(said)
    nouns = nouns_of(said[best.end() :].strip()) if best is not None else []
    narrow = len(nouns) > 1 and nouns[-1] in second.row.shape.split() and nouns[-2] not in second.row.shape.split()
    if narrow or OWN_HISTORY.search(first.row.shape):
        return True
    return first.row is not second.row and _is_of_another(text, first.row, second.row)


_TERMS = Later(r"(?:For|By|Counting|Including|Excluding|Without|Under) (?:the |all )?([a-z]{3,})(?: [a-z]+)? ")
_OWNED = Later(r"(?:The )?[A-Z][\w-]*['’]s ")


def is_on_other_terms(first: str, second: str) -> bool:
    """Whether the second of two sentences, as printed, counts otherwise, "For flats", or is of another's: "Lada's"."""
    terms = _TERMS.match(second)
    if (terms is not None and terms[1] not in first.lower()) or re.search(r" if (?!not)", second):
        return True
    return OWN.search(first) is not None and _OWNED.match(second) is not None


def is_of_places_within(said: str) -> bool:
    """Whether what is ranked are the places of a country or region that is named: "the warmest town in Sweden"."""
    return any(any_of("ranked_places").fullmatch(found[1]) is not None for found in _WITHIN.finditer(said))


def _is_of_another(text: str, row: Row, other: Row) -> bool:
    """Whether the second of two sentences is of another place, kind, measure or paragraph than the first."""
    if is_of_places_within(row.span.of(text)) or is_on_other_terms(row.span.of(text), other.span.of(text)):
        return True
    if not _NONE.search(row.shape) and is_elsewhere(row.shape, other.shape):
        return True
    appended = re.search(r"^[^.]{0,40}?, an? [a-z]", other.span.of(text)) is not None
    if appended or is_of_another_kind(row.shape, other.shape):
        return True
    return any_of("no_rival").search(other.shape) is not None or "\n\n" in text[row.span.end : other.span.start]


def parted(text: str, window: Sequence[Row]) -> Sequence[Row]:
    """The rows, the first of which may hold two sentences: a full stop behind a figure can be of an abbreviation."""
    row = window[0]
    first, stop, second = row.shape.partition("> . ")
    end = re.compile(r"\. +(?=[A-Z“\"])").search(text, row.span.start, row.span.end)
    if not stop or end is None or " . " in second or not SLOT.search(second):
        return window
    head = Row(f"{first}> .", row.slots, Span(row.span.start, end.start() + 1))
    return [head, Row(second, row.slots, Span(end.end(), row.span.end))]


def nouns_of(right: str) -> list[str]:
    """The nouns behind a superlative, up to the first preposition, verb or sign."""
    noun = re.match(
        r"(?:(?!(?:of|in|ever|for|on|at|by|to|was|is|were|are|from|with|and|that|since|among)(?!\S))[a-z’'-]+ ?)*",
        right,
    )
    return noun[0].split() if noun is not None else []


def has_one_noun(word: str, right: str) -> bool:
    """Whether a superlative has no more than one noun behind it, so that no kind of things is left out."""
    return len(nouns_of(right)) <= 1 or word.startswith(("record", "all -", "main"))


def is_of_another_kind(first: str, second: str) -> bool:
    """Whether two sentences speak of different measures, or of different kinds of things."""
    one, other = measure(first), measure(second)
    if one and other and not one & other:
        return True
    kinds = [{found[0] for found in any_of("kinds_of_things").finditer(shape)} for shape in (first, second)]
    return bool(kinds[0] and kinds[1] and not kinds[0] & kinds[1])


def clause(row: Row, slot: Slot) -> str:
    """The part of a sentence between semicolons that a figure stands in."""
    found = next(one for one in SLOT.finditer(row.shape) if row.slots[int(one[2])] is slot)
    first, last = row.shape.rfind(" ; ", 0, found.start()), row.shape.find(" ; ", found.end())
    return row.shape[max(first, 0) : last if last > 0 else len(row.shape)]


def is_elsewhere(first: str, second: str) -> bool:
    """Whether two sentences name a place each, "in the valley" and "in the capital"."""
    one, two = (set(_PLACE.findall(shape)) - {"same", "last", "first"} for shape in (first, second))
    return bool(one and two and not one & two and not two & set(first.split()))


def is_gap(shape: str, found: re.Match[str]) -> bool:
    """Whether a figure is by how much something differs."""
    left, right = shape[: found.start()].split()[-1:], shape[found.end() :].split()[:2]
    if any_of("no_gap").fullmatch(" ".join(shape[: found.start()].split()[-2:])):
        return False
    if any_of("gap_before").fullmatch(" ".join(left)) or any_of("gap_behind").fullmatch(" ".join(right[:1])):
        return True
    return right == ["of", "the"] or " ".join(right).startswith("of <")


def is_of_those(shape: str, found: re.Match[str]) -> bool:
    """Whether a figure is the number of those that are ranked: "of the three islands", "the 120-member"."""
    left = shape[: found.start()].strip()
    counted = found[1] == Kind.COUNT.value and re.search(
        r"(?<!\S)(?:(?:of|among) (?:the|its|their|all)|[a-z]*est of)$", left
    )
    return (counted is not None and bool(counted)) or shape[found.end() :].startswith(" - ")


def figures(row: Row) -> list[Slot]:
    """The figures of a row that can be ranked, ages too."""
    found = []
    for slot in row.slots:
        inside = row.span.start <= slot.span.start and slot.span.end <= row.span.end
        if inside and slot.quantity.kind in _RANKED and slot.interval is not None:
            found.append(slot)
    return found


def measure(shape: str) -> frozenset[int]:
    """What is measured, by number of its row in the table."""
    said = set(shape.split())
    return frozenset(number for number, line in enumerate(_measures()) if line & said)


@cache
def _measures() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in tables("consistency")["measured_by"])


def is_beaten(first: Slot, second: Slot, *, most: bool) -> bool:
    """Whether the second figure surely is more than the first, or less where that has the least."""
    above, below = sums.ends(first), sums.ends(second)
    if above is None or below is None or min(above[0], below[0]) <= 0:
        return False
    if max(above[0] / below[1], below[0] / above[1]) > _FARTHEST:
        return False
    return below[0] > above[1] if most else below[1] < above[0]

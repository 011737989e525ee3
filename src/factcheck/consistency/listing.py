"""Figures of a sentence as items that can be added up, in words too: "two nurses, a porter and one more"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import SLOT, Later, any_of, word_set
from factcheck.consistency.sheet import Row, Slot
from factcheck.extraction.counted import singular
from factcheck.intervals import plain
from factcheck.model import Bound, Kind
from factcheck.tables import tables

ADDED = (Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.POINTS)
"""Kinds of figures that parts of a whole can have."""
_NOUNS = Later(r"(?: (?!and(?!\S))[^\W\d_][^\s<>]*){0,3}")
_SEPARATES = Later(r"(?<!\S)(?:,|;|and|or|plus|:|–|—|\()(?!\S)")
_PEOPLES = ("ish", "ese", "men")
_CLOSES = Later(r"(?<!\S)(?:,|;|and)$")
_NAMED = (Kind.MEASURE, Kind.DURATION, Kind.POINTS)
_OPEN = (Bound.UNDER, Bound.UP_TO)


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A figure of a list, or one that words stand for ("a woman", "a couple"), which has no `slot`.

    `start` and `end` are its place in the row's shape; `unit` is what it is measured in, and "count" for things that
    are counted; `nouns` are the words behind it in the singular, `is_named` whether they name what is counted, and
    `is_sure` whether it surely is of a list.
    """

    row: Row
    start: int
    end: int
    low: Decimal
    high: Decimal
    slot: Slot | None
    unit: str
    nouns: tuple[str, ...]
    is_named: bool
    is_sure: bool = True

    @property
    def is_bare(self) -> bool:
        """Whether it says nothing of what it counts: "nine in the league"."""
        first = self.nouns[0] if self.nouns else "of"
        return first in word_set("no_noun_words") or first.endswith("ing")

    @property
    def is_figure(self) -> bool:
        """Whether it is printed as a number, be it one that nothing else of the checker took for a figure."""
        printed = self.row.shape[self.start : self.end]
        few = printed in _table("small_numbers") or self.low > 1
        return self.slot is not None or printed[0].isdigit() or few

    def said(self, text: str) -> str:
        """The draft's words for it."""
        if self.slot is not None:
            return self.slot.span.of(text)
        return "one" if self.low == 1 else plain(self.low)


@lru_cache(maxsize=512)
def items(row: Row) -> tuple[Item, ...]:
    """The items of a row in order; those in words only where they stand in a list or are persons."""
    if "|" in row.shape:
        return ()
    found = sorted([*_figures(row), *_worded(row)], key=lambda item: item.start)
    return tuple(_listed(found))


def gap(first: Item, second: Item) -> str:
    """The words between two items of one row."""
    return first.row.shape[first.end : second.start].strip()


def behind(item: Item) -> str:
    """The words behind an item."""
    return item.row.shape[item.end :].strip()


def before(item: Item) -> str:
    """The words before an item."""
    return item.row.shape[: item.start].strip()


def _figures(row: Row) -> Iterator[Item]:
    for found in SLOT.finditer(row.shape):
        slot = row.slots[int(found[2])]
        ends = sums.ends(slot)
        if ends is None or slot.quantity.kind not in ADDED or slot.quantity.per or slot.quantity.bound in _OPEN:
            continue
        if slot.quantity.kind is Kind.COUNT and _is_no_count(row.shape[: found.start()].rstrip()):
            continue
        unit = f"{slot.quantity.kind.value} {slot.quantity.unit}".strip()
        said = _said_behind(row.shape, found.end())
        nouns = tuple(map(singular, said))
        named = slot.quantity.kind in _NAMED or (ends[1] <= 1 and bool(nouns)) or is_named(said)
        yield Item(row, found.start(), found.end(), *ends, slot, unit, nouns, named)


def _is_no_count(before: str) -> bool:
    """Whether the words before a figure make it an age, a number of a thing or a round: "a man of 51"."""
    rest, _, last = before.rpartition(" ")
    if last == "of":
        return any_of("one_person").ends(rest)
    return last == "aged" or (last in word_set("numbered") and not rest.endswith("s"))


@cache
def _word_items() -> re.Pattern[str]:
    few = "|".join(tables("consistency")["small_groups"])
    return re.compile(
        rf"(?<!\S)(?:(?P<few>a (?:{few}))|(?P<one>an?|one|another|his|her|their)(?= [^\W\d_<])"
        rf"|(?P<loose>\d{{1,3}}(?:,\d{{3}})*|{'|'.join(tables('consistency')['small_numbers'])}))"
        r"(?! (?:st|nd|rd|th)(?!\S))(?!\S)"
    )


def _worded(row: Row) -> Iterator[Item]:
    for found in _word_items().finditer(row.shape):
        nouns, number = tuple(map(singular, _said_behind(row.shape, found.end()))), Decimal(1)
        before_it = row.shape[: found.start()].rstrip()
        if found["loose"]:
            if _is_no_count(before_it):
                continue
            number = Decimal(_table("small_numbers").get(found["loose"]) or found["loose"].replace(",", ""))
        elif found["few"]:
            number = Decimal(_table("small_groups")[found["few"].removeprefix("a ")])
        elif found["one"] in ("his", "her", "their") and not _is_person(nouns):
            continue
        if nouns[-1:] == ("one",) or (nouns and nouns[0] in word_set("no_things")):
            continue
        if found["one"] == "one" and any_of("before_a_pronoun").search(before_it.rpartition(" ")[2]):
            continue
        yield Item(row, found.start(), found.end(), number, number, None, "count", nouns, bool(nouns))


def _table(name: str) -> Mapping[str, str]:
    entries: Mapping[str, str] = tables("consistency")[name]
    return entries


def _listed(found: Sequence[Item]) -> Iterator[Item]:
    """The figures, and of the items in words those that stand in a list: surely so where only a noun is between."""
    for number, item in enumerate(found):
        if item.is_figure:
            yield item
            continue
        between = gap(found[number - 1], item) if number else ""
        alone = item.row.shape[item.start : item.end] == "one" and item.is_bare
        tight_behind = number + 1 < len(found) and is_tight(gap(item, found[number + 1]))
        if is_tight(between) or tight_behind or (alone and _CLOSES.search(between)):
            yield item
        elif _is_person(item.nouns[:2]) and (not before(item) or _CLOSES.search(before(item))):
            yield replace(item, is_sure=False)


def is_tight(between: str) -> bool:
    """Whether the words between two items are the noun of the first and a comma or "and"."""
    parts = [part.split() for part in _SEPARATES.split(between)]
    few = len(parts) > 1 and len(parts[0]) <= 2 and not any(parts[1:]) and "<" not in between
    if parts[0] and parts[0][0] in word_set("no_noun_words"):
        return False
    return few and not (len(parts[0]) == 2 and parts[0][1].endswith("ed"))


def _is_person(nouns: Sequence[str]) -> bool:
    return not word_set("one_person").isdisjoint(nouns)


def is_named(said: Sequence[str]) -> bool:
    """Whether one of the words behind a figure is a plural, or the name of a kind that has none."""
    for word in said:
        if word in word_set("no_noun_words"):
            return False
        plural = singular(word) != word or (word.endswith("s") and len(word) > 2)
        if plural or word.endswith(_PEOPLES) or word in word_set("plural_words"):
            return True
    return False


def _said_behind(shape: str, at: int) -> list[str]:
    """Up to three words behind a figure."""
    found = _NOUNS.match(shape, at)
    return found[0].split() if found is not None else []

"""People told of in lists or one by one, most of them without a figure: "his wife, two sons and a neighbour"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import chain

from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.sheet import Row, Slot
from factcheck.consistency.tolls.fates import Role, Toll, predicate_fate, victims_behind
from factcheck.consistency.tolls.victims import Fate
from factcheck.tables import tables

_OF_PEOPLE = Later(r"(?:the )?<count:")
STOPS = Later(r"(?<!\S)[;.–—-](?!\S)")


@cache
def _list_pattern() -> re.Pattern[str]:
    stop = "|".join(map(words, ("no_noun_words", "before_a_fate", "died_themselves", "died_of_it", "was_hurt")))
    word = rf"(?!(?:{stop})(?!\S))[^\W\d_<][\w’']*"
    few = "|".join(tables("consistency")["small_numbers"])
    head = rf"(?:(?:(?:his|her|their|the) )?(?:<count:\d+>|{few})|an?|one|another|his|her|their|the)(?: <age:\d+>)?"
    one = rf"{head} (?:{word} |- ){{1,5}}(?:, (?:aged )?(?:<age:\d+>|<count:\d+>) )?"
    return re.compile(rf"(?<!\S)(?:the )?{one}(?:, (?:and )?{one})*(?:(?:, )?and (?:also )?{one})")


def lists(row: Row) -> Iterator[Toll]:
    """Lists of people to whom one thing is done: "killed his wife, two sons and a friend", "the cook and ... died"."""
    if " and " not in row.shape:
        return
    for found in _list_pattern().finditer(f"{row.shape} "):
        left, right = row.shape[: found.start()].strip(), row.shape[found.end() - 1 :].strip()
        done = victims_behind(left)
        placed = any_of("no_noun_words").fullmatch(left.rpartition(" ")[2]) is not None
        if not done and placed and not _OF_PEOPLE.match(found[0]):
            continue  # a place before them: "in the kitchen, and a guest was hurt"
        what = done or predicate_fate(right)
        many = _added(row, found[0])
        if what and many is not None:
            low, high, slots = many
            role = Role.MORE if any_of("increments").search(f"{left.rpartition(' ')[2]} {found[0]}") else Role.LIST
            role = Role.SOME if re.match(r"of (?:them|the|those)", right) else role
            yield Toll(row, found.start(), found.end() - 1, low, high, slots, what, role)


def _added(row: Row, said: str) -> tuple[Decimal, Decimal, tuple[Slot, ...]] | None:
    """How many people a list comes to, and its figures."""
    low = high = Decimal(0)
    slots: list[Slot] = []
    numbers = tables("consistency")["small_numbers"]
    known = {*tables("consistency")["one_person"], *tables("consistency")["more_persons"]}
    persons = 0
    for element in re.split(r" (?:, and|,|and) (?!(?:aged )?<age)", said.strip()):
        tokens = element.replace("- ", "").split()
        while len(tokens) > 1 and (tokens[0] in _BEFORE or (tokens[0] in _OWN and _is_number(tokens[1]))):
            tokens = tokens[1:]
        if not tokens:
            continue
        first = tokens[0]
        if first.startswith("<count:"):
            slot = row.slot(first)
            if slot.interval is None or slot.interval.low is None or slot.interval.high is None:
                return None
            low, high, slots = low + slot.interval.low, high + slot.interval.high, [*slots, slot]
        elif first in numbers:
            low, high = low + int(numbers[first]), high + int(numbers[first])
        else:
            many = 2 if "couple" in tokens else 1
            low, high = low + many, high + many
        persons += bool(known & set(tokens)) or first.startswith("<count:")
    return (low, high, tuple(slots)) if persons else None


_BEFORE = ("the", "and", ",", "also")
_OWN = ("his", "her", "their")


def _is_number(token: str) -> bool:
    return token.startswith("<count:") or token in tables("consistency")["small_numbers"]


_AGED = Later(r"^, (?:aged )?<(?:age|count):\d+> , (?:and )?(?:who )?")
_PAIRS = Later(r"(?<!\S)(?:the|both|his|her|their)(?: two)? (?P<who>parents|couple|twins|pair)(?!\S)(?! of)")


@cache
def _person_pattern() -> re.Pattern[str]:
    one = f"{words('one_person')}|{words('more_persons')}"
    return re.compile(
        rf"(?<!\S)(?:an?|one|another|his|her|their|the)"
        rf"(?: (?!(?:{one})(?!\S))(?:[^\W\d_][\w’']*|<age:\d+>|-)){{0,3}}? (?P<who>{one})(?!\S)"
        rf"(?! - )"
    )


def persons(row: Row) -> Iterator[Toll]:
    """Single people told of without a figure, to whom something was done."""
    if not any(any_of(name).is_in(row.shape) for name in ("one_person", "more_persons")) and not _PAIRS.search(
        row.shape
    ):
        return
    for found in chain(_person_pattern().finditer(row.shape), _PAIRS.finditer(row.shape)):
        left, right = row.shape[: found.start()].strip(), row.shape[found.end() :].strip()
        right = _AGED.sub("", right)
        what = victims_behind(left) or (Fate.NONE if STOPS.match(right) else predicate_fate(right))
        if what:
            many = Decimal(2 if found["who"] in ("couple", "parents", "twins", "pair") else 1)
            role = Role.MORE if found[0].startswith("another") else Role.PLAIN
            yield Toll(row, found.start(), found.end(), many, many, (), what, role)

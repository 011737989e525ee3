"""A number of things promised against those listed: "three reasons: cost and time"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.consistency.phrases import any_of, words
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.intervals import plain
from factcheck.model import Bound

_PROPER = re.compile(r"(?:[A-Z][\w’'.-]*|of|the|and the)(?: (?:[A-Z][\w’'.-]*|of|the))*")
_PLAIN = re.compile(r"(?:(?:an?|the|better|by|in|on) )?[a-z-]+(?: [a-z-]+)?(?: of [a-z-]+)?")
_FEWEST, _MOST = 2, 12


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every list that has more or fewer items than the sentence promises; only lists of names or of bare nouns."""
    for row in sheet.rows:
        if " : " in row.shape:
            patterns = _colons()
        elif " are " in row.shape or " as " in row.shape:
            patterns = _named()
        else:
            continue
        for pattern in patterns:
            found = pattern.search(row.shape)
            if found is not None and not any_of("not_listed").search(row.shape):
                yield from _judge(sheet, row.slot(found["many"]), found["mark"])
                break


@cache
def _colons() -> tuple[re.Pattern[str], ...]:
    return (re.compile(r"(?P<many><count:\d+>)(?: [a-z’'-]+){1,6} (?P<mark>:) [^:<>();]+ \.?$"),)


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    many = r"the (?:following )?(?P<many><count:\d+>)(?: [a-z-]+){1,3}"
    return (
        re.compile(rf"(?<!\S){many} (?P<mark>are) [^:<>();]+ \.?$"),
        re.compile(rf"(?:named|identified)(?: [a-z]+)? {many} (?P<mark>as) [^:<>();]+ \.?$"),
    )


def _judge(sheet: Sheet, many: Slot, mark: str) -> Iterator[Contradiction]:
    value = many.value
    if value is None or not _FEWEST <= value <= _MOST or many.quantity.bound is not Bound.EXACT:
        return
    behind = sheet.text[many.span.end :]
    sentence = re.match(rf"[^.!?\n]*?\s?{mark}\s+(?P<list>(?:[^.!?\n]|\.(?=\w)|(?<=St)\.)+)", behind)
    items = _items(sentence["list"].strip(), names_only=mark != ":") if sentence is not None else []
    if len(items) < _FEWEST or len(items) == value:
        return
    said = many.span.of(sheet.text)
    sum_ = f"{len(items)} are listed ({', '.join(items)}), the draft says {said}"
    yield Contradiction(many, (), sum_, f"“{plain(type(value)(len(items)))}”, or another list")


def _items(text: str, *, names_only: bool) -> list[str]:
    """The items of a list with commas and one "and" or "or"; nothing where it may be no plain list."""
    head, joint, last = text.rpartition(" and ")
    if not joint:
        head, joint, last = text.rpartition(" or ")
    if not joint or " and " in head or " or " in head:
        return []
    items = [one.strip() for one in [*head.rstrip(", ").split(","), last]]
    if any(not one for one in items) or len(set(items)) < len(items):
        return []
    proper = all(_PROPER.fullmatch(one) for one in items)
    bare = not names_only and all(_PLAIN.fullmatch(one) and not _opens().match(one) for one in items)
    return items if proper or bare else []


@cache
def _opens() -> re.Pattern[str]:
    """Words with which an item is no thing of its own."""
    return re.compile(rf"(?:{words('no_item')})(?!\S)")

"""Whether a figure is the age of a person, and whether it is that of today."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.consistency.phrases import any_of
from factcheck.consistency.sheet import Row
from factcheck.consistency.windows import Window, joined
from factcheck.model import Kind

_OLDEST = 122
_OF_AGE = (Kind.AGE, Kind.COUNT, Kind.ORDINAL)


def is_whole_age(window: Window, number: int) -> bool:
    """Whether a figure may be the age of a person in years."""
    quantity, value = window.slots[number].quantity, window.slots[number].value
    if quantity.kind is not Kind.AGE and (quantity.kind is not Kind.COUNT or quantity.counted):
        return False
    return value is not None and 0 < value <= _OLDEST and value == int(value)


def ages_now(window: Window) -> list[int]:
    """The figures of a window that surely are somebody's age on the draft's day, not the one at some time before."""
    return [first + number for first, row in window.numbered() for number in _ages_now(row)]


@lru_cache(maxsize=256)
def _ages_now(row: Row) -> tuple[int, ...]:
    if not any(slot.quantity.kind in _OF_AGE for slot in row.slots):
        return ()
    window = joined((row,), row)
    return tuple(number for number in window.home if _is_age_now(window, number))


def _is_age_now(window: Window, number: int) -> bool:
    if window.slots[number].quantity.kind is Kind.ORDINAL:
        turns = window.after(number).startswith("birthday")
        return turns and re.search(r" (?:today|this week|on <weekday:\d+>) ", window.sentence(number)) is not None
    if not is_whole_age(window, number):
        return False
    before, after, sentence = f" {window.before(number)} ", f" {window.after(number)} ", window.sentence(number)
    if re.search(r"(?: ,|^) now $", before) and re.match(r" [,.]", after):
        return True
    at_another = any_of("another_age").is_in(sentence) or re.match(r" (?:when|as|in|at) ", after) is not None
    return not at_another and _is_today(window, number, before, after)


def _is_today(window: Window, number: int, before: str, after: str) -> bool:
    """Whether the words on either side of an age say it of today."""
    if re.search(r" who is(?: now)? $| (?:he|she) is(?: now)? $", before):
        return re.match(r" [,.)]", after) is not None or not after.strip()
    if re.match(r"^ at(?: the age of)? $", before):
        return re.match(r" ,? ?[^<]*? (?:is|has|heads|runs|still|remains|holds) ", after) is not None
    if re.search(r" (?:turned|turns) $", before):
        return re.match(r" (?:on <weekday|last|this|yesterday|today|in (?:january|february)) ?", after) is not None
    if window.slots[number].quantity.kind is not Kind.AGE:
        return False
    aged = window.slots[number].quantity.text.lower().replace(" ", "-")
    if before == " the " and "year-old" in aged:
        return "<weekday:" in after
    since = " has since " in after or re.match(r" , (?:is|has) ", after) is not None
    return before.endswith(" , ") and after.startswith(" ,") and since

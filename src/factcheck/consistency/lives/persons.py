"""Whether a figure is the age of a person, and whether it is that of today."""

from __future__ import annotations

import re

from factcheck.consistency.phrases import any_of
from factcheck.consistency.windows import Window
from factcheck.model import Kind

_OLDEST = 122
WHEN_NOUNS = ("last", "next", "this", "today", "on")
"""Words that a bare age may stand before as if it counted them: "turned 21 last week"."""


def is_whole_age(window: Window, number: int) -> bool:
    """Whether a figure may be the age of a person in years."""
    quantity, value = window.slots[number].quantity, window.slots[number].value
    counts = bool(quantity.counted) and quantity.noun.partition(" ")[0] not in WHEN_NOUNS
    if quantity.kind is not Kind.AGE and (quantity.kind is not Kind.COUNT or counts):
        return False
    return value is not None and 0 < value <= _OLDEST and value == int(value)


def is_age_now(window: Window, number: int, before: str, after: str) -> bool:
    """Whether an age, between the words of its sentence, surely is that of the draft's day, not of some time before."""
    if re.search(r"(?: ,|^) now $", before) and re.match(r" [,.]", after):
        return True
    if not _is_today(window, number, before, after) or re.match(r" (?:when|as|in|at) ", after):
        return False
    return not any_of("another_age").is_in(window.sentence(number))


def _is_today(window: Window, number: int, before: str, after: str) -> bool:
    """Whether the words on either side of an age say it of today."""
    if re.search(r" who is(?: now)? $| (?:he|she) is(?: now)? $", before):
        return re.match(r" [,.)]", after) is not None or not after.strip()
    if re.match(r"^ at(?: the age of)? $", before):
        return re.match(r" ,? ?[^<]*? (?:is|has|heads|runs|still|remains|holds) ", after) is not None or (
            re.match(r" ,? ?(?:he|she) (?:still |now )?(?!was )[a-z]+s ", after) is not None
        )
    if before.endswith(" , at ") and after.startswith(" ,"):
        return "<weekday:" in before
    if re.search(r" (?:turned|turns) $", before):
        return re.match(r" (?:on <weekday|last|this|yesterday|today|in (?:january|february)) ?", after) is not None
    if window.slots[number].quantity.kind is not Kind.AGE:
        return False
    aged = window.slots[number].quantity.text.lower().replace(" ", "-")
    if before == " the " and "year-old" in aged:
        return "<weekday:" in after
    since = " has since " in after or re.match(r" , (?:is|has) ", after) is not None
    return before.endswith(" , ") and after.startswith(" ,") and since

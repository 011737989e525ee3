"""Whether a figure is the age of a person, and whether it is that of today."""

from __future__ import annotations

import re

from factcheck.consistency.phrases import Later, any_of
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


def is_age_now(window: Window, number: int) -> bool:
    """Whether an age of somebody is that of the draft's day, not of some time before or to come."""
    before, after = f" {window.before(number)} ", f" {window.after(number)} ".replace(" years old ", " ")
    said = f"{before}<>{after}"
    if _WHEN.search(before):
        return False
    if _NOW.search(said):
        return True
    dated = re.search("<(?:year|date)", window.sentence(number)) is not None
    old = "-old" in window.slots[number].quantity.text and not dated and _THE_OLD.match(said) is not None
    told = old or _TODAY.search(said) is not None or ("<year" not in before and _APPOSED.search(said) is not None)
    return told and not any_of("another_age").is_in(window.sentence(number))


_WHEN = Later(r" (?:when|until|till|before|time|once|if|unless|after|whether) (?:he|she|[a-z]+) (?:is|turns) $")
"""Before an age that is yet to come, or may be."""
_NOW = Later(
    r"(?:^| [,(]| and| but) (?:now|today) ,? ?(?:(?:that )?(?:he|she) is |at |aged |a (?:wo)?man of )?<> "
    r"(?:[,.)–—-]|and )"
    r"| (?:is|[’']s) <> now | who is <> , "
)
_TODAY = Later(
    r" (?:he|she|who) (?:will be|is|turns|turned) <> (?!in <|when |as )| (?:is|is now) <> (?:[,.)] |and |$)"
    r"| will turn <> | (?:today|now) , at <> | , <> ,.* has since "
    r"| (?:turned|turns|will be) <> (?:on <week|last|this|next|yesterday|today|tomorrow|in (?:<date|[a-z]{3,9} [.,]))"
    r"|^ at (?:the age of )?<> [^<]*? (?:is|has|heads|runs|still|remains|holds) "
    r"|(?:^| ,) at (?:the age of )?<> ,? ?(?:he|she) (?:still |now )?(?!was )[a-z]+s "
    r"| still [a-z]+(?: [a-z ]{1,20})? at (?:the age of )?<> (?:[,.)] |and |$)"
    r"| (?:<weekday:\d+>|(?:last|this) (?:week|month|year)|yesterday) [^<]*, (?:at|aged) <> ,"
)
_APPOSED = Later(r" ,(?: an? [a-z]+)? <> ,")
_THE_OLD = Later(
    r" (?:but |now )?the <> (?:[a-z-]+ )?"
    r"(?:is|has|still|now|heads|runs|owns|leads|works|says|said|plans|hopes|lives|.*<weekday)"
)

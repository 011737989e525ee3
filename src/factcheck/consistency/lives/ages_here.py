"""Whether a figure is the age of a person, by the words beside it."""

from __future__ import annotations

import re
from functools import cache

from factcheck.consistency.lives.persons import WHEN_NOUNS
from factcheck.consistency.phrases import Later, words
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.twice import is_person
from factcheck.consistency.windows import Window
from factcheck.model import Kind

_OLDEST = 125


def is_age(sheet: Sheet, window: Window, number: int) -> bool:
    """Whether a figure is the age of a person."""
    slot = window.slots[number]
    kind, value = slot.quantity.kind, slot.value
    if value is None or not 0 < value <= _OLDEST or value != int(value):
        return False
    if kind is Kind.ORDINAL:
        return window.after(number).startswith("birthday")
    if kind is Kind.COUNT and not slot.quantity.unit:
        noun = (slot.quantity.noun.split() or ["this"])[0]
        return noun in WHEN_NOUNS and (_is_told_as_age(window, number) or _is_of_name(sheet.text, slot.span.start))
    return kind is Kind.AGE and not slot.quantity.text.endswith("olds")


def _is_told_as_age(window: Window, number: int) -> bool:
    """Whether the words beside a bare number make it an age: "turned 40", "The boy is six.", "Lord Dunn, 75 today"."""
    before, after = window.before(number), window.after(number)
    if re.search(rf" (?:{words('singulars')}|{words('persons')}) is$", f" {before}") and after[:1] in ".,":
        return re.search(r"(?:old|young)est", before) is None
    if _TODAY.search(f" {before} <> {after} "):
        return True
    noun = _NOUN.search(before) if _BEHIND.match(after) else _NOUN_OF.search(before) if after[:1] in '.,”"' else None
    if noun is not None and is_person(noun[1]):
        return True
    return (
        (before.endswith("(") and after.startswith(")"))
        or (before.endswith((", then", ", then just", ", then only")) and after.startswith(","))
        or _cues().search(before) is not None
    )


def _is_of_name(text: str, start: int) -> bool:
    """Whether a bare number closes what is said of somebody named: "Ali Sow is 19."."""
    return _NAME_IS.search(text, max(0, start - 60), start) is not None and _CLOSED.match(text, start) is not None


_NAME_IS = Later(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+ is(?: now| only| just| already)? $")
_CLOSED = Later(r"\w+(?:-\w+)?(?:[.,;] |[.,;]?$| and )")
_NOUN = Later(r"([a-z-]+) ,$")
_NOUN_OF = Later(r"\b(?:an?|of) (?:[a-z]+ )?([a-z-]+) of$")
_BEHIND = Later(r", (?:is|has|was|who|whose|will|said|says) ")
_TODAY = Later(
    r" , <> (?:this|next|last) (?:week|month) ?, | (?:are|be) <> today "
    r"|^ (?:only |just |barely |still )?<> when (?:he|she) "
    r"| would have been <> (?:today|this|next|on|in) |(?<! it) is (?:already|now|only|just) <> [.,]"
)


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\S)(?:{words('age_before')})|i['’]m)(?: just| only| already)?$")

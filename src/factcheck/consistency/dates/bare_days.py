"""Days that stand apart from their month: "It rained all June ... on the 31st"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from factcheck.consistency.phrases import Later, word_set
from factcheck.consistency.sheet import Sheet, Slot, unlisted
from factcheck.extraction.day_names import months
from factcheck.model import Span
from factcheck.tables import wordset

_DAY = Later(r"the (?P<told>(?P<day>3\d)(?:st|nd|rd|th))\b(?: of (?P<which>last|this|next) month\b)?(?P<behind> \w+)?")
_BEFORE = Later(r"(\w+(?: of)?)(?: [A-Z]\w+day)?,? $")
_STEPS = {"last": -1, "this": 0, "next": 1}
_MONTH = Later(r"(?:(?P<before>\w+) |\bmid-)(?P<month>[A-Z][a-z]{2,8})\b(?P<behind> \d)?")
_ANY = Later(r"\bmonth(?:s|ly)?\b")
_FAR = 220
"""Characters before a bare day in which its month is told: a sentence or two."""
_BEHIND, _NEAR = 40, 40


@dataclass(frozen=True, slots=True)
class BareDay:
    """A day as a slot without a claim, with its number and its month."""

    slot: Slot
    day: int
    month: int


def bare_days(sheet: Sheet) -> Iterator[BareDay]:
    """The last days of a month that the sentences before name alone."""
    text = sheet.text
    for found in _DAY.finditer(text):
        start, end = found.start(), found.end("told")
        before = _BEFORE.search(text, max(0, start - _NEAR), start)
        if found["which"] and sheet.day is not None:
            month: int | None = (sheet.day.month - 1 + _STEPS[found["which"]]) % 12 + 1
        elif (
            before is not None
            and _is_alone(before[1], found["behind"] or "")
            and not _names_time(text[end : end + _BEHIND])
        ):
            month = _only_month(text[max(0, start - _FAR) : before.end(1)].rpartition("\n\n")[2])
        else:
            continue
        if month is not None:
            yield BareDay(unlisted(text, Span(*found.span("told")), Decimal(found["day"])), int(found["day"]), month)


def _is_alone(before: str, behind: str) -> bool:
    """Whether a day is one of a month and counts nothing: "on the 31st they" and not "on the 31st floor"."""
    if before.lower() not in word_set("before_days") and before.lower() not in months():
        return False
    return not behind or (behind[1:].lower() in wordset("words", "stop") and behind[1:] != "of")


def _only_month(text: str) -> int | None:
    """The month that a text says something was in, if it names no other."""
    named = [found for found in _MONTH.finditer(text) if found["month"].lower() in months()]
    sure = any(found["behind"] or _dates(found["before"] or "") for found in named)
    every = {months()[found["month"].lower()] for found in named}
    return every.pop() if sure and len(every) == 1 and not _ANY.search(text) else None


def _dates(before: str) -> bool:
    """Whether the word before a month says that it is one: "in June", "12 June", "mid-June"."""
    return not before or before[0].isdigit() or before.lower() in word_set("before_months")


def _names_time(text: str) -> bool:
    return bool(_ANY.search(text)) or any(found["month"].lower() in months() for found in _MONTH.finditer(text))

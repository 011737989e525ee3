"""A date against the day that the sentence before tells: "It sank on Monday. That morning, March 9, there was fog"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from factcheck import wording
from factcheck.consistency.phrases import Later, any_of, rarest, share_a_class, words
from factcheck.consistency.reading import spoken
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.told_days import differs, one, shown, told
from factcheck.model import Kind
from factcheck.periods import resolve
from factcheck.tables import wordset
from factcheck.text import sentence_starts

_QUOTES = Later(r"[\"“”‘]")
_COUNTED = Later(r" (?:ago|from|before|after|than|since|until|till|by|between)(?: on)? $")
_LONGEST = 400
"""Characters of the sentence before that are read at most."""
_FAR = 120
"""Days between the day told and the date that may still be meant for it."""
_THAT = Later(r" that (?:same |first )?(?:day|morning|afternoon|evening|night) (?:, |\( )?(?:on )?$")
_AT_THAT = Later(r" (?:at|in|on|of|from|during) that (?:same |first )?[a-z]+ (?:, |\( )?(?:on |of )?$")
_NOUN = Later(
    r" (?P<article>the|this|his|her|its|their|an?) (?:first )?(?P<noun>[a-z]+) "
    r"(?:, |\( )?(?:(?:at|in) \S+ )?(?:dated |held )?(?:on )?$"
)
_PERSON = Later(r"(?:ers?|ors?|ists?|man|men)$")
_SHORTEST = 4
"""Letters that two words of one stem begin with at the least."""


def apart(sheet: Sheet, day: date) -> Iterator[Contradiction]:
    """Dates of the event, or of the day, that the sentence before tells with a relative word or a weekday."""
    if Kind.DATE not in sheet.kinds() or sheet.said().isdisjoint(_telling()):
        return
    for number, row in enumerate(sheet.rows):
        dates = [slot for slot in row.slots if slot.quantity.kind in (Kind.DATE, Kind.WEEKDAY)]
        if len(dates) != 1 or dates[0].quantity.when is None or dates[0].quantity.when.day is None:
            continue
        if _QUOTES.search(row.shape) or _relative().search(row.shape):
            continue
        named = _named(row, dates[0])
        before, start = _sentence_before(sheet.text, row.span.start) if named is not None else ("", 0)
        if not before or _QUOTES.search(before) or (number and _has_date(sheet.rows[number - 1], start, day)):
            continue
        found = list(_relative().finditer(spoken(before)))
        if len(found) == 1 and not _is_counted(found[0]) and (not named or _tells(spoken(before), named)):
            yield from _judged(sheet, found[0].groupdict(), dates[0], day)


def _sentence_before(text: str, start: int) -> tuple[str, int]:
    """The sentence before the one at `start`, empty if there is none, and where it begins."""
    first = max(0, start - _LONGEST)
    starts = list(sentence_starts(text[first:start]))
    return (text[first + starts[-1] : start], first + starts[-1]) if starts else ("", 0)


def _is_counted(found: re.Match[str]) -> bool:
    """Whether words before a relative word count from there, or lead up to it; "after yesterday's" does not."""
    return not found[0].endswith("'s") and _COUNTED.search(found.string[: found.start()]) is not None


def _has_date(row: Row, start: int, day: date) -> bool:
    """Whether a row that is the sentence at `start` names a day, other than that of the draft."""
    whens = [slot.quantity.when for slot in row.slots if slot.quantity.kind is Kind.DATE]
    periods = [resolve(when, day) for when in whens if when is not None]
    return row.span.end > start and any(one is None or one.start != day for one in periods)


def _named(row: Row, beside: Slot) -> tuple[str, ...] | None:
    """Of what a date is told: its article and noun, nothing for "that day" or "that hearing"; ``None`` if unclear."""
    head = f" {row.shape.partition(f'<date:{row.slots.index(beside)}>')[0]}"
    if " that " in head and (_THAT.search(head) or _AT_THAT.search(head)):
        return ()
    noun = _NOUN.search(head)
    if noun is None or noun["noun"] in wordset("words", "stop") or any_of("other_days").search(row.shape):
        return None
    return noun["article"], noun["noun"]


def _tells(before: str, named: tuple[str, ...]) -> bool:
    """Whether the sentence before tells of that by a like word; an article is "a" only below a headline."""
    if named[0].startswith("a") and before.endswith(" . "):
        return False
    said = set(before.replace("'s ", " ").split()) - wordset("words", "stop")
    return any(_is_alike(word, named[1]) for word in said)


def _is_alike(word: str, noun: str) -> bool:
    """Whether a noun is of the stem of a word, or of its kind of event: "signed" and "signature", "met" and "talks"."""
    if share_a_class("nouns_of_events", (word,), (noun,)):
        return True
    if _PERSON.search(noun):
        return False
    least = max(_SHORTEST, min(len(word), len(noun)) - 2)
    return word[:least] == noun[:least] and min(len(word), len(noun)) >= least


def _judged(sheet: Sheet, groups: Mapping[str, str | None], beside: Slot, day: date) -> Iterator[Contradiction]:
    when = beside.quantity.when
    near = resolve(when, day) if when is not None else None
    if when is None or near is None:
        return
    if name := groups["weekday"]:
        week = [day + timedelta(days=n) for n in (*range(0, -8, -1), *range(1, 8))]
        each = [one(other, when) for other in week if wording.day_name(other).lower() == name]
    else:
        each = [told(groups, when, day)]
    days = [found for found in each if found is not None]
    if days and not any(found.allows(when, day) or abs((near.start - found.first).days) > _FAR for found in days):
        yield differs(sheet.text, day, beside, shown(groups), days[0])


@cache
def _telling() -> frozenset[str]:
    return rarest("day_words") | wordset("words", "weekdays") | {"last", "this", "next"}


@cache
def _relative() -> re.Pattern[str]:
    days, weekdays = words("day_words"), "|".join(wordset("words", "weekdays"))
    return re.compile(
        rf"(?<!\S)(?:(?P<days>{days})|(?P<step>last|this|next) (?P<unit>week|month|year)|(?P<weekday>{weekdays}))"
        r"(?:'s)?(?!\S)"
    )

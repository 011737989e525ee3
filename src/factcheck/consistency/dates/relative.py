"""Days, months and years told from the draft's own date: "yesterday, 12 March", "next month, in June"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.consistency import weighing
from factcheck.consistency.dates.relative_apart import apart
from factcheck.consistency.dates.told_days import differs
from factcheck.consistency.dates.told_from import counted_on
from factcheck.consistency.dates.told_phrases import Phrase, phrases
from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.weighing import Candidate

_YEARS = range(1000, 9000)
"""Years of drafts that are read."""
_QUOTES = Later(r"[\"“”‘]")
_BEHIND = Later(
    r"(?: (?:morning|afternoon|evening|night|lunchtime))? ?[,(–—-] ?"
    r"(?:(?:(?:at|about|around|by|just|shortly|soon|before|after|early|late|noon|midnight|half|past|quarter|"
    r"\d[\d.:]*(?: ?[ap]\.?m\.?)?|[a-z]+ o['’]clock) )*(?:on|in) )?(?:the )?"
)
"""Between relative words and a date that says the same once more."""
_BEFORE = Later(r" ?[,(] ?(?:that is, |i\.e\. |just |only |early |late )?")
_ENDS = Later(r"\)? ?(?:(?:morning|afternoon|evening|night)\b|[,.;:)]|$| ?[-–—] ?|\n)")
_JOINS = Later(r"(?: ?, ?| and | or | to | until )+(?:in |on )?")
_COUNTED = Later(r"(?:^| )(?:ago|from|before|after|than|until|till|by)(?: (?:on|in))? $")
"""Words before "today" or "this month" that count from there to another day."""
_LEAD = 40
"""Characters before relative words that are read."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every date told with a relative word that means another; none where the draft's date is not known."""
    if sheet.day is None or sheet.day.year not in _YEARS:
        return
    seen: set[int] = set()
    weighed = weighing.told("relative", candidates(sheet))
    for wrong in (*_beside(sheet, sheet.day), *counted_on(sheet, sheet.day), *weighed):
        if wrong.at.claim not in seen:
            seen.add(wrong.at.claim)
            yield wrong


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every date with each relative word in a sentence near it that means another day."""
    if sheet.day is not None and sheet.day.year in _YEARS:
        yield from apart(sheet, sheet.day)


def _beside(sheet: Sheet, day: date) -> Iterator[Contradiction]:
    """The dates right beside relative words."""
    told = phrases(sheet)
    starts = [phrase.span.start for phrase in told]
    for row in sheet.rows:
        dates = [slot for slot in row.slots if slot.quantity.when is not None]
        near = told[bisect_left(starts, row.span.start) : bisect_left(starts, row.span.end)]
        if not dates or not near or _QUOTES.search(row.shape):
            continue
        for number, slot in enumerate(dates):
            if not _is_of_another_time(dates[:number], day):
                words = [one for one in near if _are_beside(sheet.text, row, slot, one, dates[number + 1 :])]
                yield from _judge(sheet.text, slot, words, day)


def _is_of_another_time(before: Sequence[Slot], day: date) -> bool:
    """Whether somebody speaks on another day: a year long past was told."""
    years = [slot.quantity.when.year for slot in before if slot.quantity.when is not None]
    return any(year is not None and abs(year - day.year) > 1 for year in years)


def _judge(text: str, slot: Slot, beside: Sequence[Phrase], day: date) -> Iterator[Contradiction]:
    """The finding for a date, of the first of the relative words `beside` it that mean another day."""
    when = slot.quantity.when
    assert when is not None
    for phrase in beside:
        days = phrase.means(slot, day)
        if days and not any(one.allows(when, day) for one in days):
            others = [] if phrase.long is None else [phrase.long]
            yield differs(text, day, slot, phrase.span.of(text), days[0], *others)
            return


def _are_beside(text: str, row: Row, slot: Slot, phrase: Phrase, following: Sequence[Slot]) -> bool:
    """Whether a date and relative words stand side by side and name one day."""
    first, last = sorted((slot.span, phrase.span), key=lambda span: span.start)
    between = text[first.end : last.start]
    if phrase.groups["weekday"]:
        return phrase.kind != "weekday" and slot.span.start < phrase.span.end <= slot.span.end
    if len(between) > _LEAD or (phrase.groups["in"] and not phrase.groups["time"]):
        return False  # "the second fire in a week, on Monday"
    before = text[max(row.span.start, first.start - _LEAD) : first.start].lower()
    if _COUNTED.search(before) or not _ENDS.match(text, last.end):
        return False
    if any(_JOINS.fullmatch(text[last.end : other.span.start]) for other in following):
        return False
    if first is phrase.span:
        return _BEHIND.fullmatch(between) is not None
    return _BEFORE.fullmatch(between) is not None

"""Days counted from one told before: "They met on Friday. The next day, Sunday, they parted"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from factcheck import wording
from factcheck.consistency.dates.told_days import one, weekdays_meant
from factcheck.consistency.dates.told_phrases import phrases
from factcheck.consistency.phrases import Later
from factcheck.consistency.reading import starts_of
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.extraction import numbers
from factcheck.model import Kind, Span, When
from factcheck.periods import resolve

_REACH = 2
"""Sentences between a day and those counted from it, at most."""
_WEEKS = 31
"""Days from that of the draft in which a date is counted on to."""
_FAR = 60
"""Characters before a date that are read."""
_ENDS = Later(r"\)? ?(?:[,.;:)]|$| ?[–—] ?| (?:morning|afternoon|evening|night) ?[,.;])")
_WENT_ON = Later(r"\b(?:weekend|later|following|next|until|holiday|days)\b")
"""Words that tell of another day between."""
_WORDS = frozenset({"next", "following", "previous", "preceding", "later", "earlier", "before", "after", "afterwards"})


def counted_on(sheet: Sheet, day: date) -> Iterator[Contradiction]:
    """Every date beside words that count from a day told before, where no day near it gives that date."""
    if sheet.said().isdisjoint(_WORDS):
        return
    text, starts = sheet.text, starts_of(sheet.text)
    dates = [slot for row in sheet.rows for slot in row.slots if slot.quantity.when is not None]
    for slot in dates:
        when = slot.quantity.when
        found = _counted().search(text, max(0, slot.span.start - _FAR), slot.span.start)
        if found is None or when is None or not _is_of_these_weeks(when, day):
            continue
        sentence = bisect_right(starts, found.start()) - 1
        anchors = _anchors(sheet, day, dates, Span(starts[max(0, sentence - _REACH)], found.start()))
        if anchors and _ENDS.match(text, slot.span.end):
            yield from _judge(sheet, day, slot, found, anchors)


def _is_of_these_weeks(when: When, day: date) -> bool:
    """Whether a date is near that of the draft, as a weekday without a date is."""
    days = resolve(when, day)
    return days is not None and abs((days.start - day).days) <= _WEEKS


def _anchors(sheet: Sheet, day: date, dates: Sequence[Slot], near: Span) -> list[tuple[Span, Sequence[date]]]:
    """The days told in a part of the draft, each with all that it can mean."""
    found: list[tuple[Span, Sequence[date]]] = []
    for slot in dates:
        when = slot.quantity.when
        if near.start <= slot.span.start < near.end and when is not None:
            days = resolve(when, day)
            if slot.quantity.kind is Kind.WEEKDAY:
                found.append((slot.span, weekdays_meant(when.weekday or 0, None, day)))
            elif days is not None and days.start == days.end:
                found.append((slot.span, [days.start]))
    found += [
        (phrase.span, [day + timedelta(days=phrase.shift)])
        for phrase in phrases(sheet)
        if near.start <= phrase.span.start < near.end and phrase.shift is not None
    ]
    return sorted(found, key=lambda anchor: anchor[0].start)


def _judge(
    sheet: Sheet, day: date, slot: Slot, found: re.Match[str], anchors: Sequence[tuple[Span, Sequence[date]]]
) -> Iterator[Contradiction]:
    """The finding for a date of the words `found`, if no day told before allows it; the last is the one named."""
    when, shift = slot.quantity.when, timedelta(days=_shift(found))
    assert when is not None
    told = [one(other + shift, when) for _, days in anchors for other in days]
    between = sheet.text[anchors[-1][0].end : found.start()].lower()
    if _WENT_ON.search(between) or any(days is None or days.allows(when, day) for days in told):
        return
    last, days = anchors[-1]
    right = f"{wording.day_name(days[0] + shift)}, {wording.long_date(days[0] + shift)}"
    said = f"{found['said']}, counted from {last.of(sheet.text)}, is {right}, the draft says {slot.span.of(sheet.text)}"
    others = tuple(other for row in sheet.rows for other in row.slots if other.span == last)
    yield Contradiction(slot, others, said, f"“{right}”, or another count than “{found['said']}”")


def _shift(found: re.Match[str]) -> int:
    """Days to the date from the one it is counted from."""
    many = (found["many"] or "one").lower()
    number = int(many) if many.isdigit() else 1 if many in ("a", "one", "the") else int(numbers.words("ones")[many])
    back = (found["way"] or found["step"]).lower() in ("earlier", "before", "previous", "preceding")
    return -number if back else number


@cache
def _counted() -> re.Pattern[str]:
    numbers_ = "|".join(numbers.words("ones"))
    return re.compile(
        r"\b(?P<said>the (?P<step>next|following|previous|preceding) (?:day|morning|afternoon|evening|night)"
        rf"|(?P<many>the|a|{numbers_}|\d) (?:day|night|morning|evening)s? "
        r"(?P<way>later|earlier|before|after|afterwards))"
        r" ?[,(–—] ?(?:[a-z]+ [a-z]+ ?, )?(?:on |a )?\Z",
        re.IGNORECASE,
    )

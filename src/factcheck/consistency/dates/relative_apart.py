"""Dates behind a relative word that means another day: "It sank last night. That day, March 9, there was fog".

A date that a word as near allows is no candidate.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from factcheck.consistency.dates.relative_evidence import NAMED, TIES, Pair, ties
from factcheck.consistency.dates.told_days import Told, differs
from factcheck.consistency.dates.told_phrases import Phrase, phrases
from factcheck.consistency.evidence import evidence
from factcheck.consistency.phrases import Later
from factcheck.consistency.reading import figure_in_words, figures, starts_of
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.consistency.weighing import Candidate
from factcheck.model import Kind, Period, Span, When
from factcheck.periods import resolve

_REACH, _MOST = 3, 12
"""Sentences between a word and a date, and words and dates of a draft's part that are read, at most."""
_FAR, _FAR_DAYS = {"year": 3000, "month": 120}, 31
"""Days between what a word for a year, a month or days means and the date that may still be meant for it."""
_VAGUE = ("today", "weekday")
"""Words that tell a day but seldom that of another sentence: today is often nowadays, and news is full of weekdays."""
_ANOTHER = Later(r" (?:second|third|another|other|else|earlier) ")
_UNTIL = Later(r" (?:by|until|till|before|after|since) $")


def apart(sheet: Sheet, day: date) -> Iterator[Candidate]:
    """Every date with each relative word near it that means another day, unless a nearer one means it."""
    dates = [
        (slot, days)
        for row in sheet.rows
        for slot in row.slots
        if slot.quantity.when is not None
        and slot.quantity.kind not in (Kind.PERIOD, Kind.YEAR)
        and (days := resolve(slot.quantity.when, day)) is not None
    ]
    words = [word for word in phrases(sheet) if word.kind not in _VAGUE] if dates else []
    for slot, days in dates if words else ():
        sentence = _sentence(sheet, slot)
        beside = [word for word in words if 0 < sentence - word.sentence <= _REACH]
        if 0 < len(beside) <= _MOST:
            found = list(_pairs(day, slot, days, sentence, beside))
            if found:
                yield from _weighed(sheet, day, found, [one.span for one, _ in dates], words)


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(one.start < span.end and span.start < one.end for one in others)


def _weighed(
    sheet: Sheet, day: date, found: Sequence[Pair], dates: Sequence[Span], words: Sequence[Phrase]
) -> Iterator[Candidate]:
    """The pairs of one date with what speaks for and against each."""
    line, text = figures(sheet), sheet.text
    places = {span: figure_in_words(text, line, span, Decimal(0)) for span in (*dates, *(one.span for one in words))}
    date_ = places[found[0].slot.span]
    if _ANOTHER.search(date_.head) or _UNTIL.search(date_.head):
        return
    near = [one for one in places.values() if abs(one.sentence - date_.sentence) <= _REACH]
    for pair in found:
        told = places[pair.word.span]
        tied = tuple(ties(text, pair, told, date_, day))
        if (NAMED if pair.slot.quantity.kind is Kind.WEEKDAY else TIES).isdisjoint(tied):
            continue
        beside = [span for span in dates if places[span].sentence == told.sentence]
        every = evidence(text, {"told": told, "date": date_}, near)
        every.update(tied)
        every["told dated"] = any(not _meets(span, [told.span]) for span in beside)
        others = () if pair.word.long is None else (pair.word.long,)
        yield Candidate(every, differs(text, day, pair.slot, pair.word.span.of(text), pair.means, *others))


def _sentence(sheet: Sheet, slot: Slot) -> int:
    return bisect_right(starts_of(sheet.text), slot.span.start) - 1


def _pairs(day: date, slot: Slot, printed: Period, sentence: int, beside: Sequence[Phrase]) -> Iterator[Pair]:
    """The words near a date that mean another day, each with the day it means and by how many days that is off."""
    when = slot.quantity.when
    assert when is not None
    meant = [(word, days) for word in beside if (days := word.means(slot, day))]
    fair = [abs(word.sentence - sentence) for word, days in meant if any(one.allows(when, day) for one in days)]
    for word, days in meant:
        off, one = min(((_off(when, printed, one), one) for one in days), key=lambda found: found[0])
        most = _FAR.get(word.groups["unit"] or word.groups["long"] or "", _FAR_DAYS)
        if off <= most and not any(one <= abs(word.sentence - sentence) for one in fair):
            yield Pair(slot, printed, word, one, off)


def _off(when: When, printed: Period, one: Told) -> int:
    """Days between a printed date, in the year that is the likeliest, and what a word means."""
    years = (0,) if when.year is not None or when.month is None else (-365, 0, 365)
    before, behind = (one.first - printed.end).days, (printed.start - one.last).days
    return min(max(before - more, behind + more, 0) for more in years)

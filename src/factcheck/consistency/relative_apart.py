"""Dates near a relative word that means another day, and what speaks for their being of one event.

"It sank on Monday. That morning, March 9, there was fog". A date that a word as near allows is no candidate.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from factcheck import wording
from factcheck.consistency.evidence import evidence
from factcheck.consistency.phrases import Later, any_of, rarest, share_a_class, words
from factcheck.consistency.reading import Figure, figure_in_words, figures, sentence_words, starts_of
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.consistency.told_days import Told, ago, differs, one, told
from factcheck.consistency.weighing import Candidate
from factcheck.model import Kind, Period, Span, When
from factcheck.periods import resolve
from factcheck.tables import wordset

_REACH, _MOST = 3, 12
"""Sentences between a word and a date, and words and dates of a draft's part that are read, at most."""
_WEEK = 10
"""Days by which a date is off a weekday that is meant for it, at most."""
_FAR, _FAR_MONTHS, _FAR_YEARS = 31, 120, 3000
"""Days between what a word for days, a month or a year means and the date that may still be meant for it."""
_COUNTED = Later(r" (?:ago|from|before|after|than|since|until|till|by|between|for)(?: (?:on|in|to))? $")
_THAT = Later(r" that (?:same |first )?[a-z]+ (?:, |\( )?(?:on |of )?$")
_NOUN = Later(
    r" (?P<article>the|this|his|her|its|their|an?) (?:first )?[a-z]+ "
    r"(?:, |\( )?(?:(?:at|in) \S+ )?(?:dated |held |taken |made )?(?:on |of |for )?$"
)
_ON = Later(r" (?:on|in|of|for|dated|at|,) $")
_WILL = Later(r" (?:will|to|shall|would|can|may|due|opens?|begins?|starts?|closes?) ")
_PAST = Later(r" (?:was|were|had|said|[a-z]+ed) ")
_ANOTHER = Later(r" (?:second|third|another|other|else|earlier) ")
_UNTIL = Later(r" (?:by|until|till|before|after|since) $")
_DAY_OF = Later(r" (?:day|date|night|morning|evening) (?:of|it|he|she|they|in question|when) ")
_LONG = Later(r"<duration:(?P<long>\d+)> (?P<way>ago|from now|hence) |(?<!\S)in <duration:(?P<to>\d+)> ")
_STEPS = ((1, "a day"), (3, "days"), (7, "a week"), (14, "a fortnight"), (31, "a month"))


@dataclass(frozen=True, slots=True)
class Word:
    """A relative word or weekday: its place and sentence, what was matched, and the length that it counts, if any."""

    span: Span
    sentence: int
    groups: Mapping[str, str | None]
    long: Slot | None = None

    @property
    def reach(self) -> int:
        """How many sentences off a date may be of the same event: a weekday soon means another."""
        return 1 if self.groups.get("weekday") else _REACH

    def name(self, text: str) -> str:
        """The words as they are printed."""
        said, way = self.span.of(text), self.groups.get("way")
        return said if self.long is None else f"{said} {way}" if way else f"in {said}"

    def means(self, slot: Slot, day: date) -> list[Told]:
        """The days that it can mean for a date."""
        when = slot.quantity.when
        assert when is not None
        if self.long is not None:
            each = [ago(self.long, self.groups["way"] or "from now", when, day)]
        elif self.groups.get("long") or self.groups.get("to"):
            each = [_weeks(when, day, self.groups)]
        elif name := self.groups["weekday"]:
            if slot.quantity.kind is Kind.WEEKDAY:
                return []
            each = [one(other, when) for other in _days_near(day)[name]]
        else:
            each = [told(self.groups, when, day)]
        return [found for found in each if found is not None]


def _weeks(when: When, day: date, groups: Mapping[str, str | None]) -> Told | None:
    """The days that "a week ago" or "in a fortnight" means."""
    days = timedelta(days=7 if "week" in (groups["long"] or groups["to"] or "") else 14)
    middle, near = day - days if groups["long"] else day + days, days // 2 + timedelta(days=1)
    told_ = Told(middle - near, middle + near, wording.long_date(middle))
    return told_ if when.day is not None and when.year is None else None


@lru_cache(maxsize=2)
def _days_near(day: date) -> Mapping[str, Sequence[date]]:
    """The days of the weeks before and after one, the nearer first, by the name of the weekday."""
    found: dict[str, list[date]] = {}
    for step in (*range(0, -8, -1), *range(1, 8)):
        other = day + timedelta(days=step)
        found.setdefault(wording.day_name(other).lower(), []).append(other)
    return found


def apart(sheet: Sheet, day: date, *, likely: bool = False) -> Iterator[Candidate]:
    """Every date with each relative word near it that means another day, unless a nearer one means it.

    If only `likely` ones are asked for, without those that never have enough points: that is faster.
    """
    dates = [
        (slot, days)
        for row in sheet.rows
        for slot in row.slots
        if slot.quantity.when is not None
        and slot.quantity.kind is not Kind.PERIOD
        and (days := resolve(slot.quantity.when, day)) is not None
    ]
    if not dates or sheet.said().isdisjoint(_telling()):
        return
    starts = starts_of(sheet.text)
    words_ = list(_words(sheet, starts))
    for slot, days in dates:
        sentence = _sentence(starts, slot.span)
        beside = [word for word in words_ if 0 < abs(word.sentence - sentence) <= word.reach]
        if 0 < len(beside) <= _MOST and not (days.start == days.end == day):
            found = [one for one in _of(day, slot, days, sentence, beside) if not likely or _is_likely(slot, *one)]
            if found:
                yield from _weighed(
                    sheet, day, slot, found, [*(one.span for one, _ in dates), *(w.span for w in words_)]
                )


def _weighed(
    sheet: Sheet, day: date, slot: Slot, found: Sequence[tuple[Word, Told, int]], spans: Sequence[Span]
) -> Iterator[Candidate]:
    line = figures(sheet)
    places = {span: figure_in_words(sheet.text, line, span, Decimal(0)) for span in spans}
    place = places[slot.span]
    if _ANOTHER.search(place.head) or _UNTIL.search(place.head):
        return
    near = [one for one in places.values() if abs(one.sentence - place.sentence) <= _REACH]
    for word, means, off in found:
        every = evidence(sheet.text, {"told": places[word.span], "date": place}, near)
        every.update(_evidence(sheet, place, word, places[word.span], off))
        every["words"] = min(len(found) - 1, 4)
        others = () if word.long is None else (word.long,)
        yield Candidate(every, differs(sheet.text, day, slot, word.name(sheet.text), means, *others))


def _sentence(starts: Sequence[int], span: Span) -> int:
    return bisect_right(starts, span.start) - 1


def _of(
    day: date, slot: Slot, printed: Period, sentence: int, beside: Sequence[Word]
) -> Iterator[tuple[Word, Told, int]]:
    """The words near a date that mean another day, each with the day it means and by how many days that is off."""
    when = slot.quantity.when
    assert when is not None
    meant = [(word, days) for word in beside if (days := word.means(slot, day))]
    fair = [abs(word.sentence - sentence) for word, days in meant if any(one.allows(when, day) for one in days)]
    for word, days in meant:
        off, one = min(((_off(when, printed, one), one) for one in days), key=lambda found: found[0])
        unit = word.groups.get("unit")
        most = _FAR_YEARS if unit == "year" else _FAR_MONTHS if unit == "month" else _FAR
        if off <= most and not any(one <= abs(word.sentence - sentence) for one in fair):
            yield word, one, off


def _is_likely(slot: Slot, word: Word, _: Told, off: int) -> bool:
    if word.groups.get("weekday"):
        return off <= _WEEK
    return slot.quantity.kind is not Kind.WEEKDAY or word.groups.get("days") != "today"


def _off(when: When, printed: Period, one: Told) -> int:
    """Days between a printed date, in the year that is the likeliest, and what a word means."""
    years = (0,) if when.year is not None or when.month is None else (-365, 0, 365)
    return min(abs((printed.start - one.first).days + more) for more in years)


def _evidence(sheet: Sheet, place: Figure, word: Word, told_: Figure, off: int) -> Iterator[str]:
    every = sentence_words(sheet.text)
    of_word, of_date = every[word.sentence], every[place.sentence]
    head = place.head
    noun = _NOUN.search(head)
    groups = word.groups
    named = groups.get("days") or groups.get("unit") or ("weekday" if groups.get("weekday") else "length")
    tests = {
        f"told by {named}": True,
        f"off by {next((name for most, name in _STEPS if off <= most), 'more')}": True,
        "that": " that " in head and _THAT.search(head),
        "definite noun": noun is not None and not noun["article"].startswith("a"),
        "told counted": _COUNTED.search(told_.head),
        "on": _ON.search(head),
        "day of it": _DAY_OF.search(of_date),
        "other days": any_of("other_days").search(of_date),
        "both will": _WILL.search(of_word) and _WILL.search(of_date),
        "both past": _PAST.search(of_word) and _PAST.search(of_date),
        "events": share_a_class("nouns_of_events", of_word.split(), of_date.split()),
    }
    yield from (name for name, holds in tests.items() if holds)


def _words(sheet: Sheet, starts: Sequence[int]) -> Iterator[Word]:
    """The relative words of a draft, with its weekdays and lengths of time from today."""
    lower, ends = sheet.text.lower(), (*starts[1:], len(sheet.text))
    telling = _telling()
    for number, said in enumerate(sentence_words(sheet.text) if len(lower) == len(sheet.text) else ()):
        if telling.isdisjoint(said.split()):
            continue
        for found in _relative().finditer(lower, starts[number], ends[number]):
            yield Word(Span(*found.span()), number, found.groupdict())
    for row in sheet.rows:
        for found in _LONG.finditer(f"{row.shape} ") if "<duration" in row.shape else ():
            slot = row.slot(f"<duration:{found['long'] or found['to']}>")
            yield Word(slot.span, _sentence(starts, slot.span), {"way": found["way"]}, slot)


@cache
def _telling() -> frozenset[str]:
    return rarest("day_words") | wordset("words", "weekdays") | {"last", "this", "next", "ago", "time", "hence"}


@cache
def _relative() -> re.Pattern[str]:
    days, weekdays = words("day_words"), "|".join(wordset("words", "weekdays"))
    return re.compile(
        rf"(?<![\w-])(?<!from )(?:(?P<days>{days})|(?P<step>last|this|next) (?P<unit>week|month|year)|"
        rf"(?P<weekday>{weekdays})|(?P<long>a (?:week|fortnight)) (?P<way>ago)|in (?P<to>a (?:week|fortnight)))(?!\w)",
    )

"""The relative words of a draft: "yesterday", "last weekend", "a week ago today", "in ten days", "next Monday"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from factcheck.consistency.dates.told_days import Told, counted, one, stepped, weekdays_meant
from factcheck.consistency.phrases import rarest, words
from factcheck.consistency.reading import starts_of
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.extraction import numbers
from factcheck.model import Kind, Span, When
from factcheck.tables import table, tables, wordset

_UNITS = "day|night|week|fortnight|month|year"
_LEAD, _TAIL = 40, 70
"""Characters around a word of time that are read: more than the longest relative words take."""
_STEPS = ("last ", "this ", "next ", "coming ", "past ")
"""What stands before a weekday that is told from today."""
_TWO_NIGHTS = "the night before last"
_SHORT = 6
"""Characters before a length of time that say whether it has passed."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """Relative words: where they stand, their sentence, what was matched of them, and the figure in them, if any."""

    span: Span
    sentence: int
    groups: Mapping[str, str | None]
    long: Slot | None

    @property
    def kind(self) -> str:
        """What they tell a day by."""
        groups = self.groups
        if groups["weekday"]:
            return "weekday stepped" if groups["which"] or groups["on"] else "weekday"
        if groups["many"]:
            return "length ahead" if self.is_ahead else "length ago"
        return groups["days"] or groups["unit"] or ""

    @property
    def is_ahead(self) -> bool:
        """Whether it counts a length of time from today on."""
        return bool(self.groups["many"]) and not (self.groups["way"] or "").endswith("ago")

    @property
    def shift(self) -> int | None:
        """Days from that of the draft to the single day that it means; ``None`` where it means none."""
        word = self.groups["days"]
        if word is None or word == _TWO_NIGHTS:
            return None
        return int(tables("consistency")["day_words"][word]) + (7 if self.groups["week"] else 0)

    def means(self, slot: Slot, day: date) -> list[Told]:
        """The days that it can mean for a date; none where that is open."""
        when, groups = slot.quantity.when, self.groups
        assert when is not None
        if groups["weekday"]:
            found = [] if slot.quantity.kind is Kind.WEEKDAY else [one(other, when) for other in self._weekdays(day)]
        elif groups["many"]:
            found = [self._counted(when, day)]
        elif groups["unit"]:
            found = [stepped(_step(groups["step"]), groups["unit"], when, day)]
        else:
            found = [self._day(when, day)]
        return [told for told in found if told is not None]

    def _weekdays(self, day: date) -> list[date]:
        number = list(table("words")["weekdays"].split()).index(self.groups["weekday"])
        if self.groups["on"]:
            coming = weekdays_meant(number, "next", day)
            return [other + timedelta(days=7) for other in coming]
        return weekdays_meant(number, _step(self.groups["which"]) or None, day)

    def _counted(self, when: When, day: date) -> Told | None:
        groups = self.groups
        said = groups["many"] or ""
        number = int(said) if said.isdigit() else 1 if said in ("a", "an") else int(numbers.words("ones")[said])
        shift = int(tables("consistency")["day_words"][groups["from"]]) if groups["from"] else 0
        exact = groups["from"] is not None or groups["exact"] is not None
        many = number if self.is_ahead else -number
        return counted(many, groups["long"] or "", when, day + timedelta(days=shift), exact=exact)

    def _day(self, when: When, day: date) -> Told | None:
        word = self.groups["days"] or ""
        found = day + timedelta(days=int(tables("consistency")["day_words"][word]) + (7 if self.groups["week"] else 0))
        told = one(found, when)
        return told and (told._replace(last=found + timedelta(days=1)) if word == _TWO_NIGHTS else told)


def _step(said: str | None) -> str:
    """Which of "last", "this" and "next" some words mean."""
    last = (said or "").split()[-1:]
    return {"coming": "this", "past": "last"}.get(last[0], last[0]) if last else ""


def phrases(sheet: Sheet) -> tuple[Phrase, ...]:
    """All relative words of a draft, in its order."""
    if "told phrases" not in sheet.memo:
        sheet.memo["told phrases"] = tuple(_phrases(sheet))
    found: tuple[Phrase, ...] = sheet.memo["told phrases"]
    return found


def _phrases(sheet: Sheet) -> Iterator[Phrase]:
    lower = sheet.text.lower().replace("’", "'")
    if len(lower) != len(sheet.text):
        return
    starts = starts_of(sheet.text)
    slots = [slot for row in sheet.rows for slot in row.slots]
    begins = [slot.span.start for slot in slots]
    for found in _found(lower, sheet.said(), starts):
        groups = found.groupdict()
        if groups["many"] and not _tells_a_day(groups, lower[max(0, found.start() - _SHORT) : found.start()]):
            continue
        inside = slots[bisect_left(begins, found.start()) : bisect_left(begins, found.end())]
        long = next((slot for slot in inside if slot.quantity.when is None), None)
        yield Phrase(Span(*found.span()), bisect_right(starts, found.start()) - 1, groups, long)


def _found(lower: str, said: frozenset[str], starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """All that is matched around the words of time: to read whole sentences takes several times as long."""
    ends = (*starts[1:], len(lower))
    places = [at for cue in said & _cues() for at in _places(cue, lower)]
    days = (at for day in said & wordset("words", "weekdays") for at in _places(day, lower))
    places += [at for at in days if _is_stepped(lower, at)]
    near: list[tuple[int, int]] = []
    for at in sorted(places):
        number = bisect_right(starts, at) - 1
        start, end = max(starts[number], at - _LEAD), min(ends[number], at + _TAIL)
        if near and start <= near[-1][1] and starts[number] <= near[-1][0]:
            start = near.pop()[0]
        near.append((start, end))
    for start, end in near:
        yield from _relative().finditer(lower, start, end)


def _tells_a_day(groups: Mapping[str, str | None], before: str) -> bool:
    """Whether a length of time is counted from today: not "a week from Monday", "it is a year today since"."""
    if groups["way"] == "from":
        return groups["from"] is not None
    if groups["in"] or groups["way"]:
        return True
    return groups["from"] in ("today", "tomorrow") and not before.endswith((" is ", "'s ", " was ", " been "))


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _is_stepped(text: str, at: int) -> bool:
    """Whether a weekday is told from another: "next Monday"; those with "week" behind them have a cue anyway."""
    return text.endswith(_STEPS, 0, at)


@cache
def _cues() -> frozenset[str]:
    units = {*_UNITS.split("|"), "weekend"}
    return rarest("day_words") | units | {f"{unit}s" for unit in units}


@cache
def _relative() -> re.Pattern[str]:
    days, weekdays = words("day_words"), "|".join(wordset("words", "weekdays"))
    numbers_ = "|".join(numbers.words("ones"))
    steps = "last|this coming|the coming|this past|the past|this|next"
    return re.compile(
        rf"(?<![\w,.-])(?<!from )(?<! week )(?:(?P<days>{days})(?P<week> week)?"
        rf"|(?P<step>{steps}) (?P<unit>week(?:end)?|month|year)(?! of )"
        rf"|(?P<which>(?:{steps}) )?(?P<weekday>{weekdays})(?P<on> week(?! ago))?(?! before last)"
        r"|(?P<exact>exactly |on this day )?(?P<in>in )?(?:just )?"
        rf"(?P<many>an?|{numbers_}|\d{{1,3}}) (?P<long>{_UNITS})s?"
        r"(?:(?P<time>(?:'s?)? time)| (?P<way>ago|from now|from|hence))?(?: (?P<from>today|tomorrow|yesterday))?"
        r"(?! (?:of|or|to) ))(?![\w-])"
    )

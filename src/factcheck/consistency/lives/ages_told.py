"""Ages of the persons of a draft, today, in a year or at death, and the years that they have worked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from factcheck.consistency.lives.ages_then import date_of, tells_then
from factcheck.consistency.lives.dates_told import died
from factcheck.consistency.lives.deeds import OFFICE
from factcheck.consistency.lives.facts import ANYBODY, EVER, Fact, What, aged
from factcheck.consistency.lives.people import Part, part_at, parts
from factcheck.consistency.lives.persons import is_age_now, is_whole_age
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.consistency.windows import Window, windows
from factcheck.model import Kind

_BEGAN = 8
"""Age at which nobody has yet begun what he did for years."""


def ages_of(sheet: Sheet) -> tuple[tuple[Fact, ...], ...]:
    """What the ages of each sentence tell of anybody, read once for all checks."""
    if "ages of anybody" not in sheet.memo:
        sheet.memo["ages of anybody"] = tuple(tuple(_ages_in(sheet, window)) for window in windows(sheet))
    found: tuple[tuple[Fact, ...], ...] = sheet.memo["ages of anybody"]
    return found


def _ages_in(sheet: Sheet, window: Window) -> Iterator[Fact]:
    """What the ages and years of work in the middle sentence tell of anybody."""
    for number in window.home:
        slot = window.slots[number]
        is_nth, value = slot.quantity.kind is Kind.ORDINAL, int(slot.value or 0)
        if slot.quantity.kind is Kind.DURATION and slot.quantity.unit == "year":
            yield from _served(sheet, slot, f" {window.before(number)} ")
        if not (is_nth or is_whole_age(window, number)):
            continue
        before, after = f" {window.before(number)} ", f" {window.after(number)} "
        is_now = _is_feast(window, number) if is_nth else is_age_now(window, number)
        if is_now and sheet.day is not None:
            yield aged(What.AGE_NOW, ANYBODY, slot, value, (sheet.day.year, sheet.day.year))
        elif is_nth and _NTH.search(f"{before}<>{after}"):
            yield from _last(sheet, window, slot, value - 1)
        elif not is_nth and _is_last(before, after):
            yield from _last(sheet, window, slot, value)
        if not is_now and tells_then(before, is_nth=is_nth):
            yield from _then(sheet, window, number)


def whose(sheet: Sheet, fact: Fact) -> Iterator[Fact]:
    """What an age or years of work tell, of the person whose they are, if that is clear."""
    assert fact.slot is not None
    part = part_at(sheet, fact.slot.span.start)
    if part.person is None and _PRONOUN.search(sheet.text, part.start, fact.slot.span.start):
        everyone = {one.person for one in parts(sheet) if one.person is not None}
        part = Part(part.start, everyone.pop()) if len(everyone) == 1 else part
    dead = fact.what is What.AGE_NOW and died(_rest(sheet, part, fact.slot))
    owned = part.owned and not _AT_HEAD.fullmatch(sheet.text[part.start : fact.slot.span.start])
    if part.person is not None and not owned and not dead:
        yield replace(fact, person=part.person)


_PRONOUN = Later(r"\b(?:he|she) (?:was|is) $")
_AT_HEAD = Later(r"\W*(?:Now,? a|A)t ")
"""Before an age that is of him whose thing follows: "At 50, his eyes are going"."""


def _served(sheet: Sheet, slot: Slot, before: str) -> Iterator[Fact]:
    """Somebody who "has played for 20 years", or "retired after 20 years"."""
    found = _SERVED.search(before)
    if sheet.day is None or not slot.value or found is None or _PUT_AWAY.search(before):
        return
    idle = any_of("lived").is_in(found[0]) or " been " in found[0]
    least = OFFICE if any_of("offices").is_in(found[0]) else 0 if idle else _BEGAN
    yield Fact(What.SERVICE, ANYBODY, slot, (-EVER, sheet.day.year - int(slot.value) - least))


_SERVED = Later(
    r" (?:(?:has|have) [a-z]+ |(?:worked|served|taught|played|lived|fished|farmed|ran|sang|coached) )[^<;]*"
    r"for (?:the past |the last |more than |some )?$"
    r"| (?:retire[sd]?|leaves|left|quits?|down) [^<;]*after (?:more than |some )?$"
)
_PUT_AWAY = Later(
    r" (?:jailed|sentenced|imprisoned|banned|barred|locked|suspended|ordered|first|time|signed|promised) "
)


def _last(sheet: Sheet, window: Window, slot: Slot, age: int) -> Iterator[Fact]:
    """An age at death, whenever that was, and of somebody who just died."""
    yield Fact(What.AGE_LAST, ANYBODY, slot, age=age)
    if sheet.day is not None and _just_died().search(window.shape):
        yield aged(What.AGE_LAST, ANYBODY, slot, age, (sheet.day.year - 1, sheet.day.year))


def _then(sheet: Sheet, window: Window, number: int) -> Iterator[Fact]:
    """An age at a date that is told with it."""
    slot, point = window.slots[number], date_of(sheet, window, number)
    if point is not None:
        years, age = (point.days.start.year, point.days.end.year), int(slot.value or 0)
        yield replace(aged(What.AGE_THEN, ANYBODY, slot, age, years), with_=window.slots[point.number])


_NTH = Later(r" (?:his|her) <> year\b")


def _rest(sheet: Sheet, part: Part, slot: Slot) -> str:
    """The text from the beginning of a part to the end of the sentence."""
    behind = re.split(r"[.!?;](?:\s|$)", sheet.text[slot.span.end : slot.span.end + 300])[0]
    return (sheet.text[part.start : slot.span.end] + behind).lower()


def _is_feast(window: Window, number: int) -> bool:
    """Whether a birthday of the person told of is near the draft's day, or may be."""
    if not window.after(number).startswith("birthday"):
        return False
    told = _FEAST.search(f" {window.sentence(number)} ")
    return told is not None or re.search(r"<(?:year|date)|\bwas\b", window.sentence(number)) is None


_FEAST = Later(
    r" (?:celebrates?|marks?|today|tomorrow|yesterday) "
    r"| (?:celebrated|marked) [^<]*<ordinal:\d+> birthday [^<]*<weekday:\d+> "
)


def _is_last(before: str, after: str) -> bool:
    if _WAS.fullmatch(before) and after.startswith((" .", " ,", " and ")):
        return True
    return _at_death().search(before) is not None or _WHEN_DIED.match(after) is not None


_WAS = Later(r" (?:he|she) was ")
_WHEN_DIED = Later(r" when (?:he|she) (?:died|passed away|was killed|drowned)\b| at (?:his|her) death\b")


@cache
def _at_death() -> re.Pattern[str]:
    died_ = "(?:died|dies|dead|death|passed away|dying|buried|killed|drowned|hanged|shot|executed|murdered|perished)"
    at = "(?:aged|age|at|age of|man of|woman of)(?: (?:just|only|about|barely))?"
    return re.compile(
        rf" (?:lived|survived) (?:to|until)(?: be| the age of| the ripe old age of)? $"
        rf"| {died_} (?:(?:[^;,]* )?(?:, )?{at})? $"
        rf"|^ (?:when|at the time) [^;<]*{died_} [^;]* $"
    )


@cache
def _just_died() -> re.Pattern[str]:
    days = "(?:in [a-z]+ ,|on (?:[a-z]+ )?<weekday|on [a-z]+ [a-z]+day|yesterday|last)"
    dead = "(?:dies|has died|dead at|who died|the dead (?:man|woman|boy|girl|driver|pilot)|the victim)"
    return re.compile(rf" {dead} | (?:died|passed away)(?: peacefully)? {days}")

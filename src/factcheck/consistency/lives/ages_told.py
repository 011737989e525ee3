"""Ages of the persons of a draft, today, in a year or at death, and the years that they have worked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from factcheck.consistency.lives.dates_told import died
from factcheck.consistency.lives.deeds import OFFICE
from factcheck.consistency.lives.facts import ANYBODY, EVER, OLDEST, Fact, What, aged
from factcheck.consistency.lives.lives import is_birth, of_relative
from factcheck.consistency.lives.people import Part, part_at
from factcheck.consistency.lives.persons import is_age_now, is_whole_age
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.consistency.timeline import Point, points
from factcheck.consistency.windows import Window
from factcheck.model import Bound, Kind, Period

_BEGAN = 8
"""Age at which nobody has yet begun what he did for years."""


def ages_in(sheet: Sheet, window: Window) -> Iterator[Fact]:
    """What the ages and years of work in the middle sentence tell of anybody."""
    for number in window.home:
        slot = window.slots[number]
        is_nth, value = slot.quantity.kind is Kind.ORDINAL, int(slot.value or 0)
        if slot.quantity.kind is Kind.DURATION and slot.quantity.unit == "year":
            yield from _served(sheet, slot, f" {window.before(number)} ")
        if not (is_nth or is_whole_age(window, number)):
            continue
        before, after = f" {window.before(number)} ", f" {window.after(number)} "
        is_now = (_is_feast if is_nth else _is_now)(window, number, before, after)
        if is_now and sheet.day is not None:
            yield aged(What.AGE_NOW, ANYBODY, slot, value, (sheet.day.year, sheet.day.year))
        elif is_nth and _NTH.search(f"{before}<>{after}"):
            yield from _last(sheet, window, slot, value - 1)
        elif not is_nth and _is_last(before, after):
            yield from _last(sheet, window, slot, value)
        if not is_now and (_ON if is_nth else _AT).search(before):
            yield from _then(sheet, window, number)


def whose(sheet: Sheet, fact: Fact) -> Iterator[Fact]:
    """What an age or years of work tell, of the person whose they are, if that is clear."""
    assert fact.slot is not None
    part = part_at(sheet, fact.slot.span.start)
    dead = fact.what is What.AGE_NOW and died(_rest(sheet, part, fact.slot))
    owned = part.owned and not _AT_HEAD.fullmatch(sheet.text[part.start : fact.slot.span.start])
    if part.person is not None and not owned and not dead:
        yield replace(fact, person=part.person)


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
    slot, point = window.slots[number], _date_of(sheet, window, number)
    if point is not None:
        years, age = (point.days.start.year, point.days.end.year), int(slot.value or 0)
        yield replace(aged(What.AGE_THEN, ANYBODY, slot, age, years), with_=window.slots[point.number])


def _date_of(sheet: Sheet, window: Window, number: int) -> Point | None:
    """The date at which somebody was of an age: the only one of its sentence, or of the one beside it."""
    if window.slots[number].quantity.bound not in _CLOSE:
        return None
    dated = [*points(window, sheet.day), *_ago(sheet, window)]
    dated = [one for one in dated if not is_birth(sheet, window, one)]
    here = [one for one in dated if one.number in window.home]
    if here:
        return here[0] if len(here) == 1 and _is_beside(sheet, window, number, here[0].number) else None
    near = [one for one in dated if _is_next(sheet, window, number, one.number)]
    return near[0] if len(near) == 1 else None


def _ago(sheet: Sheet, window: Window) -> Iterator[Point]:
    """Each number of years ago as the years that it may be."""
    for number, slot in enumerate(window.slots):
        is_years = slot.quantity.kind is Kind.DURATION and slot.quantity.unit == "year" and slot.value is not None
        if sheet.day is not None and is_years and 0 < (slot.value or 0) < OLDEST and window.after(number)[:3] == "ago":
            year = sheet.day.year - int(slot.value or 0)
            yield Point(number, Period(date(year - 1, 1, 1), date(year + 1, 12, 31)), "ago")


_CLOSE = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)
"""How an age is hedged that is about as told."""
_NTH = Later(r" (?:his|her) <> year\b")
_FEW = r"(?: (?:only|just|still|already|barely|then|all of))?"
_AT = Later(rf" (?:at|aged|was|turned|age of|(?:as|then|was|,) an? [a-z-]+ of|then|as an?){_FEW} $")
_ON = Later(r" on (?:his|her) $")
_SAID_THEN = Later(rf" ,? then(?: aged| an? [a-z-]+ of)?{_FEW} $")


def _is_beside(sheet: Sheet, window: Window, age: int, year: int) -> bool:
    """Whether an age is told of a date in its sentence: "at 22, in 1995", "In 1995 she was 22"."""
    between = window.between(age, year)
    if (_DATE_BEHIND if age < year else _AGE_BEHIND).fullmatch(between):
        return True
    if year > age and not _SAID_THEN.search(f" {window.before(age)} "):
        return False
    if _PARTED.search(between) or of_relative().search(between) or not _ends(window, age):
        return False
    return _is_of_one(sheet, window, age, year)


def _ends(window: Window, age: int) -> bool:
    return re.match(r"(?:years old )?(?:[.,;)]|and |when |$)", window.after(age)) is not None


def _is_of_one(sheet: Sheet, window: Window, one: int, other: int) -> bool:
    first, second = (part_at(sheet, window.slots[number].span.start) for number in (one, other))
    return first.person is second.person is not None and not (first.owned or second.owned)


_DATE_BEHIND = Later(
    r" (?:years old |birthday )?,? ?(?:(?:in|on|by|when in)|when [^.,;<]{3,60} in|(?:when [^.,;<]{3,60})?(?= <duration)) "
    r"| (?:in|for|with|at|against) [^.,;<]{2,30} in "
)
_AGE_BEHIND = Later(
    rf" (?:ago )?,? ?(?:when )?(?:(?:he|she) (?:was|turned)|at(?: the age of)?|aged|on (?:his|her)){_FEW} "
)
_PARTED = Later(
    r"[;–—<]|\b(?:and|but|before|after|until|later|which|that|whose|who|whom|where|while|since|by|is|has|will)\b"
    r"|(?<!,) aged $"
)
"""What may part a date from an age behind it, which is then of another time or person."""


def _is_next(sheet: Sheet, window: Window, age: int, year: int) -> bool:
    """Whether a date in the sentence before or behind is that of an age: "It was 1962. He was ten then"."""
    if window.order(year) == window.order(age) + 1:
        return _IT_WAS.fullmatch(f"{window.before(year)} ") is not None
    said = f" {window.before(age)} <> {window.after(age)} "
    gap = sheet.text[window.slots[year].span.end : window.slots[age].span.start]
    if window.order(year) != window.order(age) - 1:
        return False
    if not _is_of_one(sheet, window, age, year):
        alone = part_at(sheet, window.slots[year].span.start).person is None
        return alone and _THEN.search(said) is not None
    plain = _PLAIN.fullmatch(said) is not None and len(re.findall(r"[.!?]\s", gap)) == 1
    return _THEN.search(said) is not None or (plain and not any_of("late").is_in(f" {sheet.text.lower()} "))


_IT_WAS = Later(r"(?:it|that|this) was (?:back )?in ")
_THEN = Later(r" then (?:an? [a-z-]+ of |aged |just |only )?<> |<> (?:years old )?(?:then|at the time) [.,]")
_PLAIN = Later(
    r" (?:[a-z’'-]+ ){1,3}(?:was|had (?:just )?turned|(?:started|began) when (?:he|she) was)[a-z ]{0,9} <> (?:years old )?\. "
)


def _rest(sheet: Sheet, part: Part, slot: Slot) -> str:
    """The text from the beginning of a part to the end of the sentence."""
    behind = re.split(r"[.!?;](?:\s|$)", sheet.text[slot.span.end : slot.span.end + 300])[0]
    return (sheet.text[part.start : slot.span.end] + behind).lower()


def _is_now(window: Window, number: int, before: str, after: str) -> bool:
    """Whether an age of the person told of, in his sentence, is that of today."""
    if _WHEN.search(before):
        return False
    if is_age_now(window, number, before, after):
        return True
    ends = after.startswith((" .", " ,"))
    if _NOW.search(before) and re.match(r" (?:years old )?(?:[,.)–—-]|and\b)", after):
        return True
    if _IS_NOW.search(before) and re.match(r" (?:years old )?now\b", after):
        return True
    if before in (" the ", " but the ") and "-old" in window.slots[number].quantity.text:
        told = re.match(r" (?:[a-z-]+ )?(?:is|has|still|now|says|said|plans|hopes|lives)\b", after)
        return told is not None and not re.search("<(?:year|date)", window.sentence(number))
    told = after.startswith(" ,") and "<year" not in before and _APPOSED.search(before) is not None
    if not told and not after.startswith((" in <year", " in <date")):
        told = _IS.search(before) is not None or (ends and before.endswith((" is ", " is now ")))
    return told and not any_of("another_age").is_in(window.sentence(number))


_WHEN = Later(r" (?:when|until|till|before|time|once|if|unless|after|whether) (?:he|she|[a-z]+) (?:is|turns) $")
"""Before an age that is yet to come, or may be."""
_NOW = Later(
    r"(?:^| [,(]| and| but) (?:now|today) ,? ?(?:that (?:he|she) is |at |aged |he is |she is |a woman of |a man of )?$"
)
_IS_NOW = Later(r" (?:is|[’']s) $")
_APPOSED = Later(r" ,(?: an? [a-z]+)? $")
_IS = Later(r" (?:he|she) (?:will be|is|turns|turned) $| will turn $| (?:today|now) , at $")


def _is_feast(window: Window, number: int, before: str, after: str) -> bool:
    """Whether a birthday of the person told of is near the draft's day, or may be."""
    if not after.startswith(" birthday"):
        return False
    told = re.search(r" (?:celebrates?|marks?|today|tomorrow|yesterday) ", window.sentence(number))
    return told is not None or re.search(r"<(?:year|date)|\bwas\b", window.sentence(number)) is None


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
    return re.compile(rf" (?:dies|has died|dead at|who died) | (?:died|passed away)(?: peacefully)? {days}")

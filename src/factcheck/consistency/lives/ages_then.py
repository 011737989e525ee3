"""When somebody was of an age: at a date beside it, a number of years ago, or when the sentence beside it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from factcheck.consistency.lives.facts import OLDEST
from factcheck.consistency.lives.lives import is_birth, of_relative
from factcheck.consistency.lives.people import part_at
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.timeline import Point, points
from factcheck.consistency.windows import Window
from factcheck.model import Bound, Kind, Period

_FEW = r"(?: (?:only|just|still|already|barely|then|all of))?"
_AT = Later(rf" (?:at|aged|was|turned|age of|(?:as|then|was|,) an? [a-z-]+ of|then|(?:as|was|then|,) an?){_FEW} $")
_ON = Later(r" on (?:his|her) $")


def tells_then(before: str, *, is_nth: bool) -> bool:
    """Whether the words before an age, or the number of a birthday, may tell it of some time before."""
    return (_ON if is_nth else _AT).search(before) is not None


def date_of(sheet: Sheet, window: Window, number: int) -> Point | None:
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
_SAID_THEN = Later(rf" ,? then(?: aged| an? [a-z-]+ of)?{_FEW} $")


def _is_beside(sheet: Sheet, window: Window, age: int, year: int) -> bool:
    """Whether an age is told of a date in its sentence: "at 22, in 1995", "In 1995 she was 22"."""
    between = window.between(age, year)
    if (_DATE_BEHIND if age < year else _AGE_BEHIND).fullmatch(between):
        return True
    if year < age and _MEANWHILE.fullmatch(between):
        return True
    if year > age and window.before(age) == "at" and _DEED_AT.fullmatch(between):
        return True
    if year < age and _WHEN.match(window.before(year)) and _SOMEBODY_WAS.fullmatch(between):
        return True
    if year > age and not _SAID_THEN.search(f" {window.before(age)} "):
        return False
    if _PARTED.search(between) or of_relative().search(between) or not _ends(window, age):
        return False
    return _is_of_one(sheet, window, age, year)


def _ends(window: Window, age: int) -> bool:
    """Whether an age is all that its words tell, or no more than who is so old: "a 22-year-old student"."""
    nouns = "(?:[a-z-]+ ){0,2}" if "-old" in window.slots[age].quantity.text else ""
    return re.match(rf"(?:years old )?{nouns}(?:[.,;)]|and |when |$)", window.after(age)) is not None


def _is_of_one(sheet: Sheet, window: Window, one: int, other: int) -> bool:
    first, second = (part_at(sheet, window.slots[number].span.start) for number in (one, other))
    return first.person is second.person is not None and not (first.owned or second.owned)


_DATE_BEHIND = Later(
    r" (?:years old |birthday |[a-z-]+ (?=when ))?,? ?(?:(?:in|on|by|when in)|when [^.,;<]{3,60},? in"
    r"|(?:when [^.,;<]{3,60})?(?= <duration)) "
    r"| (?:in|for|with|at|against) [^.,;<]{2,30} in | , "
)
_AGE_BEHIND = Later(
    rf" (?:ago )?,? ?(?:(?:when )?(?:he|she) (?:was|turned)|at(?: the age of)?|aged|on (?:his|her)){_FEW} "
)
_MEANWHILE = Later(rf" , when the [^.;<,]{{3,40}} , (?:he|she) was{_FEW} ")
_DEED_AT = Later(r" (?:he|she|[a-z]+) [^.;<]{3,60}? ,? ?in ")
_WHEN = Later(r"(?:back )?when ")
_SOMEBODY_WAS = Later(rf" ,? ?(?:[a-z’'.-]+ ){{1,3}}(?:was|had (?:just )?turned){_FEW} ")
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
    r" (?!the )(?:[a-z’'-]+ ){1,3}(?:was|had (?:just )?turned|(?:started|began) when (?:he|she) was)"
    r"[a-z ]{0,9} <> (?:years old )?\. "
)

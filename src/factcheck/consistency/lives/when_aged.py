"""When somebody is of an age that is told: today, at death, or at a date beside it."""

from __future__ import annotations

import re
from datetime import date

from factcheck.consistency.gaps import TODAY
from factcheck.consistency.lives.lives import Lives
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.timeline import Point
from factcheck.consistency.windows import Window
from factcheck.model import Kind, Period


def days_of(window: Window, number: int, known: list[Point], day: date) -> list[Period]:
    """Today, and the dates that an age may be told of: of the sentences around, or its own if it is told as of now.

    A date to come is one only where it may be told of.
    """
    ahead = _AHEAD.search(f" {window.shape} ") is not None
    near = _is_as_of_now(window, number)
    return [
        Period(day, day),
        *(
            point.days
            for point in known
            if (ahead or point.days.start <= day) and (not near or window.order(point.number) == window.order(number))
        ),
    ]


def _is_as_of_now(window: Window, number: int) -> bool:
    """Whether an age is told in the present tense, or beside who is so old at the head of a sentence."""
    return _NOW.search(f" {window.before(number)} <> {window.after(number)} ") is not None


_NOW = Later(
    r" (?:turned|turns) <> (?:in <|in [a-z]+ [.,]|last|this|on <week)| (?:he|she) is <> (?:[.,]|and )"
    r"| now <> |^ [^,<]* , <> ,"
)
_AHEAD = Later(r" (?:will|would|shall|to be|turns|turning|'ll|’ll) ")


def told_at(window: Window, number: int, told: Lives, day: date) -> Point | None:
    """The date for which an age is told; ``None`` where that is not clear."""
    if _BY.search(f" {window.before(number)}"):
        return None
    today = Point(TODAY, Period(day, day), "")
    before, after = window.before(number), window.after(number)
    here = [p for p in told.others if window.order(p.number) == window.order(number) and p.days.end <= day]
    then = _THEN.search(before) is not None or after.startswith(("when he ", "when she "))
    if " then" in before[-10:] and not here:
        here = [point for point in told.others if point.days.end <= day]
    if then and len(here) == 1:
        return here[0]
    if any(any_of("late").is_in(_LATE_KIN.sub(" ", row.shape)) for row in window.rows):
        return _at_death(window, number, told, None if here else today)
    return today if _is_of_today(window, number) else None


def _at_death(window: Window, number: int, told: Lives, today: Point | None) -> Point | None:
    """The date of a death that an age is told for; `today` if somebody just died."""
    if _AT.search(window.before(number)) and any_of("late").search(window.sentence(number)) is None:
        return None
    if told.deaths:
        return told.deaths[0] if len(told.deaths) == 1 else None
    return today if "<weekday:" in window.shape or window.tells("died_now") else None


def _is_of_today(window: Window, number: int) -> bool:
    """Whether an age of the living is that of the draft's day."""
    before, after, sentence = window.before(number), window.after(number), window.sentence(number)
    if after.startswith("when ") and len(before.split()) < _OPENS:
        return False
    if after.startswith(_GOES_ON):
        return True
    if before.endswith(", at") and len(before.split()) <= _NAMED and after.startswith(("the ", "its ", "one of ")):
        return True
    aged = _AT.search(before) is not None or (before.endswith("aged") and not before.endswith(", aged"))
    if aged and not _IS.search(f" {before if len(before.split()) > _OPENS else sentence} "):
        return False
    if re.search(r"(?:^| )(?:was|were)(?: [a-z]+)?$", before) or any_of("another_age").search(sentence):
        return False
    is_nth = window.slots[number].quantity.kind is Kind.ORDINAL
    return not is_nth or bool(any_of("turning").search(before) or "today" in after or _FEAST.search(f" {sentence} "))


_FEAST = Later(
    r" (?:marked|celebrated|for (?:his|her)) [^<]*<ordinal:\d+> birthday "
    r"[^<]*(?:<weekday:|yesterday|(?:last|this) week|(?:last|this) month)"
)
_LATE_KIN = Later(r" (?:his|her|their|my|our|whose|’s|'s) late (?:[a-z-]+ )?[a-z-]+ ")
_THEN = Later(r"(?:^| )(?:at|was|were|aged|turned|then|age of)(?: (?:just|only|already|the age of))?$")
_BY = Later(r" (?:by|before|until|since|from) (?:the age of|age)?$| next time \S+ will be$")
"""Before an age by which, or up to which, something was done, or one that is yet to come."""
_AT = Later(r"(?:^| )(?:at|age of)$")


_GOES_ON = ("he is ", "she is ", "he remains ", "she remains ", "he still ", "she still ")
_NAMED = 6
"""Words of a name with those behind it: "Dame Vera Moss, at"."""
_OPENS = 4
"""Words before an age that opens its sentence, which is then read whole, at most."""
_IS = Later(r" (?:is|are|has|makes|still|remains|becomes|feels) (?!not )")

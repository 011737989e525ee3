"""A person's age against the birth told beside it: on the draft's day, at death, or when something happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from factcheck.consistency import sums
from factcheck.consistency.crowd import is_crowded
from factcheck.consistency.gaps import TODAY
from factcheck.consistency.lives.ages_here import is_age
from factcheck.consistency.lives.aging import clashing_ages
from factcheck.consistency.lives.decades import decades
from factcheck.consistency.lives.lives import Lives, is_own, lives
from factcheck.consistency.lives.strangers import is_of_another
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.timeline import Point, points
from factcheck.consistency.windows import Window, windows
from factcheck.model import Bound, Kind, Period
from factcheck.wording import long_date

_REACH = 3
"""Sentences with figures to either side in which a birth, or an age that agrees with it, is looked for."""
_LEEWAY = 1
"""Years by which an age may be off where its day is not sure: it was told a sentence away, or of another day."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every age that another age, or the birth, contradicts; none where the draft's date is not known."""
    if sheet.day is None:
        return
    beside = [wrong for wrong in _beside_births(sheet, sheet.day) if not is_crowded(sheet, wrong)]
    yield from beside or clashing_ages(sheet)
    yield from decades(sheet, sheet.day)


def _beside_births(sheet: Sheet, day: date) -> Iterator[Contradiction]:
    """Every age that the one birth told in the sentences around contradicts."""
    for window in windows(sheet, before=_REACH, after=_REACH):
        aged = [number for number in window.home if is_age(sheet, window, number)]
        if not aged:
            continue
        known = points(window, day)
        told = lives(sheet, window, known)
        births = [point for point in told.births if point.days.end <= day]
        if len(births) != 1 or not is_own(sheet, window, births[0]):
            continue
        every = [number for number in range(len(window.slots)) if is_age(sheet, window, number)]
        if any(_fits(window.slots[one], births[0], at) for one in every for at in _days(window, one, known, day)):
            continue
        for number in aged:
            at = None if is_of_another(sheet, window, number, births[0]) else _when(window, number, told, day)
            if at is not None and not at.days.end < births[0].days.start:
                yield _wrong(sheet, window, number, births[0], at)
                break


def _days(window: Window, number: int, known: list[Point], day: date) -> list[Period]:
    """Today, and the dates that an age may be told of: of the sentences around, or its own if it is told as of now.

    A date to come is one only where it may be told of.
    """
    ahead = _AHEAD.search(f" {window.shape} ") is not None
    near = _NOW.search(f" {window.before(number)} <> {window.after(number)} ") is not None
    return [
        Period(day, day),
        *(
            point.days
            for point in known
            if (ahead or point.days.start <= day) and (not near or window.order(point.number) == window.order(number))
        ),
    ]


_NOW = Later(
    r" (?:turned|turns) <> (?:in <|in [a-z]+ [.,]|last|this|on <week)| (?:he|she) is <> (?:[.,]|and )"
    r"| now <> |^ [^,<]* , <> ,"
)
"""An age in the present tense, or beside who is so old at the head of a sentence."""
_AHEAD = Later(r" (?:will|would|shall|to be|turns|turning|'ll|’ll) ")


def _fits(slot: Slot, birth: Point, at: Period) -> bool:
    """Whether an age is that of somebody born then, at a time, or nearly."""
    youngest, oldest = _years(birth.days.end, at.start), _years(birth.days.start, at.end)
    both = sums.ends(slot)
    if both is None or slot.value is None or oldest < 0:
        return False
    low, high = (slot.value, slot.value) if slot.quantity.bound is Bound.EXACT else both
    return low <= oldest + _LEEWAY and high >= youngest - _LEEWAY


def _years(start: date, day: date) -> int:
    """Completed years from `start` to `day`."""
    return day.year - start.year - ((day.month, day.day) < (start.month, start.day))


def _wrong(sheet: Sheet, window: Window, number: int, birth: Point, then: Point) -> Contradiction:
    slot, born, at = window.slots[number], window.slots[birth.number], then.days
    assert slot.value is not None
    youngest, oldest = _years(birth.days.end, at.start), _years(birth.days.start, at.end)
    either = f"{oldest}" if oldest == youngest else f"{youngest} to {oldest}"
    said, printed = slot.span.of(sheet.text), born.span.of(sheet.text)
    when = long_date(at.start) if at.start == at.end else str(at.start.year)
    sum_ = f"born {printed} is {either} {'on' if at.start == at.end else 'in'} {when}, the draft says {said}"
    years = at.start.year - int(slot.value)
    others = (born,) if then.number == TODAY else (born, window.slots[then.number])
    return Contradiction(slot, others, sum_, f"“{either}”, or born in {years - 1} or {years}")


def _when(window: Window, number: int, told: Lives, day: date) -> Point | None:
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

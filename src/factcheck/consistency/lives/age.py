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
from factcheck.consistency.lives.lives import Lives, is_own, lives, proper, subject_of
from factcheck.consistency.lives.people import part_at
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.timeline import Point, points
from factcheck.consistency.windows import Window, windows
from factcheck.model import Bound, Kind, Period
from factcheck.wording import long_date

_REACH = 3
"""Sentences with figures to either side in which a birth, or an age that agrees with it, is looked for."""
_FAR = 60
"""Characters before an age in which it may be told of somebody else."""
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
        if any(_fits(window.slots[number], births[0], at) for number in every for at in _days(window, known, day)):
            continue
        for number in aged:
            at = None if _is_of_another(sheet, window, number, births[0]) else _when(window, number, told, day)
            if at is not None and not at.days.end < births[0].days.start:
                yield _wrong(sheet, window, number, births[0], at)
                break


def _days(window: Window, known: list[Point], day: date) -> list[Period]:
    """Today, and each date of the sentences around; one to come only where an age may be told of it."""
    ahead = _AHEAD.search(f" {window.shape} ") is not None
    return [Period(day, day), *(point.days for point in known if ahead or point.days.start <= day)]


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
    if window.tells("late"):
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
    r" (?:marked|celebrated) [^<]*<ordinal:\d+> birthday [^<]*(?:<weekday:|yesterday|(?:last|this) (?:week|month))"
)
_THEN = Later(r"(?:^| )(?:at|was|were|aged|turned|then|age of)(?: (?:just|only|already|the age of))?$")
_BY = Later(r" (?:by|before|until|since|from) (?:the age of|age)?$| next time \S+ will be$")
"""Before an age by which, or up to which, something was done, or one that is yet to come."""
_AT = Later(r"(?:^| )(?:at|age of)$")


_NAMED = 6
"""Words of a name with those behind it: "Dame Vera Moss, at"."""
_OPENS = 4
"""Words before an age that opens its sentence, which is then read whole, at most."""
_IS = Later(r" (?:is|are|has|makes|still|remains|becomes|feels) (?!not )")
_APPOSED = Later(r"((?:[A-Z][\w’'-]+ ?)+)[,(]? ?$")


def _is_of_another(sheet: Sheet, window: Window, number: int, birth: Point) -> bool:
    """Whether an age is told of another person than the birth, by name or as a relative."""
    if _is_apart(sheet, window, number, birth):
        return True
    start, subject = window.slots[number].span.start, subject_of(sheet, window, birth)
    before = sheet.text[max(0, start - _FAR) : start]
    if re.search(rf"\b(?i:{words('relatives')}) [A-Z][a-z]+, $", before) or _THEIRS.search(before.lower()):
        return True
    beside_born = _BEFORE.fullmatch(window.before(number)) and _BORN.match(window.after(number))
    if (_NEW.search(before) and not beside_born) or _attached(sheet, window, number, birth):
        return True
    opens = re.search(r"(?:^|[.!?\n] )The $", before) is not None
    apart = window.order(number) != window.order(birth.number)
    if apart and any_of("relatives").search(" ".join(window.before(number).split()[:-3])):
        return True
    if apart and not opens and _names_another(sheet, window, number):
        return True
    if (subject or apart) and re.search(r"\b(?:an?|two|three) [a-z-]+ (?:of|aged) (?:about )?$", before):
        return True
    apposed = _APPOSED.search(before)
    name = proper(apposed[1]) if apposed is not None and not apposed[1].isupper() else ""
    return bool(name and subject) and not set(name.split()) & set(subject.split())


def _is_apart(sheet: Sheet, window: Window, number: int, birth: Point) -> bool:
    """Whether the parts of an age and of a birth are about two persons, or that of the age about who knows whom."""
    here, there = (part_at(sheet, window.slots[at].span.start).person for at in (number, birth.number))
    behind = birth.number < number
    if here is None:
        return behind and window.before(number).startswith(("he ", "she "))
    if here is there:
        return False
    if there is not None and {here.sex, there.sex} == {"he", "she"}:
        return True
    return behind and (here.is_kin or (there is not None and bool(here.names and there.names)))


_THEIRS = Later(r"\b(?:his|her|their|its|whose) (?!age)[a-z-]+(?: [a-z-]+)?, (?:now )?$")
_NEW = Later(r"(?:(?:^|[.!?;\n] |\b(?:and|by|with|for|to) )(?:[Aa]n?|[Aa]nother) [a-z][a-z -]*, | (?:an?|another) )$")
"""Before an age that is of somebody new: "A man, 38", "beat a 45-year-old"."""
_BEFORE = Later(r"(?:[\w’'.-]+ ){1,4}, an?")
_BORN = Later(r"(?:[a-z-]+ ){0,6}, (?:was|is) (?:[a-z]+ )?born ")
"""What encloses an age of the subject of its sentence: "The driver, a 34-year-old man, was born in"."""


_SUBJECT = Later(r"(?:[Tt]he [a-z-]+|(?:[A-Z][\w’'-]+ ?){1,3})")
"""Whom an age is of that opens its sentence: "At 48, Ana Ruiz, born in 1981, is"."""


def _attached(sheet: Sheet, window: Window, number: int, birth: Point) -> bool:
    """Whether a birth behind an age in its sentence is said of a noun in between: "plays the painter, born in 1840"."""
    if window.order(number) != window.order(birth.number) or birth.number < number:
        return False
    between = sheet.text[window.slots[number].span.end : window.slots[birth.number].span.start]
    found = re.match(r"[,)]? ?(?P<words>.*?)(?:, who (?:was|is) |, |\(| )(?:born|b\.) ", between, re.DOTALL)
    if found is None or re.search(r"\b(?:was|is|were|had been|having been|He|She|he|she)$", found["words"]):
        return False
    if len(window.before(number).split()) <= _OPENS and _SUBJECT.fullmatch(found["words"]):
        return False
    return len(found["words"].split()) > 1 and not re.search(r"[\"”’] (?:says|said)", found["words"])


def _names_another(sheet: Sheet, window: Window, number: int) -> bool:
    """Whether the sentence of an age brings in somebody else behind it."""
    behind = sheet.text[window.slots[number].span.end :]
    behind = re.split(r"[.!?\n](?:\s|$)", behind)[0]
    other = re.search(r"(?<=[a-z] )[A-Z][a-z’'-]+ [A-Z][a-z’'-]+(?! (?:[A-Z]|[Ss]treet|[Pp]rize))", behind)
    relative = re.search(rf"(?<!said )(?<!says )\b(?:his|her|their) (?:late )?(?:{words('relatives')})\b", behind)
    return relative is not None or (other is not None and _WITH.search(behind[: other.start()]) is not None)


_WITH = Later(r"(?:^|[ ,])(?:and|with|replaces|replaced|succeeds|succeeded|praised|met|beat|told|for|by) $")

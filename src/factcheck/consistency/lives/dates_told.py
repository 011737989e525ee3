"""Births, deaths and deeds of the persons of a draft, by the dates that it tells them with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from factcheck.consistency.lives.deeds import OFFICE, deed_at, is_past, may_do
from factcheck.consistency.lives.facts import ANYBODY, EVER, Fact, What, birth, death
from factcheck.consistency.lives.lives import is_birth, is_own, of_relative, tells_birth
from factcheck.consistency.lives.people import Part, part_at, parts
from factcheck.consistency.phrases import Later, word_set
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.consistency.timeline import Point, points
from factcheck.consistency.windows import Window, windows
from factcheck.model import Kind, Period


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates in the middle sentence of a `window`: `every` one, and those that tell of `births`."""

    window: Window
    every: Sequence[Point]
    births: Sequence[Point]


def may_bound(sheet: Sheet, window: Window) -> bool:
    """Whether a date in the middle sentence may be that of a birth or death, by the words around it."""
    for number in window.home:
        slot = window.slots[number]
        if slot.quantity.when is None:
            continue
        if slot.quantity.kind is Kind.PERIOD or "(" in sheet.text[max(0, slot.span.start - 9) : slot.span.start]:
            return True
        tail = _tail(sheet, window, number, sheet.claims[slot.claim].sentence.start)
        if _died(anywhere=True).search(tail) or "lived" in tail or tells_birth(sheet, window, number):
            return True
    return False


def all_dates(sheet: Sheet) -> tuple[Dates, ...]:
    """The dates of each sentence, read once for all checks."""
    if "dates of lives" not in sheet.memo:
        sheet.memo["dates of lives"] = tuple(_read_dates(sheet, window) for window in windows(sheet))
    found: tuple[Dates, ...] = sheet.memo["dates of lives"]
    return found


def _read_dates(sheet: Sheet, window: Window) -> Dates:
    """The dates in the middle sentence of a window."""
    if all(window.slots[number].quantity.when is None for number in window.home):
        return Dates(window, (), ())
    here = [point for point in points(window, sheet.day) if point.number in window.home]
    births = [point for point in here if is_birth(sheet, window, point)]
    return Dates(window, [*here, *_more_points(sheet, window)], births)


def may_tell(sheet: Sheet, dates: Dates) -> Iterator[Fact]:
    """All that dates may tell of anybody, whoever it is, within the widest bounds."""
    for point in dates.every:
        slot = dates.window.slots[point.number]
        first, last = point.days.start.year, point.days.end.year
        tail = _tail(sheet, dates.window, point.number, sheet.claims[slot.claim].sentence.start)
        stands = _bracketed(sheet.text, point, slot)[1] or _lived(sheet.text, point, slot)
        if point in dates.births or stands == "from":
            yield birth(ANYBODY, slot, first, last)
        if stands not in ("", "from") or _died(anywhere=True).search(tail):
            yield death(ANYBODY, slot, first, last)
        if not stands and (point not in dates.births or "gave birth to" in tail) and may_do(sheet.text, slot.span):
            yield Fact(What.DEED, ANYBODY, slot, (-EVER, last - OFFICE), (first, EVER))


def _tail(sheet: Sheet, window: Window, number: int, start: int) -> str:
    """The words in lower case that lead to a date, from a place on, or from the date before it."""
    dated = (one.span.end for one in window.slots[:number] if one.quantity.when is not None)
    return sheet.text[max(start, *dated, 0) : window.slots[number].span.start].lower()


def dates_of(sheet: Sheet, dates: Dates) -> Iterator[Fact]:
    """What dates tell of the persons whose they are."""
    for point in dates.every:
        yield from _dated(sheet, dates, point)


def _more_points(sheet: Sheet, window: Window) -> Iterator[Point]:
    """Weekdays, which are of this year, seasons of a year, and the first of two years in brackets."""
    for number in window.home:
        slot = window.slots[number]
        when, kind = slot.quantity.when, slot.quantity.kind
        if kind is Kind.WEEKDAY and sheet.day is not None:
            yield Point(number, Period(sheet.day, sheet.day), "")
        elif when is None or when.year is None:
            continue
        elif _DASHED.match(sheet.text, slot.span.end) or (
            kind is Kind.PERIOD and when.year == when.until and slot.quantity.unit not in ("year", "decade", "")
        ):
            yield Point(number, Period(date(when.year, 1, 1), date(when.year, 12, 31)), "")


def _whose(sheet: Sheet, dates: Dates, point: Point) -> Part:
    """The part of a date; that of a birth is of the only person where the draft has but one."""
    part = part_at(sheet, dates.window.slots[point.number].span.start)
    if (part.person is not None and not part.owned) or point not in dates.births:
        return part
    everyone = {one.person for one in parts(sheet) if one.person is not None}
    if len(everyone) != 1 or of_relative().search(dates.window.sentence(point.number)):
        return part
    return Part(part.start, everyone.pop())


def _dated(sheet: Sheet, dates: Dates, point: Point) -> Iterator[Fact]:
    window, part = dates.window, _whose(sheet, dates, point)
    if part.person is None:
        return
    slot = window.slots[point.number]
    first, last = point.days.start.year, point.days.end.year
    tail = _tail(sheet, window, point.number, part.start)
    stands = _of_life(sheet, point, slot, part) or _lived(sheet.text, point, slot, part.start)
    own = point in dates.births and is_own(sheet, window, point) and not _moved_on(tail, "born")
    own = own and "birthday" not in tail and not _of_child(sheet, slot, tail)
    if own and not part.owned:
        yield birth(part.person, slot, first, last)
    elif stands:
        yield (birth if stands == "from" else death)(part.person, slot, first, last)
    elif died(tail) and not part.owned:
        yield death(part.person, slot, first, last)
    elif (point not in dates.births or "gave birth to" in tail) and (
        deed := deed_at(sheet, window, point.number, part)
    ) is not None:
        yield Fact(What.DEED, part.person, slot, (-EVER, last - deed.least), (first if deed.alive else -EVER, EVER))


def _of_child(sheet: Sheet, slot: Slot, lead: str) -> bool:
    """Whether a birth told behind its date is that of a relative: "1961, when her daughter was born"."""
    behind = sheet.text[slot.span.end : slot.span.end + 50].lower()
    return "born" not in lead and "birth" not in lead and of_relative().search(behind) is not None


def _lived(text: str, point: Point, slot: Slot, start: int = 0) -> str:
    """The word before a date that says which end of a life it is, as in "lived from"."""
    lead = text[max(start, slot.span.start - _NAME) : slot.span.start].lower()
    return point.cue if point.cue in _SPAN and _LIVED.search(lead) else ""


_SPAN = ("from", "to", "until", "till")
_LIVED = Later(r"(?:^| )lived (?:from [^,]{0,20})?(?:from|to|until|till) $")


def _moved_on(lead: str, verb: str) -> bool:
    """Whether a verb behind a comma parts another from the date: "born in the war, left in"."""
    return any(is_past(found[1]) for found in _AND_THEN.finditer(lead.rpartition(verb)[2]))


_AND_THEN = Later(r", (?:and )?([a-z]+)")


def _of_life(sheet: Sheet, point: Point, slot: Slot, part: Part) -> str:
    """Whether a year in brackets right behind the name of a person is that of his birth, "from", or his death, "to"."""
    person = part.person
    if person is None or part.owned or not person.names or person.roles & word_set("rulers"):
        return ""
    name, end = _bracketed(sheet.text, point, slot, part.start)
    return end if name == person.names[-1] and (len(person.names) > 1 or person.roles) else ""


def _bracketed(text: str, point: Point, slot: Slot, start: int = 0) -> tuple[str, str]:
    """The word before a year in brackets, and which end of a life the year is: "from" or "to", if any."""
    lead = text[max(start, slot.span.start - _NAME) : slot.span.start]
    name = _BRACKET.search(lead) if "(" in lead[-9:] else None
    if name is None:
        return "", ""
    closes = text[slot.span.end : slot.span.end + 1] == ")"
    if slot.quantity.kind is Kind.PERIOD:
        return name[1], point.cue if closes else ""
    if name[2]:
        return name[1], "to" if closes else ""
    return name[1], "from" if _DASHED.match(text, slot.span.end) else ""


_NAME = 60
"""Characters of a name before a bracket, or of "lived" with what follows."""


_BRACKET = Later(r"([\w’'-]+) \((\d{4} ?[-–—] ?)?$")
_DASHED = Later(r" ?[-–—] ?\d{4}\)")


def died(lead: str) -> bool:
    """Whether words in lower case, up to a date or the end of a sentence, say that the person told of died."""
    found = _died(anywhere=False).search(lead)
    return found is not None and not _moved_on(found[0], found[1] or found[2])


@cache
def _died(*, anywhere: bool) -> re.Pattern[str]:
    """How somebody died; with `anywhere` also where it is not sure that the words begin with it."""
    done = "killed|murdered|executed|hanged|assassinated|shot|slain|lynched|beheaded"
    own = "(?:his|her)"
    ways = (
        r"died|dies|dead since|passed away|passing away|passed on|perished|drowned|succumbed|went down with",
        rf"took {own} own life|(?:shot|hanged|killed|drowned|poisoned) (?:him|her)self|lost {own} life",
        rf"(?:froze|bled|burned|burnt|starved|fell|crashed|plunged|leapt|choked|drank) to (?:{own} )?death",
        rf"met {own} (?:end|death)|breathed {own} last|gave up the ghost|was struck down|was found dead",
        rf"departed this life|fell (?:in battle|in action|at)|^ ?(?:at|until|before|since|after) {own} death",
        rf"(?:was|been) (?:[a-z]+ )?(?:{done}|buried|laid to rest|lost (?:at|on|in))",
    )
    opens = r"(?:^|[,;\n])" if anywhere else "^"
    return re.compile(
        rf"{opens} ?({done}|drowned|buried) [^.;:]*$|(?<!nearly )(?<!almost )(?<!has )\b({'|'.join(ways)})\b[^.;:]*$"
    )

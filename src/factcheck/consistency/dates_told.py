"""Births, deaths and deeds of the persons of a draft, by the dates that it tells them with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from factcheck.consistency.deeds import deed_at, is_past
from factcheck.consistency.facts import EVER, OLDEST, Fact, What
from factcheck.consistency.lives import Lives, is_own, of_relative
from factcheck.consistency.people import Part, part_at, parts
from factcheck.consistency.phrases import Later, word_set
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.consistency.timeline import Point, points
from factcheck.consistency.windows import Window
from factcheck.model import Kind, Period


def dates_of(sheet: Sheet, window: Window, told: Lives) -> Iterator[Fact]:
    """What the dates in the middle sentence tell of the persons whose they are."""
    for point in (*points(window, sheet.day), *_more_points(sheet, window)):
        if point.number in window.home:
            yield from _dated(sheet, window, told, point)


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


def _whose(sheet: Sheet, window: Window, told: Lives, point: Point) -> Part:
    """The part of a date; that of a birth is of the only person where the draft has but one."""
    part = part_at(sheet, window.slots[point.number].span.start)
    if (part.person is not None and not part.owned) or point not in told.births:
        return part
    everyone = {one.person for one in parts(sheet) if one.person is not None}
    if len(everyone) != 1 or of_relative().search(window.sentence(point.number)):
        return part
    return Part(part.start, everyone.pop())


def _dated(sheet: Sheet, window: Window, told: Lives, point: Point) -> Iterator[Fact]:
    part = _whose(sheet, window, told, point)
    if part.person is None:
        return
    slot = window.slots[point.number]
    first, last = point.days.start.year, point.days.end.year
    birth = Fact(What.BIRTH, part.person, slot, (first, last), (first, last + OLDEST))
    death = Fact(What.DEATH, part.person, slot, (first - OLDEST, last), (first, last))
    lead = sheet.text[part.start : slot.span.start].lower()
    near = max([part.start, *(one.span.end for one in window.slots[: point.number] if one.quantity.when is not None)])
    tail = sheet.text[near : slot.span.start].lower()
    stands = _of_life(sheet, point, slot, part) or (_LIVED.search(lead) and point.cue in _SPAN and point.cue)
    own = point in told.births and is_own(sheet, window, point) and not _moved_on(tail, "born")
    own = own and "birthday" not in tail and not _of_child(sheet, slot, tail)
    if own and not part.owned:
        yield birth
    elif stands:
        yield birth if stands == "from" else death
    elif died(tail) and not part.owned:
        yield death
    elif (point not in told.births or "gave birth to" in tail) and (
        deed := deed_at(sheet, window, point.number, part)
    ) is not None:
        yield Fact(What.DEED, part.person, slot, (-EVER, last - deed.least), (first if deed.alive else -EVER, EVER))


def _of_child(sheet: Sheet, slot: Slot, lead: str) -> bool:
    """Whether a birth told behind its date is that of a relative: "1961, when her daughter was born"."""
    behind = sheet.text[slot.span.end : slot.span.end + 50].lower()
    return "born" not in lead and "birth" not in lead and of_relative().search(behind) is not None


_SPAN = ("from", "to", "until", "till")
_LIVED = Later(r"(?:^| )lived (?:from [^,]{0,20})?(?:from|to|until|till) $")


def _moved_on(lead: str, verb: str) -> bool:
    """Whether a verb behind a comma parts another from the date: "born in the war, left in"."""
    return any(is_past(found[1]) for found in _AND_THEN.finditer(lead.rpartition(verb)[2]))


_AND_THEN = Later(r", (?:and )?([a-z]+)")


def _of_life(sheet: Sheet, point: Point, slot: Slot, part: Part) -> str:
    """Whether a year in brackets right behind the name of a person is that of his birth, "from", or his death, "to"."""
    person, text = part.person, sheet.text
    if person is None or part.owned or not person.names or person.roles & word_set("rulers"):
        return ""
    lead = text[part.start : slot.span.start]
    name = _BRACKET.search(lead)
    if name is None or name[1] != person.names[-1] or not (len(person.names) > 1 or person.roles):
        return ""
    if slot.quantity.kind is Kind.PERIOD:
        return point.cue if text[slot.span.end : slot.span.end + 1] == ")" else ""
    if name[2]:
        return "to" if text[slot.span.end : slot.span.end + 1] == ")" else ""
    return "from" if _DASHED.match(text, slot.span.end) else ""


_BRACKET = Later(r"([\w’'-]+) \((\d{4} ?[-–—] ?)?$")
_DASHED = Later(r" ?[-–—] ?\d{4}\)")


def died(lead: str) -> bool:
    """Whether words in lower case, up to a date or the end of a sentence, say that the person told of died."""
    found = _died().search(lead)
    return found is not None and not _moved_on(found[0], found[1] or found[2])


@cache
def _died() -> re.Pattern[str]:
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
    return re.compile(
        rf"^ ?({done}|drowned|buried) [^.;:]*$|(?<!nearly )(?<!almost )(?<!has )\b({'|'.join(ways)})\b[^.;:]*$"
    )

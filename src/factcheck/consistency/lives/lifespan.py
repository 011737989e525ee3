"""Ages that no person reaches, lives that end before they begin, and deeds before birth or in the cradle.

The oldest age on record is 122 years (Jeanne Calment, 1875 to 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.consistency.lives.biography import impossible_lives
from factcheck.consistency.lives.facts import OLDEST
from factcheck.consistency.lives.kindred import kin_ages
from factcheck.consistency.lives.young import too_young
from factcheck.consistency.phrases import Later, any_of, rarest, words
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.windows import Window, windows
from factcheck.model import Kind

_TIMES = frozenset((Kind.YEAR, Kind.DATE, Kind.PERIOD, Kind.DURATION))
"""Kinds of figures of which two facts of one life have at least one."""
_NAME = Later(r"(?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+, $")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every age above the oldest on record that is said of a person, and every life that cannot have been so."""
    if not _TIMES.isdisjoint(sheet.kinds()):
        yield from impossible_lives(sheet)
    kin = not rarest("kin_told").isdisjoint(sheet.words())
    for window in windows(sheet):
        for number in window.home:
            if _is_too_old(sheet, window, number):
                said = window.slots[number].span.of(sheet.text)
                sum_ = f"nobody is known to have lived longer than {OLDEST} years, the draft says {said}"
                yield Contradiction(window.slots[number], (), sum_, f"another age than {said}")
        yield from too_young(sheet, window)
        if kin:
            yield from kin_ages(sheet, window)


@cache
def _ages() -> re.Pattern[str]:
    """Words right before or behind an age ("<>") that say it of a person."""
    person = rf"(?:{words('singulars')}|{words('persons')})"
    who = rf"(?:he|she|who|(?:his|her) (?:[a-z]+ )?(?:[a-z]+ - )*(?:{words('relatives')}|{words('persons')}))"
    few, other, whose = r"(?: [^ ]+){0,6}?", r"<[a-z]+:\d+>", "(?:he|she|his|her|who|died)"
    at = "(?:lived to(?: be| the age of)?|(?:at|reached) the age of|aged)"
    return re.compile(
        rf"(?: (?:an?|the) <>(?: [a-z]+){{0,2}} {person} "
        rf"| (?:{person}|victim) (?:, (?:now |aged )?|aged |is (?:aged )?|was (?:aged )?)<> "
        rf"| (?:people|women|men|victims) ,? ?(?:were |)aged (?:{other} and )?<> "
        rf"| {who} (?:also )?(?:is|was|turns|(?:had )?(?:turned|reached))(?: the age of)? <> (?:[.,]|when|on|years|$)"
        rf"| (?:died|passed away|dies){few} (?:aged|at|at the age of|was) <> "
        rf"| {at} <> [^<]*\b{whose}\b"
        rf"|\b{whose}\b[^<]* {at} <> |\b(?:he|she|who|died)\b[^<]* (?:is|was) <> "
        rf"| , turned <> (?:on|last|this|yesterday) | (?:his|her) death{few} at <> "
        rf"| was <> when (?:he|she) |^ at <> , (?:he|she|mr|mrs|ms|miss|dr) )"
    )


def _near(window: Window, number: int) -> str:
    """The words around an age that may name what is as old."""
    return " ".join((*window.before(number).split()[-6:], *window.after(number).split()[:2]))


def _is_too_old(sheet: Sheet, window: Window, number: int) -> bool:
    """Whether a figure is the age of a person, and more than any has reached."""
    slot = window.slots[number]
    if slot.quantity.kind is Kind.ORDINAL and window.after(number).startswith("birthday"):
        return (slot.value or 0) > OLDEST and re.search(r"(?:^| )(?:his|her)$", window.before(number)) is not None
    if slot.quantity.kind not in (Kind.AGE, Kind.COUNT) or slot.value is None or slot.value <= OLDEST:
        return False
    if slot.value > 999 or any_of("not_persons").search(_near(window, number)):
        return False
    before = sheet.text[max(0, slot.span.start - 60) : slot.span.start]
    if sheet.text[slot.span.end : slot.span.end + 1] == "," and _NAME.search(before):
        return True
    if slot.quantity.kind is Kind.COUNT and slot.quantity.noun:
        return False
    said = f" {window.before(number)} <> {window.after(number)} "
    if slot.quantity.kind is Kind.AGE and slot.quantity.text.endswith("years old"):
        said = said.replace(" years old", "")
    return _ages().search(said) is not None

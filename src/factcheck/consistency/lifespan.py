"""Ages that no person reaches, lives that end before they begin, and deeds before birth or in the cradle.

The oldest age on record is 122 years (Jeanne Calment, 1875 to 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.consistency.kindred import kin_ages
from factcheck.consistency.lifetimes import least_age, told_lives
from factcheck.consistency.lives import is_own, lives, of_relative, subject_of
from factcheck.consistency.persons import are_of_one, raw_sentence
from factcheck.consistency.phrases import Later, any_of, rarest, words
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.timeline import Point, points
from factcheck.consistency.windows import Window, windows
from factcheck.consistency.young import too_young
from factcheck.model import Kind

OLDEST = 122
_GROWN = 10
"""Age under which nobody marries, graduates or takes office."""
_NAME = Later(r"(?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+, $")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every age above the oldest on record that is said of a person, and every life that cannot have been so."""
    from factcheck.consistency.biography import find_lives
    yield from find_lives(sheet)
    kin = not rarest("kin_told").isdisjoint(sheet.words())
    for window in windows(sheet):
        for number in window.home:
            if _is_too_old(sheet, window, number):
                said = window.slots[number].span.of(sheet.text)
                sum_ = f"nobody is known to have lived longer than {OLDEST} years, the draft says {said}"
                yield Contradiction(window.slots[number], (), sum_, f"another age than {said}")
        dated = [slot.quantity.kind for slot in window.slots if slot.quantity.when is not None]
        yield from too_young(sheet, window)
        if kin:
            yield from kin_ages(sheet, window)


@cache
def _ages() -> re.Pattern[str]:
    """Words right before or behind an age ("<>") that say it of a person."""
    person = rf"(?:{words('singulars')}|{words('persons')})"
    who = r"(?:he|she|who|(?:his|her) (?:[a-z]+ )?[a-z]+)"
    few, other, whose = r"(?: [^ ]+){0,6}?", r"<[a-z]+:\d+>", "(?:he|she|his|her|who|died)"
    at = "(?:lived to(?: be| the age of)?|(?:at|reached) the age of|aged)"
    return re.compile(
        rf"(?: (?:an?|the) <>(?: [a-z]+){{0,2}} {person} "
        rf"| (?:{person}|victim) (?:, (?:now |aged )?|aged |is (?:aged )?|was (?:aged )?)<> "
        rf"| (?:people|women|men|victims) ,? ?(?:were |)aged (?:{other} and )?<> "
        rf"| {who} (?:also )?(?:is|was|turns|(?:had )?(?:turned|reached))(?: the age of)? <> (?:[.,]|when|on|years|$)"
        rf"| (?:died|passed away|dies){few} (?:aged|at|at the age of|was) <> "
        rf"| {at} <> [^<]*\b{whose}\b"
        rf"|\b{whose}\b[^<]* (?:{at}|is|was) <> "
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


def _lives(sheet: Sheet, window: Window) -> Iterator[Contradiction]:
    known = points(window, sheet.day)
    told = lives(sheet, window, known)
    births = [point for point in told.births if is_own(sheet, window, point)]
    if len(births) != 1 or len(told.births) != 1:
        return
    birth = births[0]
    for death in told.deaths:
        if _is_same_life(sheet, window, birth, death):
            yield from _ends(sheet, window, birth, death)
    for other in told.others:
        if other.number in window.home or birth.number in window.home:
            yield from _deed(sheet, window, birth, other)


def _is_same_life(sheet: Sheet, window: Window, birth: Point, death: Point) -> bool:
    """Whether nothing says that it is another who died: a father, another name, "the composer" beside "the pianist"."""
    if birth.number == death.number:
        return True
    if of_relative().search(window.clause(death.number)) or any_of("relatives").search(window.clause(death.number)):
        return False
    if _is_of_next(sheet, window, birth, death):
        return False
    start = window.slots[death.number].span.start
    dead = _DEAD.search(sheet.text[max(0, start - 100) : start])
    name, subject = set((dead[1] or dead[2]).split() if dead else ()), set(subject_of(sheet, window, birth).split())
    if name and subject and not name & subject:
        return False
    return _OTHERS.search(window.clause(death.number)) is None or window.order(birth.number) != window.order(
        death.number
    )


def _is_of_next(sheet: Sheet, window: Window, birth: Point, death: Point) -> bool:
    """Whether the next sentence is of another: "out of fashion when Bach died in 1750. Mendelssohn, born in 1809"."""
    name = subject_of(sheet, window, birth)
    if not name or window.order(birth.number) <= window.order(death.number):
        return False
    early, late = (raw_sentence(sheet, window, point.number) for point in (death, birth))
    named = re.match(r"(?:The )?[A-Z][\w’'-]+", early) is not None
    named = named and re.match(r"(?:He|She|His|Her|In|On)\b", early) is None
    return named and late.startswith(name) and not any(word in early for word in name.split())


_DEAD = Later(
    r"((?:[A-Z][\w’'-]+ )+)(?:, who |who )?(?:died|was killed|was murdered) [^.]*$"
    r"|((?:[A-Z][\w’'-]+ ?)+), who died [^.]*$"
)
_OTHERS = Later(r" (?:after|before|since|when) (?:the|an?) [a-z]+ (?:had )?(?:died|was killed) ")


def _ends(sheet: Sheet, window: Window, birth: Point, death: Point) -> Iterator[Contradiction]:
    """A death before the birth, or longer after it than anybody has lived."""
    slots = window.slots[birth.number], window.slots[death.number]
    if not {birth.number, death.number} & set(window.home):
        return
    said = [slot.span.of(sheet.text) for slot in slots]
    others = (slots[0],) if birth.number != death.number else ()
    if death.days.end < birth.days.start:
        sum_ = f"{said[1]} is before {said[0]}"
        yield Contradiction(slots[1], others, sum_, f"a later death than {said[1]}, or an earlier birth than {said[0]}")
    elif death.days.start.year - birth.days.end.year > OLDEST:
        years = death.days.start.year - birth.days.start.year
        sum_ = f"from {said[0]} to {said[1]} is {years} years, and nobody is known to have lived longer than {OLDEST}"
        yield Contradiction(slots[1], others, sum_, f"an earlier death than {said[1]}, or a later birth than {said[0]}")


def _deed(sheet: Sheet, window: Window, birth: Point, other: Point) -> Iterator[Contradiction]:
    """Something done before birth, or by a small child that only the grown do."""
    clause, least = window.clause(other.number), least_age(window, other.number)
    if window.before(other.number).endswith(" of") or _BY_OTHERS.search(clause):
        return
    if not least and of_relative().search(clause):
        return
    grown = least >= _GROWN
    if not least or of_relative().search(window.before(birth.number)):
        return
    apart = grown and window.order(birth.number) != window.order(other.number)
    if not (apart or _is_of(sheet, window, birth, other) or are_of_one(sheet, window, birth.number, other.number)):
        return
    opens = " ".join(window.sentence(other.number).split()[:4])
    years = other.days.end.year - birth.days.start.year
    before = other.days.end < birth.days.start
    small = years < least and not any_of("small").search(clause)
    if any_of("not_persons").search(opens) or not (before or small):
        return
    slots = window.slots[birth.number], window.slots[other.number]
    said = [slot.span.of(sheet.text) for slot in slots]
    sum_ = (
        f"{said[1]} is before the birth in {said[0]}" if before else f"born in {said[0]}, nobody is grown by {said[1]}"
    )
    yield Contradiction(slots[1], (slots[0],), sum_, f"another date than {said[1]}, or an earlier birth than {said[0]}")


def _is_of(sheet: Sheet, window: Window, birth: Point, other: Point) -> bool:
    """Whether a deed is that of the person born: by pronoun, by name, or in the same sentence."""
    clause = window.clause(other.number)
    if _PARTICIPLE.search(clause):
        return False
    if re.search(r" (?:he|she|his|her) ", clause) or window.order(birth.number) == window.order(other.number):
        return True
    start = window.slots[other.number].span.start
    return any(name in sheet.text[max(0, start - 80) : start] for name in subject_of(sheet, window, birth).split())


_BY_OTHERS = Later(r" (?:an?|the) [a-z-]+ who | by (?:his|her|their|the) ")
_PARTICIPLE = Later(r" [,(] (?:first |last )?[a-z]+(?:ed|t|n|d) (?:[a-z]+ )?(?:in|by|on) ")

"""Ages that no person has reached, and lives that end before they begin.

The oldest age on record is 122 years (Jeanne Calment, 1875 to 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency.phrases import words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.model import When

OLDEST = 122
_NAME = re.compile(r"(?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+, $")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every age above the oldest on record that is said of a person, and every death before the birth."""
    for row in sheet.rows:
        for pattern in _ages():
            for found in pattern.finditer(row.shape):
                yield from _too_old(sheet, row.slot(found["age"]))
        for found in re.finditer(r"(?<!\S), (?P<age><(?:count|age):\d+>) ,(?!\S)", row.shape):
            slot = row.slot(found["age"])
            if _NAME.search(sheet.text[max(0, slot.span.start - 60) : slot.span.start]):
                yield from _too_old(sheet, slot)
        if "die" in row.shape or "kill" in row.shape:
            yield from _lives(sheet, row)


@cache
def _ages() -> tuple[re.Pattern[str], ...]:
    age, person, people = r"(?P<age><(?:age|count):\d+>)", words("singulars"), words("persons")
    who = rf"(?:he|she|(?:his|her|the|their) (?:[a-z]+ )?(?:{person}|{people}))"
    return tuple(
        re.compile(rf"(?<!\S){pattern}(?!\S)")
        for pattern in (
            rf"(?:an?|the) {age}(?: [a-z]+)? (?:{person}|{people})",
            rf"(?:the|a) (?:{person}|{people}) , (?:now )?{age} ,",
            rf"{who} (?:also )?(?:died|passed away|was) (?:last year )?(?:aged|at) {age}(?= [.,]|$)",
            rf"(?:{person}|{people}|resident|victim) (?:is|was) aged {age}",
            rf"(?:women|men|people) , aged (?:<(?:age|count):\d+> and )?{age}",
            rf"(?:died|die) (?:[a-z]+ )?(?:in <year:\d+> )?at the age of {age}",
            rf"{who} (?:reached|had reached) the age of {age}",
            rf"{who} lived to (?:be|the age of) {age}",
            rf"{who} (?:turned|turns|was) {age}(?= on| when| \.)",
            rf"at {age} , (?:he|she) is",
        )
    )


def _too_old(sheet: Sheet, age: Slot) -> Iterator[Contradiction]:
    if age.value is not None and age.value > Decimal(OLDEST):
        said = age.span.of(sheet.text)
        yield Contradiction(
            age,
            (),
            f"nobody is known to have lived longer than {OLDEST} years, the draft says {said}",
            f"another age than {said}",
        )


@cache
def _deaths() -> tuple[re.Pattern[str], ...]:
    birth, death = r"(?P<birth><(?:year|date):\d+>)", r"(?P<death><(?:year|date):\d+>)"
    born = r"(?:(?:his|her) birth|(?:he|she) was born)"
    died = r"(?:died|was killed|killed)"
    return tuple(
        re.compile(rf"(?<!\S){pattern}(?= [.,)]| in | at |$)")
        for pattern in (
            rf"born (?:in|on) {birth} (?:and|, and|,) {died} (?:in|on) {death}",
            rf"born (?:in|on) {birth} , (?:he|she) {died} (?:in|on) {death}",
            rf"\( born {birth} , died {death}",
            rf"died (?:in|on) {death} , (?:[a-z]+|<duration:\d+>)(?: [a-z]+)? before {born} in {birth}",
        )
    )


def _lives(sheet: Sheet, row: Row) -> Iterator[Contradiction]:
    for pattern in _deaths():
        for found in pattern.finditer(row.shape):
            birth, death = row.slot(found["birth"]), row.slot(found["death"])
            first, last = _days(birth.quantity.when), _days(death.quantity.when)
            if first is not None and last is not None and last[1] < first[0]:
                said = birth.span.of(sheet.text), death.span.of(sheet.text)
                yield Contradiction(
                    death,
                    (birth,),
                    f"{said[1]} is before {said[0]}",
                    f"a later death than {said[1]}, or an earlier birth than {said[0]}",
                )


def _days(when: When | None) -> tuple[int, int] | None:
    """The first and last day that a year or date can be, as numbers that can be compared."""
    if when is None or when.year is None:
        return None
    if when.month is None:
        return when.year * 372, when.year * 372 + 371
    day = when.year * 372 + (when.month - 1) * 31
    return day + (when.day or 1) - 1, day + (when.day or 31) - 1

"""What one figure tells of a person's life: the years in which he may have been born, and have died."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from factcheck.consistency.lives.cast import Person
from factcheck.consistency.sheet import Slot

OLDEST = 122
"""Years of the longest life on record (Jeanne Calment, 1875 to 1997)."""
EVER = 9999
"""A year that no bound reaches: before `-EVER`, or until `EVER`, is any time."""


class What(enum.Enum):
    """What a figure, or a verb of today, is in a life."""

    BIRTH = "birth"
    DEATH = "death"
    DEED = "deed in a year"
    AGE_THEN = "age in a year"
    AGE_NOW = "age today"
    AGE_LAST = "age at death"
    SERVICE = "years of work up to today"
    ALIVE = "something that only the living do today"


ANYBODY = Person()
"""Whoever a figure tells of, where that is not yet read."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a figure tells of a person: the first and last year of birth, and of death, that it leaves open.

    `slot` is ``None`` for what is told without a figure. `age` is the age itself where the year of death is told
    elsewhere, `with_` the year beside an age.
    """

    what: What
    person: Person
    slot: Slot | None
    born: tuple[int, int] = (-EVER, EVER)
    died: tuple[int, int] = (-EVER, EVER)
    age: int = 0
    with_: Slot | None = None


def birth(person: Person, slot: Slot, first: int, last: int) -> Fact:
    """Somebody born in one of some years."""
    return Fact(What.BIRTH, person, slot, (first, last), (first, last + OLDEST))


def death(person: Person, slot: Slot, first: int, last: int) -> Fact:
    """Somebody who died in one of some years."""
    return Fact(What.DEATH, person, slot, (first - OLDEST, last), (first, last))


def aged(what: What, person: Person, slot: Slot, age: int, years: tuple[int, int]) -> Fact:
    """Somebody who is of an age in one of some years; he died in them, if it was his last."""
    first, last = years
    died = years if what is What.AGE_LAST else (first, EVER)
    return Fact(what, person, slot, (first - age - 1, last - age), died, age)

"""Ages and births that stand near each other, weighed for being of one person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from factcheck.consistency.gaps import TODAY
from factcheck.consistency.lives.age_sums import clash, fits
from factcheck.consistency.lives.ages_here import is_age
from factcheck.consistency.lives.lives import Lives, is_own, lives, of_relative
from factcheck.consistency.lives.people import part_at
from factcheck.consistency.lives.strangers import is_of_another
from factcheck.consistency.lives.when_aged import as_of_now, days_of, today_of, told_at
from factcheck.consistency.phrases import any_of
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.slips import slips
from factcheck.consistency.timeline import Point, points
from factcheck.consistency.weighing import Candidate
from factcheck.consistency.windows import Window, windows
from factcheck.model import Kind, Period

_REACH = 4
"""Sentences with figures to either side of an age in which a birth is looked for."""
_MOST = 3
"""Others of a kind that count."""


@dataclass(frozen=True, slots=True)
class _Near:
    """An age, the `window` around it with its `known` dates and what they are in a life, and the draft's day."""

    sheet: Sheet
    window: Window
    number: int
    known: list[Point]
    life: Lives
    day: date


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every age with a birth near it that it does not fit on the draft's day, nor on the date it is told for."""
    if sheet.day is None or not any_of("births").is_in(f" {sheet.text.lower()} "):
        return
    for window in windows(sheet, before=_REACH, after=_REACH):
        aged = [number for number in window.home if is_age(sheet, window, number)]
        if not aged:
            continue
        known = points(window, sheet.day)
        life = lives(sheet, window, known)
        for number in aged:
            for birth in life.births:
                if birth.days.end <= sheet.day:
                    yield from _candidate(_Near(sheet, window, number, known, life, sheet.day), birth)


def _candidate(near: _Near, birth: Point) -> Iterator[Candidate]:
    window, number, slot = near.window, near.number, near.window.slots[near.number]
    at = told_at(window, number, near.life, near.day) or today_of(near.day)
    if not at.days.end < birth.days.start and not any(fits(slot, birth, one.days) for one in (at, today_of(near.day))):
        names = (*_places(window, number, birth), *_persons(near, birth), *_words(near, birth), *_times(near, birth))
        found = dict.fromkeys(names, 1)
        ages = sum(is_age(near.sheet, window, one) for one in range(len(window.slots)))
        found |= {"other births": min(len(near.life.births) - 1, _MOST), "other ages": min(ages - 1, _MOST)}
        yield Candidate(found, clash(near.sheet, window, number, birth, at))


def _times(near: _Near, birth: Point) -> Iterator[str]:
    """What speaks of the time that an age is told for, and how it is off today."""
    window, number, day = near.window, near.number, near.day
    slot, at = window.slots[number], told_at(window, number, near.life, day)
    if as_of_now(window, number):
        yield "as of now"
    if at is None or at.number != TODAY:
        yield "no time told" if at is None else "of another time"
    if any(fits(slot, birth, days) for days in days_of(window, number, near.known, day)):
        yield "fits elsewhere"
    today = Period(day, day)
    ages = [one for one in range(len(window.slots)) if one != number and is_age(near.sheet, window, one)]
    others = [one for one in near.life.births if one is not birth]
    if any(fits(window.slots[one], birth, today) for one in ages) or any(fits(slot, one, today) for one in others):
        yield "another agrees"
    yield from slips(slot.value or Decimal(1), Decimal(max(day.year - birth.days.start.year, 1)))


def _places(window: Window, number: int, birth: Point) -> Iterator[str]:
    apart = window.order(number) - window.order(birth.number)
    yield ("one sentence", "next sentence", "two sentences on", "far apart", "far apart")[abs(apart)]
    if birth.number < number:
        yield "birth first"
    if window.slots[number].quantity.kind is Kind.AGE:
        yield "age in years"
    if window.slots[number].quantity.kind is Kind.ORDINAL:
        yield "birthday"


def _persons(near: _Near, birth: Point) -> Iterator[str]:
    """What the parts of the text that an age and a birth stand in say of whom they are about."""
    slots = near.window.slots
    here, there = (part_at(near.sheet, slots[at].span.start) for at in (near.number, birth.number))
    one, other = here.person, there.person
    if one is None or other is None:
        yield "nobody" if one is other else "one of nobody"
    elif one is other:
        yield "one person"
    else:
        yield "two persons"
        if one.sex and other.sex and one.sex != other.sex:
            yield "of two sexes"
        if one.names and other.names:
            yield "of two names"
    if any(person is not None and person.is_kin for person in (one, other)):
        yield "of kin"
    if here.owned or there.owned:
        yield "of a thing"


def _words(near: _Near, birth: Point) -> Iterator[str]:
    """What the words beside an age and a birth say."""
    sheet, window, number = near.sheet, near.window, near.number
    if is_own(sheet, window, birth):
        yield "own birth"
    if is_of_another(sheet, window, number, birth):
        yield "of another"
    for name, at in (("age", number), ("birth", birth.number)):
        sentence = window.sentence(at)
        if of_relative().search(sentence) or any_of("relatives").is_in(f" {sentence} "):
            yield f"relative beside {name}"
        if any_of("late").is_in(f" {sentence} "):
            yield f"death beside {name}"
        if any_of("another_age").is_in(f" {sentence} "):
            yield f"then beside {name}"

"""A person's age against the birth told beside it: on the draft's day, at death, or when something happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factcheck.consistency.crowd import is_crowded
from factcheck.consistency.lives.age_sums import clash, fits
from factcheck.consistency.lives.ages_here import is_age
from factcheck.consistency.lives.aging import clashing_ages
from factcheck.consistency.lives.decades import decades
from factcheck.consistency.lives.lives import is_own, lives
from factcheck.consistency.lives.strangers import is_of_another
from factcheck.consistency.lives.when_aged import days_of, told_at
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.timeline import points
from factcheck.consistency.windows import windows

_REACH = 3
"""Sentences with figures to either side in which a birth, or an age that agrees with it, is looked for."""


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
        life = lives(sheet, window, known)
        births = [point for point in life.births if point.days.end <= day]
        if len(births) != 1 or not is_own(sheet, window, births[0]):
            continue
        every = [number for number in range(len(window.slots)) if is_age(sheet, window, number)]
        if any(fits(window.slots[one], births[0], at) for one in every for at in days_of(window, one, known, day)):
            continue
        for number in aged:
            at = None if is_of_another(sheet, window, number, births[0]) else told_at(window, number, life, day)
            if at is not None and not at.days.end < births[0].days.start:
                yield clash(sheet, window, number, births[0], at)
                break

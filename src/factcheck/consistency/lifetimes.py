"""What somebody is said to have done, held against an age told elsewhere, the age at death, and the death."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from factcheck.consistency.lives import Lives, is_own, lives, of_relative
from factcheck.consistency.persons import ages_now, are_of_one, is_whole_age
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.timeline import points
from factcheck.consistency.windows import Window

OFFICE, GROWN, SMALL = 15, 10, 5
"""Ages under which nobody takes office, marries or graduates, and works, writes or fights."""
_OFF = 2
"""Years by which an age at death may differ from what birth and death tell."""
_ASIDE = Later(
    r"(?<! show)(?<! shows)(?<! said)(?<! says)(?<! told) (?:that|which|whose|where|after|before|since|until) [^<,]*$"
)


def told_lives(sheet: Sheet, window: Window) -> Iterator[Contradiction]:
    """Every deed of somebody who was not grown, or dead, by an age or a death that is told of him."""
    dead = window.tells("deaths") or any(" ( <period:" in row.shape for row in window.rows)
    ages = ages_now(window)
    if not dead and len(ages) != 1:
        return
    if len(ages) != 1 and not _may_have_ends(window, sheet.day):
        return
    told = lives(sheet, window, points(window, sheet.day))
    if sheet.day is not None and len(ages) == 1:
        yield from _by_age(sheet, window, told, ages[0])
    yield from _at_death(sheet, window, told)
    yield from _after_death(sheet, window, told)


def _may_have_ends(window: Window, day: date | None) -> bool:
    """Whether there is an age that may be the last, or a deed of the living in a year behind another."""
    if any(is_whole_age(window, number) for number in range(len(window.slots))):
        return True
    known = points(window, day) if window.tells("living_deeds") else []
    return max((one.days.start.year for one in known), default=0) > min((one.days.end.year for one in known), default=0)


def least_age(window: Window, number: int) -> int:
    """The age that somebody has at least who did what is told with a date; nought where that is nothing."""
    clause = window.clause(number)
    if any_of("small").search(clause):
        return 0
    before = f" {window.before(number)} "
    ahead = re.split(rf"<[a-z]+:{number}>", clause)[0]
    found = [(one.end(), GROWN) for one in any_of("grown_deeds").finditer(clause)]
    found += [(one.end(), SMALL) for one in any_of("deeds").finditer(clause)]
    found += [(one.end(), SMALL) for one in _firsts().finditer(clause)]
    office = _office().search(before)
    found += [(len(ahead) - (len(before) - office.start()) + 1, OFFICE)] if office is not None else []
    near = [one for one in found if one[0] <= len(ahead)] or found
    if not near:
        return 0
    end = max(near)[0]
    aside = _ASIDE.search(clause[:end]) or of_relative().search(clause[:end])
    return 0 if aside else max(least for at, least in near)


@cache
def _firsts() -> re.Pattern[str]:
    """What somebody made or did: "his first bronze"."""
    return re.compile(rf" (?:his|her) (?:first|debut|second|last) (?!(?:[a-z]+ )?(?:{words('relatives')}|home|house) )")


@cache
def _office() -> re.Pattern[str]:
    return re.compile(
        rf" (?:became|become|was made|made|named|serving as|served as) "
        rf"(?:(?:an?|the|its|his|her|their) )?(?:[a-z’'-]+ ){{0,3}}?(?:{words('offices')}) [^<;]*$"
    )


def _by_age(sheet: Sheet, window: Window, told: Lives, age: int) -> Iterator[Contradiction]:
    """A deed of somebody grown in a year in which he was a child, by the age that he has now."""
    assert sheet.day is not None
    if told.births or told.deaths or window.tells("late"):
        return
    slot = window.slots[age]
    born = sheet.day.year - int(slot.value or 0) - 1
    for other in told.others:
        least = least_age(window, other.number)
        if not least or other.days.end.year - born >= least or not are_of_one(sheet, window, age, other.number):
            continue
        if not {age, other.number} & set(window.home):
            continue
        dated = window.slots[other.number]
        said, when = slot.span.of(sheet.text), dated.span.of(sheet.text)
        sum_ = f"who is {said} was born in {born} or {born + 1}, and is told to have been grown in {when}"
        yield Contradiction(dated, (slot,), sum_, f"a later year than {when}, or a greater age than {said}")
        return


@cache
def _age_at_death() -> re.Pattern[str]:
    """Words before an age that was the last."""
    died = r"(?:died|dies|dead|passed away|dying)"
    return re.compile(
        rf" (?:lived|survived) (?:to|until)(?: be| the age of| the ripe old age of)? $"
        rf"| {died} [^;]*(?:aged|at|at the age of) $"
        rf"|^ (?:when|at the time) [^;<]*{died} [^;]*, [^;<]* was $"
        rf"|^ (?:he|she) was $"
    )


def _at_death(sheet: Sheet, window: Window, told: Lives) -> Iterator[Contradiction]:
    """An age at death that is not what lies between birth and death."""
    births = [birth for birth in told.births if birth.cue == "from" or is_own(sheet, window, birth)]
    if len(births) != 1 or len(told.births) != 1 or len(told.deaths) > 1:
        return
    birth, death = births[0], told.deaths[0] if told.deaths else None
    if death is not None:
        first, last = death.days.start.year, death.days.end.year
    elif sheet.day is not None and _has_just_died(window):
        first, last = sheet.day.year - 1, sheet.day.year
    else:
        return
    low, high = first - birth.days.end.year - 1, last - birth.days.start.year
    ages = [
        number
        for number in range(len(window.slots))
        if is_whole_age(window, number)
        and (_age_at_death().search(f" {window.before(number)} ") or _WHEN_DIED.match(window.after(number)))
    ]
    if len(ages) != 1 or not are_of_one(sheet, window, ages[0], birth.number):
        return
    after = window.after(ages[0])
    if re.match(r"(?:,? )?(?:when|as|in|at)\b", after) and not _WHEN_DIED.match(after) and told.deaths == ():
        return
    slot = window.slots[ages[0]]
    if low - _OFF <= int(slot.value or 0) <= high + _OFF:
        return
    said, when = slot.span.of(sheet.text), window.slots[birth.number].span.of(sheet.text)
    sum_ = f"from the birth in {when} to the death is {max(low, 0)} to {high} years, the draft says {said}"
    yield Contradiction(slot, (window.slots[birth.number],), sum_, f"“{high}”, or another birth than {when}")


_WHEN_DIED = Later(r"when (?:he|she) (?:died|passed away|was killed|drowned)\b|at (?:his|her) death\b")


def _has_just_died(window: Window) -> bool:
    shape = window.shape
    return (
        re.search(
            r" (?:dies|has died) | (?:died|passed away)(?: peacefully)? (?:in [a-z]+ ,|on <weekday|yesterday|last)",
            shape,
        )
        is not None
    )


def _after_death(sheet: Sheet, window: Window, told: Lives) -> Iterator[Contradiction]:
    """Something that only the living do, in a year behind the death."""
    if len(told.deaths) != 1 or "posthum" in window.shape:
        return
    death = told.deaths[0]
    if len(told.births) == 1 and told.births[0].days.start > death.days.end:
        return
    after = [other.number for other in told.others if other.days.start.year > death.days.end.year]
    for number in after:
        if _is_told_of_dead(sheet, window, death.number, number):
            said, when = (window.slots[one].span.of(sheet.text) for one in (number, death.number))
            sum_ = f"{said} is after the death in {when}"
            either = f"a date before {said}, or a later death than {when}"
            yield Contradiction(window.slots[number], (window.slots[death.number],), sum_, either)
            return


def _is_told_of_dead(sheet: Sheet, window: Window, death: int, other: int) -> bool:
    """Whether the dead is the subject of what was done later: "Sharp (1907-1963) crossed the sea in 1971"."""
    if death > other:
        return False
    if window.order(death) == window.order(other):
        said = window.between(death, other)
        found = re.match(r" ?(?:\)|,|[,;] (?:he|she)) (?:[a-z]+ly |also |first |later |would )?", said)
    else:
        said = window.before(other)
        found = re.match(r"(?:he|she)(?: later| then| also| first)? ", said)
        if not are_of_one(sheet, window, death, other):
            return False
    deed = said[found.end() :] if found is not None else ""
    does = any_of("living_deeds").match(deed.strip()) is not None
    return does and re.search(r" (?:that|which|who|whose|where) |[;“]", deed) is None

"""The birth of one person and his ages, each with its year, against each other: 16 in 1976 is not 67 today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from factcheck.consistency.lives.ages_told import ages_of, whose
from factcheck.consistency.lives.biography import NAMESAKES, with_deaths
from factcheck.consistency.lives.cast import names_person
from factcheck.consistency.lives.dates_told import all_dates, dates_of, may_tell
from factcheck.consistency.lives.facts import Fact, What
from factcheck.consistency.lives.people import part_at
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Contradiction, Sheet, Slot

_SLACK = 1
"""Years by which the births that two ages leave open may miss each other."""
_NOT_HELD = ({What.BIRTH}, {What.AGE_NOW}, {What.AGE_LAST})
"""Kinds that are not held against each other here: two births or two ages of today are of two persons."""
_TOLD = {What.BIRTH, What.AGE_THEN, What.AGE_NOW, What.AGE_LAST}


def clashing_ages(sheet: Sheet) -> Iterator[Contradiction]:
    """Every age that the birth, or another age, of the same person contradicts."""
    ages = ages_of(sheet)
    if not any(ages):
        return
    dates = all_dates(sheet)
    hints = [*chain.from_iterable(ages), *(fact for one in dates for fact in may_tell(sheet, one))]
    if not _clashes(_known(hints)) or NAMESAKES.search(sheet.text):
        return
    found = [fact for one in dates for fact in dates_of(sheet, one)]
    found += [fact for one in chain.from_iterable(ages) for fact in whose(sheet, one)]
    known = _known(list(with_deaths(found)))
    for one, other in _clashes(known):
        if one.person is other.person and _is_sure(sheet, one, other):
            yield _wrong(sheet, one, other)


def _known(facts: Sequence[Fact]) -> list[Fact]:
    return [one for one in facts if one.what in _TOLD and one.slot is not None and not _leaps(one.slot)]


def _leaps(slot: Slot) -> bool:
    """Whether a date is a leap day: who is born then may be said to be a quarter as old."""
    when = slot.quantity.when
    return when is not None and (when.month, when.day) == (2, 29)


def _clashes(facts: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """Each two facts, one of them an age, that leave one person no year to be born in."""
    return [
        (one, other)
        for one, other in combinations(facts, 2)
        if _apart(one, other) > _SLACK and {one.what, other.what} not in _NOT_HELD
    ]


def _apart(one: Fact, other: Fact) -> int:
    return max(one.born[0], other.born[0]) - min(one.born[1], other.born[1])


def _is_sure(sheet: Sheet, one: Fact, other: Fact) -> bool:
    """Whether a birth is of the person of an age of today, who lives, as its own words close by say."""
    if {one.what, other.what} != {What.BIRTH, What.AGE_NOW} or one.slot is None or other.slot is None:
        return True
    born, at = (one, one.slot.span.start) if one.what is What.BIRTH else (other, other.slot.span.start)
    start, end = sorted((one.slot.span.start, other.slot.span.start))
    if end - start > _FAR:
        return False
    whose, stops = part_at(sheet, at), _STOP.findall(sheet.text, start, end)
    lead = sheet.text[whose.start : at]
    if at == start and not stops and (_OF.search(lead) or not _IS.search(sheet.text[start:end])):
        return False
    nouns = [role for role in born.person.roles if names_person(role)]
    named = not stops or born.person.names or len(nouns) < 2
    dead = any_of("late").is_in(f" {sheet.text.lower()} ")
    return bool(named) and len(stops) <= 1 and whose.person is born.person and not dead


_IS = Later(r"(?:(?:,|\band) (?:is|turns|turned)|\b(?:now|today|at|aged|of))(?: only| just)? $")
"""Before an age behind a birth in its sentence: of somebody named in between it may be in any other way."""
_OF = Later(r"\b(?:of|to|with|and|for|from|by)\b.* born ")
_STOP = Later(r"[.!?;\n]\s")
_FAR = 800
"""Characters of two sentences at most: of births and ages farther apart nothing is sure."""


def _wrong(sheet: Sheet, one: Fact, other: Fact) -> Contradiction:
    assert one.slot is not None and other.slot is not None
    at, held = (other, one) if other.what is not What.BIRTH else (one, other)
    assert at.slot is not None and held.slot is not None
    said = [f"“{fact.slot.span.of(sheet.text)}” puts the birth in {_years(fact)}" for fact in (held, at) if fact.slot]
    either = " or ".join(f"another figure than {slot.span.of(sheet.text)}" for slot in (at.slot, held.slot))
    years = [fact.with_ for fact in (held, at) if fact.with_ is not None]
    return Contradiction(at.slot, (held.slot, *years), ", ".join(said), either)


def _years(fact: Fact) -> str:
    first, last = fact.born
    return f"{first}" if first == last else f"{first} or {last}"

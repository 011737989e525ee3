"""What a draft tells of one person, held against the bounds of a life: two facts that leave no year for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from factcheck.consistency.lives.ages_told import ages_of, whose
from factcheck.consistency.lives.dates_told import all_dates, dates_of, may_bound, may_tell
from factcheck.consistency.lives.facts import EVER, Fact, What, aged
from factcheck.consistency.lives.people import parts
from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.windows import windows

_NEAR = 2
"""Years by which two ages, or an age and a birth, may differ."""
_AGES = {What.BIRTH, What.AGE_THEN, What.AGE_NOW, What.AGE_LAST}
_HELD = {
    What.BIRTH: {What.DEATH, What.DEED, What.AGE_LAST, What.AGE_THEN, What.SERVICE, What.ALIVE},
    What.DEATH: {What.DEED, What.AGE_LAST, What.ALIVE},
    What.DEED: {What.AGE_NOW, What.AGE_THEN, What.AGE_LAST},
    What.SERVICE: {What.AGE_NOW, What.AGE_THEN},
    What.AGE_NOW: {What.AGE_THEN},
}
"""What is held against what: that of an age today against a birth is for another check."""


def impossible_lives(sheet: Sheet) -> Iterator[Contradiction]:
    """Every two facts of one person that cannot both be so."""
    ages = ages_of(sheet)
    if not any(ages) and not any(may_bound(sheet, window) for window in windows(sheet)):
        return
    every = all_dates(sheet)
    hints = [*chain.from_iterable(ages), *(fact for dates in every for fact in may_tell(sheet, dates))]
    if not _may_clash(sheet, hints) or NAMESAKES.search(sheet.text):
        return
    found: list[Fact] = []
    for dates, some in zip(every, ages, strict=True):
        found += [*dates_of(sheet, dates), *(fact for one in some for fact in whose(sheet, one))]
    facts = [*with_deaths(found), *_alive(sheet, found)]
    for number, fact in enumerate(facts):
        for other in facts[:number]:
            if other.person is fact.person and _are_held(sheet.text, other, fact):
                yield from _against(sheet, other, fact)


NAMESAKES = Later(r"\bthe (?:elder|younger)\b|\b(?:Sr|Jr|Snr|Jnr)\b|namesake")


def _may_clash(sheet: Sheet, hints: Sequence[Fact]) -> bool:
    """Whether any two facts would not be so of one person: most drafts have none, and need not be read for persons."""
    told: dict[What, list[Fact]] = {}
    for fact in (*hints, *_at_deaths(hints)):
        told.setdefault(fact.what, []).append(fact)
    ends = [*told.get(What.BIRTH, ()), *told.get(What.DEATH, ())]
    if sheet.day is not None and any(one.died[1] < sheet.day.year for one in ends) and _tells_of_alive(sheet.text):
        return True
    return any(
        other in told and _leave_none(told[what], told[other], _slack(what, other))
        for what in told.keys() & _HELD.keys()
        for other in _HELD[what]
    )


def _at_deaths(hints: Sequence[Fact]) -> Iterator[Fact]:
    """Each age at death as that in the years of each death."""
    deaths = {one.died for one in hints if one.what is What.DEATH}
    for one in hints:
        if one.what is What.AGE_LAST and one.slot is not None:
            yield from (aged(one.what, one.person, one.slot, one.age, years) for years in deaths)


def _leave_none(some: Sequence[Fact], others: Sequence[Fact], slack: int) -> bool:
    """Whether one of some facts and one of others leave no year for the birth, or for the death."""
    return any(
        max(one.born[0] for one in mine) > min(one.born[1] for one in theirs) + slack
        or max(one.died[0] for one in mine) > min(one.died[1] for one in theirs)
        for mine, theirs in ((some, others), (others, some))
    )


def with_deaths(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts, with each age at death as that in the year of the death."""
    for fact in facts:
        deaths = [one for one in facts if one.what is What.DEATH and one.person is fact.person]
        if fact.what is not What.AGE_LAST or fact.slot is None:
            yield fact
        elif len(deaths) == 1:
            yield aged(fact.what, fact.person, fact.slot, fact.age, deaths[0].died)
        elif not deaths and fact.died != (-EVER, EVER):
            yield fact


def _alive(sheet: Sheet, facts: Sequence[Fact]) -> Iterator[Fact]:
    """That somebody who was born or died long ago is told of as alive."""
    year = sheet.day.year if sheet.day is not None else -EVER
    old = {one.person for one in facts if one.what in (What.BIRTH, What.DEATH) and one.died[1] < year}
    dead = {one.person for one in facts if one.what is What.DEATH}
    every = parts(sheet) if old else ()
    for number, part in enumerate(every):
        end = every[number + 1].start if number + 1 < len(every) else len(sheet.text)
        if part.person is not None and part.person in old and not part.owned:
            pattern = _HOPES if part.person in dead else _STILL
            if pattern.search(sheet.text, part.start, end):
                yield Fact(What.ALIVE, part.person, None, died=(year, EVER))


_HOPES = Later(
    r"\b(?:hopes|plans|wants|is due|is to be tried|is to stand|will stand|has denied|denies|told (?:reporters|the|a))\b"
)
_STILL = Later(
    r"\b(?:still [a-z]+s|is (?:doing|recovering|living|planning|looking|due)|lives (?:in|with|alone)|hopes|plans|wants"
    r"|has denied|denies|told (?:reporters|the|a))\b"
)


def _tells_of_alive(text: str) -> bool:
    return _HOPES.search(text) is not None or _STILL.search(text) is not None


def _are_held(text: str, first: Fact, last: Fact) -> bool:
    """Whether two facts of one person are of kinds that are held against each other, and none is told by the other."""
    if last.what not in _HELD.get(first.what, ()) and first.what not in _HELD.get(last.what, ()):
        return False
    if first.slot is None or last.slot is None:
        return True
    ends = {first.what, last.what} == {What.BIRTH, What.DEATH}
    if first.slot is last.slot:
        return ends
    if first.with_ is last.slot or last.with_ is first.slot:
        return ends
    start, end = sorted((first.slot.span, last.slot.span), key=lambda span: span.start)
    return not (ends and _APART.search(text[start.end : end.start]))


_APART = Later(r"^[^.]*\b(?:after|before) (?!(?:he|she|his|her)\b)[^.]*$")


def _slack(first: What, last: What) -> int:
    return _NEAR if {first, last} <= _AGES else 0


def _against(sheet: Sheet, first: Fact, last: Fact) -> Iterator[Contradiction]:
    near = _slack(first.what, last.what)
    for event, one, two in (("birth", first.born, last.born), ("death", first.died, last.died)):
        slack = near if event == "birth" else 0
        if one[1] + slack >= two[0] and two[1] + slack >= one[0]:
            continue
        at, other = (last, first) if last.slot is not None else (first, last)
        if at.slot is None:
            return
        others = (other.slot,) if other.slot is not None and other.slot is not at.slot else ()
        bounds = {id(first): one, id(last): two}
        said = [_said(sheet, fact, event, bounds[id(fact)]) for fact in (other, at)]
        either = " or ".join(f"another figure than {slot.span.of(sheet.text)}" for slot in (at.slot, *others))
        yield Contradiction(at.slot, others, ", ".join(said), either)
        return


def _said(sheet: Sheet, fact: Fact, event: str, years: tuple[int, int]) -> str:
    """What a figure says of a birth or death: "1962 (birth) puts the birth in 1962"."""
    first, last = years
    when = f"in {first}" if first == last else f"in {first} to {last}"
    when = f"in {last} or before" if first == -EVER else f"in {first} or later" if last == EVER else when
    said = f"“{fact.slot.span.of(sheet.text)}” ({fact.what.value})" if fact.slot is not None else fact.what.value
    return f"{said} puts the {event} {when}"

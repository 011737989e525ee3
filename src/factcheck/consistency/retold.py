"""Those killed or hurt, told again as a whole, as the rest or one by one, against the counts around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.consistency.fates import Role, Toll
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.tolls import is_of_a_kind
from factcheck.consistency.victims import Fate

_MOST = 9
_COUNTED = (Role.PLAIN, Role.LIST, Role.WHOLE)
_FARTHEST = 3
"""A whole may be so many times the parts or a part of them; beyond that it is of something else."""


def wrong_tolls(sheet: Sheet, window: Sequence[Sequence[Toll]], behind: Sequence[Toll] = ()) -> Iterator[Contradiction]:
    """What is wrong in the last of the sentences of a window, by the counts of all of them and of those `behind` it."""
    before = [toll for sentence in window[:-1] for toll in sentence]
    for toll in window[-1]:
        if toll.role is Role.WHOLE:
            yield from _whole(sheet, before, [*window[-1], *behind], toll)
        elif toll.role is Role.REST:
            yield from _rest(sheet, before, window[-1], toll)
        elif toll.role is Role.SOME:
            yield from _some(sheet, before, window[-1], toll)
        elif toll.role is Role.LIST:
            yield from _list(sheet, before, window[-1], toll)


def _whole(sheet: Sheet, before: Sequence[Toll], own: Sequence[Toll], whole: Toll) -> Iterator[Contradiction]:
    """A number told again as known that no sum of the counts before it gives."""
    others = [*before, *(toll for toll in own if toll is not whole)]
    counted = [
        toll
        for toll in others
        if _is_of(whole, toll) and toll.role in _COUNTED and toll.row.span.start <= whole.row.span.start
    ]
    if not counted or len(others) > _MOST or not _fits(whole, others):
        return
    if whole.fate is Fate.HURT and any(toll.fate is Fate.BOTH for toll in others):
        return
    if not whole.fate or _OF_PERIOD.search(f"{whole.left.rpartition(' , ')[2]} {whole.right.partition(' , ')[0]}"):
        return
    risen = any_of("rises").search(f"{whole.row.shape} {' '.join({toll.row.shape for toll in counted})}")
    made_of = any(toll.row is whole.row and ":" in toll.row.shape[whole.end : toll.start] for toll in others)
    if risen and not made_of and not any(toll.role is Role.MORE or _is_later(toll) for toll in others):
        return
    if len(counted) == 1 and counted[0].role is Role.WHOLE:
        return
    if is_of_a_kind(whole) and whole.low <= sum((toll.high for toll in counted), Decimal(0)):
        return
    yield from _told(sheet, whole, counted)


_OF_PERIOD = Later(
    r"(?<!\S)(?:(?:for|this|in|of|so far) (?:the |this |a )?(?:month|year|week|season|winter|summer|spring|autumn"
    r"|decade|campaign|<year:\d+>)|of the war|since (?:[a-z]+ )?<[a-z]+:\d+>)(?!\S)"
)


def _is_later(toll: Toll) -> bool:
    """Whether a count was added to those before it: "two succumbed later", "rose by four"."""
    return toll.left.endswith(" by") or any_of("increments").search(" ".join(toll.right.split()[:4])) is not None


def _is_of(whole: Toll, part: Toll) -> bool:
    """Whether a count is of those that the whole counts."""
    if whole.fate is Fate.BOTH:
        return part.fate in (Fate.DEAD, Fate.HURT, Fate.BOTH)
    return part.fate is whole.fate


def _fits(whole: Toll, others: Sequence[Toll]) -> bool:
    """Whether the whole is near enough to the counts, and none of their sums or differences is it."""
    top = sum((toll.high for toll in others if _is_of(whole, toll)), Decimal(0))
    least = max(toll.low for toll in others if _is_of(whole, toll))
    if whole.low > top * _FARTHEST or whole.high * _FARTHEST < least:
        return False
    return not any(_meets(whole, some) for some in _sums(others))


def _sums(tolls: Sequence[Toll]) -> Iterator[tuple[Decimal, Decimal]]:
    """All sums of some of the counts, and their differences."""
    for many in range(1, len(tolls) + 1):
        for some in combinations(tolls, many):
            yield sum((toll.low for toll in some), Decimal(0)), sum((toll.high for toll in some), Decimal(0))
    for one, other in combinations(tolls, 2):
        high, low = (one, other) if one.low >= other.low else (other, one)
        yield high.low - low.high, high.high - low.low


def _meets(toll: Toll, other: tuple[Decimal, Decimal]) -> bool:
    return toll.low <= other[1] and other[0] <= toll.high


def headline(sheet: Sheet, line: Sequence[Toll], below: Sequence[Sequence[Toll]]) -> Iterator[Contradiction]:
    """The dead or hurt of a headline against those of the sentences below it."""
    others = [toll for sentence in below for toll in sentence][:_MOST]
    for toll in line:
        told = next((sentence for sentence in below[:2] if sentence), ())
        first = [other for other in told if other.fate is toll.fate and other.role in _COUNTED]
        if not toll.fate or toll.fate is Fate.SAFE or not first or toll.role is not Role.PLAIN or len(others) > _MOST:
            continue
        if _fits(toll, others) and not any_of("rises").search(" ".join(other.row.shape for other in others)):
            yield from _told(sheet, toll, first)


def _rest(sheet: Sheet, before: Sequence[Toll], own: Sequence[Toll], rest: Toll) -> Iterator[Contradiction]:
    """The others, who with those told of before them do not make up all."""
    others = [*before, *(toll for toll in own if toll is not rest)]
    ahead = [toll for toll in others if toll.row is not rest.row or toll.start < rest.start]
    if not before or len(ahead) < 2 or len(others) > _MOST or any_of("also_missing").search(rest.row.shape):
        return
    total = max(ahead, key=lambda toll: toll.low)
    if (
        total.role not in (Role.PLAIN, Role.WHOLE)
        or total.row is rest.row
        or not total.slots
        or _LEVEL.search(total.left)
    ):
        return
    pieces = [toll for toll in others if toll is not total]
    if any(_meets(total, (rest.low + low, rest.high + high)) for low, high in _sums(pieces)) or _meets(
        total, (rest.low, rest.high)
    ):
        return
    if any(_meets(rest, some) for some in _sums(others)):
        return
    known = {Fate.DEAD, Fate.HURT, Fate.BOTH, Fate.SAFE}
    if any(toll.fate in known for toll in others) and rest.slots:
        yield from _told(sheet, rest, [total, *pieces])


_LEVEL = Later(r"(?<!\S)(?:average|mean|record|than|above|below|from|against)(?: of)?$")
"""Before a figure that others are only compared with."""


def _some(sheet: Sheet, before: Sequence[Toll], own: Sequence[Toll], some: Toll) -> Iterator[Contradiction]:
    """Some of the dead or hurt who are more than all of them, by themselves or with those told of behind them."""
    of = re.match(r"(?:more )?of (?P<whom>(?:the|them|those|these)(?: [a-z]+){0,2})", some.right)
    whom = of["whom"] if of is not None else " ".join(some.left.split()[-5:])
    names = {Fate.DEAD: ("lost_nouns", "died_themselves"), Fate.HURT: ("harmed_nouns", "was_hurt")}
    what = next((fate for fate, lists in names.items() if any(any_of(name).is_in(whom) for name in lists)), Fate.NONE)
    told = {toll.fate for toll in before if toll.fate}
    if not what and len(told) == 1 and some.left.startswith("of "):
        what = told.pop()
    counted = [toll for toll in before if toll.fate in (what, Fate.BOTH)]
    behind = [toll for toll in own if toll.start > some.start and not toll.fate and toll.role is Role.PLAIN]
    every = [some, *behind] if some.left.startswith("of ") and len(counted) == 1 else [some]
    others = [*before, *(toll for toll in own if toll not in every)]
    if not what or not counted or max((toll.high for toll in others), default=some.low) >= some.low:
        every = every if len(every) > 1 and what and all(toll.high < counted[0].high for toll in every) else []
    if every and sum(toll.low for toll in every) > counted[-1].high:
        said = " and ".join(toll.said(sheet.text) for toll in every)
        yield from _told(sheet, every[0], counted[-1:], f"{said} are more than")


def _list(sheet: Sheet, before: Sequence[Toll], own: Sequence[Toll], listed: Toll) -> Iterator[Contradiction]:
    """Those of a list who died, who are more than all of the dead, by themselves or with others of the sentence."""
    counted = [toll for toll in before if toll.fate in (listed.fate, Fate.BOTH)]
    parts = [toll for toll in own if toll.fate is listed.fate]
    if len(counted) != 1 or any(toll.role not in (Role.PLAIN, Role.LIST) for toll in parts):
        return
    low = sum((toll.low for toll in parts), Decimal(0))
    if max(toll.high for toll in before) >= low or low > counted[0].high * _FARTHEST:
        return
    if not any(_meets(toll, some) for toll in (listed, *parts) for some in _sums(before[-_MOST:])):
        yield from _told(sheet, counted[0], parts)


def _told(sheet: Sheet, toll: Toll, others: Sequence[Toll], said: str = "") -> Iterator[Contradiction]:
    slots: list[Slot] = [slot for one in (toll, *others) for slot in one.slots]
    if not slots:
        return
    parts = " and ".join(one.said(sheet.text) for one in others)
    sum_ = f"{said} {parts}" if said else f"the draft says {toll.said(sheet.text)}, and {parts}"
    yield Contradiction(
        slots[0], tuple(slots[1:]), sum_, f"another figure than “{toll.said(sheet.text)}”, or than {parts}"
    )

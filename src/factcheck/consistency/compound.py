"""A rate a year against what it comes to over the years: 5% a year for three years is 15.8%, and not 25%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.links import are_alone, goes_on, has_new_subject, share_words
from factcheck.consistency.moves import Move, move_of
from factcheck.consistency.multiplied import between, in_per_cent, multiple_of
from factcheck.consistency.pairs import Pair, noun_of, pairs, scene
from factcheck.consistency.phrases import any_of, words
from factcheck.consistency.placed import Placed, placed
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.topics import are_contrasted, are_other_names, scope
from factcheck.model import Interval, Kind

_ONE, _HUNDRED = Decimal(1), Decimal(100)
_LONGEST, _NEAR = 60, Decimal("0.12")
"""Years that a rate is compounded over at most, and how far a total of yearly counts may be off."""
_BEHIND = 5
"""Words behind a rate that say which years it is of."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure told for each year, the row that it stands in, and whether it is a rise or a fall."""

    figure: Placed
    row: int
    sign: int


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every total over some years that the rate a year beside it contradicts."""
    for number, row in enumerate(sheet.rows):
        if not any(_is_yearly(figure) for figure in placed(row)):
            continue
        rows = sheet.around(number, before=1, after=1)
        at = next(i for i, one in enumerate(rows) if one is row)
        rates = [Rate(one, i, _sign(one)) for i, near in enumerate(rows) for one in placed(near) if _is_yearly(one)]
        if len(rates) == 1 and rates[0].row == at and not _is_unsteady(rates[0]):
            yield from _judged(sheet, rows, rates[0])


def _judged(sheet: Sheet, rows: Sequence[Row], rate: Rate) -> Iterator[Contradiction]:
    if rate.figure.slot.quantity.kind is not Kind.PERCENT:
        yield from _counted(sheet, rows, rate)
        return
    found = scene(sheet, tuple(rows))
    totals = [
        Rate(told.move.figure, told.row, told.move.sign)
        for told in found.moves
        if told.slot.quantity.kind in (Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE)
        and told.slot.claim != rate.figure.slot.claim
    ]
    every = [pair for pair in pairs(found.levels) if pair.certain and pair.old.slot.quantity.kind is not Kind.PERCENT]
    if len(totals) == 1 and not every:
        told = totals[0]
        years = _years(_between(rows, rate, told), sheet.day)
        printed = _printed(told)
        grown = [_change(_compounded(rate, n)) for n in sorted(years)]
        agrees = rate.sign * told.sign >= 0
        if (
            agrees
            and grown
            and printed
            and not any(one.meets(printed) for one in grown)
            and _is_of_one(sheet, rows, rate, told)
        ):
            yield _contradiction(sheet, told.figure.slot, rate, max(years))
    elif not totals and len(every) == 1:
        multiple, pair = between(every[0]), every[0]
        levels = [Rate(level.figure, level.row, 0) for level in (pair.old, pair.new)]
        far = max(levels, key=lambda one: abs(one.row - rate.row))
        years = _years(_between(rows, rate, far), sheet.day)
        times = [_compounded(rate, n) for n in years]
        if times and multiple and not any(one.meets(multiple) for one in times) and _is_of_one(sheet, rows, rate, far):
            yield _of_pair(sheet, rate, pair, max(years))


def _between(rows: Sequence[Row], rate: Rate, told: Rate) -> Sequence[Row]:
    return rows[min(rate.row, told.row) : max(rate.row, told.row) + 1]


def _printed(told: Rate) -> Interval | None:
    """What the total stands for in per cent, "a quarter" for 23 to 27."""
    if told.figure.slot.quantity.kind is Kind.PERCENT:
        return sums.cut_off(told.figure.slot)
    multiple = multiple_of(Move(told.figure, told.sign))
    return None if multiple is None else in_per_cent(multiple)


def _is_unsteady(rate: Rate) -> bool:
    """Whether the rate is of some of the years, or of years to come."""
    near = " ".join(rate.figure.rest.split()[:_BEHIND]) + " "
    before = rate.figure.before
    yet = any_of("modals").search(before) or any_of("will_words").search(before)
    return yet is not None or any_of("not_steady").search(before + near) is not None


def _counted(sheet: Sheet, rows: Sequence[Row], rate: Rate) -> Iterator[Contradiction]:
    """So many a year against the total over the years."""
    slot = rate.figure.slot
    both = sums.ends(slot)
    if any_of("for_each").search(rows[rate.row].shape):
        return
    levels = [
        Rate(one, number, 0)
        for number, row in enumerate(rows)
        for one in placed(row)
        if one.slot.claim != slot.claim
        and (noun_of(one) or one.slot.quantity.kind is not Kind.COUNT)
        and (one.slot.quantity.kind, one.slot.quantity.unit) == (slot.quantity.kind, slot.quantity.unit)
    ]
    if len(levels) != 1 or both is None or both[0] <= 0:
        return
    told = levels[0]
    if noun_of(rate.figure) and noun_of(told.figure) and not noun_of(rate.figure) & noun_of(told.figure):
        return
    years = _years(_between(rows, rate, told), None)
    printed = sums.ends(told.figure.slot)
    totals = [Interval(both[0] * n * (1 - _NEAR), both[1] * n * (1 + _NEAR)) for n in years]
    if (
        not totals
        or printed is None
        or any(one.meets(Interval(*printed)) for one in totals)
        or not _is_of_one(sheet, rows, rate, told)
    ):
        return
    n = max(years)
    said, total = slot.span.of(sheet.text), told.figure.slot.span.of(sheet.text)
    come = sums.middle(Interval(both[0] * n, both[1] * n), "")
    sum_ = f"{said} a year over {n} years is {come}, the draft says {total}"
    yield Contradiction(told.figure.slot, (slot,), sum_, f"“{come}”, or another figure a year")


def _is_yearly(figure: Placed) -> bool:
    """Whether the figure is one for each year."""
    quantity = figure.slot.quantity
    if quantity.kind not in (Kind.PERCENT, Kind.COUNT, Kind.MONEY, Kind.MEASURE) or sums.ends(figure.slot) is None:
        return False
    if quantity.kind is Kind.PERCENT and not (move_of(figure) or _GREW.search(figure.before)):
        return False
    return quantity.per == "year" or _each().match(figure.rest) is not None or _ANNUAL.search(figure.before) is not None


_OWN = re.compile(r" (?:its|their|his|her) [a-z-]+ (?:[a-z-]+ ){1,3}$")
_GREW = re.compile(r" (?:at|of|earned|it up|them up|promised|ran at|growth of)(?: [a-z]+){0,2} $")
_ANNUAL = re.compile(r" (?:annual (?:growth|increase|rise|fall|decline) of|grown? (?:steadily )?at|annual rate of) $")


@cache
def _each() -> re.Pattern[str]:
    return re.compile(rf"(?: [a-z]+){{0,3}}? (?:{words('each_year')})(?! (?:earlier|ago|before|later))\b")


def _sign(figure: Placed) -> int:
    move: Move | None = move_of(figure)
    return move.sign if move is not None else 1


def _years(rows: Sequence[Row], day: date | None) -> set[int]:
    """All stretches of whole years that the rows speak of."""
    found: set[int] = set()
    for row in rows:
        for slot in row.slots:
            if (
                slot.quantity.kind is Kind.DURATION
                and slot.value is not None
                and slot.value == slot.value.to_integral()
            ):
                factor = {"year": 1, "decade": 10}.get(slot.quantity.unit, 0)
                found.add(int(slot.value) * factor)
    if found - {0}:
        return {n for n in found if 1 < n <= _LONGEST}
    for row in rows:
        found |= {10} if re.search(r" (?:a|the|last|past) decade ", row.shape) else set()
    named = sorted({year for row in rows for year in _named(row, day)})
    found |= {last - first for i, first in enumerate(named) for last in named[i + 1 :]}
    return {n for n in found if 1 < n <= _LONGEST}


def _named(row: Row, day: date | None) -> Iterator[int]:
    for slot in row.slots:
        when = slot.quantity.when
        if slot.quantity.kind in (Kind.YEAR, Kind.DATE) and when is not None and when.year is not None:
            yield when.year
            if day is not None and re.search(r" (?:since|than in|from|in|during) <", row.shape):
                yield day.year


def _compounded(rate: Rate, years: int) -> Interval:
    """How many times as much it is after so many years."""
    printed = sums.ends(rate.figure.slot)
    assert printed is not None
    low, high = printed[0] / _HUNDRED, printed[1] / _HUNDRED
    if rate.sign < 0:
        return Interval((_ONE - high) ** years, (_ONE - low) ** years)
    return Interval((_ONE + low) ** years, (_ONE + high) ** years)


def _change(times: Interval) -> Interval:
    """A multiple as a change in per cent, without its sign."""
    assert times.low is not None and times.high is not None
    low, high = sorted((abs(times.low - 1) * _HUNDRED, abs(times.high - 1) * _HUNDRED))
    return Interval(low, high)


def _is_of_one(sheet: Sheet, rows: Sequence[Row], rate: Rate, told: Rate) -> bool:
    """Whether the rate and the total are of one thing, as far as words or the lack of others tell."""
    if rate.row == told.row:
        return True
    first, second = (rate, told) if rate.row < told.row else (told, rate)
    scopes = [scope(rows[one.row], one.figure) for one in (first, second)]
    if are_contrasted(*scopes) or are_other_names(sheet.text, rows[first.row], rows[second.row], second.figure.slot):
        return False
    move = move_of(second.figure)
    refers = move is not None and move.refers
    if _OWN.search(second.figure.before) and not share_words(second.figure.before, rows[first.row].shape):
        return False
    return refers or goes_on(second.figure) or share_words(*scopes) or _are_untold_apart(rows, first, second)


def _are_untold_apart(rows: Sequence[Row], first: Rate, second: Rate) -> bool:
    """Whether two sentences hold no other figures, and the second does not open a new subject: "Wages rose 12%"."""
    claims = {one.figure.slot.claim for one in (first, second)}
    return are_alone(rows, {first.row, second.row}, claims) and not has_new_subject(second.figure, rows[first.row])


def _contradiction(sheet: Sheet, told: Slot, rate: Rate, years: int) -> Contradiction:
    said, each = told.span.of(sheet.text), rate.figure.slot.span.of(sheet.text)
    change = _change(_compounded(rate, years))
    sum_ = f"{each} a year over {years} years is {sums.told(change)}, the draft says {said}"
    return Contradiction(told, (rate.figure.slot,), sum_, f"“{sums.middle(change)}”, or another rate than {each}")


def _of_pair(sheet: Sheet, rate: Rate, pair: Pair, years: int) -> Contradiction:
    each = rate.figure.slot.span.of(sheet.text)
    first, second = (slot.span.of(sheet.text) for slot in pair.slots)
    change = sums.told(_change(_compounded(rate, years)))
    sum_ = f"{each} a year over {years} years is {change}, and not from {first} to {second}"
    return Contradiction(rate.figure.slot, pair.slots, sum_, f"another rate than {each}, or other figures")

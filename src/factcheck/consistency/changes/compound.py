"""A rate a year against what it comes to over the years: 5% a year for three years is 15.8%, and not 25%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.changes.added_up import added_up
from factcheck.consistency.changes.lasting import lasting
from factcheck.consistency.changes.multiplied import between
from factcheck.consistency.changes.one_growth import are_tied, counts_another
from factcheck.consistency.changes.rates import LENGTHS, Rate, is_unsteady, rates
from factcheck.consistency.changes.totals import Total, totals
from factcheck.consistency.levels import Level
from factcheck.consistency.pairs import Pair, pairs, scene
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.model import Bound, Interval, Kind

_HUNDRED, _TWO = Decimal(100), 2
_REACH, _AROUND = 2, ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1))
"""Sentences with figures to either side of a rate, and how many of them are read, one way after the other."""
_WORDS = frozenset(
    (
        *("year", "years", "annual", "annually", "annum", "yearly", "cagr", "compound", "weekly", "monthly", "month"),
        *("week", "each", "every", "day", "daily", "quarter", "running", "row", "decade"),
    )
)
_TIMES = (Kind.DURATION, Kind.YEAR, Kind.DATE)
_THAT_IS = Later(
    r"^(?:“ )?(?:[a-z]+ ){0,4}(?:that|this|it|which) "
    r"(?:is|was|means|meant|makes|made|amounts|comes|equals|works|adds|would) "
)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every total over some years that the rate a year near it contradicts."""
    if sheet.said().isdisjoint(_WORDS):
        return
    found = set()
    for wrong in _all(sheet):
        if wrong.at.span not in found:
            found.add(wrong.at.span)
            yield wrong


def _all(sheet: Sheet) -> Iterator[Contradiction]:
    for number in range(len(sheet.rows)):
        for figure, rate, times in added_up(sheet, number):
            rows = sheet.around(number, before=_REACH, after=_REACH)
            total = Total(figure, 0, rate.sign, Interval(None, None))
            yield _contradiction(sheet, rows, total, rate, times)
    for number, row in enumerate(sheet.rows):
        own = rates((row,))
        if not own:
            continue
        rows = sheet.around(number, before=_REACH, after=_REACH)
        at = next(i for i, one in enumerate(rows) if one is row)
        every = rates(rows)
        if len(every) == _TWO and every[0].row == at and every[0].unit != every[1].unit:
            later = every[1].row - at
            if later == 0 or (later == 1 and _THAT_IS.search(rows[at + 1].shape)):
                yield from _of_two(sheet, every)
        elif len(own) == 1:
            rate, near = every[0], rows
            if len(every) > 1 or is_unsteady(rate, rows):  # of other sentences it tells nothing, of its own it may
                rate, near = own[0], (row,)
            wrong = None if is_unsteady(rate, near) else _judged(sheet, near, rate)
            if wrong is not None:
                yield wrong


def _of_two(sheet: Sheet, every: Sequence[Rate]) -> Iterator[Contradiction]:
    """A rate a month against one a year in its sentence: "2 per cent a month costs the borrower 9 per cent a year"."""
    short, long = sorted(every, key=lambda rate: rate.figure.slot.value or 0)
    times = LENGTHS[short.unit].get(long.unit, 0)
    total = long.growth(long.sign or short.sign or 1)
    apart = short.sign * long.sign < 0 or any(any_of("turns_away").is_in(rate.figure.clause) for rate in every)
    low, high = (1 + times * ((end or Decimal(1)) - 1) for end in (short.growth(1).low, short.growth(1).high))
    ways = [Interval(low, high), *_ways(short, times)]  # simple interest is not compounded
    if times and not apart and not any(one.meets(total) for one in ways):
        yield _contradiction(sheet, (), Total(long.figure, long.row, long.sign, total), short, times)


def _judged(sheet: Sheet, rows: Sequence[Row], rate: Rate) -> Contradiction | None:
    """The one total, or the one pair of figures, of the rows that the rate contradicts whatever the years."""
    wrong: Contradiction | None = None
    for near in _spans(rows, rate):
        part = rows[near.start : near.stop]
        moved = Rate(rate.figure, rate.row - near.start, rate.sign, rate.unit, rate.every)
        told, years = totals(part, moved), lasting(part, moved, sheet.day)
        levels = scene(sheet, tuple(part)).levels
        every = [_along(pair, moved) for pair in pairs(levels) if all(map(_is_amount, pair.slots))]
        if not years or (not told and not every):
            continue
        times = [one for n in years for one in _ways(moved, n)]
        if any(one.meets(two) for one in times for two in _told_times(told or (), every)):
            return None
        if wrong is None and told is not None:
            wrong = _of_part(sheet, part, moved, (told, every), max(years))
    return wrong


def _along(pair: Pair, rate: Rate) -> Pair:
    """The pair in the direction of the rate, unless years tell which of the two was first."""
    dated = pair.old.year is not None and pair.new.year is not None
    return pair if dated or not _is_against(pair, rate) else Pair(pair.new, pair.old, pair.certain)


def _is_against(pair: Pair, rate: Rate) -> bool:
    return pair.certain and rate.sign * ((pair.new.slot.value or 0) - (pair.old.slot.value or 0)) < 0


def _is_amount(slot: Slot) -> bool:
    """Whether a figure says how much there was: no rate and no limit."""
    return slot.quantity.kind is not Kind.PERCENT and slot.quantity.bound is not Bound.UP_TO


def _spans(rows: Sequence[Row], rate: Rate) -> Iterator[range]:
    """The sentence of the rate, then that with the next, then that with the one before, then with more of both."""
    for before, after in _AROUND:
        if before <= rate.row and rate.row + after < len(rows):
            yield range(rate.row - before, rate.row + after + 1)


def _told_times(told: Sequence[Total], every: Sequence[Pair]) -> Iterator[Interval]:
    """How many times as much it became by each figure or pair that says so."""
    yield from (one.times for one in told)
    for pair in every:
        turned = () if pair.certain else (Pair(pair.new, pair.old, pair.certain),)
        yield from (found for one in (pair, *turned) if (found := between(one)) is not None)


def _of_part(
    sheet: Sheet, rows: Sequence[Row], rate: Rate, said: tuple[Sequence[Total], Sequence[Pair]], times: int
) -> Contradiction | None:
    """The contradiction in some rows that tell one total, or one pair, or both alike."""
    told, every = said
    if len(told) == 1 and (not every or _are_alike(told[0], every)):
        total = told[0]
        before = total.row < rate.row and " since then " in f" {rows[rate.row].shape} "
        before = before or (total.row > rate.row and rows[total.row].shape.startswith(("last ", "a year ago ")))
        tied = not before and rate.sign * total.sign >= 0 and are_tied(sheet, rows, rate, total)
        return _contradiction(sheet, rows, total, rate, times) if tied else None
    if told or len(every) != 1:
        return None
    old, new = every[0].old, every[0].new
    own, dated = lasting(rows[rate.row : rate.row + 1], rate, None), old.year and new.year and new.year - old.year
    if rate.unit == "year" and own and dated and not any(abs(n - dated) <= 1 for n in own):
        return None  # so many years, and not those
    ends = (Total(one.figure, one.row, 0, Interval(None, None)) for one in _farthest(old, new, rate))
    tied = (
        not _is_against(every[0], rate)
        and not counts_another(rows, rate, every[0])
        and all(are_tied(sheet, rows, rate, one) for one in ends)
    )
    return _of_pair(sheet, rows, rate, every[0], times) if tied else None


def _farthest(old: Level, new: Level, rate: Rate) -> Sequence[Level]:
    """Which of two figures have to be tied to a rate: both where it stands between them, or else the farther."""
    if min(old.row, new.row) < rate.row < max(old.row, new.row):
        return old, new
    return (max((old, new), key=lambda level: (abs(level.row - rate.row), level.slot.span.start)),)


def _are_alike(total: Total, every: Sequence[Pair]) -> bool:
    """Whether the one pair of figures comes to the total told beside it."""
    found = between(every[0])
    return len(every) == 1 and found is not None and found.meets(total.times)


def _ways(rate: Rate, times: int) -> Iterator[Interval]:
    """What a rate comes to over so many stretches: up or down where nothing tells."""
    for sign in (rate.sign,) if rate.sign else (1, -1):
        each = rate.growth(sign)
        assert each.low is not None and each.high is not None
        yield Interval(max(each.low, Decimal(0)) ** times, each.high**times)


def _change(times: Interval) -> Interval:
    """A multiple as a change in per cent, without its sign."""
    assert times.low is not None and times.high is not None
    low, high = sorted((abs(times.low - 1) * _HUNDRED, abs(times.high - 1) * _HUNDRED))
    return Interval(low, high)


def _told(sheet: Sheet, rate: Rate, times: int) -> tuple[str, str, Interval]:
    """A rate in words, for how long it goes on, and what it comes to in per cent."""
    said = rate.figure.slot.span.of(sheet.text)
    each = said if rate.figure.slot.quantity.per else f"{said} a {rate.unit}"
    return each, f"{times} {rate.unit}s", _change(next(_ways(rate, times)))


def _stretches(rows: Sequence[Row]) -> tuple[Slot, ...]:
    return tuple(slot for row in rows for slot in row.slots if slot.quantity.kind in _TIMES)


def _contradiction(sheet: Sheet, rows: Sequence[Row], total: Total, rate: Rate, times: int) -> Contradiction:
    said = total.figure.slot.span.of(sheet.text)
    signed = Rate(rate.figure, rate.row, rate.sign or total.sign or 1, rate.unit, rate.every)
    each, length, change = _told(sheet, signed, times)
    sum_ = f"{each} over {length} is {sums.told(change)}, the draft says {said}"
    fix = f"“{sums.middle(change)}”, or another rate than {each}"
    return Contradiction(total.figure.slot, (rate.figure.slot, *_stretches(rows)), sum_, fix)


def _of_pair(sheet: Sheet, rows: Sequence[Row], rate: Rate, pair: Pair, times: int) -> Contradiction:
    each, length, change = _told(sheet, rate, times)
    first, second = (slot.span.of(sheet.text) for slot in pair.slots)
    sum_ = f"{each} over {length} is {sums.told(change)}, and not from {first} to {second}"
    others = (*pair.slots, *_stretches(rows))
    return Contradiction(rate.figure.slot, others, sum_, f"another rate than {each}, or other figures")

"""A rate a year against what it comes to over the years: 5% a year for three years is 15.8%, and not 25%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.links import are_alone
from factcheck.consistency.multiplied import between
from factcheck.consistency.pairs import Pair, pairs, scene
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.rates import Rate, is_unsteady, lasting, rates
from factcheck.consistency.set_apart import has_frame
from factcheck.consistency.sheet import Contradiction, Row, Sheet
from factcheck.consistency.subjects import are_of_two
from factcheck.consistency.topics import are_contrasted, are_other_names, scope, topics
from factcheck.consistency.totals import Total, totals
from factcheck.consistency.yearly_counts import counted, is_of_one
from factcheck.model import Interval, Kind

_ONE, _HUNDRED = Decimal(1), Decimal(100)
_WORDS = frozenset({"year", "annual", "annually", "annum", "yearly", "cagr", "compound", "weekly", "monthly", "month"})
_SUBJECT = 4
"""Words at the beginning of a sentence that name who it is about."""
_OPENS_BACK = Later(r"(?:that|this|it|they|these|those|“) ")
_AFTER_IT = Later(
    r"(?:^| )(?:(?:over|in|after|during) (?:the |those |these |that )?<duration:\d+>|<duration:\d+> (?:later|on) )"
)
_OPENS_TIME = Later(
    r"(?:in|over|after|by|for|between|during|at|within) (?:the |that |those |these |a |an |its |their |of )*"
    r"(?:<|years?|decades?|time|period|end|half|past|last|next|same)"
)
_AFTERWARDS = Later(r" (?:after|before) (?:that|then)|(?<= )since then ")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every total over some years that the rate a year beside it contradicts."""
    if _WORDS.isdisjoint(sheet.said()) and "years" not in sheet.said():
        return
    for number, row in enumerate(sheet.rows):
        if not rates((row,)):
            continue
        rows = sheet.around(number, before=1, after=1)
        at = next(i for i, one in enumerate(rows) if one is row)
        every = rates(rows)
        if len(every) != 1 or every[0].row != at or is_unsteady(every[0], rows):
            continue
        rate = every[0]
        if rate.figure.slot.quantity.kind is Kind.PERCENT:
            yield from _judged(sheet, rows, rate)
        else:
            yield from counted(sheet, rows, rate)


def _judged(sheet: Sheet, rows: Sequence[Row], rate: Rate) -> Iterator[Contradiction]:
    """The one total, or the one pair of figures, of the rows that the rate contradicts whatever the years."""
    wrong: Contradiction | None = None
    for near in _spans(rows, rate):
        part = rows[near.start : near.stop]
        moved = Rate(rate.figure, rate.row - near.start, rate.sign, rate.unit)
        told, years = totals(part, moved), lasting(part, rate.unit, sheet.day)
        levels = scene(sheet, tuple(part)).levels
        every = [pair for pair in pairs(levels) if pair.old.slot.quantity.kind is not Kind.PERCENT]
        if not years or (not told and not every):
            continue
        times = [one for n in years for one in _ways(moved, n)]
        if any(one.meets(two) for one in times for two in _told_times(told or (), every)):
            return
        if wrong is None and told is not None:
            wrong = _of_part(sheet, part, moved, (told, every), max(years))
    if wrong is not None:
        yield wrong


def _spans(rows: Sequence[Row], rate: Rate) -> Iterator[range]:
    """The sentence of the rate, then that with the next, then that with the one before."""
    yield range(rate.row, rate.row + 1)
    if rate.row + 1 < len(rows):
        yield range(rate.row, rate.row + 2)
    if rate.row:
        yield range(rate.row - 1, rate.row + 1)


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
    certain = [pair for pair in every if pair.certain and not _runs_against(rate, pair)]
    if len(told) == 1 and (not every or _are_alike(told[0], every)):
        total = told[0]
        is_same = rate.sign * total.sign >= 0
        return _contradiction(sheet, total, rate, times) if is_same and is_tied(sheet, rows, rate, total) else None
    if not told and len(every) == 1 and certain:
        pair = certain[0]
        far = max((pair.old, pair.new), key=lambda level: abs(level.row - rate.row))
        at = Total(far.figure, far.row, 0, Interval(None, None))
        alone = _is_told_alone(rows, rate, pair) and not _is_apart(sheet, rows, *_in_order(rate, at))
        return _of_pair(sheet, rate, pair, times) if alone or is_tied(sheet, rows, rate, at) else None
    return None


def _runs_against(rate: Rate, pair: Pair) -> bool:
    old, new = (slot.value or Decimal(0) for slot in pair.slots)
    return rate.sign * (new - old) < 0


def _are_alike(total: Total, every: Sequence[Pair]) -> bool:
    """Whether the one pair of figures comes to the total told beside it."""
    found = between(every[0])
    return len(every) == 1 and found is not None and found.meets(total.times)


def _ways(rate: Rate, times: int) -> Iterator[Interval]:
    """What a rate comes to over so many stretches: up or down where nothing tells."""
    for sign in (rate.sign,) if rate.sign else (1, -1):
        yield _compounded(rate, times, sign)


def _compounded(rate: Rate, times: int, sign: int) -> Interval:
    """How many times as much it is after so many stretches."""
    printed = sums.ends(rate.figure.slot)
    assert printed is not None
    low, high = printed[0] / _HUNDRED, min(printed[1] / _HUNDRED, _ONE if sign < 0 else printed[1])
    if sign < 0:
        return Interval((_ONE - high) ** times, (_ONE - low) ** times)
    return Interval((_ONE + low) ** times, (_ONE + high) ** times)


def _change(times: Interval) -> Interval:
    """A multiple as a change in per cent, without its sign."""
    assert times.low is not None and times.high is not None
    low, high = sorted((abs(times.low - 1) * _HUNDRED, abs(times.high - 1) * _HUNDRED))
    return Interval(low, high)


def is_tied(sheet: Sheet, rows: Sequence[Row], rate: Rate, total: Total) -> bool:
    """Whether a rate and a total are of one thing, as far as words or the lack of others tell."""
    if any(any_of("of_some").is_in(row.shape) or _AFTERWARDS.search(row.shape) for row in rows):
        return False
    if rate.row == total.row:
        spans = sorted((rate.figure.slot.span, total.figure.slot.span), key=lambda span: span.start)
        if are_of_two(sheet.text, rows, *_in_text_order(rate, total)):
            return False
        return not any_of("turns_away").is_in(" ".join(sheet.text[spans[0].end : spans[1].start].lower().split()))
    first, second = _in_order(rate, total)
    at = first if second is rate else second
    later = rows[second.row].shape
    growth = second is rate and (_growth().match(later) or _of_growth().search(rate.figure.before)) is not None
    if _is_apart(sheet, rows, first, second) or (not growth and are_of_two(sheet.text, rows, first, second)):
        return False
    if any(any_of("over_the_time").is_in(rows[one.row].shape) for one in (first, second)) or _AFTER_IT.search(later):
        return True
    heading = sheet.text[rows[first.row].span.end : rows[first.row].span.end + 1] == "\n"
    return heading or growth or is_of_one(sheet, rows, rate, at) or _OPENS_BACK.match(later) is not None


def _in_order(rate: Rate, total: Total) -> tuple[Rate, Rate]:
    at = Rate(total.figure, total.row, total.sign)
    return (rate, at) if rate.row < total.row else (at, rate)


def _in_text_order(rate: Rate, total: Total) -> tuple[Rate, Rate]:
    at = Rate(total.figure, total.row, total.sign)
    return (rate, at) if rate.figure.slot.span.start < total.figure.slot.span.start else (at, rate)


def _is_told_alone(rows: Sequence[Row], rate: Rate, pair: Pair) -> bool:
    """Whether a pair of another sentence is told of those who pay or get it, and no other figure is near."""
    if {pair.old.row, pair.new.row} & {rate.row} or pair.old.row != pair.new.row:
        return False
    claims = {rate.figure.slot.claim, pair.old.slot.claim, pair.new.slot.claim}
    subject = " ".join(rows[pair.old.row].shape.partition("<")[0].split()[:_SUBJECT])
    return any_of("payers").is_in(subject) and are_alone(rows, {rate.row, pair.old.row}, claims)


def _is_apart(sheet: Sheet, rows: Sequence[Row], first: Rate, second: Rate) -> bool:
    """Whether words of the second sentence are of another place, group, name or thing."""
    one, two = rows[first.row], rows[second.row]
    if are_contrasted(scope(one, first.figure), scope(two, second.figure)) or _is_elsewhere(two, one):
        return True
    for kind in (Kind.MONEY, Kind.COUNT):
        mine, theirs = (topics(row.shape, kind) for row in (one, two))
        if mine and theirs and not mine & theirs:
            return True
    return are_other_names(sheet.text, one, two, second.figure.slot)


def _is_elsewhere(row: Row, other: Row) -> bool:
    """Whether a sentence opens with a place or group, and not with a time: "In the north", "Across all roads"."""
    if row.shape.startswith(("across ", "throughout ", "abroad ", "elsewhere ")):
        return True
    return not _OPENS_TIME.match(row.shape) and has_frame(row, other)


@cache
def _growth() -> re.Pattern[str]:
    """That a sentence is about the growth itself: "Growth averaged", "The steady rise of"."""
    return re.compile(
        rf"(?:the |that |this |such |an? |its )?(?:[a-z]+ )?(?:{words('yearly_nouns')}) (?:[a-z]+ )?(?:[a-z]+ )?<"
    )


@cache
def _of_growth() -> re.Pattern[str]:
    """That a figure is only called growth: "speaks of yearly growth of"."""
    return re.compile(
        rf" (?:of|the|an?|put) (?:{words('yearly_words')}|average) (?:{words('yearly_nouns')}) (?:of|at|as) $"
    )


def _length(rate: Rate, times: int) -> str:
    return f"{times} {rate.unit}s"


def _each(sheet: Sheet, rate: Rate) -> str:
    said = rate.figure.slot.span.of(sheet.text)
    return said if rate.figure.slot.quantity.per else f"{said} a {rate.unit}"


def _contradiction(sheet: Sheet, total: Total, rate: Rate, times: int) -> Contradiction:
    told = total.figure.slot
    said, each = told.span.of(sheet.text), _each(sheet, rate)
    change = _change(_compounded(rate, times, rate.sign or total.sign or 1))
    sum_ = f"{each} over {_length(rate, times)} is {sums.told(change)}, the draft says {said}"
    return Contradiction(told, (rate.figure.slot,), sum_, f"“{sums.middle(change)}”, or another rate than {each}")


def _of_pair(sheet: Sheet, rate: Rate, pair: Pair, times: int) -> Contradiction:
    each = _each(sheet, rate)
    first, second = (slot.span.of(sheet.text) for slot in pair.slots)
    change = sums.told(_change(_compounded(rate, times, rate.sign or 1)))
    sum_ = f"{each} over {_length(rate, times)} is {change}, and not from {first} to {second}"
    return Contradiction(rate.figure.slot, pair.slots, sum_, f"another rate than {each}, or other figures")

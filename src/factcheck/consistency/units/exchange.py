"""Sums printed in two currencies whose rate is no other's in the draft, or none that the two had in its years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from factcheck.consistency.phrases import any_of, word_set
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.slips import slips
from factcheck.consistency.units.currencies import Pair, currency_of, monied, pair_of, told_twice, twins
from factcheck.consistency.units.reference_rates import Band, band
from factcheck.consistency.units.two_units import evidence_of
from factcheck.consistency.weighing import Candidate, told
from factcheck.intervals import spaced
from factcheck.model import Interval

_APART = Decimal("1.2")
"""How many times one rate must be the other at least."""
_UNSTEADY, _TURNED = Decimal("1.5"), Decimal("1.1")
"""How many times as far where a rate is known to move, and how far apart two rates are of which one is upside down."""
_RIGHT_BEHIND = 6
_BEYOND = Decimal("1.15")
"""How many times a sum has to be beyond the rates of its years: a bureau takes some 10%, and a day is no mean."""
_FAR, _SLIPPED = Decimal(8), Decimal("1.3")
"""How many times too much a sum may be; further off it is another one, unless by nearly a power of ten."""
_NEARLY = Decimal("1.06")
"""How many times what a slip would come to a sum may be: rates move, and sums are rounded."""
_TENS = tuple(Decimal(10) ** power for power in (1, 2, 3, 6))
_MOST = 40
"""Pairs of one two currencies that are compared; more stand in tables of rates."""


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every sum with one before it in another currency that it is not worth by the rates of the years before."""
    rows = list(_telling(sheet))
    judged = [(twin, pair) for twin in twins(sheet, rows) for pair in pair_of(sheet, *twin.slots)]
    known = [(twin, pair, band(pair.of, pair.per, pair.places, sheet.day)) for twin, pair in judged]
    fair = [twin for twin, pair, rates in known if rates is not None and not _is_beyond(pair, rates)]
    told_of = {one.second.span for one in fair if one.beside}
    for twin, pair, rates in known:
        if twin.second.span in told_of:
            continue  # it is said to be the worth of another
        row = next(one for one in rows if one.span.start <= twin.second.span.start < one.span.end)
        if rates is not None and _is_beyond(pair, rates) and not _is_past(row, pair.second, sheet.day):
            should = _by_rate(pair, rates.latest)
            if twin.beside or twin.again or _may_be_meant(pair.second.value or Decimal(0), should):
                yield Candidate(evidence_of(sheet, twin, _off(pair, should), fair), _never_so(sheet, pair, rates))


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every sum in two currencies that disagrees with what is known of the two, or with most of the draft's others."""
    if not any("<money:" in row.shape for row in sheet.rows):
        return
    never_so = list(told("exchange", candidates(sheet)))
    yield from never_so
    known = {wrong.at.claim for wrong in never_so}
    rest = [pair for pair in _pairs(sheet) if pair.second.claim not in known]
    rest.sort(key=lambda pair: (pair.of, pair.per))
    for _, same in groupby(rest, key=lambda pair: (pair.of, pair.per)):
        yield from _odd_ones(sheet, list(same)[:_MOST])


def _telling(sheet: Sheet) -> Iterator[Row]:
    """The rows with sums that do not speak of rates of their own."""
    for row in monied(sheet):
        if row.shape.count("<money:") > 0:
            yield row


def _may_be_meant(said: Decimal, should: Decimal) -> bool:
    """Whether a sum is not so far off that another is meant, but for a slip of a power of ten."""
    if said <= 0 or should <= 0:
        return False
    times = max(said / should, should / said)
    return times <= _FAR or any(slip / _SLIPPED <= times <= slip * _SLIPPED for slip in _TENS)


def _off(pair: Pair, should: Decimal) -> Iterator[str]:
    """How the second sum is off from what it `should` be: "€60m ($50m)", at 1.2, went the wrong way."""
    first, said = pair.first.value or Decimal(0), pair.second.value or Decimal(0)
    yield from slips(said, should)
    if _digits(first) == _digits(said):
        yield "same figure"
    elif first * first / should / _NEARLY <= said <= first * first / should * _NEARLY:
        yield "wrong way"


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _pairs(sheet: Sheet) -> Iterator[Pair]:
    """All sums in two currencies, in brackets, behind "or", or by words that say what another is worth."""
    before: Row | None = None
    for row in monied(sheet):
        if row.shape.count("<money:") > 0 and not any_of("other_rates").search(row.shape):
            seen: set[int] = set()
            for first, second in told_twice(before, row):
                if not {first.claim, second.claim} & seen and not _is_past(row, second, sheet.day):
                    seen |= {first.claim, second.claim}
                    yield from pair_of(sheet, first, second)
        before = row


def _is_past(row: Row, second: Slot, day: date | None) -> bool:
    """Whether the row names a year, up to the sums or right behind them, in which the rate may have been another."""
    number = row.slots.index(second) if second in row.slots else 0
    before, _, after = row.shape.partition(f":{number}>")
    behind = after.partition(" than ")[0].split()[:_RIGHT_BEHIND]
    if any_of("other_times").search(f" {' '.join([*before.split()[-_RIGHT_BEHIND:], *behind])} "):
        return True
    for one in row.slots:
        when = one.quantity.when
        if when is None or when.year is None or (day is not None and when.year >= day.year):
            continue
        if one.span.start < second.span.start or any(f":{row.slots.index(one)}>" in word for word in behind):
            return True
    return False


def _is_beyond(pair: Pair, known: Band) -> bool:
    """Whether the rate of a sum is far from any that the two currencies had in the years before."""
    assert pair.rate.low is not None and pair.rate.high is not None
    beyond = _BEYOND * known.drift
    return pair.rate.high * beyond < known.low or pair.rate.low > known.high * beyond


def _never_so(sheet: Sheet, pair: Pair, known: Band) -> Contradiction:
    first, second = (one.span.of(sheet.text) for one in (pair.first, pair.second))
    one = f"one {pair.per}" if _is_above_one(pair) else f"one {pair.of}"
    ends = [_shown(replace(pair, rate=Interval(end, end)), pair) for end in (known.low, known.high)]
    low, high = ends if _is_above_one(pair) else reversed(ends)
    years = " to ".join(dict.fromkeys(str(day.year) for day in (known.first, known.last)))
    worth = f"by the ECB's rates {one} was worth {low} to {high} in {years}"
    sums = sorted(_by_rate(pair, end) for end in (known.low, known.high))
    least, most = (spaced(_rough(one)) for one in sums)
    return Contradiction(
        pair.second,
        (pair.first,),
        f"{second} for {first} is {_shown(pair, pair)} {_unit(pair)}; {worth}",
        f"“{least}” to “{most}” {currency_of(pair.second)} for {first}, or another figure for {first}",
    )


def _by_rate(pair: Pair, rate: Decimal) -> Decimal:
    """What the first sum of a pair comes to in the currency of the second."""
    assert pair.first.value is not None
    return pair.first.value / rate if currency_of(pair.first) == pair.of else pair.first.value * rate


def _odd_ones(sheet: Sheet, pairs: Sequence[Pair]) -> Iterator[Contradiction]:
    """The pairs that disagree with more of the others than they agree with; of two the second."""
    against = {
        n: [m for m, other in enumerate(pairs) if m != n and _disagree(pair, other)] for n, pair in enumerate(pairs)
    }
    for n, pair in enumerate(pairs):
        most = len(pairs) - 1
        rivals = [
            m for m in against[n] if len(against[m]) < len(against[n]) or (len(against[m]) == len(against[n]) and m < n)
        ]
        if rivals and 2 * len(against[n]) > most:
            yield _odd(sheet, pair, pairs[rivals[0]])


def _disagree(first: Pair, second: Pair) -> bool:
    """Whether two sums of the same currencies imply rates too far apart for the weeks that a draft speaks of."""
    names = {first.of, first.per}
    if len(first.places | second.places) > 1 and names & word_set("shared_currencies"):
        return False  # each of several countries may have its own
    least = _APART * (_UNSTEADY if names & word_set("unsteady_currencies") else 1)
    apart = _times(first.rate, second.rate)
    turned = _times(first.rate, Interval(1 / (second.rate.high or Decimal(1)), 1 / (second.rate.low or Decimal(1))))
    return apart > least or (turned <= 1 and apart > _TURNED)


def _times(first: Interval, second: Interval) -> Decimal:
    """How many times the lower one the higher rate is at the least; one or less where they meet."""
    low, high = sorted((first, second), key=lambda rate: rate.low or Decimal(0))
    assert low.high is not None and high.low is not None
    return high.low / low.high


def _odd(sheet: Sheet, pair: Pair, other: Pair) -> Contradiction:
    said = [one.span.of(sheet.text) for one in (pair.first, pair.second, other.first, other.second)]
    here, there = _shown(pair, pair), _shown(other, pair)
    sum_ = f"{said[1]} for {said[0]} is {here} {_unit(pair)}, {said[3]} for {said[2]} is {there}"
    assert other.rate.low is not None and other.rate.high is not None
    factor = (other.rate.low + other.rate.high) / 2
    about = f"about “{spaced(_rough(_by_rate(pair, factor)))}” {currency_of(pair.second)}"
    fix = f"{about} for {said[0]}, or another figure for {said[2]}"
    return Contradiction(pair.second, (pair.first, other.first, other.second), sum_, fix)


def _shown(pair: Pair, like: Pair) -> str:
    """A rate to three digits, as one of the currency that gives more than one."""
    assert pair.rate.low is not None and pair.rate.high is not None
    middle = (pair.rate.low + pair.rate.high) / 2
    return spaced(_rough(middle if _is_above_one(like) else 1 / middle))


def _unit(pair: Pair) -> str:
    of, per = (pair.of, pair.per) if _is_above_one(pair) else (pair.per, pair.of)
    return f"({of} for one {per})"


def _is_above_one(pair: Pair) -> bool:
    assert pair.rate.low is not None and pair.rate.high is not None
    return pair.rate.low + pair.rate.high > 2


def _rough(value: Decimal) -> Decimal:
    """The value to three digits."""
    rounded = round(value, 2 - value.adjusted())
    return rounded.quantize(Decimal(1)) if value >= 100 else rounded

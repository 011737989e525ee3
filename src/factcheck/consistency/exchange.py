"""Sums printed in two currencies that imply very different rates of exchange in one draft, or a rate upside down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby

from factcheck.consistency.currencies import monied, rate, told_twice
from factcheck.consistency.phrases import any_of, word_set
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.intervals import spaced
from factcheck.model import Interval
from factcheck.tables import tables

_APART = Decimal("1.2")
"""How many times one rate must be the other at least."""
_UNSTEADY, _TURNED = Decimal("1.5"), Decimal("1.1")
"""How many times as far where a rate is known to move, and how far apart two rates are of which one is upside down."""
_RIGHT_BEHIND = 6
_MOST = 40
"""Pairs of one two currencies that are compared; more stand in tables of rates."""
_CENTS = {"cent", "penny"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A sum in two currencies: `rate` is how many of the currency `of` come to one of the currency `per`."""

    first: Slot
    second: Slot
    of: str
    per: str
    rate: Interval
    places: frozenset[str]


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every sum in two currencies that disagrees with most of the draft's others, or with what is known of the two."""
    if not any("<money:" in row.shape for row in sheet.rows):
        return
    pairs = list(_pairs(sheet))
    beyond = {id(pair) for pair in pairs if _is_beyond(pair)}
    for pair in pairs:
        if id(pair) in beyond:
            yield _never_so(sheet, pair)
    rest = sorted((pair for pair in pairs if id(pair) not in beyond), key=lambda pair: (pair.of, pair.per))
    for _, same in groupby(rest, key=lambda pair: (pair.of, pair.per)):
        yield from _odd_ones(sheet, list(same)[:_MOST])


def _pairs(sheet: Sheet) -> Iterator[Pair]:
    """All sums in two currencies, in brackets, behind "or", or by words that say what another is worth."""
    before: Row | None = None
    for row in monied(sheet):
        if row.shape.count("<money:") > 0 and not any_of("other_rates").search(row.shape):
            seen: set[int] = set()
            for first, second in told_twice(before, row):
                if not {first.claim, second.claim} & seen and not _is_past(row, second, sheet.day):
                    seen |= {first.claim, second.claim}
                    yield from _pair(sheet, first, second)
        before = row


def _pair(sheet: Sheet, first: Slot, second: Slot) -> Iterator[Pair]:
    units = tuple(_currency(one) for one in (first, second))
    if units[0] == units[1] or _CENTS & set(units):
        return
    of, per = max(units), min(units)
    worth = rate(first, second, of_first=of == units[0])
    if worth is not None:
        places = frozenset(mention.place.code for mention in sheet.claims[first.claim].setting.places)
        yield Pair(first, second, of, per, worth, places - {""})


def _is_past(row: Row, second: Slot, day: date | None) -> bool:
    """Whether the row names a year, up to the sums or right behind them, in which the rate may have been another."""
    number = row.slots.index(second) if second in row.slots else 0
    behind = row.shape.partition(f":{number}>")[2].split()[:_RIGHT_BEHIND]
    for one in row.slots:
        when = one.quantity.when
        if when is None or when.year is None or (day is not None and when.year >= day.year):
            continue
        if one.span.start < second.span.start or any(f":{row.slots.index(one)}>" in word for word in behind):
            return True
    return False


def _currency(one: Slot) -> str:
    """The currency's name; a dollar without a country is the American one."""
    return "US dollar" if one.quantity.unit == "dollar" else one.quantity.unit


@cache
def _per_dollar() -> Mapping[str, tuple[Decimal, Decimal]]:
    """The least and the most of each currency that one dollar is held to be worth."""
    table = tables("consistency")["per_dollar"].items()
    return {str(unit): (Decimal(str(low)), Decimal(str(high))) for unit, (low, high) in table}


def _bounds(pair: Pair) -> tuple[Decimal, Decimal] | None:
    """The least and the most that the rate of two currencies is held to be, if both are known."""
    table = _per_dollar()
    of, per, known = table.get(pair.of), table.get(pair.per), table.get(f"{pair.of}/{pair.per}")
    if of is None or per is None:
        return None
    return known or (of[0] / per[1], of[1] / per[0])


def _is_beyond(pair: Pair) -> bool:
    """Whether the rate of a sum is far from any that the two currencies have had."""
    bounds = _bounds(pair)
    if bounds is None or pair.rate.low is None or pair.rate.high is None:
        return False
    return pair.rate.high < bounds[0] or pair.rate.low > bounds[1]


def _never_so(sheet: Sheet, pair: Pair) -> Contradiction:
    first, second = (one.span.of(sheet.text) for one in (pair.first, pair.second))
    one = f"one {pair.per}" if _is_above_one(pair) else f"one {pair.of}"
    ends = [_shown(replace(pair, rate=Interval(end, end)), pair) for end in _bounds(pair) or ()]
    low, high = ends if _is_above_one(pair) else reversed(ends)
    sum_ = f"{second} for {first} is {_shown(pair, pair)} {_unit(pair)}; {one} is held to be worth {low} to {high}"
    return Contradiction(pair.second, (pair.first,), sum_, f"another figure for {second}, or for {first}")


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
    assert other.rate.low is not None and other.rate.high is not None and pair.first.value is not None
    factor = (other.rate.low + other.rate.high) / 2
    by_rate = pair.first.value / factor if _currency(pair.first) == pair.of else pair.first.value * factor
    fix = f"about “{spaced(_rough(by_rate))}” {_currency(pair.second)} for {said[0]}, or another figure for {said[2]}"
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

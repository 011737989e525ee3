"""Sums printed in two currencies that imply very different rates of exchange in one draft, or a rate upside down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby

from factcheck.consistency import stated_rates
from factcheck.consistency.currencies import monied, rate, told_next, told_worth
from factcheck.consistency.phrases import any_of, slot, word_set, words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.intervals import spaced
from factcheck.model import Interval
from factcheck.tables import tables

_APART, _FAR_APART = Decimal("1.2"), Decimal(2)
"""How many times one rate must be the other at least; in a row that compares with an earlier time, the second."""
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
    earlier: bool
    places: frozenset[str]


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every sum in two currencies that disagrees with most of the draft's others, or with what is known of the two."""
    yield from stated_rates.find(sheet)
    if not any("<money:" in row.shape for row in sheet.rows):
        return
    pairs = list(_pairs(sheet))
    upside_down = {id(pair) for pair in pairs if not pair.earlier and _is_upside_down(pair)}
    for pair in pairs:
        if id(pair) in upside_down:
            yield _reversed(sheet, pair)
    rest = sorted((pair for pair in pairs if id(pair) not in upside_down), key=lambda pair: (pair.of, pair.per))
    for _, same in groupby(rest, key=lambda pair: (pair.of, pair.per)):
        yield from _odd_ones(sheet, list(same)[:_MOST])


@cache
def _printed() -> re.Pattern[str]:
    """A sum and the same in another currency: in brackets with nothing else, or behind "or"."""
    first, second = slot("first", "money"), "<money:\\d+>"
    comes, each = rf"(?:or|{words('worth_now')}|{words('comes_in')})", r"(?: (?:an?|per|each) [a-z]+)?"
    return re.compile(
        rf"{first}{each} (?:\( (?:(?:{words('worth_now')}) )?(?P<second>{second})(?: an? [a-z]+)? \)"
        rf"|(?:(?:was|were|is) [a-z]+ (?:for )?)?(?P<joint>,|[-–—]|or) (?P<how>(?:{comes} )*)(?P<aside>{second})"
        rf"(?= (?:[,.;:)]|[-–—] |and |for |to |in |at |an? |says? |said )|$))"
    )


def _pairs(sheet: Sheet) -> Iterator[Pair]:
    """All sums in two currencies, in brackets, behind "or", or by words that say what another is worth."""
    before: Row | None = None
    for row in monied(sheet):
        if row.shape.count("<money:") > 0 and not any_of("other_rates").search(row.shape):
            printed = [pair for pair in _printed_in(row) if pair[1].quantity.per in ("", pair[0].quantity.per)]
            seen: set[int] = set()
            for first, second in (*printed, *told_worth(row), *(told_next(before, row) if before else ())):
                if not {first.claim, second.claim} & seen and not _is_past(row, second, sheet.day):
                    seen |= {first.claim, second.claim}
                    yield from _pair(sheet, row, first, second)
        before = row


def _printed_in(row: Row) -> Iterator[tuple[Slot, Slot]]:
    for found in _printed().finditer(row.shape):
        first, second = row.slot(found["first"]), row.slot(found["second"] or found["aside"])
        if found["joint"] != "," or found["how"] or second.quantity.hedge:
            yield first, second


def _pair(sheet: Sheet, row: Row, first: Slot, second: Slot) -> Iterator[Pair]:
    units = tuple(_currency(one) for one in (first, second))
    if units[0] == units[1] or _CENTS & set(units):
        return
    of, per = max(units), min(units)
    worth = rate(first, second, of_first=of == units[0])
    if worth is not None:
        places = frozenset(mention.place.code for mention in sheet.claims[first.claim].setting.places)
        earlier = any_of("earlier_times").search(row.shape) is not None
        yield Pair(first, second, of, per, worth, earlier, places - {""})


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
def _stronger() -> Mapping[str, frozenset[str]]:
    """Currencies of which one has long been worth more than one of each of others."""
    return {str(unit): frozenset(others) for unit, others in tables("consistency")["worth_more_than"].items()}


@cache
def _bounds() -> Mapping[str, Mapping[str, tuple[Decimal, Decimal]]]:
    """The least and the most of another currency that one unit has ever been worth."""
    table = tables("consistency")["never_beyond"].items()
    return {
        str(unit): {str(other): (Decimal(str(low)), Decimal(str(high))) for other, (low, high) in dict(others).items()}
        for unit, others in table
    }


def _is_upside_down(pair: Pair) -> bool:
    """Whether the sum gives fewer of the weaker currency than of the stronger."""
    assert pair.rate.low is not None and pair.rate.high is not None
    bounds = _bounds().get(pair.per, {}).get(pair.of) or _bounds().get(pair.of, {}).get(pair.per)
    if bounds is not None:
        least, most = bounds if pair.of in _bounds().get(pair.per, {}) else (1 / bounds[1], 1 / bounds[0])
        return pair.rate.high < least or pair.rate.low > most
    if pair.of in _stronger().get(pair.per, ()):
        return pair.rate.high < 1
    return pair.per in _stronger().get(pair.of, ()) and pair.rate.low > 1


def _reversed(sheet: Sheet, pair: Pair) -> Contradiction:
    first, second = (one.span.of(sheet.text) for one in (pair.first, pair.second))
    strong, weak = (pair.per, pair.of) if pair.of in _stronger().get(pair.per, ()) else (pair.of, pair.per)
    sum_ = f"one {strong} is worth more than one {weak}, the draft says that {first} is {second}"
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
    least = _FAR_APART if first.earlier or second.earlier else _APART
    least *= _UNSTEADY if names & word_set("unsteady_currencies") else 1
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

"""Rates a year that were added up and not compounded: "6 per cent a year for seven years, 42 per cent in all"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.changes.lasting import lasting
from factcheck.consistency.changes.rates import Rate, is_unsteady, rates
from factcheck.consistency.moves import move_of
from factcheck.consistency.phrases import any_of
from factcheck.consistency.placed import Placed, placed
from factcheck.consistency.sheet import Sheet
from factcheck.model import Bound, Interval, Kind

_REACH = 2
"""Sentences with figures to either side of a rate in which its sum is looked for."""
_LOOSE = (Bound.ABOUT, Bound.NEARLY)
_HUNDRED = Decimal(100)


def added_up(sheet: Sheet, number: int) -> Iterator[tuple[Placed, Rate, int]]:
    """Every total of some sentences around the one at `number` that is its rate times the stretches, with those.

    That the product is right to the digit, and what it compounds to is not, ties the three.
    """
    own = [rate for rate in rates((sheet.rows[number],)) if rate.figure.slot.quantity.kind is Kind.PERCENT]
    rows = sheet.around(number, before=_REACH, after=_REACH) if own else ()
    if not own or any(any_of("not_compounded").is_in(row.shape) for row in rows):
        return
    yearly = {rate.figure.slot.span for rate in rates(rows)}
    totals = [one for row in rows for one in placed(row) if one.slot.span not in yearly and _is_total(one)]
    at = next(i for i, row in enumerate(rows) if row is sheet.rows[number])
    for rate in own:
        if is_unsteady(replace(rate, row=at), rows):
            continue
        times = lasting(rows, rate, sheet.day) if totals else ()
        for total in totals:
            yield from ((total, rate, n) for n in times if _is_sum(total, rate, n))


def _is_total(figure: Placed) -> bool:
    """Whether a share is told as a change, or as a sum of all."""
    if figure.slot.quantity.kind is not Kind.PERCENT or figure.slot.quantity.per:
        return False
    return move_of(figure) is not None or any_of("sums_of_all").is_in(f"{figure.before} {figure.rest}")


def _is_sum(total: Placed, rate: Rate, times: int) -> bool:
    """Whether a total is a rate so many times, and compounding comes to another."""
    said, each = total.slot.value, rate.figure.slot.value
    printed = sums.ends(total.slot)
    if said is None or each is None or printed is None or total.slot.quantity.bound in _LOOSE or said != each * times:
        return False
    signs = (rate.sign,) if rate.sign else (1, -1)
    return not any(_grown(rate, sign, times).meets(Interval(*printed)) for sign in signs)


def _grown(rate: Rate, sign: int, times: int) -> Interval:
    """What a rate compounds to, in per cent and without a sign."""
    growth = rate.growth(sign)
    assert growth.low is not None and growth.high is not None
    low, high = sorted(abs(end**times - 1) * _HUNDRED for end in (max(growth.low, Decimal(0)), growth.high))
    return Interval(low, high)

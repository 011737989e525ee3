"""The same sum for two stretches of time, or for one and in all: "$10 a day, or $36,500 a year"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.paces import Paced, factor, paced_pairs
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.told_for import adverbs, units
from factcheck.consistency.windows import windows
from factcheck.model import Bound, Interval

_DISCOUNT = Decimal("0.25")
"""Who pays for longer may pay less: down to this share of the single payments."""
_FAR = Decimal(3)
"""A figure that is more times off is of something else, unless it is so by a slip of a power of ten."""
_SLIPS = (Decimal(10), Decimal(1000), Decimal("0.1"), Decimal("0.001"))
_ODD = Decimal("0.03")
_FAIR = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY, Bound.OVER, Bound.AT_LEAST)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every sum for a stretch of time that is not the one beside it times the stretches."""
    if sheet.said().isdisjoint((*units(), *adverbs())):
        return
    seen: set[int] = set()
    for window in windows(sheet, before=0):
        if len(window.slots) < 2 or window.tells("another_rate"):
            continue
        is_sold = window.tells("sold")
        for paced in paced_pairs(window):
            claims = {paced.rate.claim, paced.other.claim}
            if not seen & claims and (wrong := _judged(sheet, paced, is_sold)) is not None:
                seen |= claims
                yield wrong


def _judged(sheet: Sheet, paced: Paced, is_sold: bool) -> Contradiction | None:
    short, long = (paced.rate, paced.other) if paced.short is paced.rate else (paced.other, paced.rate)
    if any(one.quantity.bound not in _FAIR for one in (short, long)):
        return None
    each, whole, by = sums.ends(short), sums.cut_off(long), factor(short, long)
    if each is None or whole is None or whole.high is None or by is None or not each[0] > 0:
        return None
    results = [Interval(each[0] * by * low, each[1] * by * high) for low, high in paced.many]
    least = _DISCOUNT if is_sold else Decimal(1)
    if any(whole.meets(Interval((result.low or 0) * least, result.high)) for result in results):
        return None
    if not paced.joined and not _is_near(whole, results, each[0] / each[1]):
        return None
    low, high = (round(end, 1).normalize() for end in paced.many[0])
    times = f"{low:f}" if low == high else f"{low:f} to {high:f}"
    said, shown = (one.span.of(sheet.text) for one in (short, long))
    first, last = sorted((short, long), key=lambda one: one.span.start)
    sum_ = f"{said} times {times} is {sums.told(results[0], '').strip()}, the draft says {shown}"
    fix = f"“{sums.middle(results[0], '')}” for {shown}, or another figure than {said}"
    return Contradiction(last, (first,), sum_, fix)


def _is_near(whole: Interval, results: list[Interval], rounded: Decimal) -> bool:
    """Whether a figure is of the order of what another comes to, and not of something else."""
    low = min(result.low or Decimal(0) for result in results)
    high = max(result.high or Decimal(0) for result in results)
    bounds = [Interval(low / _FAR, high * _FAR)]
    bounds += [Interval(high * rounded * slip * (1 - _ODD), high * slip * (1 + _ODD)) for slip in _SLIPS]
    return any(whole.meets(bound) for bound in bounds)

"""The same sum for two stretches of time, or for one and in all: "$10 a day, or $36,500 a year"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.evidence import evidence
from factcheck.consistency.reading import Figure, figures
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.slips import slips
from factcheck.consistency.totals.allotted_ties import digits_beside
from factcheck.consistency.totals.paces import Paced, evidence_of, factor, paced_pairs
from factcheck.consistency.totals.told_for import adverbs, units
from factcheck.consistency.weighing import Candidate, told
from factcheck.consistency.windows import Window, windows
from factcheck.model import Bound, Interval

_DISCOUNT = Decimal("0.25")
"""Who pays for longer may pay less: down to this share of the single payments."""
_FAR = Decimal(5)
"""A figure that is more times off is of something else, unless it is so by a slip of a power of ten."""
_SLIPS = (Decimal(10), Decimal(1000), Decimal("0.1"), Decimal("0.001"))
_MANY = 14
"""Figures of neighbouring sentences that are read at most."""
_ODD = Decimal("0.03")
_FAIR = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY, Bound.OVER, Bound.AT_LEAST)


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every rate for a stretch of time with a figure near it for another that is not so many times as much."""
    if sheet.said().isdisjoint((*units(), *adverbs())):
        return
    line = {one.span.start: one for one in figures(sheet)}
    for window in windows(sheet, before=0, after=2):
        if 1 < len(window.slots) <= _MANY:
            near = [line[slot.span.start] for slot in window.slots if slot.span.start in line]
            yield from _candidates(sheet, window, near)


def _candidates(sheet: Sheet, window: Window, near: list[Figure]) -> Iterator[Candidate]:
    is_sold = window.tells("sold")
    pairs = [(paced, *_judged(sheet, paced, is_sold)) for paced in paced_pairs(window)]
    right = {number for paced, fits, _ in pairs if fits for number in paced.numbers}
    found = [(paced, wrong) for paced, _, wrong in pairs if wrong is not None and paced.numbers[1] not in right]
    for paced, wrong in found:
        at = [window.slots[number].span.start for number in paced.numbers]
        roles = {
            role: one
            for role, start in zip(("rate", "other"), at, strict=True)
            for one in near
            if one.span.start == start
        }
        if len(roles) == 2:
            every = evidence(sheet.text, roles, near)
            every.update(evidence_of(window, paced))
            every.update(_off(paced))
            yield Candidate(every, wrong)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every sum for a stretch of time that is not the one beside it times the stretches."""
    yield from told("perperiod", candidates(sheet))


def _off(paced: Paced) -> Iterator[str]:
    """How the figure for longer is off from so many times the other, and what is known of how many."""
    (short, long), (low, high) = _ordered(paced), paced.many[0]
    by = factor(short, long)
    if short.value is None or long.value is None or by is None:
        return
    should = short.value * by * (low + high) / 2
    yield from slips(long.value, should)
    if low == high:
        yield "so many"
        yield from digits_beside(long.value, should)


def _ordered(paced: Paced) -> tuple[Slot, Slot]:
    """The figures for the shorter and the longer stretch."""
    return (paced.rate, paced.other) if paced.short is paced.rate else (paced.other, paced.rate)


def _judged(sheet: Sheet, paced: Paced, is_sold: bool) -> tuple[bool, Contradiction | None]:
    """Whether both agree, and the contradiction if they do not and may be of one another."""
    short, long = _ordered(paced)
    if any(one.quantity.bound not in _FAIR for one in (short, long)):
        return False, None
    each, whole, by = sums.ends(short), sums.cut_off(long), factor(short, long)
    if each is None or whole is None or whole.high is None or by is None or not each[0] > 0:
        return False, None
    results = [Interval(each[0] * by * low, each[1] * by * high) for low, high in paced.many]
    least = _DISCOUNT if is_sold else Decimal(1)
    if any(whole.meets(Interval((result.low or 0) * least, result.high)) for result in results):
        return True, None
    if not paced.joined and not _is_near(whole, results, each[0] / each[1]):
        return False, None
    low, high = (round(end, 1).normalize() for end in paced.many[0])
    times = f"{low:f}" if low == high else f"{low:f} to {high:f}"
    said, shown = (one.span.of(sheet.text) for one in (short, long))
    first, last = sorted((short, long), key=lambda one: one.span.start)
    sum_ = f"{said} times {times} is {sums.told(results[0], '').strip()}, the draft says {shown}"
    fix = f"“{sums.middle(results[0], '')}” for {shown}, or another figure than {said}"
    return False, Contradiction(last, (first,), sum_, fix)


def _is_near(whole: Interval, results: list[Interval], rounded: Decimal) -> bool:
    """Whether a figure is of the order of what another comes to, and not of something else."""
    low = min(result.low or Decimal(0) for result in results)
    high = max(result.high or Decimal(0) for result in results)
    bounds = [Interval(low / _FAR, high * _FAR)]
    bounds += [Interval(high * rounded * slip * (1 - _ODD), high * slip * (1 + _ODD)) for slip in _SLIPS]
    return any(whole.meets(bound) for bound in bounds)

"""The same sum for two stretches of time, or for one and in all: "$10 a day, or $36,500 a year"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.every import one_every
from factcheck.consistency.paces import Paced, Ways, factor, paced_pairs
from factcheck.consistency.phrases import any_of, slot, words
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.told_for import adverbs, ratios, units
from factcheck.consistency.windows import Window, windows
from factcheck.model import Bound, Interval
from factcheck.tables import tables

_DISCOUNT = Decimal("0.25")
"""Who pays for longer may pay less: down to this share of the single payments."""
_FAR = Decimal(3)
"""A figure that is more times off is of something else, unless it is so by a slip of a power of ten."""
_SLIPS = (Decimal(10), Decimal(1000), Decimal("0.1"), Decimal("0.001"))
_ODD = Decimal("0.03")
_FAIR = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY, Bound.OVER, Bound.AT_LEAST)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every sum for a stretch of time that is not the one beside it times the stretches."""
    seen: set[int] = set()
    for row in sheet.rows:
        if len(row.slots) < 2 or any_of("another_rate").search(row.shape) or not _times().search(_said(row)):
            continue
        for wrong in (*_pairs(sheet, row), *_totals(sheet, row)):
            if wrong.at.claim not in seen:
                seen |= {wrong.at.claim, *(other.claim for other in wrong.others)}
                yield wrong
    for window in windows(sheet, before=0):
        if len(window.slots) < 2 or any_of("another_rate").search(window.shape) or not _times().search(_told(window)):
            continue
        sold = any_of("sold").search(window.shape) is not None
        yield from one_every(sheet, window)
        for first, second, counted in paced_pairs(window):
            for wrong in _judge_pair(sheet, first, second, sold, counted):
                if not seen & {wrong.at.claim, *(other.claim for other in wrong.others)}:
                    seen.add(wrong.at.claim)
                    yield wrong


def _told(window: Window) -> str:
    every = "minute" if " every <duration:" in window.shape else ""
    return f"{window.shape} {every} {' '.join(one.quantity.per for one in window.slots)}"


def _said(row: Row) -> str:
    return f"{row.shape} {' '.join(one.quantity.per for one in row.slots)}"


@cache
def _times() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{'|'.join((*units(), *tables('consistency')['adverbs']))})s?(?!\S)")


@cache
def _pair() -> re.Pattern[str]:
    """Two figures of which the second says what the first comes to, each with its stretch behind it or before."""
    kinds = ("money", "measure", "count")
    unit = rf"(?:(?:a|an|per|each|every) (?:{'|'.join(units())})|{'|'.join(adverbs())})"
    few = r"(?: [^\W\d_][\w'’-]*)"
    first = rf"{slot('first', *kinds)}(?P<behind_first>{few}{{0,3}}? {unit}(?!\S))?"
    second = rf"{slot('second', *kinds)}(?P<behind_second>{few}{{0,3}}? {unit}(?!\S))?"
    aside = rf"(?:,|\(|[-–—])(?P<link> (?:{words('come_to')}))?"
    return re.compile(rf"{first} (?:{aside}|(?:{words('comes_to')})) {second}")


def _pairs(sheet: Sheet, row: Row) -> Iterator[Contradiction]:
    for found in _pair().finditer(row.shape):
        first, second = row.slot(found["first"]), row.slot(found["second"])
        if found[0].count(" , <") and found["link"] is None and second.quantity.bound is not Bound.ABOUT:
            continue
        of_first = _stretch(row.shape[: found.start()], first, found["behind_first"])
        of_second = _stretch(row.shape[: found.start()], second, found["behind_second"], opens=False)
        if of_first and of_second and of_first != of_second and _is_same(first, second):
            yield from _judge_pair(
                sheet, (first, of_first), (second, of_second), any_of("sold").search(row.shape) is not None
            )


def _stretch(before: str, one: Slot, behind: str | None, *, opens: bool = True) -> str:
    """The stretch of time that a figure is for: its own, the one behind it, or "weekly" in front of it."""
    per = "day" if one.quantity.per == "night" else one.quantity.per
    if per:
        return per if per in units() else ""
    if behind:
        last = behind.split()[-1]
        return "day" if last == "night" else adverbs().get(last, last)
    named = re.search(rf"(?<!\S)({'|'.join(adverbs())})(?: [^\W\d_][\w'’-]*){{1,3}} (?:of |is |was |at )?$", before)
    return adverbs()[named[1]] if opens and named is not None else ""


def _is_same(first: Slot, second: Slot) -> bool:
    """Whether both figures are of one thing: one kind and currency, and no other noun."""
    if first.quantity.kind is not second.quantity.kind or factor(first, second) is None:
        return False
    nouns = [one.quantity.counted for one in (first, second)]
    plain = [noun for noun in nouns if noun and noun not in adverbs()]
    return first.quantity.kind.value != "count" or len(set(plain)) < 2


def _judge_pair(
    sheet: Sheet, first: Paced, second: Paced, sold: bool, ways: Ways | None = None
) -> Iterator[Contradiction]:
    plain = (first[1], second[1]) in ratios() or first[1] == second[1]
    short, long = (first, second) if plain else (second, first)
    counted = ratios().get((short[1], long[1])) if ways is None else ways
    if not counted or any(one.quantity.bound not in _FAIR for one, _ in (first, second)):
        return
    each, whole, by = sums.ends(short[0]), sums.cut_off(long[0]), factor(short[0], long[0])
    if each is None or whole is None or by is None or not each[0] > 0 or whole.high is None:
        return
    results = [Interval(each[0] * by * low, each[1] * by * high) for low, high in counted]
    if any(whole.meets(result) for result in results) or (
        ways is not None and not _is_near(whole, results, each[0] / each[1])
    ):
        return
    discount = _DISCOUNT if sold else Decimal(1)
    if any(whole.meets(Interval(result.low * discount, result.high)) for result in results if result.low is not None):
        return
    actual = results[-1]
    said = [one.span.of(sheet.text) for one in (first[0], second[0])]
    shown, small = long[0].span.of(sheet.text), short[0].span.of(sheet.text)
    low, high = counted[-1]
    times = f"{low.normalize():f}" if low == high else f"{low.normalize():f} to {high.normalize():f}"
    sum_ = f"{small} times {times} is {sums.told(actual, '').strip()}, the draft says {shown}"
    fix = f"“{sums.middle(Interval(actual.high, actual.high), '')}”, or another figure than {said[0]}"
    if short is second:
        value = Interval(whole.low / high / by, whole.high / low / by) if whole.low is not None else actual
        fix = f"“{sums.middle(value, '')}” a {short[1]}, or another figure than {said[0]}"
    yield Contradiction(second[0], (first[0],), sum_, fix)


def _is_near(whole: Interval, results: list[Interval], rounded: Decimal) -> bool:
    """Whether a figure is of the order of what another comes to, and not of something else."""
    low = min(result.low or Decimal(0) for result in results)
    high = max(result.high or Decimal(0) for result in results)
    bounds = [Interval(low / _FAR, high * _FAR)]
    bounds += [Interval(high * rounded * slip * (1 - _ODD), high * slip * (1 + _ODD)) for slip in _SLIPS]
    return any(whole.meets(bound) for bound in bounds)


@cache
def _total() -> re.Pattern[str]:
    kinds = ("money", "measure")
    few = r"(?: [^\W\d_][\w'’-]*)"
    rate, total = slot("rate", *kinds), slot("total", *kinds)
    totals = "(?:a total of|or|totalling|totaling|in all|making)"
    adds = rf"(?:,{few}{{0,4}}? {totals}|(?:{words('comes_to')})|,{few}{{1,4}} comes to)"
    return re.compile(rf"{rate}{few}{{0,2}} (?:for|over) {slot('long', 'duration')} ?{adds} {total}")


def _totals(sheet: Sheet, row: Row) -> Iterator[Contradiction]:
    """A rate times the stretch that it was paid for, against the total behind: "$20 a day for 30 days"."""
    for found in _total().finditer(row.shape):
        rate, long, total = (row.slot(found[name]) for name in ("rate", "long", "total"))
        each, times, whole, by = sums.ends(rate), sums.ends(long), sums.cut_off(total), factor(rate, total)
        per = "day" if rate.quantity.per == "night" else rate.quantity.per
        if each is None or whole is None or by is None or times is None or long.value is None:
            continue
        if rate.quantity.kind is not total.quantity.kind or not per or total.quantity.per or long.quantity.unit != per:
            continue
        if long.quantity.bound is Bound.EXACT:
            times = long.value, long.value
        actual = Interval(each[0] * by * times[0], each[1] * by * times[1])
        if whole.meets(actual) or total.quantity.bound not in _FAIR:
            continue
        said, shown, span = (one.span.of(sheet.text) for one in (rate, total, long))
        sum_ = f"{said} for {span} is {sums.told(actual, '').strip()}, the draft says {shown}"
        fix = f"“{sums.middle(actual, '')}”, or another figure than {said}"
        yield Contradiction(total, (rate, long), sum_, fix)

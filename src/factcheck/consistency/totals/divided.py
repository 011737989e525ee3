"""A figure for each, the count of those who have it and the total, near each other, that do not agree by their sum.

Whether they are of one another is for the evidence to say (see ``allotted``): any three figures may be meant by whose
kinds one can be the total of so many of another, unless others near them agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from factcheck.consistency import sums
from factcheck.consistency.phrases import Later
from factcheck.consistency.reading import BARE, Figure, figures
from factcheck.consistency.sheet import Sheet
from factcheck.extraction.units import convert
from factcheck.model import Bound, Interval, Kind
from factcheck.tables import tables

_COUNTS = (Kind.COUNT.value, BARE)
_STRETCHED = (Kind.MEASURE.value, Kind.DURATION.value)
_SHARED = (*_COUNTS, *_STRETCHED, Kind.MONEY.value)
_EACH = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)
_FAIR = (*_EACH, Bound.OVER)
_REACH, _MOST = 3, 18
"""Sentences to either side, and figures in them that are read at most: in a larger crowd nothing is told."""
_FAR = Decimal(6)
"""A total that is more times off is of something else, unless it is so by a slip of a power of ten."""
_SLIPS = (Decimal(10), Decimal(100), Decimal(1000))
_LOOSE = Decimal("0.03")
"""How far a figure may be off that was reckoned on unrounded ones."""
_EQUAL = Decimal("0.1")
"""By how much, as a share, two counts differ of which neither is a total of the other."""
_ADDS = Later(r" (?:add|adds|added|adding) $")
_PER = Later(r" (?:per|every|each) $")
_HALF = Decimal("0.5")
_MEAN = Later(r" (?:average|averages|averaged|mean|per|each|every|head|apiece|rate) ")
_NUMBERS = {"thousand": 1000, "million": 1000000, "lakh": 100000}


@dataclass(frozen=True, slots=True)
class Three:
    """A figure for each, a count and a total; `gives` is what the two make in its unit, `shared` each one's share.

    `scale` is of how many the figure is: of 100,000. `rivals` are the other pairs of a count and a total for it, `fair`
    those that agree with it, further apart, `rests` those that do so with another figure added or taken off.
    """

    each: Figure
    count: Figure
    total: Figure
    scale: int
    gives: Interval
    shared: Interval
    rivals: int = 0
    fair: int = 0
    rests: int = 0

    @property
    def figures(self) -> tuple[Figure, Figure, Figure]:
        """The figure for each, the count and the total."""
        return self.each, self.count, self.total

    @property
    def off(self) -> Decimal:
        """How many times the total is more, or less, than the two make."""
        assert self.gives.low is not None and self.gives.high is not None
        low, high = self.total.low, self.total.high
        return low / self.gives.high if low > self.gives.high else self.gives.low / high

    @property
    def slips(self) -> bool:
        """Whether the total is off by a power of ten."""
        return any(
            _in(self.gives, self.total.value * slip) or _in(self.gives, self.total.value / slip) for slip in _SLIPS
        )


def may_be_each(sheet: Sheet) -> Iterator[tuple[Figure, list[Figure]]]:
    """All figures of the draft that can be for each of some, with those of the sentences around."""
    line = figures(sheet)
    by_sentence: dict[int, list[Figure]] = {}
    for one in line:
        by_sentence.setdefault(one.sentence, []).append(one)
    for number, own in by_sentence.items():
        near = [one for at in range(number - _REACH, number + _REACH + 1) for one in by_sentence.get(at, ())]
        if 2 < len(near) <= _MOST:
            for each in own:
                if each.kind in _SHARED and each.value > 0 and each.bound in _EACH:
                    yield each, near


def threes(each: Figure, near: Sequence[Figure]) -> Iterator[Three]:
    """A figure for each with every count and total near it that do not agree with it."""
    others = [one for one in near if not _overlap(one, each)]
    counts = [one for one in others if _may_count(one, each)]
    totals = [(one, by) for one in others if _may_total(one) and (by := _factor(each, one)) is not None]
    if not counts or not totals:
        return
    scale, printed = scale_of(each, near), _printed(each)
    every = (
        _three((each, one, total), by, scale, printed)
        for one in counts
        for total, by in totals
        if not _overlap(one, total)
    )
    found = [three for three in every if three is not None]
    likely = [three for three in found if _is_likely(three) and not _is_of_another(three, others)]
    if not likely:
        return
    known = {total: _with_others(total, others) for total, _ in totals}
    fair = [_breadth(three) for three in found if three.gives.meets(Interval(three.total.low, three.total.high))]
    rests = [_breadth(three) for three in found if _agrees(three, known[three.total])]
    likely = [three for three in likely if not any(one <= _breadth(three) for one in fair)]
    for three in likely:
        rest = sum(one <= _breadth(three) for one in rests)
        yield Three(*three.figures, scale, three.gives, three.shared, len(likely) - 1, len(fair), rest)


def _breadth(three: Three) -> int:
    """Over how many sentences three figures are spread."""
    numbers = [one.sentence for one in three.figures]
    return max(numbers) - min(numbers)


def _may_total(one: Figure) -> bool:
    return one.value > 0 and (one.bound in _FAIR or _ADDS.search(one.before) is not None)


def _three(
    figures_: tuple[Figure, Figure, Figure], by: Decimal, scale: int, printed: tuple[Decimal, Decimal]
) -> Three | None:
    """The three, if they can be of one another; a unit of `each` is `by` of the total's, and `printed` its ends."""
    (each, count, total), (low, high), (fewest, most) = figures_, printed, _exact(figures_[1])
    if fewest <= 0 or low <= 0 or not any(one.slot for one in figures_):
        return None
    if scale == 1 and count.kind in _COUNTS and total.kind in _COUNTS and abs(total.value / count.value - 1) < _EQUAL:
        return None  # the same thing told twice
    gives = Interval(low * fewest * by / scale, high * most * by / scale)
    return Three(
        each, count, total, scale, gives, Interval(total.low * scale / most / by, total.high * scale / fewest / by)
    )


def _overlap(one: Figure, other: Figure) -> bool:
    """Whether both are of one claim, or in one place."""
    same = one.slot is not None and other.slot is not None and one.slot.claim == other.slot.claim
    return same or (one.span.start < other.span.end and other.span.start < one.span.end)


def _may_count(one: Figure, each: Figure) -> bool:
    """Whether a figure may say for how many the other is: a count, or a measure or time of its unit."""
    if one.value <= 1 or one.bound not in _FAIR:
        return False
    if one.kind in _COUNTS:
        return one.value == one.value // 1
    if one.kind not in _STRETCHED or one.unit == each.unit:
        return False
    if each.kind == Kind.MONEY.value and not _per(each):
        return True
    words = f"{each.before} {each.after}" if convert(Decimal(1), one.unit, each.unit) is None else ""
    return one.unit in f"{_per(each)} {each.unit.partition(' per ')[2]} {words}"


def _factor(each: Figure, total: Figure) -> Decimal | None:
    """What one unit of the figure for each is in that of the total: a hundredth for pence beside pounds."""
    if each.kind in _COUNTS and total.kind in _COUNTS:
        return Decimal(1)
    if each.kind != total.kind and not (each.kind == BARE and total.kind == Kind.MONEY.value):
        return None
    unit, to = each.unit.split(" per ")[0], total.unit
    if unit == to or each.kind == BARE:
        return Decimal(1)
    if (unit == "penny" and to == "pound sterling") or (unit == "cent" and to in tables("consistency")["of_cents"]):
        return Decimal("0.01")
    return convert(Decimal(1), unit, to) if each.kind in _STRETCHED else None


def scale_of(each: Figure, near: Sequence[Figure]) -> int:
    """Of how many a rate is: "12 per 100,000", "Per 1,000 people it is 12"."""
    per = _per(each).replace(",", "")
    if per.isdecimal() or per in _NUMBERS:
        return int(_NUMBERS.get(per, per)) or 1
    before = [one for one in near if one.sentence == each.sentence and _PER.search(one.before) and one is not each]
    of_many = before and each.kind in _COUNTS and before[0].value % 1000 == 0
    return int(before[0].value) if of_many and before[0].value > 0 else 1


def _per(one: Figure) -> str:
    return one.slot.quantity.per if one.slot is not None else ""


def _printed(each: Figure) -> tuple[Decimal, Decimal]:
    """What a figure for each may stand for: it may be cut off, and is seldom rounded much."""
    low, high = (
        (2 * each.low - each.value, 2 * each.high - each.value) if each.bound is Bound.EXACT else (each.low, each.high)
    )
    off = each.value * _LOOSE
    if _MEAN.search(f"{each.before} {each.after}") or _per(each):
        low, high = min(low, each.value - _HALF), max(high, each.value + _HALF)
    return min(max(low, each.value - off), each.low), max(min(high, each.value + off), each.high)


@lru_cache(maxsize=64)
def _exact(one: Figure) -> tuple[Decimal, Decimal]:
    return (sums.ends(sums.as_exact(one.slot)) if one.slot else None) or (one.low, one.high)


def _in(interval: Interval, value: Decimal) -> bool:
    return interval.meets(Interval(value, value))


def _with_others(total: Figure, others: Sequence[Figure]) -> list[tuple[Decimal, Decimal, Figure]]:
    """The least and the most that a total may stand for with another figure or without it."""
    like = [one for one in others if one.unit == total.unit and one.kind == total.kind and one is not total]
    less = [(total.low - one.high, total.high - one.low, one) for one in like if total.low > one.high]
    return [*less, *((total.low + one.low, total.high + one.high, one) for one in like)]


def _agrees(three: Three, readings: Sequence[tuple[Decimal, Decimal, Figure]]) -> bool:
    """Whether a count and a total, or what another figure leaves of it, agree with the figure for each."""
    least, most = three.gives.low, three.gives.high
    assert least is not None and most is not None
    return any(
        low <= most and least <= high and one is not three.each and one is not three.count
        for low, high, one in readings
    )


def _is_of_another(three: Three, others: Sequence[Figure]) -> bool:
    """Whether another figure is what each of the count has of the total."""
    return any(
        _in(three.shared, one.value) for one in others if one not in three.figures and one.kind == three.each.kind
    )


def _is_likely(three: Three) -> bool:
    """Whether the total is more than each has, the count is of more for a rate, and it is not too far off."""
    more = three.total.value > three.each.value * (_factor(three.each, three.total) or 1)
    if three.scale > 1:
        more = three.total.value < three.count.value
    elif three.each.kind in _COUNTS:
        more = three.total.value > max(three.count.value, three.each.value)
    return more and (three.off <= _FAR or three.slips)

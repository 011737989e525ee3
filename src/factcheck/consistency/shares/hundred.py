"""Runs of shares that do not come to a hundred, though they would have to if they are all of one whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from factcheck.consistency.shares.portions import Portion, portions
from factcheck.consistency.sheet import Sheet

_WHOLE, _LEEWAY = Decimal(100), Decimal("0.6")
"""A whole, and the points by which a sum of shares may be off on top of its rounding."""
_FAR = (Decimal(55), Decimal(170))
"""What shares of one whole come to at the least and at the most, however wrong one of them is."""
_REACH, _GAP = 5, 3
"""Sentences from the first to the last share of a run, and from one to the next."""
_LEAST, _MOST, _NEAR = 2, 7, 9
"""Shares of a run, and around it: of more nothing is told."""


@dataclass(frozen=True, slots=True)
class Run:
    """Shares that follow one another; `near` are all around them."""

    shares: tuple[Portion, ...]
    near: tuple[Portion, ...]

    @property
    def low(self) -> Decimal:
        """The least that they come to."""
        return sum((one.low * one.times for one in self.shares), Decimal(0))

    @property
    def high(self) -> Decimal:
        """The most that they come to."""
        return sum((one.high * one.times for one in self.shares), Decimal(0))

    @property
    def over(self) -> bool:
        """Whether they come to more than the whole."""
        return self.low > _WHOLE

    def is_filled_by(self, other: Portion) -> bool:
        """Whether another share near it makes up the whole with it."""
        spans = {one.figure.span for one in self.shares}
        low, high = self.low + other.low, self.high + other.high
        return other.figure.span not in spans and low <= _WHOLE + _LEEWAY and high >= _WHOLE - _LEEWAY


def runs(sheet: Sheet) -> Iterator[Run]:
    """Every run of shares that does not come to the whole, but near it, unless a part of all that stands in it does.

    A single share is a run where more than two get as much: "each of the three has 40 per cent".
    """
    every = portions(sheet)
    for first in range(len(every)):
        for last in range(first, min(len(every), first + _MOST)):
            if first < last and not _go_on(every[first], every[last - 1], every[last]):
                break
            shares = every[first : last + 1]
            near = _around(every, first, last)
            if len(near) > _NEAR:
                break
            for taken in _readings(shares):
                run = Run(tuple(taken), tuple(near))
                if _is_off(run) and not come_to_it(shares):
                    yield run


def _sentence(share: Portion) -> int:
    return share.figure.sentence


def _go_on(first: Portion, one: Portion, two: Portion) -> bool:
    return _sentence(two) - _sentence(one) <= _GAP and _sentence(two) - _sentence(first) <= _REACH


def _around(every: Sequence[Portion], first: int, last: int) -> list[Portion]:
    """The shares of a run's sentences and of those beside."""
    start, end = _sentence(every[first]) - 1, _sentence(every[last]) + 1
    return [one for one in every if start <= _sentence(one) <= end]


def _readings(shares: Sequence[Portion]) -> Iterator[Sequence[Portion]]:
    """The shares with and without those that may be no shares."""
    sure = [one for one in shares if one.sure]
    if shares[0].sure and shares[-1].sure and _LEAST <= len(sure) < len(shares):
        yield sure
    if sum(one.times for one in shares) >= _LEAST and sure and (len(shares) > 1 or shares[0].times > _LEAST):
        yield shares


def _is_off(run: Run) -> bool:
    over = _WHOLE + _LEEWAY < run.low < _FAR[1]
    return over or _FAR[0] < run.high < _WHOLE - _LEEWAY


def come_to_it(shares: Sequence[Portion]) -> bool:
    """Whether any two or more of the shares come to the whole."""
    return any(_comes(shares, taken) for taken in product(*(_times(one) for one in shares)))


def _times(one: Portion) -> tuple[int, ...]:
    return (0, 1, one.times) if one.times > 1 else (0, 1)


def _comes(shares: Sequence[Portion], taken: Sequence[int]) -> bool:
    if sum(map(bool, taken)) < _LEAST:
        return False
    low = sum(one.low * many for one, many in zip(shares, taken, strict=True))
    high = sum(one.high * many for one, many in zip(shares, taken, strict=True))
    return low <= _WHOLE + _LEEWAY and high >= _WHOLE - _LEEWAY

"""Figures of a draft that contradict the draft itself. Each check is a module with a function ``find``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from factcheck.consistency.crowd import is_crowded
from factcheck.consistency.sheet import Contradiction, Sheet, Slot, make_sheet
from factcheck.model import DATED, Kind


@dataclass(frozen=True, slots=True)
class Check:
    """A check: the name of its `module`, and the `kinds` of figures of which a draft must have one, or any if none.

    One that `weighs_crowds` has a crowd of other figures among its evidence; the others tell of none in a crowd.

    The module is imported for the first draft that has one: most drafts need few of them.
    """

    module: str
    kinds: frozenset[Kind] = frozenset()
    weighs_crowds: bool = False

    def __call__(self, sheet: Sheet) -> Iterator[Contradiction]:
        """Every figure that the check finds contradicted, in the order of the draft or of how sure it is."""
        if not self.kinds or not self.kinds.isdisjoint(sheet.kinds()):
            for wrong in _finder(self.module)(sheet):
                if self.weighs_crowds or not is_crowded(sheet, wrong):
                    yield wrong


@cache
def _finder(module: str) -> Callable[[Sheet], Iterator[Contradiction]]:
    find: Callable[[Sheet], Iterator[Contradiction]] = import_module(f"factcheck.consistency.{module}").find
    return find


def _any(*kinds: Kind) -> frozenset[Kind]:
    return frozenset(kinds)


CHECKS: Mapping[str, Check] = {
    "age": Check("lives.age", _any(*DATED, Kind.DURATION), weighs_crowds=True),
    "casualties": Check("tolls.casualties", _any(Kind.COUNT), weighs_crowds=True),
    "change": Check("changes.change", weighs_crowds=True),
    "compound": Check("changes.compound", _any(Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE)),
    "conversion": Check("units.conversion", _any(Kind.MEASURE, Kind.MONEY), weighs_crowds=True),
    "elapsed": Check("dates.elapsed", _any(*DATED)),
    "excess": Check(
        "totals.excess", _any(Kind.COUNT, Kind.PERCENT, Kind.MONEY, Kind.MEASURE, Kind.DURATION), weighs_crowds=True
    ),
    "exchange": Check("units.exchange", _any(Kind.MONEY), weighs_crowds=True),
    "hedge": Check("again.hedge", weighs_crowds=True),
    "impossible": Check("dates.impossible", weighs_crowds=True),
    "lifespan": Check("lives.lifespan"),
    "margin": Check("polls.margin"),
    "multiples": Check("shares.multiples", weighs_crowds=True),
    "parts": Check("totals.parts", weighs_crowds=True),
    "perhead": Check("totals.perhead", weighs_crowds=True),
    "perperiod": Check("totals.perperiod", weighs_crowds=True),
    "points": Check("changes.points", _any(Kind.PERCENT), weighs_crowds=True),
    "poll": Check("polls.poll", _any(Kind.PERCENT, Kind.POINTS), weighs_crowds=True),
    "product": Check("totals.product", weighs_crowds=True),
    "promised": Check("lists.promised"),
    "quotation": Check("again.quotation", weighs_crowds=True),
    "ranked": Check("order.ranked", weighs_crowds=True),
    "relative": Check("dates.relative", _any(*DATED)),
    "reversed": Check("order.backwards", weighs_crowds=True),
    "same": Check("again.same", weighs_crowds=True),
    "share": Check("shares.share", _any(Kind.PERCENT, Kind.RATIO), weighs_crowds=True),
    "shares": Check("shares.shares_of_whole", _any(Kind.PERCENT, Kind.RATIO), weighs_crowds=True),
    "temperature": Check("units.temperature", _any(Kind.MEASURE), weighs_crowds=True),
    "thousand": Check("again.thousand", _any(Kind.COUNT, Kind.MONEY, Kind.MEASURE), weighs_crowds=True),
    "times": Check("changes.times", _any(Kind.MULTIPLE, Kind.RATIO), weighs_crowds=True),
}
"""The name that a rule gives under ``of``, and its check."""

__all__ = ["CHECKS", "Check", "Contradiction", "Sheet", "Slot", "make_sheet"]

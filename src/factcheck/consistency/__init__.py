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
    "age": Check("age", _any(*DATED)),
    "casualties": Check("casualties", _any(Kind.COUNT), weighs_crowds=True),
    "change": Check("change", weighs_crowds=True),
    "compound": Check("compound", _any(Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE)),
    "conversion": Check("conversion", _any(Kind.MEASURE, Kind.MONEY), weighs_crowds=True),
    "elapsed": Check("elapsed", _any(*DATED)),
    "excess": Check("excess", _any(Kind.COUNT, Kind.PERCENT, Kind.MONEY, Kind.MEASURE, Kind.DURATION)),
    "exchange": Check("exchange", _any(Kind.MONEY), weighs_crowds=True),
    "hedge": Check("hedge", weighs_crowds=True),
    "impossible": Check("impossible", _any(*DATED, Kind.COUNT, Kind.DURATION)),
    "lifespan": Check("lifespan"),
    "margin": Check("margin"),
    "multiples": Check("multiples", weighs_crowds=True),
    "parts": Check("parts", weighs_crowds=True),
    "perhead": Check("perhead", weighs_crowds=True),
    "perperiod": Check("perperiod", weighs_crowds=True),
    "points": Check("points", _any(Kind.PERCENT), weighs_crowds=True),
    "poll": Check("poll", _any(Kind.PERCENT, Kind.POINTS), weighs_crowds=True),
    "product": Check("product", weighs_crowds=True),
    "promised": Check("promised"),
    "quotation": Check("quotation", weighs_crowds=True),
    "ranked": Check("ranked"),
    "relative": Check("relative", _any(*DATED)),
    "reversed": Check("backwards", weighs_crowds=True),
    "same": Check("same", weighs_crowds=True),
    "share": Check("share", _any(Kind.PERCENT, Kind.RATIO), weighs_crowds=True),
    "shares": Check("shares_of_whole", _any(Kind.PERCENT, Kind.RATIO), weighs_crowds=True),
    "temperature": Check("temperature", _any(Kind.MEASURE), weighs_crowds=True),
    "thousand": Check("thousand", _any(Kind.COUNT, Kind.MONEY, Kind.MEASURE), weighs_crowds=True),
    "times": Check("times", _any(Kind.MULTIPLE, Kind.RATIO), weighs_crowds=True),
}
"""The name that a rule gives under ``of``, and its check."""

__all__ = ["CHECKS", "Check", "Contradiction", "Sheet", "Slot", "make_sheet"]

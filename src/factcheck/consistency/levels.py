"""A figure that says how much something was or is, for the changes told near it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from factcheck.consistency.moments import tense_of
from factcheck.consistency.placed import Placed
from factcheck.consistency.sheet import Slot
from factcheck.consistency.sums import as_exact


@dataclass(frozen=True, eq=False)
class Level:
    """A figure that says how much something was: its `slot` in the pair's unit, where it stands, and how long ago."""

    slot: Slot
    figure: Placed
    row: int
    age: int
    year: Decimal | None
    moment: Decimal | None

    @cached_property
    def exact(self) -> Slot:
        """The figure as it is printed."""
        return as_exact(self.slot)

    @property
    def tense(self) -> int:
        """The tense of the verb before it."""
        return tense_of(self.figure.before)

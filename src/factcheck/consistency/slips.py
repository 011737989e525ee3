"""How a printed figure is off from what it should be: by how much, and whether by a slip that is often made."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

_STEPS = (
    ("off by a tenth", Decimal("1.1")),
    ("off by a half", Decimal("1.5")),
    ("off by twice", Decimal(2)),
    ("off by four", Decimal(4)),
)
"""How many times one is the other at the most."""
_TENS = tuple(Decimal(10) ** power for power in (1, 2, 3, 6))
_CLOSE = Decimal("1.05")
"""How far from a power of ten the two may be."""


def slips(said: Decimal, should: Decimal) -> Iterator[str]:
    """The names of how far `said` is from what it `should` be, and of the slip of the pen that it may be."""
    if said <= 0 or should <= 0:
        return
    times = max(said / should, should / said)
    yield next((name for name, most in _STEPS if times <= most), "far off")
    if any(ten / _CLOSE <= times <= ten * _CLOSE for ten in _TENS):
        yield "slip of ten"
    first, second = _digits(said), _digits(should)
    if first != second and sorted(first) == sorted(second):
        yield "digits swapped"
    elif len(first) == len(second) > 1 and sum(one != two for one, two in zip(first, second, strict=True)) == 1:
        yield "one digit"


def _digits(value: Decimal) -> tuple[int, ...]:
    """The digits that count."""
    return value.normalize().as_tuple().digits

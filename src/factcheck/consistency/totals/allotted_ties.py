"""How a total is off from so many at so much each, by its digits, and whether a figure is for each only of some.

A total that was reckoned from two figures has few digits more than they: "£6,417" is hardly what 40 at £150 came to.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency.phrases import any_of
from factcheck.consistency.totals.divided import Three

_LAST, _MOST = 5, 3
"""Words before a figure that can say it is of some only, and how many digits count at the most."""


def digits_told(three: Three) -> Iterator[str]:
    """What the digits of a total say, and the words before the figure for each: "most at $30"."""
    each, count, total = three.figures
    if any_of("not_each_only").search(f" {' '.join(each.before.split()[-_LAST:])} "):
        yield "of some"
    if total.value < _middle(three):
        yield "less"
    yield from digits_beside(total.value, each.value * count.value)


def digits_beside(total: Decimal, product: Decimal) -> Iterator[str]:
    """How many digits more, or fewer, a total has than what it should be."""
    more = _digits(total) - _digits(product)
    yield from ["more digits" if more > 0 else "fewer digits"] * min(abs(more), _MOST)


def _middle(three: Three) -> Decimal:
    """What the total should be: the product in the total's unit, if that is a hundredth or a thousandth too."""
    low, high = three.gives.low, three.gives.high
    assert low is not None and high is not None
    exact = three.each.value * three.count.value / three.scale
    units = (exact * by for by in (Decimal(1), Decimal("0.01"), Decimal("0.001")))
    return next((one for one in units if low <= one <= high), (low + high) / 2)


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)

"""A sum in two currencies against a rate of exchange that the draft names: "At 3.67 to the dollar that is $1,835"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.consistency.phrases import Later
from factcheck.consistency.reading import Figure, figures, neighbours
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.intervals import spaced

_UNITS = {"dollar": ("dollar", "US dollar"), "pound": ("pound sterling", "pound"), "euro": ("euro",)}
_TO_THE = Later(r"^ (?:[a-z]+ )?(?:to|for|against) (?:the|a|one) (dollar|pound|euro) ")
_BUYS = Later(r" (?:a|the|one) (dollar|pound|euro) (?:buys|bought|fetches|is worth|was worth|at) $")
_THAT_IS = Later(
    r" (?:that|which|it|this) (?:means|meant|is|was|makes|made|would (?:be|have been)|comes to|came to|works out at) "
    r"(?:some |about |around )?$"
)
_CLOSE = Decimal("0.1")
"""How far from the sum by the rate both may be, as a share of it: rates are rounded."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every sum that is not the one before it at the rate that is named."""
    if not re.search(r"\b(?:dollar|pound|euro)\b", sheet.text):
        return
    line = figures(sheet)
    for rate in line:
        named = _TO_THE.match(rate.after) or _BUYS.search(rate.before)
        if named is None or rate.value <= 0:
            continue
        money = [one for one in neighbours(line, rate) if one.kind == "money" and one.slot is not None]
        base = [one for one in money if one.unit in _UNITS[named[1]]]
        other = [one for one in money if one.unit not in _UNITS[named[1]]]
        wrong = _judged(rate, base, other) if len({one.unit for one in other}) == 1 else None
        if wrong is not None:
            yield wrong


def _judged(rate: Figure, base: Sequence[Figure], other: Sequence[Figure]) -> Contradiction | None:
    """The converted one of the sums, where no two of them are the same at that rate."""
    if not base or any(_is_same(rate.value, one, two) for one in base for two in other):
        return None
    for one in (*base, *other):
        if not _THAT_IS.search(one.before) or one.slot is None:
            continue
        before = [two for two in (other if one in base else base) if two.span.start < one.span.start]
        if not before or before[-1].slot is None:
            continue
        worth = before[-1].value / rate.value if one in base else before[-1].value * rate.value
        rough = round(worth, 2 - worth.adjusted())
        sum_ = f"{before[-1].said} at {rate.said} is about {spaced(rough)}, the draft says {one.said}"
        return Contradiction(one.slot, (before[-1].slot,), sum_, f"about “{spaced(rough)}”, or another rate or sum")
    return None


def _is_same(rate: Decimal, base: Figure, other: Figure) -> bool:
    return base.low * rate * (1 - _CLOSE) <= other.high and other.low <= base.high * rate * (1 + _CLOSE)

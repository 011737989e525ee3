"""How a conversion is off, as one done the wrong way round or with two digits swapped, and what ties its measures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency.bonds import nouns_in
from factcheck.consistency.phrases import Later
from factcheck.consistency.slips import slips
from factcheck.consistency.units.measures import DEGREES
from factcheck.consistency.units.two_units import Twin

_PART = Later(r" (?:first|last|final|next|upper|lower|top|bottom|another|further|extra|other|each|within|beyond) $")
"""What says that a measure is of a part, or of more: "its first 20 miles"."""
_DEFINITE = Later(r" (?:the|this|that|these|those|its|his|her|their) (?:[a-z]+ )?$")
_OF_DIGITS = ("digits swapped", "one digit")
"""Slips of figures that have as many digits before the point."""


def off_by(pair: Twin, should: Decimal) -> Iterator[str]:
    """The names of how the second measure is off from what it should be.

    An "exact slip" is one that is right to the digit: two swapped, a power of ten, or a conversion done the wrong way
    round: "She weighs 40 kg. The 18 lb are ..." where 18 kg is 40 lb.
    """
    said = abs(pair.second.value)
    like = _rounded(abs(should), said)
    found = tuple(name for name in slips(said, like) if said.adjusted() == like.adjusted() or name not in _OF_DIGITS)
    yield from found
    back = pair.first.value**2 / should if should and pair.first.unit not in DEGREES else Decimal(0)
    if (
        said == _rounded(back, said)
        or "digits swapped" in found
        or said.scaleb(like.adjusted() - said.adjusted()) == like != said
    ):
        yield "exact slip"


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    """The value to as many digits as another, at least two."""
    many = max(2, len(like.normalize().as_tuple().digits))
    return round(value, many - 1 - value.adjusted()) if value else value


def ties(pair: Twin) -> Iterator[str]:
    """What ties the second measure to one before it or sets it apart, by name: "the 26 km trail", "the last 26 km"."""
    after, before = pair.second.after, pair.second.before
    if _PART.search(before):
        yield "part"
    if after.startswith(" - ") or (nouns_in(after) and _DEFINITE.search(before)):
        yield "attributive"

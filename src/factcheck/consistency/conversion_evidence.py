"""How a conversion is off, as one done the wrong way round or with two digits swapped, and what ties its measures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency.bonds import nouns_in
from factcheck.consistency.measures import DEGREES, VESSELS
from factcheck.consistency.phrases import Later
from factcheck.consistency.reading import figures
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.slips import slips
from factcheck.consistency.two_units import Twin
from factcheck.extraction.units import convert, units

_PART = Later(r" (?:first|last|final|next|upper|lower|top|bottom|another|further|extra|other|each|within|beyond) $")
"""What says that a measure is of a part, or of more: "its first 20 miles"."""
_DEFINITE = Later(r" (?:the|this|that|these|those|its|his|her|their) (?:[a-z]+ )?$")
_OF_DIGITS = ("digits swapped", "one digit")
"""Slips of figures that have as many digits before the point."""


def off_by(pair: Twin, should: Decimal) -> Iterator[str]:
    """The names of how the second measure is off from what it should be.

    A "slip apart" is two digits swapped or a conversion done the wrong way round, of measures that nothing joins: "She
    weighs 40 kg. The 18 lb are ..." where 18 kg is 40 lb.
    """
    said = abs(pair.second.value)
    like = _rounded(abs(should), said)
    found = tuple(name for name in slips(said, like) if said.adjusted() == like.adjusted() or name not in _OF_DIGITS)
    yield from found
    is_back = pair.first.unit not in DEGREES and said == _rounded(_back(pair), said)
    if not pair.beside and (is_back or "digits swapped" in found):
        yield "slip apart"


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    """The value to as many digits as another, at least two."""
    many = max(2, len(like.normalize().as_tuple().digits))
    return round(value, many - 1 - value.adjusted()) if value else value


def _back(pair: Twin) -> Decimal:
    """What the number of the first measure comes to if it is taken for one of the second's unit."""
    return convert(pair.first.value, pair.second.unit, pair.first.unit) or Decimal(0)


def ties(sheet: Sheet, pair: Twin) -> Iterator[str]:
    """What ties the two measures or sets them apart, by name: that no other of their kind is in the draft."""
    first, second = pair.first, pair.second
    kind = _kind_of(first.unit)
    noun = nouns_in(second.after.removeprefix(" -"))
    should = convert(first.value, first.unit, second.unit)
    tests = {
        "only two": sum(_kind_of(one.unit) == kind for one in figures(sheet) if one.kind == "measure") == 2,
        "part": _PART.search(second.before) is not None,
        "attributive": second.after.startswith(" - ") or (bool(noun) and _DEFINITE.search(second.before) is not None),
        "less": should is not None and second.value < should,
    }
    yield from (name for name, holds in tests.items() if holds)


def _kind_of(unit: str) -> str:
    """What a unit measures: its base unit, and one for temperatures and one for whatever is poured."""
    if unit in DEGREES:
        return "degree"
    return "litre" if unit in VESSELS else units()[unit].base

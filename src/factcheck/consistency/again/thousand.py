"""The same thing ten, a thousand or a million times apart: "$7.3 billion" and "the $7.3 million scheme"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency.again.mentions import mentions
from factcheck.consistency.again.twofold import doubles, evidence_of
from factcheck.consistency.beside import Mention
from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.twice import factor
from factcheck.consistency.weighing import Candidate, told
from factcheck.model import Kind

_KINDS = (Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT)
_THOUSANDS = [Decimal(1000) ** n for n in (1, 2, 3)]
_TENS = [Decimal(10) ** n for n in range(1, 10)]
_METRES = Later(r"\d ?m$")
_SPELLED = 12
"""Up to here news spells numbers out."""
_MOST = 3
"""So many digits in common are enough."""
_CLOSE = Decimal("1.1")
"""How far from a power of a thousand the two may be."""


def candidates(sheet: Sheet) -> Iterator[Candidate]:
    """Every figure that is a power of ten times an earlier one, or nearly a power of a thousand."""
    for double in doubles(sheet, list(mentions(sheet)), _are_shifted):
        found = evidence_of(sheet, double)
        found["digits in common"] += _digits_in_common(double.first, double.second)
        found["by ten"] += _ratio(double.first, double.second) == _TENS[0]
        yield Candidate(found, _contradiction(sheet, double.first, double.second))


def _digits_in_common(first: Mention, second: Mention) -> int:
    """How many digits that count the two have in common, up to 3, if they differ by a power of ten only: 2 of 4.2."""
    value = first.slot.value if _ratio(first, second) in _TENS else None
    return min(len(value.normalize().as_tuple().digits), _MOST) if value else 0


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure that is that far from an earlier one of the same thing."""
    yield from told("thousand", candidates(sheet))


def _are_shifted(first: Mention, second: Mention) -> bool:
    if first.kind not in _KINDS or _may_be_metres(first) or _may_be_metres(second):
        return False
    if _is_small_word(first) is not _is_small_word(second):
        return False
    ratio = _ratio(first, second)
    return ratio in _TENS or any(power <= ratio * _CLOSE and ratio <= power * _CLOSE for power in _THOUSANDS)


def _is_small_word(one: Mention) -> bool:
    """Whether a figure is a small number in words, in which no nought is lost: "two" beside "20"."""
    value = one.slot.value
    return value is not None and value <= _SPELLED and not any(sign.isdigit() for sign in one.slot.quantity.text)


def _may_be_metres(one: Mention) -> bool:
    """Whether a figure is so many millions of nothing that is named, or so many metres: "she jumped 6.85m"."""
    quantity = one.slot.quantity
    return quantity.kind is Kind.COUNT and not quantity.counted and _METRES.search(quantity.text) is not None


def _ratio(first: Mention, second: Mention) -> Decimal:
    """How many times the smaller the other is; 0 where they do not compare."""
    low, high = sorted(
        (first.slot.value or Decimal(0), (second.slot.value or 0) * (factor(first, second) or Decimal(0)))
    )
    return high / low if low > 0 else Decimal(0)


def _contradiction(sheet: Sheet, first: Mention, second: Mention) -> Contradiction:
    said, again = (one.slot.span.of(sheet.text) for one in (first, second))
    far = next((str(ten) for ten in _TENS[:2] if _ratio(first, second) == ten), "a thousand or more")
    sum_ = f"{again} is {far} times off from {said}"
    return Contradiction(second.slot, (first.slot,), sum_, f"another magnitude for {again}, or for {said}")

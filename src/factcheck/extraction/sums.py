"""Comparisons with a sum that print no number: "more people than Poland and Romania together"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.model import Bound, Kind, Quantity, Span
from factcheck.tables import wordset
from factcheck.text import Token, lower_at

_TO_THAN = 4
_TO_END = 14
"""Tokens from "than" to "together"."""


def has_sum(ts: Sequence[Token]) -> bool:
    """Whether a word that adds things up stands in the sentence, so that it is worth looking."""
    return any(token.lower in wordset("changes", "summed") for token in ts)


def read_sum(text: str, ts: Sequence[Token], i: int) -> tuple[Quantity, int] | None:
    """The comparison that begins with the word at token `i`, as a multiple of more or less than one, and its end."""
    more = ts[i].lower in wordset("changes", "more")
    if not more and ts[i].lower not in wordset("changes", "less"):
        return None
    than = next((k for k in range(i + 1, min(i + 1 + _TO_THAN, len(ts))) if ts[k].lower == "than"), None)
    if than is None:
        return None
    end = next(
        (k for k in range(than, min(than + _TO_END, len(ts))) if ts[k].lower in wordset("changes", "summed")), None
    )
    if end is None or not any(token.lower == "and" for token in ts[than:end]) or lower_at(ts, end) == "than":
        return None
    span, core = Span(ts[i].start, ts[end].end), Span(ts[i].start, ts[than].end)
    one, bound = Decimal(1), Bound.OVER if more else Bound.UNDER
    hedge = f"{ts[i].lower} than"
    return Quantity(span.of(text), span, core, Kind.MULTIPLE, one, one, one, bound=bound, hedge=hedge), end + 1

"""Ordinals that rank or count: "45th president", "third-largest"; not "second thoughts"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.extraction.month_days import ORDINAL_ENDS
from factcheck.extraction.numbers import spelled_ordinal
from factcheck.tables import wordset
from factcheck.text import Token, hyphen_at, lower_at

_EVERYDAY = 10
"""Ordinals in words up to this are said of much that is not counted: "third parties", "a second language"."""


def read_ordinal(ts: Sequence[Token], i: int) -> tuple[Decimal, int, bool] | None:
    """The ordinal at token `i`: value, token after, and whether it ranks or counts something.

    One that does not ("the 19th century", "second thoughts") is consumed so that it is not read as a number.
    """
    token = ts[i]
    if token.kind == "num":
        if not token.text.isdigit() or i + 1 >= len(ts) or not ts[i + 1].glued or ts[i + 1].lower not in ORDINAL_ENDS:
            return None
        value, after = Decimal(token.text[:9]), i + 2
        ranks = _ranks(ts, after) or _is_numbered(ts, after) or _is_placed(ts, i, after)
        return value, after, len(token.text) < 4 and ranks
    spelled = spelled_ordinal(ts, i)
    if spelled is None:
        return None
    value, after = spelled
    counts = value > _EVERYDAY and _is_numbered(ts, after)
    return value, after, (value > 1 and _ranks(ts, after)) or _is_placed(ts, i, after) or counts


def _is_placed(ts: Sequence[Token], i: int, after: int) -> bool:
    """Whether it is a place in a list or a race: "finished 7th", "is ranked 12th in the index", "came first"."""
    closed = (
        after >= len(ts) or ts[after].text in ".,;)" or ts[after].lower in ("in", "out", "of", "on", "among", "behind")
    )
    return closed and lower_at(ts, i - 1) in wordset("labels", "placing")


def _ranks(ts: Sequence[Token], after: int) -> bool:
    """Whether a superlative or a noun that is numbered (president, anniversary, member) follows."""
    j = after + hyphen_at(ts, after)
    if j >= len(ts) or ts[j].kind != "word":
        return False
    first = ts[j].lower
    if first in ("most", "least", "best", "worst") or (first.endswith("est") and len(first) > 4):
        return True
    return any(lower_at(ts, k) in wordset("labels", "numbered") for k in (j, j + 1))


def _is_numbered(ts: Sequence[Token], after: int) -> bool:
    """Whether an everyday noun follows an ordinal in digits: "his 45th cap", not "the 19th century"."""
    if after >= len(ts) or ts[after].kind != "word" or ts[after].is_title or ts[after].glued:
        return False
    lower = ts[after].lower
    return lower not in wordset("words", "stop") and lower not in wordset("labels", "after_ordinal")

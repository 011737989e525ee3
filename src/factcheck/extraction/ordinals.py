"""Ordinals that rank or count: "45th president", "third-largest", "30th anniversary"; not "the second time"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.extraction.numbers import words
from factcheck.tables import wordset
from factcheck.text import Token

_ENDS = frozenset({"st", "nd", "rd", "th"})
_DASHES = "-‐‑"


def read_ordinal(ts: Sequence[Token], i: int) -> tuple[Decimal, int, bool] | None:
    """The ordinal at token `i`: value, token after, and whether it ranks or counts something.

    One that does not ("the 19th century", "second thoughts") is consumed so that it is not read as a number.
    """
    token = ts[i]
    if token.kind == "num" and token.text.isdigit() and i + 1 < len(ts) and ts[i + 1].glued and ts[i + 1].lower in _ENDS:
        return Decimal(token.text), i + 2, len(token.text) < 4 and _counts(ts, i + 2)
    if token.kind != "word":
        return None
    value, after = _spelled(ts, i)
    if value is None:
        return None
    if value == 1 or not _counts(ts, after):
        return (value, after, False) if value not in (3, 4, 5, 6, 7, 8, 9, 10) or not _is_part(ts, i) else None
    return value, after, True


def _spelled(ts: Sequence[Token], i: int) -> tuple[Decimal | None, int]:
    ordinals, tens = words("ordinals"), words("tens")
    if ts[i].lower in tens and i + 2 < len(ts) and ts[i + 1].text in _DASHES and ts[i + 2].lower in ordinals:
        if ordinals[ts[i + 2].lower] < 10:
            return tens[ts[i].lower] + ordinals[ts[i + 2].lower], i + 3
    if ts[i].lower in ordinals:
        return ordinals[ts[i].lower], i + 1
    return None, i


def _is_part(ts: Sequence[Token], i: int) -> bool:
    """ "a third", "one fifth", "two-thirds": a share, which the number grammar reads."""
    j = i - 1
    if j >= 0 and ts[j].text in _DASHES:
        j -= 1
    return j >= 0 and (ts[j].lower in ("a", "an") or ts[j].lower in words("ones"))


def _counts(ts: Sequence[Token], after: int) -> bool:
    """Whether a superlative or a noun that is numbered (president, anniversary, member) follows."""
    j = after + 1 if after < len(ts) and ts[after].text in _DASHES else after
    if j >= len(ts) or ts[j].kind != "word":
        return False
    following = [token.lower for token in ts[j : j + 2]]
    if following[0] in ("most", "least", "best", "worst") or following[0].endswith("est") and len(following[0]) > 4:
        return True
    return any(word in wordset("labels", "numbered") for word in following)

"""The clause around a figure, and what the words beside it make of it: a difference, or what somebody said."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.tables import wordset
from factcheck.text import Token

PUNCTUATION = frozenset(",;:()—–")
_SAYING_REACH = 3
_LONGEST_BRACKET = 12
"""Tokens in a bracket that may stand between a figure and what its sentence speaks of."""


def clause_of(ts: Sequence[Token], first: int, after: int) -> tuple[int, int]:
    """The tokens up to the next marks on both sides; a bracket that closes before the figure is none."""
    low, high = first, after
    while low > 0 and (ts[low - 1].text not in PUNCTUATION or _bracket_start(ts, low - 1) is not None):
        opened = _bracket_start(ts, low - 1)
        low = low - 1 if opened is None else opened
    while high < len(ts) and ts[high].text not in PUNCTUATION:
        high += 1
    return low, high


def _bracket_start(ts: Sequence[Token], i: int) -> int | None:
    """The token that opens the bracket which token `i` closes; ``None`` where it closes none."""
    if ts[i].text != ")":
        return None
    return next((k for k in range(i - 1, max(-1, i - _LONGEST_BRACKET), -1) if ts[k].text == "("), None)


def is_difference(ts: Sequence[Token], figure: tuple[int, int], noun: tuple[int, int]) -> bool:
    """Whether "by" stands before the figure, or "more", "fewer" or the like behind it."""
    before = {token.lower for token in ts[max(0, figure[0] - 2) : figure[0]]}
    behind = [token.lower for token in ts[figure[1] : figure[1] + 1]] + [
        token.lower for token in ts[noun[1] : noun[1] + 1]
    ]
    return bool(before & wordset("changes", "difference_before")) or any(
        word in wordset("changes", "difference_behind") for word in behind
    )


def is_reporting(ts: Sequence[Token], figure: tuple[int, int]) -> bool:
    """Whether a verb of saying stands right before the figure, or right after one that opens the sentence."""
    saying = wordset("words", "saying")
    first, after = figure
    before = [token for token in ts[max(0, first - _SAYING_REACH) : first] if token.kind == "word"]
    if any(token.stem in saying for token in before):
        return True
    opens = first <= 1 or (ts[first - 1].lower == "on" and ts[first - 2].text in ",;—")
    return opens and any(token.stem in saying for token in ts[after : after + 6])

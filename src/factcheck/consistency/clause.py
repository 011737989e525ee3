"""The clause of a figure: the words around it up to a conjunction."""

from __future__ import annotations

from factcheck.claims import Setting
from factcheck.tables import tables, wordset
from factcheck.text import Token, lower_at

_NEAR, _BESIDE = 9, 5
"""Tokens to either side of a figure that are read at most, and of one in an apposition."""


def bounds(setting: Setting) -> tuple[int, int]:
    """The tokens of a figure's own clause near it."""
    ts, (first, after), (low, high) = setting.sentence.tokens, setting.figure, setting.clause
    if low == first and first and ts[first - 1].text == ",":  # an apposition: "the rate that month, 4%, was low"
        low = max(0, first - _BESIDE)
    return _start(ts, max(low, first - _NEAR), first), _end(ts, after, min(high, after + _NEAR))


def _start(ts: tuple[Token, ...], low: int, first: int) -> int:
    """Where the words before a figure begin that are of its own clause."""
    return next((i + 1 for i in range(first - 1, low - 1, -1) if _is_joint(ts, i)), low)


def _end(ts: tuple[Token, ...], after: int, limit: int) -> int:
    """Where the words behind a figure end that are of its own clause."""
    return next((i for i in range(after, limit) if _is_joint(ts, i)), limit)


def _is_joint(ts: tuple[Token, ...], i: int) -> bool:
    """Whether one clause ends at a word and another begins; "that day" begins none, nor "a year before"."""
    if ts[i].lower in ("before", "after") and lower_at(ts, i - 1) in wordset("grammar", "times"):
        return False
    pair = f"{ts[i].lower} {lower_at(ts, i + 1)}"
    return ts[i].lower in wordset("words", "joints") and pair not in tables("consistency")["same_times"]

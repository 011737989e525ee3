"""What ties words of one sentence together, and what parts them: shared by dates and stretches of time."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from factcheck.tables import wordset
from factcheck.text import Token, stem

REACH = 9
"""Tokens between a figure and the word that ties it to its event."""
EVENT_REACH = 12
"""Tokens between a word of beginning and the event."""

Spot = tuple[int, int]


class Tie(enum.Enum):
    """How a figure is tied to an event."""

    NONE = enum.auto()
    MAYBE = enum.auto()  # a stretch of time whose end may be another moment than the draft's
    SURE = enum.auto()


@cache
def default_begins() -> frozenset[str]:
    """Stems of the words of beginning that hold for every event without its own."""
    return frozenset(stem(word) for word in wordset("events", "begin"))


@cache
def _barriers() -> frozenset[str]:
    return frozenset(stem(word) for word in wordset("events", "barriers"))


def is_act(ts: Sequence[Token], spot: Spot) -> bool:
    """Whether an event's word is a verb that happens on a day: "invaded", "were attacked", "joined"."""
    if ts[spot[0]].is_title and spot[0] > 0 and not ts[spot[0]].text.isupper():
        return False
    lower = ts[spot[1]].lower
    if lower in wordset("words", "verbs") or ts[spot[0]].lower in wordset("words", "verbs"):
        return True
    before = ts[spot[0] - 1].lower if spot[0] else ""
    if before in ("the", "a", "its", "his"):
        return False
    return lower.endswith(("ed", "es", "ing")) or before in ("to", "would", "did")


def begins_event(ts: Sequence[Token], begin: int, event: Spot) -> bool:
    """Whether a word of beginning speaks of the event: near it, with no barrier or end of sentence part between."""
    low, high = sorted((begin, event[0]))
    between = ts[low + 1 : high]
    if len(between) > EVENT_REACH or any((bars(t) and t.lower != "that") or t.text in ";:" for t in between):
        return False
    return not any(t.text == "," and after.lower in ("and", "but", "while") for t, after in pairwise(between))


def bars(token: Token) -> bool:
    """Whether the word reports speech, supposes, or sets one time against another, so that no tie reaches across it."""
    return token.stem in _barriers() or token.lower in ("after", "before")


def is_clear(between: Sequence[Token]) -> bool:
    """No other verb, date, barrier or further clause in the tokens between."""
    for token in between:
        if bars(token) or token.text in ";:()" or token.kind == "num":
            return False
        if token.lower in ("and", "as", "while") or token.stem in wordset("words", "saying"):
            return False
        if token.lower in wordset("words", "verbs") and token.stem not in default_begins():
            return False
    return True

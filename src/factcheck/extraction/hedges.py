"""Hedges beside a figure: "nearly", "more than", "reached", "or more", each with the relation it states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.extraction.nouns import is_noun, is_plural, noun_phrase
from factcheck.model import Bound, Direction
from factcheck.tables import table, wordset
from factcheck.text import Token, lower_at, tokens

_LONGEST = 5
_BETWEEN = frozenset({"a", "an", "the", "another", "some", "its", "their"})
"""Words that may stand between a hedge and the figure: "passed the 3 million mark", "nearly a million"."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """The relation, the hedge's words, and the token range that the figure's words grow to."""

    bound: Bound
    words: str
    first: int
    after: int


@cache
def _phrases(side: str) -> Mapping[tuple[str, ...], Bound]:
    return {
        tuple(token.lower for token in tokens(phrase)): Bound(bound)
        for bound, sides in table("hedges").items()
        for phrase in sides[side]
    }


@cache
def _last_words(side: str) -> frozenset[str]:
    return frozenset(phrase[-1] for phrase in _phrases(side))


def read_hedge(ts: Sequence[Token], first: int, after: int) -> Hedge:
    """The hedge of the figure in the tokens ``[first, after)``; the one behind wins over the one before.

    A hedge behind the noun ("50 rafters at most") counts, but the figure's words do not grow to it.
    """
    behind = _behind(ts, after)
    if behind is not None:
        return Hedge(behind.bound, behind.words, first, behind.after)
    before = _before(ts, first, "before")
    if before is not None and before.bound is not Bound.EXACT:
        return Hedge(before.bound, before.words, before.first, after)
    late = _behind_noun(ts, after)
    if late is not None:
        return Hedge(late.bound, late.words, first, after)
    if _is_attribute(ts, first, after):
        return Hedge(Bound.EXACT, "", first, after)
    verb = _before(ts, first, "verbs") or (_before(ts, before.first, "verbs") if before else None)
    if verb is not None:
        return Hedge(verb.bound, verb.words, first, after)
    return Hedge(Bound.EXACT, "", first, after)


def _is_attribute(ts: Sequence[Token], first: int, after: int) -> bool:
    """Whether an article and one thing frame the figure, so that the verb is of that: "passed the $2bn package"."""
    if lower_at(ts, first - 1) not in _BETWEEN or not is_noun(ts, after):
        return False
    return not is_plural(ts[after]) and ts[after].stem not in wordset("labels", "after_millions")


def hedge_before(ts: Sequence[Token], first: int) -> Bound | None:
    """The relation of a hedge that ends right before token `first`; ``None`` where none does."""
    found = _before(ts, first, "before", between=False)
    return found.bound if found else None


def _before(ts: Sequence[Token], first: int, side: str, *, between: bool = True) -> Hedge | None:
    ends = [first]
    if between and lower_at(ts, first - 1) in _BETWEEN:
        ends.append(first - 1)
    for end in ends:
        if lower_at(ts, end - 1) not in _last_words(side):
            continue
        for length in range(min(_LONGEST, end), 0, -1):
            words = tuple(token.lower for token in ts[end - length : end])
            bound = _phrases(side).get(words)
            if bound is not None and (bound is not Bound.EXACT or end == first):
                return Hedge(bound, " ".join(words), end - length, first)
    return None


def _behind(ts: Sequence[Token], after: int) -> Hedge | None:
    for length in range(3, 0, -1):
        words = tuple(token.lower for token in ts[after : after + length])
        bound = _phrases("after").get(words)
        if len(words) == length and bound is not None and bound is not Bound.EXACT:
            return Hedge(bound, " ".join(words), after, after + length)
    return None


def _behind_noun(ts: Sequence[Token], after: int) -> Hedge | None:
    """A hedge of two words or more right behind the noun phrase that the figure counts."""
    first, end = noun_phrase(ts, after)
    found = _behind(ts, end) if end > first else None
    return found if found is not None and found.after > end + 1 else None


_TO_LEVEL = frozenset({"to", "at", "from", "of"})
_WHEN = frozenset({"in", "for", "during", "within", "after", "since", "than"})
"""Words that part a figure from the change before them: "fell for 13 months", "its biggest fall in eight weeks"."""
_FAR = 5


def read_direction(ts: Sequence[Token], first: int) -> Direction:
    """Whether the figure that begins at token `first` is a rise or a fall, by a word in the five before it.

    A figure behind "to", "at", "from" or "of" is a level, unless the word of change stands right before:
    "fell to 3 %", but not "fell 2 points to 3 %". "Up" and "down" count right before the figure only.
    """
    level = lower_at(ts, first - 1) in _TO_LEVEL
    if lower_at(ts, first - 1) in _WHEN:
        return Direction.NONE
    for i in range(first - 1, max(-1, first - 1 - _FAR), -1):
        token = ts[i]
        if token.kind == "sym" and token.text in ",;:.(":
            break
        found = Direction.NONE if _is_comparison(ts, i) else _change(token)
        if found is not Direction.NONE:
            near = i == first - 1 - level or (i == first - 2 and lower_at(ts, first - 1) in ("by", "an", "a"))
            if lower_at(ts, i - 1) in wordset("changes", "phrasal"):
                return Direction.NONE
            if (level or token.lower in ("up", "down")) and not near:
                return Direction.NONE
            return Direction.NONE if level and lower_at(ts, first - 1) in ("from", "of") else found
    return Direction.NONE


def direction_behind(ts: Sequence[Token], after: int) -> Direction:
    """What "lower" or "higher" right behind a figure says that closes its clause: "shares ended 1.3% lower"."""
    closes = (
        after + 1 >= len(ts) or ts[after + 1].text in ".,;" or ts[after + 1].lower in ("at", "in", "on", "to", "and")
    )
    if not closes or lower_at(ts, after) not in ("lower", "higher", "up", "down"):
        return Direction.NONE
    return _change(ts[after])


def _is_comparison(ts: Sequence[Token], i: int) -> bool:
    """Whether the word at `i` compares and tells no change: "double the 120 decibels"."""
    return ts[i].stem in wordset("changes", "multiples") and lower_at(ts, i + 1) in ("the", "that", "those")


def _change(token: Token) -> Direction:
    if token.lower in wordset("changes", "no_changes"):
        return Direction.NONE
    if token.stem in wordset("changes", "up"):
        return Direction.UP
    return Direction.DOWN if token.stem in wordset("changes", "down") else Direction.NONE

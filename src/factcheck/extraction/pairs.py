"""Two numbers that stand for one result: scores, votes and odds. They are told apart by the words around them."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extraction.nouns import counted_noun
from factcheck.extraction.numbers import Number
from factcheck.extraction.numerals import read_number
from factcheck.extraction.units import read_unit
from factcheck.model import NotFigure
from factcheck.tables import wordset
from factcheck.text import DASHES, Token, lower_at

_NEAR = 12
"""Tokens on either side in which a word tells what a pair is."""
_CLOSE = 5
"""The same for two numbers with "to" between them, which are more often a range or a change."""
_LONGEST = 20
_Pair = tuple[NotFigure, int]


def pair_of(ts: Sequence[Token], number: Number) -> _Pair | None:
    """What `number` and the one joined to it are, and the token after both; ``None`` if they are no such pair."""
    if number.scale != 1 or number.form not in ("digits", "words"):
        return None
    return _slashed(ts, number) or _dashed(ts, number) or _with_to(ts, number)


def _stems(ts: Sequence[Token], first: int, after: int, reach: int) -> set[str]:
    return {token.stem for token in ts[max(0, first - reach) : after + reach]}


def _sort(stems: set[str]) -> NotFigure | None:
    """What the words around say that a pair is."""
    for kind, name in ((NotFigure.ODDS, "odds"), (NotFigure.VOTE, "voting"), (NotFigure.SCORE, "sport")):
        if stems & wordset("labels", name):
            return kind
    return None


def _slashed(ts: Sequence[Token], number: Number) -> _Pair | None:
    """Odds with a slash: "100/1", "9/2" where betting is spoken of."""
    i = number.after
    if lower_at(ts, i) != "/" or not ts[i].glued or i + 1 >= len(ts) or not ts[i + 1].text.isdigit():
        return None
    below = int(ts[i + 1].text) if len(ts[i + 1].text) < 3 else 0
    if not 1 <= below < number.value or not ts[i + 1].glued:
        return None
    told = below == 1 or _stems(ts, number.first, i + 2, _CLOSE) & wordset("labels", "odds")
    return (NotFigure.ODDS, i + 2) if told else None


def _dashed(ts: Sequence[Token], number: Number) -> _Pair | None:
    """Digits, a dash and digits, where the first is not the smaller, or nothing is counted and a word tells."""
    i = number.after
    if number.form != "digits" or i + 1 >= len(ts) or ts[i].text not in DASHES:
        return None
    if not ts[i].glued or not ts[i + 1].glued or ts[i + 1].kind != "num" or len(ts[i + 1].text) > _LONGEST:
        return None
    other = read_number(ts, i + 1)
    if other is None:
        return None
    kind = _sort(_stems(ts, number.first, other.after, _NEAR))
    if number.value >= other.mantissa and other.scale == 1:
        return kind or NotFigure.SCORE, i + 2
    if other.scale > 1 or read_unit(ts, other.after) is not None or counted_noun(ts, other.after):
        return None
    return (kind, i + 2) if kind is not None else None


def _with_to(ts: Sequence[Token], number: Number) -> _Pair | None:
    """Two numbers with "to" between, the first the larger, where a word close by tells: "passed by 411 to 12"."""
    i = number.after
    hyphened = lower_at(ts, i) in DASHES and lower_at(ts, i + 1) == "to" and lower_at(ts, i + 2) in DASHES
    if not hyphened and lower_at(ts, i) != "to":
        return None
    other = read_number(ts, i + (3 if hyphened else 1))
    if other is None or other.scale != 1 or other.form != number.form or other.value > number.value:
        return None
    if lower_at(ts, number.first - 1) == "from" or read_unit(ts, other.after) or counted_noun(ts, other.after):
        return None
    kind = _sort(_stems(ts, number.first, other.after, _CLOSE))
    return (kind, other.after) if kind is not None else None

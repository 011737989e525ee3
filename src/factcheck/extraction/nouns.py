"""The noun phrase after a figure, without a parser: words up to one that cannot belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.tables import table, wordset
from factcheck.text import Token, hyphen_at, lower_at

_LONGEST = 6
_LED_IN = (("as", "many"), ("as", "much"), ("the", "number", "of"), ("the", "amount", "of"))
"""Words between a multiple and what it counts: "twice as many swans"."""


def noun_phrase(ts: Sequence[Token], after: int) -> tuple[int, int]:
    """Token range of the noun phrase that starts at `after`; empty where none does.

    It ends at punctuation, at function words, at another number and at verbs: irregular ones from a list,
    others by their ending, unless they stand first ("displaced people"). This misses long phrases; the cost
    of no parser.
    """
    start = _phrase_start(ts, after)
    end = start
    while end < len(ts) and end - start < _LONGEST:
        token = ts[end]
        if end > start and (hyphen_at(ts, end) or _owns(ts, end)):
            end += 1
            continue
        if token.kind != "word" or (token.lower in wordset("words", "stop") and token.text != "US"):
            break
        if token.lower in _number_words() or (end > start and _is_behind(ts, end)):
            break
        if end > start and _is_verb(token, ts[end + 1] if end + 1 < len(ts) else None):
            break
        if end == start and token.lower in wordset("words", "verbs"):
            break
        end += 1
    if end == start + 1 and ts[start].lower in wordset("words", "dimensions"):
        return start, start
    return start, end


def _owns(ts: Sequence[Token], i: int) -> bool:
    """Whether token `i` is the apostrophe of a possessive in s: "the United States' population"."""
    apostrophe = ts[i].text in ("'", "’") and ts[i].glued and lower_at(ts, i - 1).endswith("s")
    return apostrophe and i + 1 < len(ts) and not ts[i + 1].glued and is_noun(ts, i + 1)


@cache
def _number_words() -> frozenset[str]:
    return frozenset(table("numbers")["ones"]) | frozenset(table("numbers")["tens"])


def _phrase_start(ts: Sequence[Token], after: int) -> int:
    if hyphen_at(ts, after):
        after += 1
    for lead in _LED_IN:
        if tuple(token.lower for token in ts[after : after + len(lead)]) == lead:
            return after + len(lead)
    if lower_at(ts, after) == "of":
        after += 1
        while lower_at(ts, after) in ("the", "its", "their", "those", "all", "his", "her", "our", "my", "your", "most"):
            after += 1
    elif lower_at(ts, after) in ("more", "other", "additional", "further"):
        after += 1
    return after


def _is_verb(token: Token, following: Token | None) -> bool:
    if token.lower in wordset("words", "verbs"):
        return True
    if token.is_title or not token.lower.endswith("ed") or len(token.text) < 5:
        return False
    return following is None or following.kind != "word" or following.lower in wordset("words", "stop")


def _is_behind(ts: Sequence[Token], i: int) -> bool:
    """Whether the word at `i` comes after a noun and is none: an adverb, or "available", "turning the tide"."""
    lower, following = ts[i].lower, lower_at(ts, i + 1)
    if lower in wordset("words", "postposed") or (lower.endswith("ing") and is_plural(ts[i - 1])):
        return True
    if ts[i].is_title or len(lower) < 5 or (following and following not in wordset("words", "stop")):
        return lower.endswith("ing") and following in _number_words()
    return lower.endswith("ly") or (is_plural(ts[i - 1]) and lower in wordset("grammar", "bases"))


def is_plural(token: Token) -> bool:
    """Whether a word looks like a plural noun: it ends in s, not in ss, us or is, or it is a known one."""
    if token.kind != "word":
        return False
    lower = token.lower
    if lower in wordset("dates", "counted"):
        return True
    return len(lower) > 2 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s", "’s"))


def is_noun(ts: Sequence[Token], i: int) -> bool:
    """Whether a word that is neither a function word nor a listed verb stands at token `i`."""
    if i >= len(ts) or ts[i].kind != "word":
        return False
    return ts[i].lower not in wordset("words", "stop") and ts[i].lower not in wordset("words", "verbs")


def counted_noun(ts: Sequence[Token], i: int) -> bool:
    """Whether something counted begins at token `i`: a plural noun with up to three words before it."""
    for k in range(i, min(i + 4, len(ts))):
        if hyphen_at(ts, k):
            continue
        if not is_noun(ts, k):
            return False
        if is_plural(ts[k]):
            return True
    return False

"""The noun phrase after a figure, without a parser: words up to one that cannot belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.tables import wordset
from factcheck.text import Token

_LONGEST = 6


def noun_phrase(ts: Sequence[Token], after: int) -> tuple[int, int]:
    """Token range of the noun phrase that starts at `after`; empty where none does.

    It ends at punctuation, at function words, at another number and at verbs: irregular ones from a list, others by
    their ending, unless they stand first ("displaced people"). This misses long phrases; the cost of no parser.
    """
    start = after
    if start < len(ts) and ts[start].text in "-‐‑" and ts[start].glued and start + 1 < len(ts):
        start += 1
    if start < len(ts) and ts[start].lower == "of":
        start += 1
        while start < len(ts) and ts[start].lower in ("the", "its", "their", "those", "all", "his", "her", "our"):
            start += 1
    elif start < len(ts) and ts[start].lower in ("more", "other", "additional", "further", "or"):
        start += ts[start].lower != "or"
    end = start
    while end < len(ts) and end - start < _LONGEST:
        token = ts[end]
        if token.text in "-‐‑" and token.glued and end > start and end + 1 < len(ts) and ts[end + 1].glued:
            end += 1
            continue
        if token.kind != "word" or token.lower in wordset("words", "stop"):
            break
        if end > start and _is_verb(token, ts[end + 1] if end + 1 < len(ts) else None):
            break
        if end == start and token.lower in wordset("words", "verbs"):
            break
        end += 1
    return start, end


def _is_verb(token: Token, following: Token | None) -> bool:
    if token.lower in wordset("words", "verbs"):
        return True
    if token.is_title or not token.lower.endswith("ed") or len(token.text) < 5:
        return False
    return following is None or following.kind != "word" or following.lower in wordset("words", "stop")

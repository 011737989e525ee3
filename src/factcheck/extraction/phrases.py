"""Noun phrases to the left and right of a token, over the coarse tags of :mod:`factcheck.extraction.tags`."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extraction import tags as tagging
from factcheck.tables import wordset
from factcheck.text import Token, lower_at

Words = tuple[int, ...]
"""Tokens by their index, in order."""

OF = frozenset({"of"})
_CHAIN = frozenset({"of", "in", "for", "from", "on", "with", "to", "at", "per", "across"})
_BEHIND = frozenset({"of", "on", "in", "for"})
_LONGEST_FIGURE = 12
LONGEST = 24
"""Words that one reading can have."""


def rightwards(ts: Sequence[Token], tags: str, i: int, chain: frozenset[str] = _BEHIND) -> Words:
    """The words of the noun phrase at `i`, and of those that prepositions add to it."""
    found: list[int] = []
    while i < len(ts) and len(found) < LONGEST:
        numbered = tags[i] == tagging.NUMBER and found and not ts[i - 1].text.islower()
        aged = tags[i] == tagging.FIGURE and found and _is_age(ts, tags, i)
        if tags[i] in "NJ" or numbered or aged:
            found.append(i)
        elif tags[i] == tagging.DETERMINER and (not found or tags[i - 1] == tagging.PREPOSITION):
            pass
        elif not (tags[i] == tagging.PREPOSITION and ts[i].lower in chain and found and _opens_phrase(ts, tags, i + 1)):
            break
        i += 1
    return content(ts, tags, found)


def _opens_phrase(ts: Sequence[Token], tags: str, i: int) -> bool:
    if i < len(ts) and tags[i] == tagging.DETERMINER:
        i += 1
    return i < len(ts) and tags[i] == tagging.NOUN


def is_time(token: Token) -> bool:
    """Whether the word is one of time, which a figure is not said of: "last", "week"."""
    return token.lower in wordset("grammar", "times")


def leftwards(ts: Sequence[Token], tags: str, end: int, chain: frozenset[str] = _CHAIN) -> list[int]:
    """Tokens of the noun phrases that end before `end`, joined by prepositions and "and"."""
    i, found = end - 1, list[int]()
    while i >= 0 and len(found) < LONGEST and _extends(ts, tags, i, found, chain):
        found.append(i)
        i -= 1
    return found[::-1]


def _extends(ts: Sequence[Token], tags: str, i: int, found: Sequence[int], chain: frozenset[str]) -> bool:
    """Whether token `i` goes on, leftwards, with the noun phrases whose tokens are `found`."""
    tag, later = tags[i], tags[i + 1] if found else ""
    linked = bool(found) and i > 0 and tags[i - 1] in (tagging.NOUN, tagging.NUMBER)
    if later == tagging.DETERMINER and tag != tagging.PREPOSITION:
        return tag == tagging.CONJUNCTION and linked
    if tag == tagging.NOUN:
        return not (found and later in "NM" and is_time(ts[i]) and ts[i + 1].is_title)
    if tag in "MJD":
        return True
    if tag == tagging.FIGURE:
        return later == tagging.FIGURE or later in ("N", "J") or _is_age(ts, tags, i)
    if tag == tagging.PREPOSITION:
        return ts[i].lower in chain and linked
    if tag == tagging.CONJUNCTION:
        return ts[i].lower == "and" and linked
    return tag == tagging.VERB and ts[i].lower in wordset("grammar", "participles") and linked


def _is_age(ts: Sequence[Token], tags: str, i: int) -> bool:
    """Whether the figure that ends at token `i` belongs to a participle: "men aged 30 to 40"."""
    for _ in range(_LONGEST_FIGURE):
        if i == 0 or tags[i] != tagging.FIGURE:
            break
        i -= 1
    return ts[i].lower in wordset("grammar", "participles")


def content(ts: Sequence[Token], tags: str, found: Sequence[int]) -> Words:
    """The words among `found` that say something: nouns, adjectives, names with their numbers."""
    words = [k for k in found if tags[k] in "NMJ" or ts[k].lower in wordset("grammar", "participles")]
    words += [k for k in found if tags[k] == tagging.FIGURE and ts[k].kind == "num" and _is_age(ts, tags, k)]
    words = [k for k in words if tags[k] != tagging.JOINER or (k - 1 in words and k + 1 in words)]
    return tuple(k for k in sorted(words) if ts[k].lower != "total" and ts[k].text != "s" and not is_time(ts[k]))


def spoken(ts: Sequence[Token], words: Words) -> str:
    """The words as they are printed, possessive endings left out, compounds with hyphens in one."""
    parts: list[str] = []
    for k in words:
        text = ts[k].text.removesuffix("'s").removesuffix("’s")
        joins = parts and ts[k].glued and k - 1 in words and (ts[k].kind == "sym" or ts[k - 1].kind == "sym")
        if joins:
            parts[-1] += text
        elif ts[k].kind != "sym":
            parts.append(text + "." * (ts[k].lower in wordset("grammar", "pointed") and lower_at(ts, k + 1) == "."))
    return " ".join(part.strip("-./’'") for part in parts if part != "sub-")

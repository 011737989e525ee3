"""A coarse part of speech for every token of a sentence, from closed lists and endings: no model, no parser.

Nouns and adjectives are one class: what is in no list and has no verb's ending. That is wrong for a verb the lists
lack, which then counts as part of a noun phrase; the price of reading a sentence in microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.tables import table, verb_forms, wordset
from factcheck.text import HYPHENS, Token, hyphen_at, lower_at

NOUN, VERB, DETERMINER, PRONOUN, PREPOSITION, CONJUNCTION, ADVERB, NUMBER, JOINER, STOP, CLAUSE, FIGURE = "NVDRPCAMJXWF"

_JOINERS = frozenset({"&", "/", ".", "'", "’", "+"}) | HYPHENS
_NOT_VERBS = frozenset({"hundred", "red", "speed", "need", "seed", "feed", "breed", "bed", "wed", "shed", "united"})


@cache
def _closed() -> dict[str, str]:
    """Every word of the closed lists to its class; a later list does not overrule an earlier one."""
    found: dict[str, str] = {}
    lists = (
        (PRONOUN, "pronouns"),
        (DETERMINER, "determiners"),
        (VERB, "auxiliaries"),
        (CONJUNCTION, "conjunctions"),
        (PREPOSITION, "prepositions"),
        (CLAUSE, "clause"),
        (ADVERB, "adverbs"),
    )
    for tag, name in lists:
        for word in wordset("grammar", name):
            found.setdefault(word, tag)
    for name in ("ones", "tens", "scales"):
        found.update(dict.fromkeys(table("numbers")[name], NUMBER))
    return found


@cache
def _inflected() -> frozenset[str]:
    """Forms in -s and -ing of the common verbs; those in -ed are known by their ending."""
    bases = wordset("grammar", "bases")
    short = {base.removesuffix("e") for base in bases}
    doubled = {base + base[-1] for base in bases if len(base) < 6}
    return frozenset(base + "s" for base in bases) | frozenset(stem + "ing" for stem in short | doubled)


def tag(ts: Sequence[Token], figures: Sequence[tuple[int, int]] = ()) -> str:
    """One letter for each token: the constants of this module. `figures` are token ranges that are figures."""
    tags: list[str] = []
    for i, token in enumerate(ts):
        tags.append(_tag(ts, i, token, tags[-1] if tags else ""))
    for first, after in figures:
        tags[first:after] = FIGURE * (after - first)
    return "".join(tags)


def _tag(ts: Sequence[Token], i: int, token: Token, before: str) -> str:
    if token.kind in ("num", "iso", "slash"):
        return NUMBER
    if token.kind == "sym":
        glued = token.glued and i + 1 < len(ts) and ts[i + 1].glued
        if token.text in "%$€£°":
            return NUMBER
        return JOINER if token.text in _JOINERS and (glued or token.text == "&") else STOP
    lower = token.lower
    if ((before == JOINER and token.glued) or hyphen_at(ts, i + 1)) and lower not in ("a", "an"):
        return NOUN
    if lower == "that" and before in (NOUN, VERB):
        return CLAUSE
    if token.is_title and i and (token.text.isupper() or lower not in _closed()) and len(token.text) > 1:
        return NOUN
    closed = _closed().get(lower)
    if closed is not None:
        return closed
    return VERB if _is_verb(ts, i, lower, before) else ADVERB if _is_adverb(token, lower) else NOUN


def _is_adverb(token: Token, lower: str) -> bool:
    return lower.endswith("ly") and len(lower) > 4 and not token.is_title


def _is_verb(ts: Sequence[Token], i: int, lower: str, before: str) -> bool:
    """Whether a word is a verb: listed or with a verb's ending, and not where only a noun can stand."""
    if ts[i].is_title and i:
        return False
    if lower in wordset("grammar", "verbs") or lower in verb_forms("finite"):
        return before != DETERMINER and not (before == PREPOSITION and ts[i - 1].lower != "to")
    following = lower_at(ts, i + 1)
    if lower.endswith(("ed", "ing")) and (i == 0 or ts[i - 1].lower.endswith("est") or lower_at(ts, i - 1) == "worst"):
        return following in ("by", "to", "the", "a", "an")
    if lower.endswith("ed") and len(lower) > 4 and lower not in _NOT_VERBS:
        if lower_at(ts, i - 1) == "than":
            return True
        return before not in (DETERMINER, PREPOSITION, NUMBER, JOINER) or following in ("by", "to")
    if lower in _inflected():
        if following in wordset("grammar", "auxiliaries"):
            return False
        return before in (NOUN, PRONOUN, ADVERB, VERB) or before == (CLAUSE if lower.endswith("s") else STOP)
    return _is_base(ts, i, lower, before)


def _is_base(ts: Sequence[Token], i: int, lower: str, before: str) -> bool:
    """Whether a word is a verb without an ending: after "to" or "will", a pronoun, or a plural noun."""
    j = i - 1 if before != ADVERB else i - 2
    if lower_at(ts, j) in wordset("grammar", "modals"):
        return lower.isalpha() and not lower.endswith("s")
    if (lower not in wordset("grammar", "bases") and lower not in verb_forms("base")) or not i:
        return False
    if before in (PRONOUN, CLAUSE) or (before == NOUN and lower_at(ts, i + 1) in ("to", "by")):
        return True
    plural = before == NOUN and ts[i - 1].lower.endswith("s") and not ts[i - 1].lower.endswith("ss")
    return plural and (i + 1 >= len(ts) or ts[i + 1].kind == "num" or _closed().get(ts[i + 1].lower, NOUN) in "PDMA")

"""What a figure counts, as a name: the noun phrase after it with its head in the singular ("civilian death")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from factcheck.extraction.nouns import is_noun, is_plural, noun_phrase
from factcheck.tables import table, wordset
from factcheck.text import HYPHENS, Token, lower_at

_MORE = frozenset({"more", "other", "additional", "further"})
_SIBILANTS = ("ses", "xes", "zes", "ches", "shes")


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The noun `word`, in lower case, in the singular; a word that is no plural comes back as it is."""
    known = table("plurals")["plurals"].get(word)
    if known is not None:
        return str(known)
    if word.endswith("men") and len(word) > 4 and word not in wordset("plurals", "same"):
        return f"{word[:-2]}an"
    if word in wordset("plurals", "same") or len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith(("ss", "us", "is", "'s", "’s")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(_SIBILANTS):
        return word[:-2] if not word.endswith(("ses", "zes")) or word.endswith(("sses", "zzes")) else word[:-1]
    return word[:-2] if word.endswith("oes") else word[:-1]


def positive(word: str) -> str:
    """The adjective `word` without the ending of the superlative: "largest" is "large", "most" is nothing."""
    known = table("plurals")["superlatives"].get(word)
    if known is not None:
        return str(known)
    if not word.endswith("est") or len(word) < 6 or word in wordset("plurals", "no_superlative"):
        return word
    return f"{word[:-4]}y" if word.endswith("iest") else word[:-3]


def counted(ts: Sequence[Token], after: int) -> str:
    """The name of what the figure that ends before token `after` counts; the empty string if nothing is."""
    first, end = noun_phrase(ts, after)
    end = _past_and(ts, first, end)
    words = _words(ts, first, end)
    if not words:
        return ""
    if lower_at(ts, first - 1) in _MORE and first == after + 1:
        words.insert(0, ts[first - 1].lower)
    names = [positive(word) for word in words[:-1]] + [singular(words[-1])]
    return " ".join(name for name in names if name)


def _past_and(ts: Sequence[Token], first: int, end: int) -> int:
    """The end of a noun phrase whose first word is one of two before the noun: "red and white flags"."""
    if end == first or lower_at(ts, end) != "and" or is_plural(ts[end - 1]) or len(ts[end - 1].text) == 1:
        return end
    last = noun_phrase(ts, end + 1)[1]
    return (
        last
        if last > end + 2 or (last > end + 1 and is_noun(ts, end + 1) and lower_at(ts, end + 1).endswith("s"))
        else end
    )


def _words(ts: Sequence[Token], first: int, end: int) -> list[str]:
    """The words of a noun phrase in lower case; a compound with hyphens is one."""
    words: list[str] = []
    joined = False
    for token in ts[first:end]:
        if token.text in HYPHENS:
            joined = bool(words)
        elif token.lower == "and":
            continue
        elif joined:
            words[-1] += f"-{token.lower}"
            joined = False
        else:
            words.append(token.lower.removesuffix("'s").removesuffix("’s"))
    return words

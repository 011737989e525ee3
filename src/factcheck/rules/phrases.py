"""Words and phrases of rules as stems, and the words of a claim ready to be searched for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.claims import Setting
from factcheck.rules.attach import default_begins
from factcheck.tables import wordset
from factcheck.text import stem, tokens

if TYPE_CHECKING:
    from factcheck.model import Kind
    from factcheck.rules.schema import Rule

Phrase = tuple[str, ...]
Spot = tuple[int, int]


@lru_cache(maxsize=100_000)
def phrase_of(words: str) -> Phrase:
    """The stems of the words of a phrase, signs left out."""
    return tuple(token.stem for token in tokens(words) if token.kind != "sym")


def phrases_of(words: Iterable[str]) -> tuple[Phrase, ...]:
    """The phrases that have any word."""
    return tuple(phrase for phrase in map(phrase_of, words) if phrase)


class Words:
    """A stretch of a sentence: the stem and token index of each word, indexed by stem."""

    __slots__ = ("_at", "_words")

    def __init__(self, words: Sequence[tuple[str, int]]) -> None:
        """Index `words`, pairs of stem and token index in order."""
        self._words = words
        self._at: dict[str, list[int]] = {}
        for k, (word, _) in enumerate(words):
            self._at.setdefault(word, []).append(k)

    def stems(self) -> Iterable[str]:
        """The distinct stems."""
        return self._at

    def find(self, phrase: Phrase) -> Spot | None:
        """Token indices of the first and last word of the first place where the phrase stands."""
        return next(iter(self.spots(phrase)), None)

    def has_any(self, phrases: Iterable[Phrase]) -> bool:
        """Whether one of the phrases stands here."""
        return any(self.find(phrase) is not None for phrase in phrases)

    def spots(self, phrase: Phrase) -> list[Spot]:
        """Token indices of the first and last word of every place where the phrase stands."""
        words, length = self._words, len(phrase)
        return [
            (words[k][1], words[k + length - 1][1])
            for k in self._at.get(phrase[0], ())
            if k + length <= len(words) and all(words[k + n][0] == phrase[n] for n in range(1, length))
        ]


def words_at(setting: Setting, bounds: tuple[int, int]) -> Words:
    """The words in a token range of a figure's sentence, indexed once."""
    words: Words | None = setting.memo.get(bounds)
    if words is None:
        words = setting.memo[bounds] = Words(setting.words(bounds))
    return words


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule with its words as stems."""

    rule: Rule
    kinds: frozenset[Kind]
    names: tuple[Phrase, ...]
    growth_of: tuple[Phrase, ...]
    plain: frozenset[str]
    counts: tuple[Phrase, ...]
    of: frozenset[str]
    near: tuple[tuple[Phrase, ...], ...]
    context: tuple[tuple[str, ...], ...]
    unless: tuple[Phrase, ...]
    doubt: tuple[Phrase, ...]
    past: tuple[Phrase, ...]
    begins: frozenset[str]

    def doubts(self, words: Words, *, dated: bool) -> bool:
        """Whether words say that the figure may be of another moment; past tenses do not where it has a date."""
        return words.has_any(self.doubt) or (not dated and words.has_any(self.past))


def compiled(rule: Rule) -> Compiled:
    """The rule, ready to be matched."""
    claim = rule.claim
    return Compiled(
        rule,
        frozenset(claim.kind),
        phrases_of(claim.names),
        phrases_of(claim.growth_of),
        frozenset(map(stem, claim.plain)),
        phrases_of(claim.counts),
        frozenset(stem(word.split()[-1]) for word in claim.of),
        tuple(phrases_of(group) for group in claim.near),
        tuple(tuple(f" {' '.join(phrase)} " for phrase in phrases_of(group)) for group in claim.context),
        phrases_of(claim.unless),
        phrases_of(word for word in claim.doubt if word not in wordset("grammar", "past")),
        phrases_of(word for word in claim.doubt if word in wordset("grammar", "past")),
        frozenset(stem(word) for word in claim.begin) or default_begins(),
    )

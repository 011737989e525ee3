"""Which rules speak of a claim, and what they ask. Rules are indexed by the first word of what they count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from factcheck.claims import Passage, Setting
from factcheck.model import Claim, Kind, Place, Query
from factcheck.rules.attach import Tie, default_begins, spots, tie
from factcheck.rules.where import place_of
from factcheck.text import stem, tokens

_LEVELS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
"""Kinds whose figures, where they are an amount of change, say nothing of the level that a series holds."""

_BEFORE, _AFTER = 10, 4
"""Words around a date in which words that name another event silence a rule."""

_FIGURE_NOUNS = frozenset(map(stem, ("mark", "figure", "level", "threshold", "milestone", "total", "barrier")))
"""Nouns that name the figure itself: "the 3 million mark"."""

_DATED = frozenset({Kind.DATE, Kind.YEAR, Kind.WEEKDAY})

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A claim, the rule that speaks of it, what is asked, and the words that made it fit."""

    claim: Claim
    rule: Any
    query: Query | None
    words: tuple[str, ...] = ()
    doubtful: bool = False
    fallback: Query | None = None


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Any
    kinds: frozenset[Kind]
    counts: tuple[Phrase, ...]
    of: frozenset[str]
    near: tuple[tuple[Phrase, ...], ...]
    context: tuple[tuple[str, ...], ...]
    unless: tuple[Phrase, ...]
    doubt: tuple[Phrase, ...]
    begins: frozenset[str]


def _phrase(words: str) -> Phrase:
    return tuple(token.stem for token in tokens(words) if token.kind != "sym")


def _phrases(words: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in map(_phrase, words) if phrase)


def _compile(rule: Any) -> _Compiled:
    claim = rule.claim
    return _Compiled(
        rule,
        frozenset(claim.kind),
        _phrases(claim.counts),
        frozenset(stem(word.split()[-1]) for word in claim.of),
        tuple(_phrases(group) for group in claim.near),
        tuple(tuple(" " + " ".join(phrase) + " " for phrase in _phrases(group)) for group in claim.context),
        _phrases(claim.unless),
        _phrases(claim.doubt),
        frozenset(stem(word) for word in claim.begin) or default_begins(),
    )


class Matcher:
    """The rules of a set, ready to be matched against the claims of drafts."""

    def __init__(self, rules: Sequence[Any]) -> None:
        """Index `rules`; each is compiled when a claim first comes near it."""
        self._by_word: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._rules = list(rules)
        self._compiled: dict[int, _Compiled] = {}
        for number, rule in enumerate(rules):
            if rule.check.kind == "calendar":
                self._always.append(number)
            for word in rule.claim.counts:
                first = _phrase(word)[:1]
                if first:
                    self._by_word.setdefault(first[0], []).append(number)

    def match(self, claim: Claim, passage: Passage, day: date | None) -> tuple[Match, ...]:
        """Every rule that speaks of `claim`, in file order."""
        setting: Setting = claim.setting
        words = setting.words(setting.territory)
        numbers = set(self._always)
        for word, _ in words:
            numbers.update(self._by_word.get(word, ()))
        found = (self._try(number, claim, words, passage, day) for number in sorted(numbers))
        return tuple(match for match in found if match is not None)

    def _try(
        self, number: int, claim: Claim, words: list[tuple[str, int]], passage: Passage, day: date | None
    ) -> Match | None:
        if number not in self._compiled:
            self._compiled[number] = _compile(self._rules[number])
        compiled = self._compiled[number]
        rule, quantity = compiled.rule, claim.quantity
        if quantity.kind not in compiled.kinds or (rule.claim.unit and quantity.unit not in rule.claim.unit):
            return None
        if not _within_period(rule, claim, day):
            return None
        if rule.check.kind == "calendar":
            return Match(claim, rule, None)
        if claim.setting.difference and quantity.kind in _LEVELS:
            return None
        fit = _fits(compiled, claim, words, passage)
        if fit is None:
            return None
        bond = _bond(compiled, claim)
        if bond is Tie.NONE:
            return None
        place = place_of(rule, claim.setting, passage)
        if place is None:
            return None
        doubtful = bond is Tie.MAYBE or any(_find(phrase, words) for phrase in compiled.doubt)
        asked = replace(claim, place=place if place.code else None, measured=claim.measured or fit)
        first = _query(rule, rule.check.source, rule.check.series, place)
        return Match(asked, rule, first, (fit,), doubtful, _fallback(rule, place))


def _query(rule: Any, source: str, series: str, place: Place) -> Query:
    """The question to a source. A series of the books knows the one place that its rule names; others are told."""
    told = rule.claim.place in ("country", "city") or source != "books"
    return Query(source, series, place.code if told else "")


def _fallback(rule: Any, place: Place) -> Query | None:
    second = rule.check.otherwise
    if second is None:
        return None
    source, series = second if isinstance(second, tuple) else (second.source, second.series)
    return _query(rule, source, series, place)


def _within_period(rule: Any, claim: Claim, day: date | None) -> bool:
    bounds = rule.claim.period
    at = claim.period.end if claim.period is not None and claim.quantity.kind not in _DATED else day
    if at is None:
        return True
    return (bounds.from_ is None or at >= bounds.from_) and (bounds.to is None or at <= bounds.to)


def _fits(compiled: _Compiled, claim: Claim, words: list[tuple[str, int]], passage: Passage) -> str | None:
    """The words that the rule counts, where all its conditions on words hold."""
    setting: Setting = claim.setting
    counted = next((spot for phrase in compiled.counts if (spot := _find(phrase, words))), None)
    if counted is None or not (compiled.rule.check.kind == "event" or _noun_fits(compiled, claim)):
        return None
    if not all(any(_find(phrase, words) for phrase in group) for group in compiled.near):
        return None
    clause = setting.words(_close(setting) if compiled.rule.check.kind == "event" and claim.quantity.kind in _DATED else setting.clause)
    if any(_find(phrase, clause) for phrase in compiled.unless):
        return None
    if not all(any(phrase in passage.stems for phrase in group) for group in compiled.context):
        return None
    first, last = counted
    return " ".join(token.text for token in setting.sentence.tokens[first : last + 1])


def _close(setting: Setting) -> tuple[int, int]:
    """The part of the clause around a date in which another event could claim it."""
    first, after = setting.figure
    return max(setting.clause[0], first - _BEFORE), min(setting.clause[1], after + _AFTER)


def _bond(compiled: _Compiled, claim: Claim) -> Tie:
    """How the figure is tied to the rule's event; other rules, and those that say so, need no tie."""
    if compiled.rule.check.kind != "event" or compiled.rule.check.tie == "words":
        return Tie.SURE
    setting: Setting = claim.setting
    words = setting.words((0, len(setting.sentence.tokens)))
    return tie(claim.quantity, setting, spots(compiled.counts, words), compiled.begins)


def _find(phrase: Phrase, words: list[tuple[str, int]]) -> tuple[int, int] | None:
    """Token indices of the first and last word of the phrase among `words`."""
    length = len(phrase)
    for k in range(len(words) - length + 1):
        if words[k][0] == phrase[0] and all(words[k + n][0] == phrase[n] for n in range(1, length)):
            return words[k][1], words[k + length - 1][1]
    return None


def _noun_fits(compiled: _Compiled, claim: Claim) -> bool:
    """Whether the noun phrase behind the figure, if there is one, is something the rule counts."""
    setting: Setting = claim.setting
    noun = setting.words(setting.noun)
    if not noun or claim.quantity.kind in _DATED or noun[-1][0] in _FIGURE_NOUNS:
        return True
    if any(_find(phrase, noun) for phrase in compiled.counts):
        return True
    return noun[-1][0] in compiled.of or (len(noun) > 1 and noun[0][0] in compiled.of)

"""Quantities in context: each figure of a sentence gets its territory, its places and its period.

A figure's territory is the stretch of the sentence whose words may speak of it. Figures of one class (counts,
dates, durations, ordinals) divide the sentence between them: words after the last joint (a comma, "and", "while")
before a figure belong to it, words before the first joint after a figure belong to that one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from factcheck.clauses import PUNCTUATION, clause_of, is_difference, is_reporting
from factcheck.extraction.nouns import noun_phrase
from factcheck.extraction.places import PlaceMention, find_places
from factcheck.extraction.quantities import find_quantities
from factcheck.model import Claim, Kind, Period, Place, Quantity, Span
from factcheck.periods import resolve, stated_period
from factcheck.tables import wordset
from factcheck.text import Sentence, Token, sentences

_CLASSES = {
    Kind.DATE: "date",
    Kind.YEAR: "date",
    Kind.WEEKDAY: "date",
    Kind.PERIOD: "date",
    Kind.DURATION: "duration",
    Kind.AGE: "age",
}
_RELATIVE = frozenset({"who", "which", "whom", "that", "when", "where"})
"""Joints that go on about the figure before them: "the 3 million who fled"."""
_LONGEST = 300
"""Tokens in a sentence; the longest in the news have about a hundred."""


class Figure(NamedTuple):
    """A figure's token range, `first` to `after`, with its hedge and unit, and its kind."""

    first: int
    after: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Setting:
    """The words around a figure, as token ranges into its sentence.

    `figure` covers the figure with hedge and unit, `noun` the noun phrase it counts, `territory` all words that may
    speak of it, `clause` the part of the sentence that no punctuation separates from it. `reporting` marks a date
    that says when something was said, `difference` a figure that is an amount of change ("by 850,000", "3 more").
    `figures` are all figures of the sentence, `topic` is the country with which the last sentence that names any began.
    `memo` has stretches that rules have indexed: hundreds look at the same ones.
    """

    sentence: Sentence
    figure: tuple[int, int]
    noun: tuple[int, int]
    territory: tuple[int, int]
    clause: tuple[int, int]
    places: tuple[PlaceMention, ...]
    previous_places: tuple[PlaceMention, ...]
    reporting: bool
    difference: bool
    figures: tuple[Figure, ...] = ()
    topic: Place | None = None

    silent: bool = False
    memo: dict[tuple[int, int], Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    def words(self, bounds: tuple[int, int]) -> list[tuple[str, int]]:
        """The stems of the words in a token range, each with its token's index; its own where it is not silent."""
        first, after = bounds
        hidden = range(*self.figure) if self.silent else ()
        return [
            (token.stem, i)
            for i, token in enumerate(self.sentence.tokens[first:after], first)
            if token.kind != "sym" and i not in hidden
        ]

    def without_figure(self) -> Setting:
        """The setting with the figure's own words left out of what rules look at."""
        return replace(self, silent=True)

    def places_within(self, bounds: tuple[int, int]) -> list[PlaceMention]:
        """The places named in a token range."""
        if bounds[0] >= bounds[1]:
            return []
        start, end = self.sentence.tokens[bounds[0]].start, self.sentence.tokens[bounds[1] - 1].end
        return [mention for mention in self.places if start <= mention.span.start and mention.span.end <= end]


@dataclass(frozen=True)
class Passage:
    """A draft's text with everything found in it that does not depend on its date."""

    text: str
    sentences: tuple[Sentence, ...]
    quantities: tuple[tuple[Quantity, ...], ...]
    places: tuple[PlaceMention, ...]

    @cached_property
    def stems(self) -> str:
        """All stems of the draft in order, for phrases that may stand anywhere in it."""
        return " " + " ".join(t.stem for s in self.sentences for t in s.tokens if t.kind != "sym") + " "

    @cached_property
    def main_places(self) -> tuple[str, ...]:
        """Codes of the countries that the draft names most: the first, and others named half as often."""
        counts: dict[str, int] = {}
        for mention in self.places:
            if mention.place.code:
                counts[mention.place.code] = counts.get(mention.place.code, 0) + 1
        most = max(counts.values(), default=0)
        return tuple(code for code, count in counts.items() if count * 2 >= most)


def read_passage(text: str, start: int = 0) -> Passage:
    """Sentences, quantities and places of `text` from `start`."""
    found = tuple(piece for sentence in sentences(text, start) for piece in _pieces(sentence))
    return Passage(text, found, tuple(find_quantities(text, s) for s in found), find_places(text))


def _pieces(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, cut where it is longer than any that is meant to be read, so that the time stays linear."""
    ts, first = sentence.tokens, 0
    while len(ts) - first > _LONGEST:
        last = next((i for i in range(first + _LONGEST, first, -1) if ts[i - 1].text in PUNCTUATION), first + _LONGEST)
        yield Sentence(ts[first].start, ts[last - 1].end, ts[first:last])
        first = last
    if ts:
        yield Sentence(ts[first].start, ts[-1].end, ts[first:])


def build_claims(passage: Passage, day: date | None) -> tuple[Claim, ...]:
    """A claim for every quantity of the passage, in order; `day` is the draft's date where it is known."""
    claims: list[Claim] = []
    previous: tuple[PlaceMention, ...] = ()
    topic: Place | None = None
    starts = [mention.span.start for mention in passage.places]
    for sentence, quantities in zip(passage.sentences, passage.quantities, strict=True):
        mentions = passage.places[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if quantities:
            found = _sentence_claims(sentence, quantities, mentions, previous, day)
            claims.extend(replace(claim, setting=replace(claim.setting, topic=topic)) for claim in found)
        previous = mentions or previous
        topic = _topic(sentence, mentions) if mentions else topic
    return tuple(claims)


def _topic(sentence: Sentence, mentions: Sequence[PlaceMention]) -> Place | None:
    """The country that a sentence begins with, which "it" and "the country" of the next then stand for."""
    first = mentions[0]
    opens = sentence.index_at(first.span.start) <= 2 and first.form == "name" and not first.place.city
    after = sentence.index_at(first.span.end)
    owns = after > 0 and sentence.tokens[after - 1].end > first.span.end
    alone = len({mention.place.code for mention in mentions}) == 1
    return first.place if opens and first.place.code and (alone or not owns) else None


def _sentence_claims(
    sentence: Sentence,
    quantities: Sequence[Quantity],
    mentions: tuple[PlaceMention, ...],
    previous: tuple[PlaceMention, ...],
    day: date | None,
) -> list[Claim]:
    figures = [_figure(sentence, quantity) for quantity in quantities]
    all_figures = tuple(Figure(*figure, quantity.kind) for figure, quantity in zip(figures, quantities, strict=True))
    claims = []
    for quantity, figure, territory in zip(
        quantities, figures, _territories(sentence, quantities, figures), strict=True
    ):
        noun = noun_phrase(sentence.tokens, figure[1]) if _takes_noun(quantity) else (figure[1], figure[1])
        clause = clause_of(sentence.tokens, figure[0], max(figure[1], noun[1]))
        setting = Setting(
            sentence,
            figure,
            noun,
            territory,
            clause,
            mentions,
            previous,
            is_reporting(sentence.tokens, figure),
            is_difference(sentence.tokens, figure, noun),
            all_figures,
        )
        claims.append(
            Claim(
                quantity=quantity,
                sentence=Span(sentence.start, sentence.end),
                measured=quantity.noun,
                period=_period(quantity, quantities, sentence, figure, day),
                setting=setting,
            )
        )
    return claims


def _period(
    quantity: Quantity,
    quantities: Sequence[Quantity],
    sentence: Sentence,
    figure: tuple[int, int],
    day: date | None,
) -> Period | None:
    if quantity.when is not None:
        return resolve(quantity.when, day)
    return stated_period(quantities, sentence, figure, day)


def _figure(sentence: Sentence, quantity: Quantity) -> tuple[int, int]:
    return sentence.index_at(quantity.span.start), sentence.index_at(quantity.span.end)


def _takes_noun(quantity: Quantity) -> bool:
    return quantity.kind not in _CLASSES or quantity.kind is Kind.DURATION


def _territories(
    sentence: Sentence, quantities: Sequence[Quantity], figures: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    bounds = [[0, len(sentence.tokens)] for _ in figures]
    classes = [
        _CLASSES.get(quantity.kind, "ordinal" if quantity.kind is Kind.ORDINAL else "count") for quantity in quantities
    ]
    for name in set(classes):
        members = [k for k, own in enumerate(classes) if own == name]
        for left, right in pairwise(members):
            first, last = _split(sentence.tokens, figures[left][1], figures[right][0])
            bounds[left][1], bounds[right][0] = first, last
    return [(low, high) for low, high in bounds]


def _split(ts: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Where the territory of one figure ends and that of the next begins, between tokens `start` and `end`."""
    joints = [i for i in range(start, end) if ts[i].text in PUNCTUATION or ts[i].lower in wordset("words", "joints")]
    if not joints:
        after = noun_phrase(ts, start)[1]
        return (after, after) if after <= end else (start, start)
    parting = [i for i in joints if ts[i].lower not in _RELATIVE] or joints
    return parting[0], parting[-1] + 1

"""Which rules speak of a claim, and what they ask. Rules are indexed by the first word of what they count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from factcheck.claims import Passage, Setting
from factcheck.model import DATED, Claim, Kind, Place, Query
from factcheck.rules.attach import Tie, tie
from factcheck.rules.comparison import comparison
from factcheck.rules.conditions import fits, in_context
from factcheck.rules.frame import Frame
from factcheck.rules.index import Index, index_of
from factcheck.rules.phrases import Compiled, Words, compiled, phrase_of, phrases_of, words_at
from factcheck.rules.points import as_share, tells_change
from factcheck.rules.relations import Asks, Relation, relation
from factcheck.rules.statistic import is_whole, statement
from factcheck.rules.where import place_of

if TYPE_CHECKING:
    from factcheck.rules.schema import Rule

_LEVELS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
"""Kinds whose figures, where they are an amount of change, say nothing of the level that a series holds."""


_TIED = frozenset({Kind.DATE, Kind.YEAR, Kind.DURATION, Kind.AGE, Kind.ORDINAL})
"""Kinds that may be tied to an event named anywhere in their sentence."""


@dataclass(frozen=True, slots=True)
class Match:
    """A claim, the rule that speaks of it, what is asked, and the words that made it fit."""

    claim: Claim
    rule: Rule
    query: Query | None
    words: tuple[str, ...] = ()
    doubtful: bool = False
    fallback: Query | None = None
    related: Relation | None = None
    open: str = ""


_SUPERLATIVE = 4
"""Tokens before a figure that may be "the highest level since": a record, which is no doubt there."""


class Matcher:
    """The rules of a set, ready to be matched against the claims of drafts."""

    def __init__(self, rules: Sequence[Rule], digest: str = "", index: Index | None = None) -> None:
        """Take `rules` with their index; each is compiled when a claim comes near it. `digest` names their content.

        `consistency` are the rules that hold the draft against itself, which no single claim can match.
        """
        self.digest = digest
        self._index = index or index_of(rules)
        self._rules = rules
        self.consistency = tuple(rules[number] for number in self._index.consistency)
        self._compiled: dict[int, Compiled] = {}
        self._about = {rule.id: rule.about for rule in self.consistency}

    def about(self, ids: Iterable[str | None]) -> dict[str, str]:
        """What the rules with these ids, which spoke of a claim before, are about."""
        return {name: self._about[name] for name in sorted({name for name in ids if name in self._about})}

    def match(self, claim: Claim, passage: Passage, day: date | None) -> tuple[Match, ...]:
        """Every rule that speaks of `claim`, in file order."""
        share = as_share(claim)
        in_points = self._in_points(claim, share, passage, day) if share is not None else ()
        found = (*self._spoken(claim, passage, day), *in_points)
        self._about |= {match.rule.id: match.rule.about for match in found}
        return found

    def _spoken(self, claim: Claim, passage: Passage, day: date | None) -> tuple[Match, ...]:
        """The rules that speak of the claim as it is printed."""
        setting: Setting = claim.setting
        tied = claim.quantity.kind in _TIED
        frame = Frame(setting)
        words = frame.words if tied else words_at(setting, setting.territory)
        counted = {number for word in words.stems() for number in self._index.counts(claim.quantity.kind, word)}
        dated = claim.quantity.kind in DATED
        named = self._near_names(frame) if not dated or claim.quantity.kind is Kind.YEAR else set()
        always = self._index.always
        found = []
        for number in sorted(counted.union(named, always)):
            match = self._named(number, claim, frame, passage, day) if number in named and not dated else None
            if match is None and number in named:
                match = self._related(number, claim, frame, passage)
            if match is None and (number in counted or number in always):
                match = self._try(number, claim, words, passage, day)
            found.append(match)
        return tuple(match for match in found if match is not None)

    def _in_points(self, claim: Claim, share: Claim, passage: Passage, day: date | None) -> tuple[Match, ...]:
        """The rules that speak of percentage points, and those that speak of a share in their place."""
        found = self._spoken(share, passage, day)
        taken = [m for m in found if Kind.POINTS not in m.rule.claim.kind and m.rule.check.kind == "value"]
        if tells_change(claim):  # "the economy grew by 3 points" is one of growth, "unemployment fell 3 points" is none
            taken = [m for m in taken if phrase_of(m.words[0]) in phrases_of(m.rule.claim.growth_of)]
        return tuple(replace(match, claim=replace(match.claim, quantity=claim.quantity)) for match in taken)

    def _near_names(self, frame: Frame) -> set[int]:
        """The rules with the first word of a name in the sentence."""
        named = self._index.named
        return {number for word in named.keys() & frame.stems for number in named[word]}

    def _try(self, number: int, claim: Claim, words: Words, passage: Passage, day: date | None) -> Match | None:
        rule, quantity = self._rules[number], claim.quantity
        if quantity.kind not in rule.claim.kind or (rule.claim.unit and quantity.unit not in rule.claim.unit):
            return None
        if rule.claim.per and quantity.per not in rule.claim.per:
            return None
        if not _within_period(rule, claim, day) or not is_whole(rule, claim):
            return None
        if rule.check.kind == "calendar":
            return Match(claim, rule, None)
        if claim.setting.difference and quantity.kind in _LEVELS:
            return None
        if rule.check.kind != "event" or rule.check.tie == "words":
            words = words_at(claim.setting, claim.setting.territory)
        return _match(self._ready(number), claim, words, passage)

    def _named(self, number: int, claim: Claim, frame: Frame, passage: Passage, day: date | None) -> Match | None:
        """The match of a rule that names its statistic."""
        rule = self._rules[number]
        said = statement(self._ready(number), claim, frame) if _within_period(rule, claim, day) else None
        if said is None or not in_context(self._ready(number), passage):
            return None
        if said.open:
            return Match(said.claim, rule, None, (said.words,), doubtful=True, open=said.open)
        place = said.place if said.place is not None else place_of(rule, claim.setting, passage)
        return _asking(rule, said.claim, place, said.words, doubtful=said.doubtful) if place is not None else None

    def _related(self, number: int, claim: Claim, frame: Frame, passage: Passage) -> Match | None:
        """The match of a rule of whose statistic the figure tells a change, a multiple or an extreme."""
        rule = self._ready(number)
        found = relation(rule, claim, frame) or comparison(rule, claim, frame)
        if found is None or found.place is None or not in_context(rule, passage):
            return None
        # what holds for a calendar year is told of months as well: "inflation rose by 3 points in 2022"
        monthly = rule.rule.claim.over == "year" and found.asks is not Asks.EXTREME
        lead = Words([(token.stem, i) for i, token in enumerate(frame.ts[: frame.setting.figure[0] - _SUPERLATIVE])])
        doubtful = monthly or rule.doubts(lead, dated=True)
        return replace(_asking(rule.rule, claim, found.place, found.words, doubtful=doubtful), related=found)

    def _ready(self, number: int) -> Compiled:
        if number not in self._compiled:
            self._compiled[number] = compiled(self._rules[number])
        return self._compiled[number]


def _match(rule: Compiled, claim: Claim, words: Words, passage: Passage) -> Match | None:
    fit = fits(rule, claim, words, passage)
    bond = _bond(rule, claim) if fit is not None else Tie.NONE
    if fit is None or bond is Tie.NONE:
        return None
    place = place_of(rule.rule, claim.setting, passage)
    if place is None:
        return None
    return _asking(
        rule.rule, claim, place, fit, doubtful=bond is Tie.MAYBE or rule.doubts(words, dated=claim.period is not None)
    )


def _asking(rule: Rule, claim: Claim, place: Place, fit: str, *, doubtful: bool) -> Match:
    """The match of a claim that fits, with what it asks."""
    asked = replace(claim, place=place if place.code else None, measured=claim.measured or fit)
    first = _query(rule, rule.check.source, rule.check.series, place)
    loose = claim.period is not None and claim.period.loose
    return Match(asked, rule, first, (fit,), doubtful or loose, _fallback(rule, place))


def _query(rule: Rule, source: str, series: str, place: Place) -> Query:
    """The question to a source. A book's series knows the one place that its rule names; others are told."""
    if rule.claim.place == "world":
        return Query(source, series, "all")
    if rule.claim.place == "town":
        return Query(source, series, f"{place.code}/{place.city}")
    told = rule.claim.place in ("country", "city") or source != "books"
    return Query(source, series, place.code if told else "")


def _fallback(rule: Rule, place: Place) -> Query | None:
    second = rule.check.otherwise
    return _query(rule, second.source, second.series, place) if second else None


def _within_period(rule: Rule, claim: Claim, day: date | None) -> bool:
    bounds = rule.claim.period
    at = claim.period.end if claim.period is not None and claim.quantity.kind not in DATED else day
    if at is None:
        return True
    return (bounds.from_ is None or at >= bounds.from_) and (bounds.to is None or at <= bounds.to)


def _bond(rule: Compiled, claim: Claim) -> Tie:
    """How the figure is tied to the rule's event; other rules, and those that say so, need no tie."""
    if rule.rule.check.kind != "event" or rule.rule.check.tie == "words":
        return Tie.SURE
    setting: Setting = claim.setting
    words = words_at(setting, (0, len(setting.sentence.tokens)))
    events = sorted({spot for phrase in rule.counts for spot in words.spots(phrase)})
    return tie(claim.quantity, setting, events, rule.begins)

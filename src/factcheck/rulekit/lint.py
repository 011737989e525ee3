"""What loads but is wrong in a set of rules: words that never count, rules in each other's way, tolerances too wide.

Nothing is looked up but by `dead_series`: examples are run with their own values, and sources are not asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.checks.value import agreement
from factcheck.claims import build_claims, read_passage
from factcheck.errors import SourceError
from factcheck.model import Lookup, Observation, Period, Query
from factcheck.rules.match import Matcher
from factcheck.rules.phrases import phrases_of
from factcheck.selftest import ANY_DAY
from factcheck.tables import wordset

if TYPE_CHECKING:
    from factcheck.rules.load import RuleSet
    from factcheck.rules.schema import Example, Rule

_ACCUSING = re.compile(
    r"\b(?:false|fake|lie[sd]?|lying|untrue|debunk\w*|misinformation|disinformation|hoax)\b", re.IGNORECASE
)
"""Words that a report has no right to: a figure that differs from a reference may be a better one."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about one rule that a maintainer should look at, with its place."""

    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


def remarks(rules: RuleSet) -> list[Remark]:
    """Every remark on the rules of a set, in their order."""
    matcher = Matcher(rules.rules, rules.digest)
    found = []
    for rule in rules.rules:
        path, line = rules.places[rule.id]
        messages = [message for look in _LOOKS for message in look(rule)]
        messages += _also_claimed(rule, matcher)
        messages += _shadowed(rule, matcher)
        found += [Remark(path, line, rule.id, message) for message in dict.fromkeys(messages)]
    return found


def _accuses(rule: Rule) -> Iterator[str]:
    """Wording that says "false" of a draft."""
    for key in ("about", "message", "note"):
        word = _ACCUSING.search(getattr(rule, key) or "")
        if word:
            yield f'{key} says "{word[0]}"; say what the reference has, and leave the judgement to the reader'


def _counts_everything(rule: Rule) -> Iterator[str]:
    """Words that stand in every sentence."""
    common = wordset("words", "stop")
    for word in (*rule.claim.counts, *rule.claim.names):
        if all(part in common for part in word.lower().split()):
            yield f'"{word}" stands in nearly every sentence, so the rule would speak of every figure'


def _silences_itself(rule: Rule) -> Iterator[str]:
    """Words under `unless` that are what the rule counts."""
    unless = set(phrases_of(rule.claim.unless))
    for key in ("counts", "names"):
        for word, phrase in zip(getattr(rule.claim, key), phrases_of(getattr(rule.claim, key)), strict=False):
            if phrase in unless:
                yield f'"{word}" stands under {key} and under unless, so it never makes the rule speak'


def _is_too_wide(rule: Rule) -> Iterator[str]:
    """A tolerance that takes in the value of one of the rule's own mismatches."""
    if rule.check.kind != "value":
        return
    for example in rule.examples.mismatch:
        value = example.value if example.value is not None else example.low
        if value is not None and _agrees(rule, example):
            yield f'allow is so wide that the mismatch "{example.text}" agrees with its value {value}'


def _agrees(rule: Rule, example: Example) -> bool:
    low = example.low if example.low is not None else example.value
    high = example.high if example.high is not None else example.value
    day = example.date or ANY_DAY
    passage = read_passage(example.text)
    for claim in build_claims(passage, day):
        for match in Matcher([rule]).match(claim, passage, day):
            seen = Observation(example.value, low, high, claim.quantity.unit, Period(day, day), "example", "")
            asked = agreement(match.claim, rule, (seen,), day)
            if asked is not None and asked.agrees(seen):
                return True
    return False


def _also_claimed(rule: Rule, matcher: Matcher) -> Iterator[str]:
    """Other rules that speak of a figure of this one's examples and ask for another series."""
    for example in rule.examples.match:
        day = example.date or ANY_DAY
        passage = read_passage(example.text)
        for claim in build_claims(passage, day):
            spoken = matcher.match(claim, passage, day)
            if not any(match.rule.id == rule.id for match in spoken):
                continue
            for match in spoken:
                other = match.rule
                if (
                    match.related is None
                    and other.id > rule.id
                    and other.check.kind == rule.check.kind
                    and other.check.series != rule.check.series
                ):
                    yield f'the rule {other.id} speaks of "{claim.quantity.text}" in its example "{example.text}" too'


def _shadowed(rule: Rule, matcher: Matcher) -> Iterator[str]:
    """Another rule that says the same of every example of this one, so that this one adds nothing."""
    others: set[str] | None = None
    for example in rule.examples.match:
        day = example.date or ANY_DAY
        passage = read_passage(example.text)
        spoken = [match for claim in build_claims(passage, day) for match in matcher.match(claim, passage, day)]
        asked = {(match.query, match.claim.quantity.span) for match in spoken if match.rule.id == rule.id}
        same = {
            match.rule.id
            for match in spoken
            if match.query is not None
            and (match.query, match.claim.quantity.span) in asked
            and match.rule.id != rule.id
            and match.rule.check == rule.check
            and match.rule.allow == rule.allow
        }
        others = same if others is None else others & same
    for other in sorted(others or ()):
        yield f"the rule {other} asks the same of every example that this one agrees with; one of them may do"


def dead_series(rules: RuleSet, lookup: Lookup) -> Iterator[Remark]:
    """A remark for each series that its source does not know, or has nothing of for the place of an example."""
    asked: set[tuple[str, str]] = set()
    for rule in rules.rules:
        name = (rule.check.source, rule.check.series)
        query = _query_of(rule) if name not in asked else None
        if query is None:
            continue
        asked.add(name)
        answer = lookup(query)
        path, line = rules.places[rule.id]
        where = f" for {query.place}" if query.place else ""
        what = name[1] or "its rows"
        if isinstance(answer, SourceError):
            yield Remark(path, line, rule.id, f"{answer.source} could not be asked for {what}: {answer.message}")
        elif not answer:
            yield Remark(path, line, rule.id, f"{name[0]} has no value of {what}{where}: the series may be gone")


def _query_of(rule: Rule) -> Query | None:
    """What the rule asks for the first of its examples that it speaks of."""
    matcher = Matcher([rule])
    for example in rule.examples.match:
        day = example.date or ANY_DAY
        passage = read_passage(example.text)
        for claim in build_claims(passage, day):
            for match in matcher.match(claim, passage, day):
                if match.query is not None:
                    return match.query
    return None


_LOOKS: Sequence[Callable[[Rule], Iterator[str]]] = (
    _accuses,
    _counts_everything,
    _silences_itself,
    _is_too_wide,
)

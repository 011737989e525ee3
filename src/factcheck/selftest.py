"""The examples inside rule files, run through the whole line with the rule alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from factcheck.document import from_text
from factcheck.model import Answer, Kind, Lookup, Member, Observation, Period, Query, Verdict
from factcheck.pipeline import check_draft
from factcheck.rules.match import Matcher

if TYPE_CHECKING:
    from factcheck.rules.schema import Example as ExampleText
    from factcheck.rules.schema import Rule

ANY_DAY = date(2022, 3, 16)
"""The date of examples that give none."""

SILENT = "silent"
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class Example:
    """What one example expects of its rule and what it got; `todo` marks a known miss."""

    rule: str
    text: str
    expected: str
    got: tuple[str, ...]
    todo: bool = False

    @property
    def passes(self) -> bool:
        """Whether the rule said what was expected, and nothing that contradicts it."""
        if self.expected == SILENT:
            return not self.got or set(self.got) == {Verdict.UNCHECKED}
        if self.expected == Verdict.MATCH:
            return Verdict.MATCH in self.got and Verdict.MISMATCH not in self.got
        return self.expected in self.got


def run_examples(rule: Rule, lookup: Lookup) -> Iterator[Example]:
    """The result of every example of `rule`; those with a value of their own do not ask `lookup`."""
    matcher = Matcher([rule])
    against_itself = rule.check.kind == "consistency"  # such a rule speaks of contradictions only
    lists = {
        Verdict.MATCH.value: () if against_itself else rule.examples.match,
        Verdict.MISMATCH.value: rule.examples.mismatch,
        Verdict.OUTDATED.value: rule.examples.outdated,
        SILENT: (*(rule.examples.match if against_itself else ()), *rule.examples.silent),
    }
    for expected, examples in lists.items():
        for example in examples:
            yield Example(rule.id, example.text, expected, _verdicts(rule, example, matcher, lookup))
    for example in rule.examples.todo:
        got = _verdicts(rule, example, matcher, lookup)
        yield Example(rule.id, example.text, example.verdict or Verdict.MATCH.value, got, todo=True)


def _verdicts(rule: Rule, example: ExampleText, matcher: Matcher, lookup: Lookup) -> tuple[str, ...]:
    day = example.date or ANY_DAY
    canned = example.value is not None or example.low is not None or bool(example.members)
    ask = _canned(rule, example, day) if canned else lookup
    report = check_draft(from_text(example.text, "example"), matcher, ask, given=day)
    return tuple(finding.verdict.value for finding in report.findings if finding.rule == rule.id)


def _canned(rule: Rule, example: ExampleText, day: date) -> Lookup:
    """A lookup that answers each query with the example's value: of its year, or its day and each year it names."""
    if example.members:
        return _ranking(example.members)
    value = example.value if example.value is not None else example.low
    low = example.low if example.low is not None else value
    high = example.high if example.high is not None else value
    unit = rule.claim.unit[0] if rule.claim.unit else "percent" if rule.claim.kind == (Kind.PERCENT,) else ""
    years = [example.at] if example.at else sorted({int(year) for year in _YEAR.findall(example.text)})
    periods = [Period(date(year, 1, 1), date(year, 12, 31)) for year in years]
    if not example.at:
        periods.append(Period(day, day))
    found = tuple(Observation(value, low, high, unit, p, "example", "", published=min(p.end, day)) for p in periods)

    def answer(_: Query) -> Answer:
        return found

    return answer


def _ranking(names: tuple[str, ...]) -> Lookup:
    """A lookup that answers each query with a ranking of `names`, each with half the value of the one before."""
    members = tuple(Member(rank, name, Decimal(2) ** (len(names) - rank)) for rank, name in enumerate(names, 1))
    found = (Observation(None, None, None, "", None, "example", "", members=members),)

    def answer(_: Query) -> Answer:
        return found

    return answer

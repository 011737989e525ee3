"""Conditions of rules that no example needs: taken out, every example still comes out as before.

Such a condition can be broken by the next edit without any test that says so. A rule that none of its examples makes
speak is told as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from factcheck.model import Lookup
from factcheck.rulekit.lint import Remark
from factcheck.rules.schema import ClaimPart
from factcheck.selftest import SILENT, Example, run_examples

if TYPE_CHECKING:
    from factcheck.rules.load import RuleSet
    from factcheck.rules.schema import Rule

_GROUPS = ("near", "context")
_LISTS = ("growth_of", "plain", "of", "begin", "unless", "doubt", "beside", "unit", "per")
_WORDS = ("changes", "definite", "alone", "over", "period")  # not place: examples stand in for what is asked of it
_OF_CONSISTENCY = frozenset({"consistency", "calendar"})


def unneeded(rules: RuleSet, lookup: Lookup) -> Iterator[Remark]:
    """A remark for each rule that no example reaches, and for each condition that none needs."""
    for rule in rules.rules:
        path, line = rules.places[rule.id]
        examples = list(run_examples(rule, lookup))
        if not any(one.got for one in examples if one.expected != SILENT):
            yield Remark(path, line, rule.id, "none of its examples makes it speak")
            continue
        if rule.check.kind in _OF_CONSISTENCY:
            continue
        for what, other in _without(rule):
            if _results(examples) == _results(run_examples(other, lookup)):
                yield Remark(path, line, rule.id, f"no example needs {what}: without it all come out the same")


def _results(examples: Sequence[Example] | Iterator[Example]) -> list[tuple[str, ...]]:
    return [example.got for example in examples]


def _without(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule without each of its conditions in turn, with the condition's name."""
    claim = rule.claim
    for key in _GROUPS:
        groups = getattr(claim, key)
        for number, group in enumerate(groups):
            yield f"{key} [{', '.join(group[:3])}]", _changed(rule, key, groups[:number] + groups[number + 1 :])
    for key in (*_LISTS, *_WORDS):
        left_out = ClaimPart.model_fields[key].default
        if getattr(claim, key) != left_out:
            yield key, _changed(rule, key, left_out)


def _changed(rule: Rule, key: str, value: Any) -> Rule:  # noqa: ANN401  whatever the key holds
    return rule.model_copy(update={"claim": rule.claim.model_copy(update={key: value})})

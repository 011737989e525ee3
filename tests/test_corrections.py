"""What a report says to write agrees with the source once it is written: every mismatch example of every rule."""

from __future__ import annotations

from functools import cache

import pytest

from factcheck import selftest
from factcheck.corrections import applied, edits
from factcheck.document import from_text
from factcheck.engine import offline_lookup
from factcheck.model import Lookup, Report, Verdict
from factcheck.pipeline import check_draft
from factcheck.rules.match import Matcher
from factcheck.rules.schema import Example, Rule
from shipped_rules import shipped

RULES = {rule.id: rule for rule in shipped().rules if rule.check.kind != "consistency"}
LEAST = 350
"""Of the corrections made when this was written, 381, so many must be there: a test without any would prove nothing."""


@cache
def books() -> Lookup:
    return offline_lookup()


def checked(rule: Rule, example: Example, text: str) -> Report:
    day = example.date or selftest.ANY_DAY
    canned = example.value is not None or example.low is not None or bool(example.members)
    ask = selftest._canned(rule, example, day) if canned else books()
    return check_draft(from_text(text, "draft"), Matcher([rule]), ask, given=day)


def corrected(rule: Rule) -> list[str]:
    """The mismatch examples of a rule as its corrections leave them, each held to agree."""
    found = []
    for example in rule.examples.mismatch:
        report = checked(rule, example, example.text)
        if changes := edits(report, example.text):
            text = applied(changes, example.text)
            verdicts = {finding.verdict for finding in checked(rule, example, text).findings}
            assert Verdict.MISMATCH not in verdicts, text
            assert verdicts & {Verdict.MATCH, Verdict.DISPUTED}, text
            found.append(text)
    return found


def test_what_is_said_to_be_right_agrees() -> None:
    assert len([text for rule in RULES.values() for text in corrected(rule)]) >= LEAST


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("us-president-lincoln", "Abraham Lincoln was the 16th president of the United States."),
        ("us-president-jefferson", "As the 3rd U.S. president Thomas Jefferson signed the law."),
        ("us-president-cleveland", "As the 22nd U.S. president Grover Cleveland signed the law."),
        ("invasion-of-ukraine-2022", "Nearly three weeks after Russia invaded Ukraine, the envoys met again."),
    ],
)
def test_a_correction_has_the_style_of_what_it_replaces(name: str, right: str) -> None:
    assert right in corrected(RULES[name])

"""Changes, multiples, extremes and comparisons of a statistic: the sentences of changes.yaml and changes-fresh.yaml."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from corpus_sentences import read
from factcheck.document import from_text
from factcheck.model import Answer, Observation, Period, Query, Verdict
from factcheck.pipeline import check_draft
from factcheck.rules.match import Matcher
from shipped_rules import shipped

SECOND = ("RWA", "PER", "ESP")
"""The countries that are the second of a comparison in the corpus."""
ROWS = [
    pytest.param(
        row, marks=pytest.mark.xfail(strict=True, reason=row["todo"]) if "todo" in row else (), id=row["text"][:70]
    )
    for row in (*read("changes.yaml"), *read("changes-fresh.yaml"))
]


@cache
def matcher() -> Matcher:
    rules = shipped()
    return Matcher([rule for rule in rules.rules if rules.places[rule.id][0].startswith("rules/statistics/")])


def observation(year: str, value: str) -> Observation:
    period, number = Period(date(int(year), 1, 1), date(int(year), 12, 31)), Decimal(value)
    return Observation(number, number, number, "", period, "source", "")


@pytest.mark.parametrize("row", ROWS)
def test_row(row: Any) -> None:
    def lookup(query: Query) -> Answer:
        values = row["other"] if query.place in SECOND and "other" in row else row["values"]
        return tuple(observation(year, value) for year, value in values.items())

    day = date.fromisoformat(row.get("date", "2024-06-16"))
    report = check_draft(from_text(row["text"], "draft"), matcher(), lookup, given=day)
    (finding,) = [finding for finding in report.findings if finding.text == row["figure"]]
    got = "silent" if finding.verdict is Verdict.UNCHECKED else finding.verdict.value
    assert got == row["verdict"], finding.reason

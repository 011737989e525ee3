"""Which period and which edition a figure is held against: canned observations with the days on which they stood."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from factcheck.claims import build_claims, read_passage
from factcheck.document import from_text
from factcheck.model import Answer, Finding, Observation, Period, Query
from factcheck.pipeline import check_draft
from factcheck.rules.match import Matcher
from shipped_rules import shipped

DAY = date(2024, 6, 16)
Row = tuple[str, int, str, str | None]
"""Value, year, day on which it appeared, and day on which it was replaced."""


@cache
def matcher() -> Matcher:
    return Matcher([rule for rule in shipped().rules if rule.id == "population-of-country"])


def finding(text: str, rows: tuple[Row, ...]) -> Finding:
    """The finding of the rule on populations in `text`, against `rows`."""

    def lookup(_: Query) -> Answer:
        return tuple(map(observation, rows))

    report = check_draft(from_text(text, "draft"), matcher(), lookup, given=DAY)
    return next(found for found in report.findings if found.rule == "population-of-country")


def observation(row: Row) -> Observation:
    value, year, published, superseded = Decimal(row[0]), row[1], date.fromisoformat(row[2]), row[3]
    period, until = Period(date(year, 1, 1), date(year, 12, 31)), date.fromisoformat(superseded) if superseded else None
    return Observation(value, value, value, "", period, "source", "", published=published, superseded=until)


OLD, NEW = ("55000000", 2022, "2023-04-01", None), ("60000000", 2023, "2024-04-01", None)
FIRST = ("60000000", 2023, "2024-04-01", "2024-09-01")
REVISED = ("70000000", 2023, "2024-09-01", None)
BEFORE = ("50000000", 2023, "2024-02-01", "2024-04-01")
AFTER = ("60000000", 2023, "2024-04-01", None)


@pytest.mark.parametrize(
    ("text", "rows", "verdict", "says"),
    [
        # the latest on or before the draft; an older year is outdated
        ("Kenya has a population of 60 million.", (OLD, NEW), "match", ""),
        ("Kenya has a population of 55 million.", (("40000000", 2019, "2020-04-01", None), NEW), "mismatch", ""),
        (
            "Kenya has a population of 40 million.",
            (("40000000", 2019, "2020-04-01", None), NEW),
            "outdated",
            "older figure",
        ),
        # the year that is named
        ("Kenya had a population of 55 million in 2022.", (OLD, NEW), "match", ""),
        ("Kenya had a population of 80 million in 2022.", (OLD, NEW), "mismatch", ""),
        ("Last year Kenya had a population of 60 million.", (OLD, NEW), "match", ""),
        # editions of one year
        ("Kenya had a population of 60 million in 2023.", (FIRST, REVISED), "match", "right when written"),
        ("Kenya had a population of 50 million in 2023.", (BEFORE, AFTER), "outdated", "an earlier edition"),
        ("Kenya had a population of 70 million in 2023.", (FIRST, REVISED), "match", ""),
        # months, quarters and years that are none of the calendar are not held against a value of the year
        ("Kenya had a population of 80 million in March 2023.", (OLD, NEW), "unchecked", "whole year"),
        ("Kenya had a population of 60 million in March 2023.", (OLD, NEW), "match", ""),
        ("Kenya had a population of 80 million in fiscal 2023.", (OLD, NEW), "unchecked", ""),
        ("Kenya had a population of 80 million in the second quarter of 2023.", (OLD, NEW), "unchecked", ""),
        ("Two years ago Kenya had a population of 80 million.", (OLD, NEW), "unchecked", ""),
    ],
)
def test_period_and_edition(text: str, rows: tuple[Row, ...], verdict: str, says: str) -> None:
    found = finding(text, rows)
    assert found.verdict.value == verdict, found.reason
    assert says in " ".join([found.reason, *found.notes])


@pytest.mark.parametrize(
    ("text", "label", "loose"),
    [
        ("It was 5% in 2023.", "2023", False),
        ("It was 5% in the 12 months to June 2023.", "2022-01-01/2023-06-30", True),
        ("It was 5% in the year to March 2023.", "2022-01-01/2023-03-31", True),
        ("It was 5% in the second quarter of 2023.", "2023", True),
        ("It was 5% in the first half of 2023.", "2023", True),
        ("It was 5% in fiscal 2023.", "2023", True),
        ("It was 5% in the 1990s.", "1990-01-01/1999-12-31", True),
        ("It was 5% two years ago.", "2021-01-01/2022-12-31", True),
        ("A decade ago it was 5%.", "2013-01-01/2014-12-31", True),
        ("It was 5% last year.", "2023", False),
    ],
)
def test_period_that_a_sentence_states(text: str, label: str, loose: bool) -> None:
    claims = [claim for claim in build_claims(read_passage(text), DAY) if claim.quantity.unit == "percent"]
    (period,) = [claim.period for claim in claims]
    assert period is not None
    assert (period.label(), period.loose) == (label, loose)

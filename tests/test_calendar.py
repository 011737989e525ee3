"""Corrections of a weekday keep the way the draft prints it."""

from __future__ import annotations

from datetime import date

import pytest

import factcheck
from factcheck.model import Verdict


@pytest.mark.parametrize(
    ("printed", "correction"),
    [
        ("Tuesday, 12 March", "Saturday, 12 March"),
        ("Tuesday March 12, 2022", "Saturday March 12, 2022"),
        ("Tues., March 12", "Sat., March 12"),
        ("12 March (a Tuesday)", "12 March (a Saturday)"),
        ("March 12, a Tuesday", "March 12, a Saturday"),
        ("TUESDAY, MARCH 12", "SATURDAY, MARCH 12"),
    ],
)
def test_correction(printed: str, correction: str) -> None:
    text = f"They met on {printed}."
    report = factcheck.check(text.upper() if printed.isupper() else text, date=date(2022, 3, 16))
    assert [(f.text, f.suggestion) for f in report.of(Verdict.MISMATCH)] == [(printed, correction)]
    assert "the nearest Tuesday was 15 March 2022" in report.findings[0].reason


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("31 June", "June has 30 days"),
        ("29 February 2021", "February 2021 has 28 days"),
        ("Feb. 30", "February has 28 days"),
        ("Friday, 31 June", "has no day 31"),
    ],
)
def test_a_day_that_no_month_has(printed: str, reason: str) -> None:
    report = factcheck.check(f"They met on {printed}.", date=date(2022, 3, 16))
    assert [str(finding.verdict) for finding in report.findings] == ["mismatch"]
    assert reason in report.findings[0].reason


@pytest.mark.parametrize("text", ["There is no 30 February in any calendar.", "She was born on 29 February."])
def test_a_day_that_is_spoken_of_is_no_mistake(text: str) -> None:
    report = factcheck.check(text, date=date(2024, 3, 16))
    assert not report.of(Verdict.MISMATCH)

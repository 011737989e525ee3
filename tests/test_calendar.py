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


@pytest.mark.parametrize("printed", ["31 June", "29 February 2021", "Feb. 30"])
def test_a_day_that_no_month_has(printed: str) -> None:
    report = factcheck.check(f"They met on {printed}.", date=date(2022, 3, 16))
    assert [str(finding.verdict) for finding in report.findings] == ["mismatch"]
    assert "has no day" in report.findings[0].reason

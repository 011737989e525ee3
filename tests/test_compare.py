"""The whole comparison as one table: printed form, reference, verdict. See corpus/compare.yaml."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

import factcheck
from factcheck.checks.value import judge_value
from factcheck.intervals import last_round, next_round
from factcheck.model import Bound, Claim, Observation, Period, Span
from factcheck.yamlfile import load

DAY = date(2022, 3, 16)
TABLE = Path(__file__).parent / "corpus" / "compare.yaml"
ROWS = load(TABLE.read_text(encoding="utf-8"), TABLE.name).plain()


def share(text: str) -> Decimal:
    return Decimal(text.rstrip("%")) / 100


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['printed']} vs {row.get('value') or row['low']}")
def test_comparison(row: dict[str, str]) -> None:
    quantities = factcheck.extract(row["printed"])
    assert len(quantities) == 1, quantities
    value = Decimal(row["value"]) if "value" in row else None
    low, high = (Decimal(row[key]) if key in row else value for key in ("low", "high"))
    observation = Observation(
        value,
        low,
        high,
        row.get("unit", "person"),
        Period(DAY, DAY),
        "source",
        "",
        qualifier=row.get("qualifier", ""),
    )
    allow = SimpleNamespace(
        amount=Decimal(0),
        about=share(row.get("about", "10%")),
        revision=share(row.get("revision", "0%")),
        age=0,
        stale=30,
    )
    rule = SimpleNamespace(allow=allow, message=None, check=SimpleNamespace(at="claim"))
    claim = Claim(quantities[0], Span(0, len(row["printed"])))
    outcome = judge_value(claim, rule, (observation,), DAY, row["printed"])
    assert outcome.verdict == row["verdict"], outcome.reason


def test_every_bound_has_a_row() -> None:
    bounds = {factcheck.extract(row["printed"])[0].bound for row in ROWS}
    assert bounds == set(Bound)


@pytest.mark.parametrize(
    ("value", "above", "below"),
    [
        ("3000000", "3500000", "2500000"),
        ("60000", "70000", "50000"),
        ("100", "150", "90"),
        ("120", "150", "100"),
        ("7", "8", "6"),
    ],
)
def test_next_and_last_round_figure(value: str, above: str, below: str) -> None:
    assert next_round(Decimal(value)) == Decimal(above)
    assert last_round(Decimal(value)) == Decimal(below)

"""Which figure belongs to which statistic and place, by the rules that ship: the sentences of corpus/bindings.yaml."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from corpus_sentences import read
from factcheck.claims import build_claims, read_passage
from factcheck.rules.match import Matcher
from shipped_rules import shipped

DAY = date(2024, 6, 16)

ROWS = [
    pytest.param(row, marks=pytest.mark.xfail(strict=True, reason=row["todo"]) if "todo" in row else ())
    for row in read("bindings.yaml")
]


@cache
def matcher() -> Matcher:
    rules = shipped()
    return Matcher([rule for rule in rules.rules if rules.places[rule.id][0].startswith("rules/statistics/")])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_binding(row: Any) -> None:
    passage = read_passage(row["text"])
    found = []
    for claim in build_claims(passage, DAY):
        for match in matcher().match(claim, passage, DAY):
            if match.related is not None or match.open:
                continue
            assert match.claim.place is not None
            found.append((match.rule.id, match.claim.place.code, match.claim.quantity.low))
    assert found == [(rule, place, Decimal(value)) for rule, place, value in row["claims"]]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Inflation in Peru averaged 7.9% in 2022, up from 4% in 2021.", ["2022", "2021"]),
        ("In 2022 inflation was 7.9% in Peru, 11.6% in Chile and 10.2% in Colombia.", ["2022", "2022", "2022"]),
        ("Peru's fertility rate fell from 6.1 in 1970 to 2.3 in 2020.", ["1970", "2020"]),
        ("Peru had a population of 33 million in 2020 and 34 million in 2023.", ["2020", "2023"]),
        ("Inflation in Peru averaged 6.5% in 2023, down from 7.9% a year earlier.", ["2023", "2022"]),
        ("Peru's population was 34 million in 2023, up from 33 million the year before.", ["2023", "2022"]),
    ],
)
def test_a_date_right_behind_a_figure_is_its_own(text: str, periods: list[str]) -> None:
    passage = read_passage(text)
    claims = [claim for claim in build_claims(passage, DAY) if matcher().match(claim, passage, DAY)]
    assert [claim.period.label() for claim in claims if claim.period is not None] == periods

"""The rules for indicators: each says what it measures, and its series' unit compares with the figures it speaks of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from factcheck.extraction.units import units
from factcheck.model import Kind, Query
from factcheck.rules.schema import ClaimPart
from factcheck.sources import worldbank
from factcheck.sources.http import Reply
from factcheck.tables import table
from shipped_rules import shipped

RULES = [rule for rule in shipped().rules if rule.definition]
SERIES = {rule.id: (rule, rule.check if rule.check.source == "worldbank" else rule.check.otherwise) for rule in RULES}
ASKED = [(rule, check.series) for rule, check in SERIES.values() if check is not None]


def unit_of(series: str) -> str:
    """The unit that an answer of the World Bank for `series` gets."""
    row = (
        f'{{"indicator": {{"id": "{series}"}}, "country": {{"id": "PL"}}, '
        '"countryiso3code": "POL", "date": "2022", "value": 1.5}'
    )
    reply = Reply("https://example.org/", f'[{{"pages": 1, "sourceid": "2"}}, [{row}]]'.encode(), date(2024, 1, 1))
    (observation,) = worldbank.read(reply, Query("worldbank", series, "POL"))
    assert observation.value == Decimal("1.5")
    return observation.unit


def test_there_are_sixty_and_each_says_stock_or_flow() -> None:
    assert len(RULES) >= 60
    assert [rule.id for rule in RULES if rule.measure is None] == []


def test_no_two_speak_of_one_series() -> None:
    asked = [series for _, series in ASKED]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(("rule", "series"), ASKED, ids=[rule.id for rule, _ in ASKED])
def test_the_unit_is_one_that_the_figures_compare_with(rule: Any, series: str) -> None:
    unit = unit_of(series)
    if rule.claim.kind == (Kind.PERCENT,):
        assert unit == "percent"
    elif rule.claim.kind == (Kind.COUNT,):
        assert unit not in units()
    else:
        assert rule.claim.unit
        assert unit == rule.claim.unit[0] or (unit in units() and rule.claim.unit[0] in units())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_two_sentences_at_least_that_look_alike(rule: Any) -> None:
    assert len(rule.examples.silent) >= 2


def test_a_word_list_stands_for_its_words() -> None:
    claim = ClaimPart.model_validate({"kind": "count", "unless": ["$forecast", "loan"], "near": ["$gdp"]})
    assert claim.unless == (*table("word_lists")["forecast"], "loan")
    assert claim.near == (tuple(table("word_lists")["gdp"]),)


def test_a_figure_of_another_rate_is_left_alone() -> None:
    claim = ClaimPart.model_validate({"kind": "count", "per": "1,000"})
    assert claim.per == ("1,000",)

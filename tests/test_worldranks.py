"""All countries in order by a World Bank indicator: replies in the form that the API documents, made for the tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from factcheck.engine import Engine
from factcheck.errors import SourceError
from factcheck.gazetteer import countries
from factcheck.model import Query
from factcheck.sources import registry, worldranks
from factcheck.sources.http import Reply, Site
from shipped_rules import shipped

GDP = Query("worldbank", "NY.GDP.MKTP.CD", "all")
COUNTRIES = [one.code for one in countries().values() if one.kind == "country"]
LARGEST = ["USA", "CHN", "JPN", "DEU", "IND", "GBR", "FRA"]
ORDER = [*LARGEST, *(code for code in COUNTRIES if code not in LARGEST)]


def row(code: str, year: int, value: float | None, indicator: str = GDP.series) -> Mapping[str, Any]:
    names = {"indicator": {"id": indicator, "value": ""}, "country": {"id": code[:2], "value": code}}
    return {**names, "countryiso3code": code, "date": str(year), "value": value, "unit": "", "decimal": 0}


def answering(rows: list[Any], **head: Any) -> Any:
    """A fetch that answers with `rows`."""
    body = json.dumps([{"page": 1, "pages": 1, "sourceid": "2", "lastupdated": "2022-02-15", **head}, rows]).encode()

    def fetch(site: Site, path: str) -> Reply:
        assert path.startswith("v2/country/all/indicator/NY.GDP.MKTP.CD?")
        return Reply(site.base + path, body, date(2022, 3, 16))

    return fetch


def whole(year: int = 2020) -> list[Any]:
    """A value for every country, the largest first, and for groups, which are no countries."""
    found = [row(code, year, 10.0**13 / (k + 1)) for k, code in enumerate(ORDER)]
    return [row("WLD", year, 9.0e13), *found, row("EUU", year, 1.5e13), row("HKG", year, 3.0e12)]


def test_countries_are_ranked_and_groups_left_out() -> None:
    (found,) = worldranks.lookup(GDP, answering(whole()))
    assert [member.name for member in found.members[:3]] == ["United States", "China", "Japan"]
    assert [member.rank for member in found.members] == list(range(1, len(COUNTRIES) + 1))
    assert found.period is not None
    assert (found.period.label(), found.edition) == ("2020", "2022-02-15")


def test_a_year_that_few_countries_have_is_no_ranking() -> None:
    rows = [*whole(2019), *(row(code, 2020, 1.0) for code in ORDER[:50])]
    assert [o.period.label() for o in worldranks.lookup(GDP, answering(rows)) if o.period] == ["2019"]


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        ([row("USA", 2020, 1.0, "SP.POP.TOTL")], {}),
        (whole(), {"pages": 2}),
        ([{"value": 1}], {}),
        ([row("USA", 2020, 1.0) | {"date": "2020Q1"}], {}),
    ],
    ids=["another-indicator", "not-whole", "no-form", "no-year"],
)
def test_an_answer_that_cannot_be_believed_is_told(rows: list[Any], head: Mapping[str, Any]) -> None:
    with pytest.raises(SourceError):
        worldranks.lookup(GDP, answering(rows, **head))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Japan, the world's third-largest economy, is slowing.", "match"),
        ("Japan, the world's fifth-largest economy, is slowing.", "mismatch"),
        ("Japan is the third-largest economy in the world.", "match"),
        ("Germany, the world's second-largest economy, is slowing.", "mismatch"),
        ("The world's third-largest economy is slowing.", "unchecked"),
        ("Germany, Europe's second-largest economy, is slowing.", "unchecked"),
        (
            "Germany is the EU's largest economy and Bulgaria its poorest, the second-largest of the Balkans.",
            "unchecked",
        ),
        ("France, the EU's second-largest economy, is slowing.", "match"),
        ("France, the European Union's fifth-largest economy, is slowing.", "mismatch"),
        ("Britain, the EU's second-largest economy, is slowing.", "unchecked"),
    ],
)
def test_ranks_are_checked(text: str, verdict: str) -> None:
    fetch = answering([*whole(2021), *whole(2020)])
    engine = Engine(shipped(), registry.make_lookup(offline=False, fetch=fetch))
    (finding,) = engine.check(text, given=date(2022, 3, 16)).findings
    assert finding.verdict.value == verdict, finding.reason

"""The corpus of quantities: one value, many phrasings; each has exactly one reading."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import factcheck
from factcheck.extraction.units import convert
from factcheck.model import Kind, Quantity, When

_CORPUS = Path(__file__).parent / "corpus" / "quantities.yaml"
_NO_UNIT = frozenset({Kind.DATE, Kind.YEAR, Kind.WEEKDAY, Kind.ORDINAL})
"""Their unit repeats the kind; the corpus leaves it out."""


def _rows() -> Iterator[Any]:
    for row in YAML(typ="safe").load(_CORPUS):
        for phrasing in row["phrasings"]:
            yield pytest.param(row["value"], phrasing, id=phrasing)
        for phrasing in row.get("todo", ()):
            yield pytest.param(row["value"], phrasing, id=phrasing, marks=pytest.mark.xfail(reason="known miss"))


def _close(got: Decimal | None, wanted: str) -> bool:
    return got is not None and abs(Fraction(got) - Fraction(wanted)) < Fraction(1, 10**9)


def _figures(text: str) -> list[tuple[str, str]]:
    return [(quantity.text, str(quantity.kind)) for quantity in factcheck.extract(text)]


@pytest.mark.parametrize(("value", "phrasing"), list(_rows()))
def test_phrasing(value: dict[str, Any], phrasing: str) -> None:
    found = factcheck.extract(phrasing)
    assert len(found) == 1, _figures(phrasing)
    quantity = found[0]
    assert quantity.span.of(phrasing) == quantity.text
    for end in ("low", "high"):
        if value.get(end) is not None:
            assert _close(getattr(quantity, end), value[end]), f"{end} is {getattr(quantity, end)}"
    for key in ("kind", "bound"):
        assert key not in value or str(getattr(quantity, key)) == value[key]
    if "unit" in value and quantity.kind not in _NO_UNIT:
        assert quantity.unit == value["unit"]
    if "when" in value:
        wanted = When(**value["when"])
        assert quantity.when is not None
        assert {f.name: getattr(quantity.when, f.name) for f in fields(When)} == {
            f.name: getattr(wanted, f.name) for f in fields(When)
        }


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Just under 3 million ballots were cast.", "Just under 3 million"),
        ("It cost between $1.5 trillion and $2 trillion.", "between $1.5 trillion and $2 trillion"),
        ("It fell to minus 15 degrees Celsius.", "minus 15 degrees Celsius"),
        ("A 46-year-old plumber called.", "46-year-old"),
        ("Three-quarters of a million books burned.", "Three-quarters of a million"),
        ("One out of every four drivers stopped.", "One out of every four"),
        ("The council met on Tuesday (15 March) in Ghent.", "Tuesday (15 March)"),
        ("The council's vote is Tuesday's business.", "Tuesday"),
        ("She rode a two-and-a-half-year-old mare.", "two-and-a-half-year-old"),
        ("At most 50 rafters got wet.", "At most 50"),
        ("50 rafters at most got wet.", "50"),
    ],
)
def test_span_covers_the_words_of_the_figure(text: str, covered: str) -> None:
    assert [quantity.text for quantity in factcheck.extract(text)] == [covered]


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("At least 45 civilian deaths were recorded.", ["civilian deaths"]),
        ("They own 40 square kilometres of forest.", ["forest"]),
        ("Twice as many swans came.", ["swans"]),
        ("It took 10 of the largest ships.", ["largest ships"]),
        ("The wall is five metres high.", [""]),
        ("Sixteen displaced people returned.", ["displaced people"]),
        ("Two dogs and three cats slept.", ["dogs", "cats"]),
    ],
)
def test_noun_that_is_counted(text: str, nouns: list[str]) -> None:
    assert [quantity.noun for quantity in factcheck.extract(text)] == nouns


@pytest.mark.parametrize(
    ("text", "direction"),
    [("Sales rose by as much as 5%.", "up"), ("Sales fell 5%.", "down"), ("Sales were 5% of that.", "")],
)
def test_direction(text: str, direction: str) -> None:
    assert [str(quantity.direction) for quantity in factcheck.extract(text)] == [direction]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("4.2 million", "100000"),
        ("4.20 million", "10000"),
        ("3,000,381", "1"),
        ("50,000", "5000"),
        ("5", "1"),
        ("two dozen", "1"),
        ("two point seven per cent", "0.1"),
        ("$1.5-2 trillion", "100000000000"),
    ],
)
def test_step_is_one_unit_of_the_last_printed_digit(text: str, step: str) -> None:
    assert [quantity.step for quantity in factcheck.extract(text)] == [Decimal(step)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Output rose 5 per cent to 3 million tonnes.", ["5 per cent", "3 million tonnes"]),
        ("It went from 3 to 5.", ["3 to 5"]),
        ("It rose from 3 to 5.", ["3", "5"]),
        ("Eight men and four women sat.", ["Eight", "four"]),
        ("In May 5 people left.", ["5"]),
        ("On May 5 people left.", ["May 5"]),
        ("The 2019 elections drew 4,512 candidates.", ["2019", "4,512"]),
        ("Five died on Tuesday and three on Wednesday.", ["Five", "Tuesday", "three", "Wednesday"]),
        ("The blast killed one and hurt two others.", ["one", "two"]),
    ],
)
def test_several_figures(text: str, figures: list[str]) -> None:
    assert [quantity.text for quantity in factcheck.extract(text)] == figures


def _one(text: str) -> Quantity:
    (quantity,) = factcheck.extract(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("30 knots", "knot"),
        ("120 decibels", "decibel"),
        ("5 gigabytes", "gigabyte"),
        ("8 furlongs", "furlong"),
        ("40 volts", "volt"),
    ],
)
def test_quantulum_names_the_units_that_the_table_lacks(text: str, unit: str) -> None:
    quantity = _one(text)
    assert (quantity.unit, quantity.kind, quantity.text) == (unit, Kind.MEASURE, text)


@pytest.mark.parametrize(
    "text",
    [
        "5 knots volts decibels",
        "12 carat gauss farad",
    ],
)
def test_compounds_that_the_words_do_not_name_are_refused(text: str) -> None:
    assert len(_one(text).unit.split()) <= 1


@pytest.mark.parametrize("text", ["five Europeans", "3 lakh people", "two cities and", "10 and", "6 of them"])
def test_words_that_are_no_units(text: str) -> None:
    quantity = _one(text)
    assert (quantity.unit, quantity.kind) == ("", Kind.COUNT)


def test_quantulum_is_not_loaded_where_no_word_may_be_its_unit() -> None:
    text = "Nearly three weeks after 24 February, five people and 3 million tonnes went 1,340 km for $5bn, 2.5%."
    program = (
        "import sys, factcheck; "
        f"found = factcheck.extract({text!r}); "
        "sys.exit(len(found) if 'quantulum3' not in sys.modules else 99)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 7


def test_shared_article_has_these_figures_and_no_others(shared: Path) -> None:
    text = (shared / "article.txt").read_text(encoding="utf-8")
    found = [(quantity.text, str(quantity.bound)) for quantity in factcheck.extract(text)]
    assert found == [
        ("Tuesday", "="),
        ("nearly three weeks", "<~"),
        ("February 24", "="),
        ("Wednesday", "="),
        ("five", "="),
        ("3 million", ">="),
        ("10", "="),
        ("Feb. 24", "="),
        ("1945", "="),
        ("Wednesday", "="),
    ]


@pytest.mark.parametrize(
    ("value", "unit", "to", "wanted"),
    [
        ("26", "mile", "metre", "41842.944"),
        ("3", "week", "day", "21"),
        ("45", "penny", "pound sterling", "0.45"),
        ("25", "basis point", "percentage point", "0.25"),
        ("5", "day", "tonne", None),
        ("5", "no such unit", "day", None),
        ("5", "no such unit", "no such unit", "5"),
    ],
)
def test_convert(value: str, unit: str, to: str, wanted: str | None) -> None:
    assert convert(Decimal(value), unit, to) == (Decimal(wanted) if wanted else None)

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
from factcheck.extraction.quantities import find_quantities
from factcheck.extraction.units import convert
from factcheck.model import Kind, Quantity, When
from factcheck.text import sentences

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
    ("text", "directions"),
    [
        ("Sales fell 5% to 30 million.", ["down", ""]),
        ("The rate fell to 3%.", ["down"]),
        ("They gave up 3 seats.", [""]),
        ("The index lost 80 points, or 0.4%.", ["down", "down"]),
        ("Turnout was 67%, down from 72%.", ["", ""]),
        ("Lamb exports slid 2%.", ["down"]),
    ],
)
def test_directions_of_amounts_and_levels(text: str, directions: list[str]) -> None:
    assert [str(quantity.direction) for quantity in factcheck.extract(text)] == directions


def test_a_figure_in_brackets_keeps_the_bound_of_the_one_before() -> None:
    assert [str(quantity.bound) for quantity in factcheck.extract("Bats live more than 30 years (360 months).")] == [
        ">",
        ">",
    ]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("At least 45 civilian deaths were recorded.", ["civilian death"]),
        ("Six of the largest cities flooded.", ["large city"]),
        ("Eight other firemen left.", ["other fireman"]),
        ("Some 380 red and white flags flew, compared with 41 in May.", ["red white flag", "red white flag"]),
        ("It took 3 hours.", [""]),
        ("Four women and 12 children slept.", ["woman", "child"]),
    ],
)
def test_what_is_counted_as_a_name(text: str, counted: list[str]) -> None:
    assert [q.counted for q in factcheck.extract(text) if q.when is None and q.kind is not Kind.ORDINAL] == counted


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Oil cost $85 a barrel.", ["barrel"]),
        ("The plant makes 300 cars per day.", ["day"]),
        ("It paid a 15-cent-a-mile levy.", ["mile"]),
        ("The field is 5 mV/mm.", ["millimetre"]),
        ("Profit was $3bn a year earlier.", [""]),
        ("The tax is 45p per litre.", ["litre"]),
    ],
)
def test_what_a_rate_is_per(text: str, per: list[str]) -> None:
    assert [quantity.per for quantity in factcheck.extract(text)] == per


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("Unemployment stood at 5.2 %.", ["Unemployment"]),
        ("Refugees numbered 3 million.", ["Refugees"]),
        ("A death toll of 25 was reported.", ["death toll"]),
        ("About 40% of the forest burned.", ["forest"]),
        ("Norway puts a 12% levy on foreign timber.", ["levy foreign timber Norway"]),
        ("The bank raised its key rate by 25 basis points to 4.5%.", ["key rate", "key rate"]),
        ("The bridge, which is 2.4 km long, cost £1.3bn.", ["bridge", "bridge"]),
        ("Shares in Acme fell 3.5%, or $2.", ["Shares Acme", "Shares Acme"]),
        ("She paid $5.", [""]),
        ("The lake is shallow, but it holds 3 litres.", ["lake"]),
        ("Ann Lee, 46, spoke.", ["Ann Lee"]),
        ("They bought six tins of the glue.", ["glue"]),
        ("Shares of Acme are up 4% and those of Bolt 9%.", ["Shares Acme", "Bolt"]),
        ("There were 45 civilian deaths.", [""]),
        ("Demand from men aged 30 to 40 grew by 2%.", ["Demand men aged", "Demand men aged 30 40"]),
    ],
)
def test_what_a_figure_is_said_of(text: str, measured: list[str]) -> None:
    assert [quantity.measured for quantity in factcheck.extract(text)] == measured


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Dozens of swans came.", 12, 120),
        ("Tens of thousands of bees died.", 10_000, 100_000),
        ("It is one of the best teams.", 1, 1),
        ("The rate fell from 5% to 3%.", 5, 3),
    ],
)
def test_loose_readings_are_given_on_request_only(text: str, low: int, high: int) -> None:
    (sentence,) = sentences(text)
    (quantity,) = find_quantities(text, sentence, loose=True)
    assert (quantity.low, quantity.high) == (low, high)
    assert not any(q.loose for q in factcheck.extract(text))


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
        ("It went from 3 to 5.", ["from 3 to 5"]),
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


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("They bought 5 pounds of flour.", "pound"),
        ("He was fined 300 pounds.", "pound sterling"),
        ("Dealers pushed the dollar 0.4 percent higher.", "percent"),
        ("The fee starts at dollar 31.4 million.", "dollar"),
        ("Three bars were shut.", ""),
        ("The depth was 12' then.", "foot"),
        ("“The figure was 30” she said.", ""),
    ],
)
def test_units_that_the_words_around_decide(text: str, unit: str) -> None:
    assert _one(text).unit == unit


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

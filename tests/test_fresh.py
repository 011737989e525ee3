"""Sentences that were written by another hand than the grammar's: phrasings.yaml and negatives.yaml of the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import factcheck
from factcheck.model import Kind, Quantity

pytestmark = pytest.mark.no_cover  # 1,900 sentences: the grammar's own corpora cover the same lines

CORPUS = Path(__file__).parent / "corpus"
NO_UNIT = frozenset({Kind.DATE, Kind.YEAR, Kind.WEEKDAY, Kind.ORDINAL, Kind.PERIOD})
MISS = pytest.mark.xfail(strict=True, reason="known miss")


def read(name: str) -> Any:
    return YAML(typ="safe").load(CORPUS / name)


def phrasings() -> Iterator[Any]:
    for row in read("phrasings.yaml"):
        for text, covered in row["phrasings"]:
            yield pytest.param(row["value"], text, covered, id=text)
        for text, covered in row.get("todo", ()):
            yield pytest.param(row["value"], text, covered, id=text, marks=MISS)


def is_close(got: Decimal | None, wanted: str) -> bool:
    return got is not None and abs(Fraction(got) - Fraction(wanted)) <= Fraction(1, 10**9) * abs(Fraction(wanted))


def unlike(quantity: Quantity, value: dict[str, Any]) -> list[str]:
    """The keys of `value` that `quantity` does not agree with."""
    words = {"kind": quantity.kind, "bound": quantity.bound, "direction": quantity.direction, "per": quantity.per}
    if quantity.kind not in NO_UNIT:
        words["unit"] = quantity.unit
    found = [key for key, got in words.items() if key in value and str(got) != value[key]]
    ends = {"low": quantity.low, "high": quantity.high}
    return found + [key for key, got in ends.items() if value.get(key) is not None and not is_close(got, value[key])]


@pytest.mark.parametrize(("value", "text", "covered"), list(phrasings()))
def test_phrasing(value: dict[str, Any], text: str, covered: str) -> None:
    found = factcheck.extract(text)
    assert [quantity.text for quantity in found] == [covered]
    assert not unlike(found[0], value), found[0]


def lines() -> Iterator[Any]:
    for row in read("negatives.yaml"):
        yield pytest.param(row["text"], row["figures"], id=row["text"], marks=MISS if row.get("todo") else ())


@pytest.mark.parametrize(("text", "figures"), list(lines()))
def test_negative(text: str, figures: list[str]) -> None:
    assert [quantity.text for quantity in factcheck.extract(text)] == figures


def test_every_number_of_a_negative_sentence_is_told_or_read() -> None:
    """A number that is no figure is not lost: it is told with what it is, or stands in a figure."""
    untold: Counter[str] = Counter()
    for row in read("negatives.yaml"):
        text = row["text"]
        spans = [item.span for item in (*factcheck.extract(text), *factcheck.passed_over(text))]
        for place, letter in enumerate(text):
            if letter.isdigit() and not any(span.start <= place < span.end for span in spans):
                untold[text] += 1
    assert not untold

"""The negative corpus: lines with numbers, number words, months or weekdays in which nothing is a figure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import factcheck

_CORPUS = Path(__file__).parent / "corpus" / "not-quantities.yaml"


def _lines() -> Iterator[Any]:
    for row in YAML(typ="safe").load(_CORPUS):
        marks = [pytest.mark.xfail(reason="known miss")] if row.get("todo") else []
        yield pytest.param(row["text"], row["figures"], id=row["text"], marks=marks)


@pytest.mark.parametrize(("text", "figures"), list(_lines()))
def test_line(text: str, figures: list[str]) -> None:
    assert [quantity.text for quantity in factcheck.extract(text)] == figures

"""The benchmark of planted errors: its sentences are many, the same every time, and wrong where they say so."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
KINDS = {"digit", "scale", "year", "neighbour", "points", "hedge", "stale"}


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Any]:
    return sentences(shared)


def sentences(shared: Path) -> list[Any]:
    planted = runpy.run_path(str(REPOSITORY / "benchmarks" / "planted.py"), run_name="planted")
    return list(planted["sentences"](shared / "facts", 24))


def test_six_hundred_sentences_half_of_them_true(rows: list[Any]) -> None:
    true = [row for row in rows if not row.error]
    assert len(rows) >= 600
    assert 0.45 < len(true) / len(rows) < 0.55
    assert {row.error for row in rows} == KINDS | {""}


def test_the_draws_are_the_same_every_time(rows: list[Any], shared: Path) -> None:
    assert [row.text for row in sentences(shared)] == [row.text for row in rows]


def test_no_planted_sentence_is_among_the_true(rows: list[Any]) -> None:
    true = {(row.text, row.day) for row in rows if not row.error}
    assert not true & {(row.text, row.day) for row in rows if row.error}

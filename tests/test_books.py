"""Every row of every book can be read, and cites a source that has a name, a link and a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factcheck.model import Query
from factcheck.sources import books
from factcheck.yamlfile import load

FOLDER = Path(books.__file__).parents[1] / "data" / "books"
BOOKS = {path.stem: load(path.read_text(encoding="utf-8"), path.name).plain() for path in sorted(FOLDER.glob("*.yaml"))}
SERIES = [(book, name) for book, content in BOOKS.items() for name in content["series"]]
ROW = {
    *("at", "place", "city", "value", "low", "high", "qualifier", "edition", "published", "superseded", "exact"),
    *("source", "also", "note"),
}


@pytest.mark.parametrize("book", BOOKS)
def test_sources_have_name_link_and_day(book: str) -> None:
    content = BOOKS[book]
    assert content["licence"]
    assert date.fromisoformat(content["compiled"])
    for key, source in content["sources"].items():
        assert source["name"], key
        assert source["url"].startswith(("https://", "http://")), key
        assert books.period(source.get("date") or source["read"]), key


@pytest.mark.parametrize("book", BOOKS)
def test_every_source_is_cited(book: str) -> None:
    content = BOOKS[book]
    rows = [row for series in content["series"].values() for row in series["rows"]]
    cited = {row["source"] for row in rows} | {key for row in rows for key in row.get("also", ())}
    assert cited == set(content["sources"])


@pytest.mark.parametrize(("book", "name"), SERIES)
def test_series(book: str, name: str) -> None:
    series = BOOKS[book]["series"][name]
    assert series["title"]
    assert series["unit"]
    for row in series["rows"]:
        assert set(row) <= ROW, row
    rows: list[Any] = series["rows"]
    if series["unit"] != "none":
        answer = books.lookup(Query("books", name))
        assert len(answer) == len(rows)
        assert all(observation.url and observation.source for observation in answer)
        for observation in answer:
            if observation.low is not None and observation.high is not None:
                assert observation.low <= observation.high
            assert observation.day is not None or observation.value is not None or observation.low is not None


def test_a_series_stands_in_one_book() -> None:
    names = [name for _, name in SERIES]
    assert len(names) == len(set(names))
    assert set(names) | {books.CITIES, books.TOWNS} == books.series()


def test_known_figures() -> None:
    """A few figures by hand, so that a slip of a column shows."""
    refugees = books.lookup(Query("books", "ukraine-refugees-cumulative"))
    assert any(o.value == 3_000_381 and o.published == date(2022, 3, 15) for o in refugees)
    tolls = books.lookup(Query("books", "kyiv-killed-in-strikes"))
    assert any((o.low, o.high) == (4, 5) and o.period == books.period("2022-03-15") for o in tolls)
    start = books.lookup(Query("books", "invasion-of-ukraine-2022"))
    assert [o.day for o in start] == [books.period("2022-02-24")]
    assert books.lookup(Query("books", "no-such-series")) == ()
    assert books.lookup(Query("books", "population", "XXX")) == ()

"""A series is read from its own block of a book: the blocks must be what the whole file says."""

from __future__ import annotations

import pytest

from factcheck.errors import FileError
from factcheck.model import Query
from factcheck.sources import books
from factcheck.yamlfile import load

BOOKS = sorted(books._files())


@pytest.mark.parametrize("name", BOOKS)
def test_the_blocks_of_a_book_are_the_whole_of_it(name: str) -> None:
    whole = load(books._files()[name], name).plain()
    blocks = {series: books._series(series) for series, place in books._index().items() if place[0] == name}
    assert blocks == whole["series"]
    assert books._sources(name) == whole["sources"]


@pytest.mark.parametrize("name", BOOKS)
def test_a_name_stands_in_one_book_only(name: str) -> None:
    named = {match[1] for match in books._SERIES.finditer(books._files()[name])}
    assert {series for series, place in books._index().items() if place[0] == name} == named


@pytest.mark.parametrize("series", sorted(books.series() - {books.CITIES, books.TOWNS}))
def test_every_series_can_be_read(series: str) -> None:
    assert books.lookup(Query(books.NAME, series, ""))


def test_a_fault_in_a_block_names_the_line_of_the_book(monkeypatch: pytest.MonkeyPatch) -> None:
    head = "sources:\n  s: {name: S}\nseries:\n  first:\n    rows: []\n"
    text = head + "  second:\n    rows: []\n    rows: []\n"
    monkeypatch.setattr(books, "_files", lambda: {"small.yaml": text})
    fresh = {"second": ("small.yaml", len(head), len(text))}
    monkeypatch.setattr(books, "_index", lambda: fresh)
    with pytest.raises(FileError, match=r"small\.yaml:8:5"):
        books._series.__wrapped__("second")

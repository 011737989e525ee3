"""The books: small, cited, dated tables that ship inside the package and answer without a network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any

from factcheck.errors import BookError, Fault
from factcheck.model import Answer, Observation, Period, Query
from factcheck.sources.cities import Cities
from factcheck.yamlfile import load

NAME = "books"
CITIES = "cities-by-population"
CONTROL = "cities-ukraine-control"
FAR_PAST, FAR_FUTURE = date(1, 1, 1), date(9999, 12, 31)
_SERIES = re.compile(r"^  ([a-z0-9][a-z0-9-]*):[ \t]*$", re.MULTILINE)


@cache
def _files() -> Mapping[str, str]:
    folder = files("factcheck") / "data" / "books"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".yaml"))
    return {name: (folder / name).read_text(encoding="utf-8") for name in names}


@cache
def _index() -> Mapping[str, str]:
    """Series name to the file that holds it, found without parsing the files."""
    index = {}
    for name, text in _files().items():
        start = text.find("\nseries:")
        for match in _SERIES.finditer(text, start):
            index[match[1]] = name
    return index


def series() -> frozenset[str]:
    """The names of all series."""
    return frozenset(_index()) | {CITIES}


@cache
def _book(name: str) -> Any:
    return load(_files()[name], f"data/books/{name}").plain()


def lookup(query: Query) -> Answer:
    """All observations of the query's series for its place, oldest first; empty where there are none."""
    if query.series == CITIES:
        return _ranking(query.place)
    name = _index().get(query.series)
    if name is None:
        return ()
    rows = _observations(name, query.series)
    if not query.place:
        return tuple(observation for _, observation in rows)
    return tuple(observation for place, observation in rows if place == query.place)


@cache
def _ranking(place: str) -> Answer:
    notes: dict[str, str] = {}
    if CONTROL in _index():
        book = _book(_index()[CONTROL])
        for row in book["series"][CONTROL]["rows"]:
            notes.setdefault(row.get("city", row.get("place", "")), row.get("note", row.get("value", "")))
    return Cities(notes).lookup(Query(NAME, CITIES, place))


@cache
def _observations(book: str, series_name: str) -> tuple[tuple[str, Observation], ...]:
    content = _book(book)
    head = content["series"][series_name]
    found = []
    for number, row in enumerate(head["rows"], 1):
        try:
            found.append((row.get("place", head.get("place", "")), _observation(row, head, content["sources"])))
        except (KeyError, ValueError, InvalidOperation) as error:
            fault = Fault(f"data/books/{book}", 0, 0, f"series {series_name}, row {number} cannot be read: {error}")
            raise BookError(fault) from error
    return tuple(sorted(found, key=lambda pair: _order(pair[1])))


def _order(observation: Observation) -> tuple[date, date]:
    start = observation.period.start if observation.period else FAR_PAST
    return start, observation.published or FAR_PAST


def _observation(row: Mapping[str, str], head: Mapping[str, Any], sources: Mapping[str, Any]) -> Observation:
    source, unit = sources[row["source"]], head["unit"]
    published = row.get("published")
    common = {
        "unit": unit,
        "source": source["name"],
        "url": source["url"],
        "published": date.fromisoformat(published) if published else None,
        "superseded": date.fromisoformat(row["superseded"]) if "superseded" in row else None,
        "edition": row.get("edition", ""),
        "qualifier": row.get("qualifier", ""),
        "exact": row.get("exact") == "true",
        "note": row.get("note", ""),
    }
    if unit == "date":
        day = period(row["value"])
        return Observation(None, None, None, period=day, day=day, **common)
    value = Decimal(row["value"]) if "value" in row else None
    low = Decimal(row["low"]) if "low" in row else value
    high = Decimal(row["high"]) if "high" in row else value
    return Observation(value, low, high, period=period(row["at"]) if "at" in row else None, **common)


def period(text: str) -> Period:
    """YYYY, YYYY-MM, YYYY-MM-DD or FROM/TO with an end left open. Raises ValueError for anything else."""
    if "/" in text:
        first, last = text.split("/")
        return Period(
            period(first).start if first else FAR_PAST,
            period(last).end if last else FAR_FUTURE,
        )
    if len(text) == 4:
        return Period(date(int(text), 1, 1), date(int(text), 12, 31))
    if len(text) == 7:
        from calendar import monthrange

        year, month = int(text[:4]), int(text[5:])
        return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    day = date.fromisoformat(text)
    return Period(day, day)

"""The books: small, cited, dated tables that ship inside the package and answer without a network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
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
TOWNS = "city-population"
"""The series of all rows that give a city's population, whichever estimate they are of; places are "UKR/Kyiv"."""
CONTROL = "cities-ukraine-control"
FAR_PAST, FAR_FUTURE = date(1, 1, 1), date(9999, 12, 31)
_BODY = "\nseries:"
_SERIES = re.compile(r"^  ([a-z0-9][a-z0-9-]*):[ \t]*$", re.MULTILINE)


@cache
def _files() -> Mapping[str, str]:
    folder = files("factcheck") / "data" / "books"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".yaml"))
    return {name: (folder / name).read_text(encoding="utf-8") for name in names}


@cache
def _index() -> Mapping[str, tuple[str, int, int]]:
    """Series name to its file and where its block begins and ends there, found without parsing the files."""
    index: dict[str, tuple[str, int, int]] = {}
    for name, text in _files().items():
        found = list(_SERIES.finditer(text, max(text.find(_BODY), 0)))
        ends = [match.start() for match in found[1:]] + [len(text)]
        index |= {match[1]: (name, match.start(), end) for match, end in zip(found, ends, strict=True)}
    return index


def series() -> frozenset[str]:
    """The names of all series."""
    return frozenset(_index()) | {CITIES, TOWNS}


@cache
def _sources(name: str) -> Mapping[str, Any]:
    text = _files()[name]
    found: Mapping[str, Any] = load(text[: text.find(_BODY) + 1], f"data/books/{name}").plain()["sources"]
    return found


@cache
def _series(name: str) -> Mapping[str, Any]:
    """One series of a book. Only its own block is parsed: most drafts need a few blocks of long books."""
    book, start, end = _index()[name]
    text = _files()[book]
    lines = "\n" * text.count("\n", 0, start)  # so that a fault names its line
    found: Mapping[str, Any] = load(lines + text[start:end], f"data/books/{book}").plain()[name]
    return found


def lookup(query: Query) -> Answer:
    """All observations of the query's series for its place, oldest first; empty where there are none."""
    if query.series == CITIES:
        return _ranking(query.place)
    if query.series == TOWNS:
        return _town(query.place)
    if query.series not in _index():
        return ()
    rows = _observations(query.series)
    if not query.place:
        return tuple(observation for _, observation in rows)
    return tuple(observation for place, observation in rows if place == query.place)


@cache
def _town(place: str) -> Answer:
    """Every estimate of a city's population, the book's first series first."""
    found: list[Observation] = []
    for name in _index():
        if TOWNS in name:
            head = _series(name)
            sources = _sources(_index()[name][0])
            rows = [
                row for row in head["rows"] if f"{row.get('place', head.get('place', ''))}/{row.get('city')}" == place
            ]
            found += [_observation(row, head, sources) for row in rows]
    return tuple(found)


@cache
def _ranking(place: str) -> Answer:
    """The ranking of a place's cities, each with who held it on the day for which the book on that tells of most."""
    control = _series(CONTROL)["rows"] if place == _series(CONTROL)["place"] else []
    if not control:
        return Cities().lookup(Query(NAME, CITIES, place))
    ends = [period(row["at"]).end for row in control]
    day = max((end for end in ends if end != FAR_FUTURE), key=ends.count)
    notes = {row["city"]: row["note"] for row in control if period(row["at"]).contains(day)}
    answer = Cities(notes).lookup(Query(NAME, CITIES, place))
    return tuple(replace(o, note=f"who held the cities is told as of {day.isoformat()}") for o in answer)


@cache
def _observations(series_name: str) -> tuple[tuple[str, Observation], ...]:
    book, head = _index()[series_name][0], _series(series_name)
    sources, found = _sources(book), []
    for number, row in enumerate(head["rows"], 1):
        try:
            found.append((row.get("place", head.get("place", "")), _observation(row, head, sources)))
        except (KeyError, ValueError, InvalidOperation) as error:
            message = f"series {series_name}, row {number} cannot be read: {error}"
            raise BookError(Fault(f"data/books/{book}", 0, 0, message)) from error
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

"""The tables of places that ship with the package: countries and their words, cities and their populations.

``data/places.tsv``, ``cities.tsv`` and ``city_names.tsv`` are built from GeoNames (CC BY 4.0) and the
project's own word lists by ``tools/build_places.py``. Each is read once, when first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from factcheck.errors import BookError, Fault
from factcheck.tables import table, text_of


class Country(NamedTuple):
    """A country, territory, group or the world (`kind`). A capital is its spellings, the first to print."""

    code: str
    name: str
    kind: str
    others: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[tuple[str, ...], ...]


class City(NamedTuple):
    """A row of the cities' table: `country` is an alpha-3 code, `population` persons as GeoNames has them."""

    name: str
    country: str
    population: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Where and when the cities' table was built: the package's name and version, and the day."""

    package: str
    built: date


@cache
def countries() -> dict[str, Country]:
    """All countries by code. Raises BookError for a row that is not of the table's shape."""
    found = {}
    for code, name, kind, others, demonyms, capitals in _rows("places.tsv", 6):
        spellings = tuple(tuple(capital.split("=")) for capital in _split(capitals))
        found[code] = Country(code, name, kind, _split(others), _split(demonyms), spellings)
    return found


@cache
def alpha2() -> dict[str, str]:
    """The ISO 3166 alpha-2 code of each country, by its alpha-3 code."""
    return dict(_rows("codes.tsv", 2))


def members(group: str, day: date) -> frozenset[str]:
    """The countries that are members of a group (a code of ``data/groups.yaml``) on `day`; empty for another code."""
    found = set()
    for code, time in table("groups").get(group, {}).items():
        since, _, until = time.partition("/")
        first = date(int(since), 1, 1) if len(since) == 4 else date.fromisoformat(since)
        if first <= day and (not until or day <= date.fromisoformat(until)):
            found.add(code)
    return frozenset(found)


@cache
def cities(country: str = "") -> tuple[City, ...]:
    """The cities of a country (alpha-3), or all; by country, then by falling population. Raises BookError."""
    return tuple(
        City(name, code, int(population), _split(others))
        for _id, name, code, population, others in _rows("cities.tsv", 5, country)
    )


@cache
def city_names() -> list[list[str]]:
    """Spelling, name and countries ("|" between) of the cities that drafts are searched for."""
    return _rows("city_names.tsv", 3)


@cache
def cities_edition() -> Edition:
    """The edition in the head of the cities' table."""
    fields = {}
    for line in text_of("cities.tsv").splitlines():
        if not line.startswith("#"):
            break
        key, _, value = line[1:].partition(":")
        fields[key.strip()] = value.strip()
    return Edition(fields["Package"].split(";")[0], date.fromisoformat(fields["Built"].split()[0]))


def _rows(name: str, width: int, field: str = "") -> list[list[str]]:
    """The rows of a table; only those with an inner field `field` if one is given."""
    rows, inner = [], f"\t{field}\t" if field else ""
    for number, line in enumerate(text_of(name).splitlines(), 1):
        if inner not in line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != width:
            raise BookError(Fault(f"data/{name}", number, 1, f"{len(row)} fields where {width} are needed"))
        rows.append(row)
    return rows


def _split(field: str) -> tuple[str, ...]:
    return tuple(field.split("|")) if field else ()

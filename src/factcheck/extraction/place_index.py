"""What can stand for a place in a draft: every spelling of the gazetteer, and words that only look like one.

``data/place_doubts.txt`` says which spellings are no places, everyday words, names of persons, or several.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from factcheck.gazetteer import cities, city_names, countries
from factcheck.model import Place
from factcheck.tables import text_of

WORLD = "WLD"
_LETTERS = re.compile(r"[^\W\d_]*")

FAMOUS = 3
"""A name shared by cities of two countries means the larger if it has this many times the people."""


class Entry(NamedTuple):
    """One reading of a spelling. `form` is that of a PlaceMention, or "not"; no `candidates`: it is clear."""

    surface: str
    form: str
    code: str
    name: str
    city: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """What decides between the `candidates` of an open name: words for a code, and words against all."""

    candidates: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
    against: tuple[str, ...]


@cache
def doubts() -> dict[str, list[list[str]]]:
    """The lines of place_doubts.txt by their kind, each a list of fields."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for line in text_of("place_doubts.txt").splitlines():
        if line and not line.startswith("#"):
            kind, *fields = (field.strip() for field in line.split(";"))
            found[kind].append(fields)
    return dict(found)


@cache
def words(kind: str) -> frozenset[str]:
    """All words of one kind in place_doubts.txt."""
    return frozenset(word for fields in doubts().get(kind, []) for word in fields[0].split("|"))


@cache
def openings() -> dict[str, Opening]:
    """Name of an open place to what decides it."""
    found = {}
    for names, codes, evidence, against in doubts()["open"]:
        candidates = tuple(codes.split("|")) if codes else ()
        pairs = (word.partition("=") for word in evidence.split("|") if word)
        decides = tuple((word, code or candidates[0]) for word, _, code in pairs)
        found[names.split("|")[0]] = Opening(candidates, decides, tuple(filter(None, against.split("|"))))
    return found


@cache
def by_first_word() -> dict[str, list[Entry]]:
    """First run of letters of a spelling to its entries, longest spelling first."""
    return _grouped(entries().values())


@cache
def by_first_capitals() -> dict[str, list[Entry]]:
    """The same for headlines and datelines in capitals; nothing under four letters."""
    return _grouped(
        entry._replace(surface=surface.upper())
        for surface, entry in entries().items()
        if len(surface) >= 4 and not surface.isupper()
    )


def _grouped(found: Iterable[Entry]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in found:
        surface = entry.surface
        first = surface if surface.isalpha() else _LETTERS.match(surface)[0]  # type: ignore[index]
        groups.setdefault(first, []).append(entry)
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=lambda entry: -len(entry.surface))
    return groups


@cache
def entries() -> dict[str, Entry]:
    """Spelling to entry. What stands first wins: no places, open names, countries, capitals, large cities."""
    found = {surface: Entry(surface, "not", "", "") for surface in words("not")}
    for names, codes, *_ in doubts()["open"]:
        name = names.split("|")[0]
        for word in names.split("|"):
            surface, form = word.removeprefix("~"), "adjective" if word.startswith("~") else "name"
            found[surface] = Entry(surface, form, "", name, "", tuple(filter(None, codes.split("|"))))
    for country in countries().values():
        if country.code == WORLD:
            continue  # "the World Bank": see places._SMALL_LETTERS
        for surface in (country.name, *country.others):
            found.setdefault(surface, Entry(surface, "name", country.code, country.name))
        for surface in country.demonyms:
            found.setdefault(surface, Entry(surface, "adjective", country.code, country.name))
    found |= {entry.surface: entry for entry in _parts() if found.get(entry.surface, entry).form in ("not", "name")}
    everyday = words("word")
    shared = {surface: tuple(codes.split("|")) for surface, _, codes in city_names() if "|" in codes}
    for entry in (*_capitals(shared), *_cities()):
        if entry.surface not in everyday:
            found.setdefault(entry.surface, entry)
    return {surface: entry for surface, entry in found.items() if surface[0].isupper()}


def _parts() -> Iterator[Entry]:
    """Parts of countries, which are left open: no series is of them."""
    countries_named = {spelling for country in countries().values() for spelling in (country.name, *country.others)}
    for surface, (name, _) in subdivisions().items():
        if surface not in countries_named and surface not in openings():
            yield Entry(surface, "name", "", name)


@cache
def subdivisions() -> dict[str, tuple[str, str]]:
    """Spelling of a part of a country to its name and the country's code."""
    found: dict[str, tuple[str, str]] = {}
    for line in text_of("subdivisions.txt").splitlines():
        if line and not line.startswith("#"):
            code, _, names = line.partition(";")
            for name in names.split("|"):
                spellings = [spelling.strip() for spelling in name.split("=")]
                found |= {spelling: (spellings[0].removeprefix("the "), code.strip()) for spelling in spellings}
    return found


def _capitals(shared: dict[str, tuple[str, ...]]) -> Iterator[Entry]:
    for country in countries().values():
        for spellings in country.capitals:
            for surface in spellings:
                codes = shared.get(surface, ())
                code, name = ("", surface) if codes else (country.code, country.name)
                yield Entry(surface, "capital", code, name, spellings[0], codes)


def _cities() -> Iterator[Entry]:
    for surface, city, codes in city_names():
        if "|" in codes:
            yield Entry(surface, "city", "", surface, city, tuple(codes.split("|")))
        else:
            yield Entry(surface, "city", codes, countries()[codes].name, city)
    for code, least in doubts().get("smaller", []):
        for town in cities(code):
            if town.population >= int(least):
                for surface in (town.name, *town.others):
                    yield Entry(surface, "city", code, countries()[code].name, town.name)


def named(name: str) -> Place | None:
    """The place that a rule file means by `name`; None if there is none, or two of about the same size."""
    for country in countries().values():
        if name in (country.name, *country.others):
            return Place(country.code, country.name)
    for country in countries().values():
        for spellings in country.capitals:
            if name in spellings:
                return Place(country.code, country.name, spellings[0])
    group = [city for city in cities() if name in (city.name, *city.others)]
    group.sort(key=lambda city: -city.population)
    rivals = {city.country for city in group if city.population * FAMOUS > group[0].population}
    if len(rivals) != 1:
        return None
    return Place(group[0].country, countries()[group[0].country].name, group[0].name)

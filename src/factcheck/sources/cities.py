"""Rankings of a country's largest cities, from the table of GeoNames data that ships with the package.

GeoNames' populations are of differing years and limits (city proper, municipality) and stand without a date;
the day that is cited is the one on which the table was built.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from factcheck.gazetteer import City, cities, cities_edition
from factcheck.model import Answer, Member, Observation, Query

SERIES = "cities-by-population"
SOURCE = "GeoNames"
URL = "https://www.geonames.org/countries/"
WORLD = "WLD"
MOST = 30
"""Members of a ranking at most: the table has every country's 30 largest."""


class Cities:
    """The source of the series "cities-by-population": places are alpha-3 codes, or WLD for the whole world.

    `notes` maps a city's name to what an editor should know of it; it is printed beside that member.
    """

    def __init__(self, notes: Mapping[str, str] | None = None) -> None:
        self._notes = dict(notes or {})

    def lookup(self, query: Query) -> Answer:
        """One observation with the ranking as its members (persons); empty for an unknown place or series."""
        largest = _largest(query.place) if query.series == SERIES else ()
        if not largest:
            return ()
        members = tuple(
            Member(rank, city.name, Decimal(city.population), self._notes.get(city.name, ""))
            for rank, city in enumerate(largest, 1)
        )
        edition = cities_edition()
        return (
            Observation(
                value=None,
                low=None,
                high=None,
                unit="person",
                period=None,
                source=SOURCE,
                url=URL,
                edition=edition.package,
                members=members,
                retrieved=edition.built,
            ),
        )


@cache
def _largest(place: str) -> tuple[City, ...]:
    """The MOST populous cities of `place`; the table has a country's cities in that order already."""
    if place == WORLD:
        return tuple(sorted(cities(), key=lambda city: -city.population)[:MOST])
    return tuple(city for city in cities(place) if city.country == place)[:MOST] if place else ()

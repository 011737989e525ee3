"""US Geological Survey: the strongest earthquakes of a country, by day.

API: https://earthquake.usgs.gov/fdsnws/event/1/. Magnitudes are revised; quarry blasts are left out. Public domain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from factcheck.errors import SourceError
from factcheck.gazetteer import countries
from factcheck.model import Answer, Observation, Period, Query
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.shapes import Citation, Codes, cited, each, figure_of, misshapen, observed, unasked
from factcheck.sources.trust import Json, parsed

NAME = "usgs"
SITE = Site("US Geological Survey", "https://earthquake.usgs.gov/", ("application/json", "application/geo+json"))
SOURCE = "US Geological Survey, earthquake catalogue"
MAGNITUDE = "earthquake-magnitude"
LEAST = Decimal("6.5")
"""Weaker earthquakes are too many to ask for all of them at once: the source gives 20,000 at most."""


def series() -> frozenset[str]:
    """The one series: the magnitude of a day's strongest earthquake."""
    return Codes.of([MAGNITUDE], MAGNITUDE)


def lookup(query: Query, fetch: Fetch, site: Site = SITE) -> Answer:
    """The strongest earthquake of each day that had one of magnitude 6.5 or more, oldest first. Raises SourceError."""
    return tuple(read(_asked([query], fetch, site), query, site))


def lookup_many(queries: Sequence[Query], fetch: Fetch, site: Site = SITE) -> Mapping[Query, Answer | SourceError]:
    """The same for several countries: one question is about all. Raises SourceError where none has an answer."""
    reply = _asked(queries, fetch, site)
    return each(queries, lambda query: tuple(read(reply, query, site)))


def _asked(queries: Sequence[Query], fetch: Fetch, site: Site) -> Reply:
    for query in queries:
        if query.series != MAGNITUDE or query.place not in countries():
            raise unasked(site, query, "Write place: country in the rule, or the name of one.")
    path = (
        "fdsnws/event/1/query?format=geojson&starttime=1900-01-01&endtime=2100-01-01"
        f"&minmagnitude={LEAST}&eventtype=earthquake&orderby=time-asc&limit=20000"
    )
    return fetch(site, path)


def read(reply: Reply, query: Query, site: Site = SITE) -> list[Observation]:
    """The observations of an answer. Raises SourceError."""
    content = parsed(reply, site)
    try:
        rows = [row for row in content["features"] if row["properties"]["mag"] is not None]
        here = [row for row in rows if _is_in(str(row["properties"]["place"] or ""), countries()[query.place].name)]
        found = [_row(row) for row in here if row["properties"]["type"] == "earthquake"]
    except (AttributeError, ArithmeticError, KeyError, OSError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    strongest: dict[date, Observation] = {}
    for one in found:
        assert one.period is not None and one.value is not None
        day = one.period.start
        if day not in strongest or (strongest[day].value or 0) < one.value:
            strongest[day] = one
    made = cited(strongest.values(), Citation("", SOURCE, SITE.base), reply.day)
    return [replace(one, url=old.url or one.url) for one, old in zip(made, strongest.values(), strict=True)]


def _is_in(words: str, country: str) -> bool:
    """Whether the catalogue's words for a place end in the country: "2011 Great Tohoku Earthquake, Japan"."""
    return words.casefold().removesuffix(" region").endswith(country.casefold())


def _row(row: Json) -> Observation:
    seconds = int(figure_of(row["properties"]["time"])) // 1000
    day = datetime.fromtimestamp(seconds, UTC).date()
    page = str(row["properties"].get("url") or "")
    seen = observed(figure_of(row["properties"]["mag"]), Period(day, day))
    return replace(seen, url=page if page.startswith(SITE.base) else "")

"""WHO Global Health Observatory: an indicator for a country, both sexes together.

API: https://www.who.int/data/gho/info/gho-odata-api. A country and year have several rows (men, women, both); the
figure for reading stands beside its low and high. Licence: CC BY-NC-SA 3.0 IGO.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from urllib.parse import quote

from factcheck.errors import SourceError
from factcheck.model import Answer, Observation, Query
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.shapes import (
    Citation,
    Codes,
    cited,
    each,
    elsewhere,
    figure_of,
    misshapen,
    observed,
    unasked,
    year_of,
)
from factcheck.sources.trust import Json, believed, parsed
from factcheck.tables import table

NAME = "who"
SITE = Site("WHO Global Health Observatory", "https://ghoapi.azureedge.net/")
SOURCE = "World Health Organization, Global Health Observatory"
_BOTH = frozenset({"SEX_BTSX", "BTSX", None})


def series() -> frozenset[str]:
    """The indicators that may be asked for."""
    return Codes.of(table("source_units")["who"], "[A-Za-z][A-Za-z0-9_]{2,60}")


def lookup(query: Query, fetch: Fetch, site: Site = SITE) -> Answer:
    """All years that have a figure for both sexes, oldest first. Raises SourceError."""
    return _answer(query, _asked([query], fetch, site), site, {query.place})


def lookup_many(queries: Sequence[Query], fetch: Fetch, site: Site = SITE) -> Mapping[Query, Answer | SourceError]:
    """The same for several countries in one question. Raises SourceError where none has an answer."""
    reply, among = _asked(queries, fetch, site), {query.place for query in queries}
    return each(queries, lambda query: _answer(query, reply, site, among))


def _asked(queries: Sequence[Query], fetch: Fetch, site: Site) -> Reply:
    for query in queries:
        if query.series not in series() or not re.fullmatch("[A-Z]{3}", query.place):
            raise unasked(site, query, "Write the code of an indicator as series, and place: country.")
    places = ",".join(f"'{query.place}'" for query in queries)
    # A filter of forty comparisons may be more than a service of this kind takes; "in" is one.
    wanted = quote(f"SpatialDim in ({places})" if len(queries) > 1 else f"SpatialDim eq {places}")
    return fetch(site, f"api/{queries[0].series}?$filter={wanted}")


def _answer(query: Query, reply: Reply, site: Site, among: AbstractSet[str]) -> Answer:
    return believed(read(reply, query, site, among), site, _page(query))


def read(reply: Reply, query: Query, site: Site = SITE, among: AbstractSet[str] = frozenset()) -> list[Observation]:
    """The observations of an answer about the places `among` that were asked for. Raises SourceError."""
    content = parsed(reply, site)
    try:
        rows = [row for row in content["value"] if row["TimeDimType"] == "YEAR"]
        asked = {(row["SpatialDim"], row["IndicatorCode"]) for row in rows}
        own = [row for row in rows if row["SpatialDim"] == query.place]
        found = [_row(row) for row in own if row.get("Dim1") in _BOTH and not row.get("Dim2")]
        found = [one for one in found if one is not None]
    except (AttributeError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    if asked - {(place, query.series) for place in (among or {query.place})}:
        raise elsewhere(site, reply, query)
    once = {one.period: one for one in found if one is not None}
    if len(once) < len(found):
        raise site.error("it has several figures for a year that this run cannot tell apart", url=reply.url)
    unit = table("source_units")["who"].get(query.series, "")
    return cited(once.values(), Citation(unit, SOURCE, _page(query)), reply.day)


def _row(row: Json) -> Observation | None:
    if row["NumericValue"] is None:
        return None
    low, high = (None if row.get(key) is None else figure_of(row[key]) for key in ("Low", "High"))
    return observed(figure_of(row["NumericValue"]), year_of(row["TimeDim"]), low=low, high=high)


def _page(query: Query) -> str:
    return f"https://www.who.int/data/gho/data/indicators/indicator-details/GHO/{quote(query.series)}"

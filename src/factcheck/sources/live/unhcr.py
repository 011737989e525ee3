"""UNHCR Refugee Statistics: people at the end of each year, by country of origin or of asylum.

API: https://api.unhcr.org/docs/refugee-statistics.html. Codes are UNHCR's own unless ``cf_type=ISO`` is sent, an
unknown parameter is ignored in silence, and a dimension that is neither filtered nor expanded is summed. Licence: CC
BY 4.0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

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
from factcheck.sources.trust import believed, parsed

NAME = "unhcr"
SITE = Site("UNHCR Refugee Statistics", "https://api.unhcr.org/")
PAGE = "https://www.unhcr.org/refugee-statistics/download"
SERIES = {
    "refugees-from": ("coo", "refugees"),
    "refugees-in": ("coa", "refugees"),
    "asylum-seekers-from": ("coo", "asylum_seekers"),
    "asylum-seekers-in": ("coa", "asylum_seekers"),
    "internally-displaced-in": ("coo", "idps"),
    "stateless-in": ("coa", "stateless"),
    "returned-refugees-to": ("coo", "returned_refugees"),
}
"""Series: which side of the table is the place, and the column."""
FIRST, LAST = 1951, 2100
MOST_PAGES = 5


def series() -> frozenset[str]:
    """The series that may be asked for."""
    return Codes.of(SERIES, "|".join(SERIES))


def lookup(query: Query, fetch: Fetch, site: Site = SITE) -> Answer:
    """All years that have a figure, oldest first. Raises SourceError for an answer that cannot be believed."""
    return _answer(query, _asked([query], fetch, site), site, {query.place})


def lookup_many(queries: Sequence[Query], fetch: Fetch, site: Site = SITE) -> Mapping[Query, Answer | SourceError]:
    """The same for several countries in one question. Raises SourceError where none has an answer."""
    replies, among = _asked(queries, fetch, site), {query.place for query in queries}
    return each(queries, lambda query: _answer(query, replies, site, among))


def _asked(queries: Sequence[Query], fetch: Fetch, site: Site) -> list[Reply]:
    """All pages about the places."""
    for query in queries:
        if query.series not in SERIES or not re.fullmatch("[A-Z]{3}", query.place):
            raise unasked(site, query, "Write place: country in the rule, or the name of one.")
    places, (side, _) = ",".join(query.place for query in queries), SERIES[queries[0].series]
    path = f"population/v1/population/?{side}={places}&yearFrom={FIRST}&yearTo={LAST}&cf_type=ISO&limit=1000"
    first = fetch(site, path)
    return [first, *(fetch(site, f"{path}&page={page}") for page in range(2, _pages(first, site) + 1))]


def _pages(reply: Reply, site: Site) -> int:
    try:
        pages = int(parsed(reply, site).get("maxPages", 1))
    except (AttributeError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    if pages > MOST_PAGES:
        raise site.error(f"its answer runs to {pages} pages", url=reply.url)
    return pages


def _answer(query: Query, replies: Sequence[Reply], site: Site, among: AbstractSet[str]) -> Answer:
    found = [one for reply in replies for one in read(reply, query, site, among)]
    return believed(found, site, PAGE)


def read(reply: Reply, query: Query, site: Site = SITE, among: AbstractSet[str] = frozenset()) -> list[Observation]:
    """The observations of one page about the places `among` that were asked for. Raises SourceError."""
    content = parsed(reply, site)
    side, column = SERIES[query.series]
    try:
        rows = content["items"]
        places = {row[f"{side}_iso"] for row in rows}
        own = [row for row in rows if row[f"{side}_iso"] == query.place]
        other = {row["coa_iso" if side == "coo" else "coo_iso"] for row in own}
        found = [observed(figure_of(row[column]), year_of(row["year"])) for row in own if row[column] != "-"]
    except (AttributeError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    doubled = len({one.period for one in found}) < len(found)
    if places - (among or {query.place}) or other - {"-", None, query.place} or doubled:
        raise elsewhere(site, reply, query)  # a row for each pair of countries would be taken for a total
    return cited(found, Citation("person", "UNHCR Refugee Statistics", PAGE), reply.day)

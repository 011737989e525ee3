"""UNHCR Refugee Statistics: people at the end of each year, by country of origin or of asylum.

API: https://api.unhcr.org/docs/refugee-statistics.html. Codes are UNHCR's own unless ``cf_type=ISO`` is sent, an
unknown parameter is ignored in silence, and a dimension that is neither filtered nor expanded is summed. Licence: CC
BY 4.0.
"""

from __future__ import annotations

import re

from factcheck.model import Answer, Observation, Query
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.shapes import Citation, Codes, cited, elsewhere, figure_of, misshapen, observed, unasked, year_of
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
    if query.series not in SERIES or not re.fullmatch("[A-Z]{3}", query.place):
        raise unasked(site, query, "Write place: country in the rule, or the name of one.")
    side, _ = SERIES[query.series]
    path = f"population/v1/population/?{side}={query.place}&yearFrom={FIRST}&yearTo={LAST}&cf_type=ISO&limit=1000"
    found: list[Observation] = []
    page = pages = 1
    while page <= pages:
        reply = fetch(site, path if page == 1 else f"{path}&page={page}")
        rows, pages = read(reply, query, site)
        found += rows
        page += 1
    return believed(found, site, PAGE)


def read(reply: Reply, query: Query, site: Site = SITE) -> tuple[list[Observation], int]:
    """The observations of one page, and how many pages there are. Raises SourceError."""
    content = parsed(reply, site)
    side, column = SERIES[query.series]
    try:
        rows = content["items"]
        places = {row[f"{side}_iso"] for row in rows}
        other = {row["coa_iso" if side == "coo" else "coo_iso"] for row in rows}
        found = [observed(figure_of(row[column]), year_of(row["year"])) for row in rows if row[column] != "-"]
        pages = int(content.get("maxPages", 1))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    if places - {query.place} or other - {"-", None, query.place} or len({one.period for one in found}) < len(found):
        raise elsewhere(site, reply, query)  # a row for each pair of countries would be taken for a total
    if pages > MOST_PAGES:
        raise site.error(f"its answer runs to {pages} pages", url=reply.url)
    return cited(found, Citation("person", "UNHCR Refugee Statistics", PAGE), reply.day), pages

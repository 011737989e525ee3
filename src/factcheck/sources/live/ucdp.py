"""Uppsala Conflict Data Program: deaths in organised violence in a country, year by year, with low and high estimates.

API: https://ucdp.uu.se/apidocs/. It needs a token since February 2026. Events are summed here; the sum of best
estimates is the figure, of low and high ones its bounds. Low is not always below best. Licence: CC BY 4.0.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from factcheck.model import Answer, Observation, Query
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.shapes import Citation, Codes, cited, elsewhere, figure_of, misshapen, observed, unasked, year_of
from factcheck.sources.trust import Json, parsed
from factcheck.tables import table

NAME = "ucdp"
KEY = "UCDP_ACCESS_TOKEN"
"""The variable of the environment that holds the token."""
HEADER = "x-ucdp-access-token"
VERSION = "25.1"
SITE = Site("Uppsala Conflict Data Program", "https://ucdpapi.pcr.uu.se/")
SOURCE = f"Uppsala Conflict Data Program, Georeferenced Event Dataset {VERSION}"
SERIES = {"deaths": (), "deaths-state-based": ("1",), "deaths-non-state": ("2",), "deaths-one-sided": ("3",)}
MOST_PAGES = 100


def series() -> frozenset[str]:
    """The series that may be asked for."""
    return Codes.of(SERIES, "|".join(SERIES))


def places() -> frozenset[str]:
    """The places that may be asked for: those whose number is known here."""
    return frozenset(table("source_units")["gleditsch_ward"])


def lookup(query: Query, fetch: Fetch, site: Site = SITE, *, key: str = "") -> Answer:
    """Deaths in each year that has an event, oldest first. Raises SourceError."""
    number = table("source_units")["gleditsch_ward"].get(query.place, "")
    if query.series not in SERIES or not number:
        raise unasked(site, query, "Write place: country in the rule; only countries with a Gleditsch-Ward code here.")
    if not key:
        hint = f"Ask the programme for a token and put it into the variable {KEY}."
        raise site.error("it needs a token, and there is none", hint=hint)
    known = site._replace(header=(HEADER, key))
    rows: list[Json] = []
    page, pages = 0, 1
    while page < pages:
        reply = fetch(known, f"api/gedevents/{VERSION}?pagesize=1000&page={page}&Country={number}")
        more, pages = read(reply, number, query, site)
        rows += more
        page += 1
    return tuple(_years(rows, query))


def read(reply: Reply, number: str, query: Query, site: Site = SITE) -> tuple[list[Json], int]:
    """Year, violence, low, best and high of each event of a page, and how many pages there are. Raises SourceError."""
    content = parsed(reply, site)
    try:
        pages, events = int(content["TotalPages"]), content["Result"]
        rows = [
            (
                str(int(row["year"])),
                str(row["type_of_violence"]),
                *(figure_of(row[end]) for end in ("low", "best", "high")),
            )
            for row in events
        ]
        places = {str(row["country_id"]) for row in events}
    except (AttributeError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    if places - {number}:
        raise elsewhere(site, reply, query)
    if pages > MOST_PAGES:
        raise site.error(f"its answer runs to {pages} pages", url=reply.url, hint="Check this figure by hand.")
    return rows, pages


def _years(rows: Iterable[Json], query: Query) -> list[Observation]:
    kinds = SERIES[query.series]
    sums: dict[str, list[Decimal]] = {}
    for year, kind, *estimates in rows:
        if not kinds or kind in kinds:
            sums[year] = [a + b for a, b in zip(sums.get(year, [Decimal(0)] * 3), estimates, strict=True)]
    found = [
        observed(best, year_of(year), low=min(low, best), high=max(high, best))
        for year, (low, best, high) in sorted(sums.items())
    ]
    return cited(found, Citation("person", SOURCE, "https://ucdp.uu.se/", VERSION), None)

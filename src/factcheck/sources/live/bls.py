"""US Bureau of Labor Statistics: a series of the United States, by month, quarter or year.

API: https://www.bls.gov/developers/api_signature_v2.htm. A failure comes with HTTP status 200, a series that does not
exist as a success without rows, a missing value as "-". Public domain.
"""

from __future__ import annotations

from factcheck.model import Answer, Observation, Period, Query
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.shapes import (
    Citation,
    Codes,
    cited,
    elsewhere,
    figure_of,
    misshapen,
    months_of,
    observed,
    unasked,
    year_of,
)
from factcheck.sources.trust import believed, parsed
from factcheck.tables import table

NAME = "bls"
SITE = Site("US Bureau of Labor Statistics", "https://api.bls.gov/")
SOURCE = "US Bureau of Labor Statistics"
PLACE = "USA"
_YEARLY = frozenset({"M13", "A01", "S03", "Q05"})


def series() -> frozenset[str]:
    """The series that may be asked for."""
    return Codes.of(table("source_units")["bls"], "[A-Z][A-Z0-9_#-]{7,30}")


def places() -> frozenset[str]:
    """The places that it has figures of."""
    return frozenset({PLACE})


def lookup(query: Query, fetch: Fetch, site: Site = SITE) -> Answer:
    """What the source has of the last years, oldest first. Raises SourceError."""
    if query.series not in series() or query.place not in ("", PLACE):
        raise unasked(site, query, "Write the number of a series, and place: United States or none.")
    reply = fetch(site, f"publicAPI/v2/timeseries/data/{query.series}")
    return believed(read(reply, query, site), site, _page(query))


def read(reply: Reply, query: Query, site: Site = SITE) -> list[Observation]:
    """The observations of an answer. Raises SourceError."""
    content = parsed(reply, site)
    try:
        if content["status"] != "REQUEST_SUCCEEDED":
            raise site.error(
                "it refused the question", url=reply.url, hint="Try again tomorrow: it limits questions a day."
            )
        (found,) = content["Results"]["series"]
        name, rows = found["seriesID"], found["data"]
        if not rows and any("Invalid Series" in message for message in content["message"]):
            hint = "Look the series up at https://data.bls.gov and correct the rule."
            raise site.error(f"it does not know the series {query.series}", url=reply.url, hint=hint)
        kept = [
            observed(figure_of(row["value"]), _period(row["year"], row["period"]))
            for row in rows
            if row["value"] != "-"
        ]
    except (AttributeError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    if name != query.series:
        raise elsewhere(site, reply, query)
    unit = table("source_units")["bls"].get(query.series, "")
    return cited(kept, Citation(unit, SOURCE, _page(query)), reply.day)


def _period(year: str, code: str) -> Period:
    if code in _YEARLY:
        return year_of(year)
    length = {"M": 1, "Q": 3, "S": 6}[code[0]]
    return months_of(int(year), (int(code[1:]) - 1) * length + 1, length)


def _page(query: Query) -> str:
    return f"https://data.bls.gov/timeseries/{query.series}"

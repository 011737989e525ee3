"""IMF DataMapper: an indicator of the World Economic Outlook for a country, year by year, forecasts among them.

API: https://www.imf.org/external/datamapper/api/help. The country in the address may be ignored, an unknown indicator
answers with the list of countries, and figures come with the noise of binary fractions. Free to use with a citation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from factcheck.errors import SourceError
from factcheck.model import Answer, Observation, Query
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.shapes import Citation, Codes, cited, each, figure_of, misshapen, observed, unasked, year_of
from factcheck.sources.trust import believed, parsed
from factcheck.tables import table

NAME = "imf"
SITE = Site("IMF DataMapper", "https://www.imf.org/external/datamapper/")
SOURCE = "International Monetary Fund, World Economic Outlook"
_SHOWN = Decimal("0.001")
"""The DataMapper shows no more digits than these."""


def series() -> frozenset[str]:
    """The indicators that may be asked for."""
    return Codes.of(table("source_units")["imf"], "[A-Z][A-Z0-9_]{1,30}")


def lookup(query: Query, fetch: Fetch, site: Site = SITE) -> Answer:
    """All years up to that of the answer, oldest first. Raises SourceError for an answer that cannot be believed."""
    return _answer(query, _asked([query], fetch, site), site)


def lookup_many(queries: Sequence[Query], fetch: Fetch, site: Site = SITE) -> Mapping[Query, Answer | SourceError]:
    """The same for several countries in one question. Raises SourceError where none has an answer."""
    reply = _asked(queries, fetch, site)
    return each(queries, lambda query: _answer(query, reply, site))


def _asked(queries: Sequence[Query], fetch: Fetch, site: Site) -> Reply:
    for query in queries:
        if query.series not in series() or not re.fullmatch("[A-Z]{3}", query.place):
            raise unasked(site, query, "Write the code of an indicator as series, and place: country.")
    return fetch(site, f"api/v1/{queries[0].series}/{'/'.join(query.place for query in queries)}")


def _answer(query: Query, reply: Reply, site: Site) -> Answer:
    return believed(read(reply, query, site), site, _page(query, site))


def read(reply: Reply, query: Query, site: Site = SITE) -> list[Observation]:
    """The observations of an answer, without years that were still to come. Raises SourceError."""
    content = parsed(reply, site)
    unit, _, scale = table("source_units")["imf"].get(query.series, "").partition(" x ")
    try:
        if "values" not in content:
            hint = "Look the indicator up at https://www.imf.org/external/datamapper and correct the rule."
            raise site.error(f"it does not know the indicator {query.series}", url=reply.url, hint=hint)
        rows = content["values"][query.series].get(query.place) or {}
        found = [
            observed(_rounded(figure_of(value)) * Decimal(scale or 1), year_of(year))
            for year, value in rows.items()
            if value is not None and (reply.day is None or int(year) < reply.day.year)
        ]
    except (AttributeError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    return cited(found, Citation(unit, SOURCE, _page(query, site)), reply.day)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_SHOWN, ROUND_HALF_EVEN).normalize()


def _page(query: Query, site: Site) -> str:
    return f"{site.base}{query.series}@WEO/{query.place}"

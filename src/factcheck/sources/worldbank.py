"""The World Bank's indicators: one question for a country and an indicator gives all its years.

API: https://datahelpdesk.worldbank.org/knowledgebase/articles/898581-api-basic-call-structures. It answers an
error with HTTP status 200, and "no data" with rows that are null. Licence of the data: CC BY 4.0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import cache

from factcheck.errors import SourceError
from factcheck.model import Answer, Observation, Query
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.shapes import Citation, Codes, cited, each, figure_of, misshapen, observed, year_of
from factcheck.sources.trust import Json, believed, parsed
from factcheck.tables import table

NAME = "worldbank"
SITE = Site("World Bank", "https://api.worldbank.org/")
SOURCES = {"2": "World Bank, World Development Indicators"}
MOST_PAGES = 20

_CODE = r"[A-Z]{2}(\.[A-Z0-9]{1,10}){1,8}"
_ENDINGS = {"ZS": "percent", "ZG": "percent"}
"""Codes that end so are shares and growth rates, by the World Bank's way of coining codes."""

_ABSENT = """
AIA ALA ATA ATF BES BLM BVT CCK COK CXR ESH FLK GGY GLP GUF HMD IOT JEY MSR MTQ MYT NFK NIU PCN REU SGS SHN
SJM SPM TKL TWN UMI VAT WLF
"""
"""Places that are not in the World Bank's list of economies (/v2/country): no data, which is no failure."""


@cache
def _units() -> Mapping[str, str]:
    """Code to unit in our words: the API has them only inside an indicator's title."""
    return {code: unit for unit, codes in table("worldbank_units").items() for code in codes.split()}


def unit_of(code: str) -> str:
    """The unit of an indicator, in our words; "" where its code does not tell."""
    return _units().get(code) or _ENDINGS.get(code.rpartition(".")[2], "")


def series() -> Codes:
    """The indicators whose units are known here, to choose from, and every other that has the form of one.

    The World Bank has thousands, and only it can say which they are.
    """
    return Codes.of(_units(), _CODE)


def lookup(query: Query, fetch: Fetch, site: Site = SITE) -> Answer:
    """All years that have a value, oldest first. Raises SourceError for an answer that cannot be believed."""
    if query.place in _ABSENT.split():
        return ()
    return _answer(query, _asked([query], fetch, site), site, {query.place})


def lookup_many(queries: Sequence[Query], fetch: Fetch, site: Site = SITE) -> Mapping[Query, Answer | SourceError]:
    """The same for several countries in one question. Raises SourceError where none has an answer."""
    there = [query for query in queries if query.place not in _ABSENT.split()]
    found: dict[Query, Answer | SourceError] = dict.fromkeys(queries, ())
    if there:
        replies, among = _asked(there, fetch, site), {query.place for query in there}
        found |= each(there, lambda query: _answer(query, replies, site, among))
    return found


def _asked(queries: Sequence[Query], fetch: Fetch, site: Site) -> list[Reply]:
    """All pages about the places."""
    for query in queries:
        if not re.fullmatch("[A-Z]{3}", query.place) or query.series not in series():
            message = f"it needs a country and an indicator, not “{query.place}” and “{query.series}”"
            raise site.error(message, hint="Write place: country in the rule, or the name of one.")
    places, code = ";".join(query.place for query in queries), queries[0].series
    rows = 200 if len(queries) == 1 else 20_000
    path = f"v2/country/{places}/indicator/{code}?format=json&per_page={rows}"
    first = fetch(site, path)
    return [first, *(fetch(site, f"{path}&page={page}") for page in range(2, _pages(first, queries[0], site) + 1))]


def _answer(query: Query, replies: Sequence[Reply], site: Site, among: AbstractSet[str]) -> Answer:
    found = [one for reply in replies for one in read(reply, query, site, among)]
    return believed(found, site, _page(query, ""))


def _pages(reply: Reply, query: Query, site: Site) -> int:
    """How many pages there are. Raises SourceError for a reply that is an error."""
    content = parsed(reply, site)
    try:
        if "message" in content[0]:
            raise refused(content[0]["message"][0]["id"], reply, query, site)
        pages = int(str(content[0]["pages"]))  # a number or a string, by the day; "1E+999" is refused here
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    if pages > MOST_PAGES:
        raise site.error(f"its answer runs to {pages} pages", url=reply.url, hint="Take an annual indicator.")
    return pages


def read(reply: Reply, query: Query, site: Site = SITE, among: AbstractSet[str] = frozenset()) -> list[Observation]:
    """The observations of one page, in its order, about the places `among` that were asked for. Raises SourceError."""
    content = parsed(reply, site)
    try:
        head, rows = content[0], (content[1] if len(content) > 1 else None) or []
        edition = str(head.get("lastupdated") or "")
        source = SOURCES.get(head.get("sourceid"), "World Bank")
        places = {row["countryiso3code"] for row in rows}
        codes = {row["indicator"]["id"] for row in rows}
        own = [row for row in rows if row["countryiso3code"] == query.place]
        found = [observation for row in own if (observation := _row(row)) is not None]
        page = _page(query, str(own[0]["country"]["id"]) if own else "")
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    elsewhere = places - (among or {query.place})
    if elsewhere or codes - {query.series}:
        what = "place" if elsewhere else "indicator"
        raise site.error(f"it answered for another {what} than {query.series} of {query.place}", url=reply.url)
    return cited(found, Citation(unit_of(query.series), source, page, edition), reply.day)


def _row(row: Json) -> Observation | None:
    """One row as an observation that is not yet cited; ``None`` where the year has no value."""
    value = row["value"]
    if value is not None and not isinstance(value, Decimal):
        raise ValueError
    return observed(figure_of(value), year_of(row["date"])) if value is not None else None


def refused(number: str, reply: Reply, query: Query, site: Site) -> SourceError:
    """What its errors mean: https://datahelpdesk.worldbank.org/knowledgebase/articles/898620-api-error-codes."""
    if number == "175":
        message = f"it no longer has the indicator {query.series}"
    elif number == "120":
        message = f"it does not know the indicator {query.series}, or not for the place {query.place}"
    else:
        message = f"it refused the question for {query.series} of {query.place}"
    hint = "Look the indicator up at https://data.worldbank.org/indicator and correct the rule."
    return site.error(message, url=reply.url, status=200, hint=hint)


def _page(query: Query, iso2: str) -> str:
    """The page that a reader can open."""
    page = f"https://data.worldbank.org/indicator/{query.series}"
    return f"{page}?locations={iso2}" if re.fullmatch("[A-Z0-9]{2}", iso2) else page

"""Editions of the World Development Indicators: what the World Bank had of a country and year, and when.

API: https://datahelpdesk.worldbank.org/knowledgebase/articles/1886686-advanced-data-api-queries, source 57. An edition
is known by its month alone, so it counts as published on the last day of that; a value that stays from one to the next
is one observation. Licence of the data: CC BY 4.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from factcheck.model import Answer, Observation, Query
from factcheck.sources import worldbank
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.shapes import (
    Citation,
    cited,
    elsewhere,
    figure_of,
    misshapen,
    months_of,
    observed,
    unasked,
    year_of,
)
from factcheck.sources.trust import Json, parsed

NAME = "worldbank-archive"
SITE = worldbank.SITE
SOURCE = "World Bank, World Development Indicators, archived editions"
MOST_PAGES = 10
_Row = tuple[str, str, Observation]  # year, edition (YYYYMM), value


def series() -> frozenset[str]:
    """The indicators that may be asked for."""
    return worldbank.series()


def lookup(query: Query, fetch: Fetch, site: Site = SITE) -> Answer:
    """Every value of every year with the days on which it was the one shown, oldest first. Raises SourceError."""
    if query.series not in series() or not re.fullmatch("[A-Z]{3}", query.place):
        raise unasked(site, query, "Write the code of an indicator as series, and place: country.")
    path = f"v2/sources/57/country/{query.place}/series/{query.series}/time/all/version/all/data"
    rows: list[_Row] = []
    page = pages = 1
    while page <= pages:
        reply = fetch(site, f"{path}?format=json&per_page=20000&page={page}")
        found, pages = read(reply, query, site)
        rows += found
        page += 1
    citation = Citation(
        worldbank.unit_of(query.series), SOURCE, "https://databank.worldbank.org/source/wdi-database-archives"
    )
    return tuple(cited(_editions(rows), citation, reply.day))


def read(reply: Reply, query: Query, site: Site = SITE) -> tuple[list[_Row], int]:
    """Year, edition and value of each row that has one, and how many pages there are. Raises SourceError."""
    content = parsed(reply, site)
    try:
        if isinstance(content, list):  # an error has the form of the other API's
            raise worldbank.refused(content[0]["message"][0]["id"], reply, query, site)
        pages = int(str(content["pages"]))
        rows = [
            ({one["concept"]: one["id"] for one in row["variable"]}, row["value"]) for row in content["source"]["data"]
        ]
        asked = {(names["Country"], names["Series"]) for names, _ in rows}
        found = [_row(names, value) for names, value in rows if value is not None]
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    if asked - {(query.place, query.series)}:
        raise elsewhere(site, reply, query)
    if pages > MOST_PAGES:
        raise site.error(f"its answer runs to {pages} pages", url=reply.url, hint="Take an annual indicator.")
    return found, pages


def _row(names: Json, value: Json) -> _Row:
    if not re.fullmatch(r"[0-9]{6}", names["Version"]):
        raise ValueError(names["Version"])
    year = names["Time"].removeprefix("YR")
    return year, names["Version"], observed(figure_of(value), year_of(year))


def _editions(rows: list[_Row]) -> Iterator[Observation]:
    """The values of each year, each from the edition that first had it to the one that had another."""
    by_year: dict[str, list[tuple[str, Observation]]] = {}
    for year, edition, one in sorted(rows, key=lambda row: row[:2]):
        if year not in by_year or by_year[year][-1][1].value != one.value:
            by_year.setdefault(year, []).append((edition, one))
    for found in by_year.values():
        ends = [(*first, _day(second[0])) for first, second in pairwise(found)]
        for edition, one, until in [*ends, (*found[-1], None)]:
            yield replace(one, published=_day(edition), superseded=until, edition=f"{edition[:4]}-{edition[4:]}")


def _day(edition: str) -> date:
    """The last day of an edition's month: it may have appeared on any."""
    return months_of(int(edition[:4]), int(edition[4:])).end

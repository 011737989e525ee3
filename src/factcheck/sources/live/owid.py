"""Our World in Data: the table behind a chart, with the unit from the chart's own description.

API: https://docs.owid.io/projects/etl/api/chart-api/. The name of a table's column need not be the one that the
description has, so the first column behind the year counts. Licence: CC BY 4.0, that of the sources behind it apart.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from factcheck.errors import SourceError
from factcheck.model import Answer, Observation, Period, Query
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

NAME = "owid"
SITE = Site("Our World in Data", "https://ourworldindata.org/", ("text/csv", "application/json"))
_KNOWN = ("population", "life-expectancy", "gdp-per-capita-worldbank", "child-mortality", "co2-emissions-per-capita")


def series() -> frozenset[str]:
    """Charts by the last part of their addresses."""
    return Codes.of(_KNOWN, "[a-z0-9]+(-[a-z0-9]+)*")


def lookup(query: Query, fetch: Fetch, site: Site = SITE) -> Answer:
    """All years or days that have a value, oldest first. Raises SourceError for an answer not to be believed."""
    described, reply = _asked([query], fetch, site)
    return believed(read(reply, query, described, site), site, f"{site.base}grapher/{query.series}")


def lookup_many(queries: Sequence[Query], fetch: Fetch, site: Site = SITE) -> Mapping[Query, Answer | SourceError]:
    """The same for several countries in one question. Raises SourceError where none has an answer."""
    described, reply = _asked(queries, fetch, site)
    among, page = {query.place for query in queries}, f"{site.base}grapher/{queries[0].series}"
    return each(queries, lambda query: believed(read(reply, query, described, site, among), site, page))


def _asked(queries: Sequence[Query], fetch: Fetch, site: Site) -> tuple[tuple[str, str, str], Reply]:
    """What a chart's column is, and its table."""
    for query in queries:
        if query.series not in series() or not re.fullmatch("[A-Z]{3}", query.place):
            raise unasked(site, query, "Write the last part of a chart's address as series, and place: country.")
    places = "~".join(query.place for query in queries)
    form = f"csvType=filtered&country={places if len(queries) > 1 else f'~{places}'}&useColumnShortNames=true"
    chart = f"grapher/{queries[0].series}"
    return _described(fetch(site, f"{chart}.metadata.json?{form}"), site), fetch(site, f"{chart}.csv?{form}")


def _described(reply: Reply, site: Site) -> tuple[str, str, str]:
    """The unit, the citation and the edition of a chart's first column."""
    content: Json = parsed(reply, site)
    try:
        column = next(iter(content["columns"].values()))
        unit = str(column.get("unit") or "")
        source = str(content["chart"].get("citation") or column.get("citationShort") or "")
        return unit, source, str(column.get("lastUpdated") or "")
    except (AttributeError, KeyError, StopIteration, TypeError):
        raise misshapen(site, reply) from None


def read(
    reply: Reply,
    query: Query,
    described: tuple[str, str, str],
    site: Site = SITE,
    among: AbstractSet[str] = frozenset(),
) -> list[Observation]:
    """The observations of a chart's table about the places `among` that were asked for.

    `described` are unit, citation and edition. Raises SourceError.
    """
    unit, source, edition = described
    try:
        rows = list(csv.reader(reply.body.decode("utf-8-sig").splitlines()))
        head = [name.lower() for name in rows[0]]
        code, when = head.index("code"), head.index("year") if "year" in head else head.index("day")
        value = when + 1
        full = [row for row in rows[1:] if row and row[code] and row[when] and row[value]]
        own = [row for row in full if row[code] == query.place]
        dated = [row for row in own if row[when].strip("0")[:1] not in ("", "-")]  # Python knows no year before 1
        found = [observed(figure_of(row[value]), _when(row[when])) for row in dated]
    except (IndexError, UnicodeDecodeError, ValueError, csv.Error):
        raise misshapen(site, reply) from None
    if {row[code] for row in full} - (among or {query.place}):
        raise elsewhere(site, reply, query)
    name = f"Our World in Data, {source}" if source else "Our World in Data"
    unit_in_our_words = table("source_units")["owid"].get(unit, unit)
    page = f"{site.base}grapher/{query.series}?country=~{query.place}"
    return cited(found, Citation(unit_in_our_words, name[:120], page, edition), reply.day)


def _when(text: str) -> Period:
    if "-" in text:
        day = date.fromisoformat(text)
        return Period(day, day)
    return year_of(text.rjust(4, "0"))

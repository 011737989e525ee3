"""Our World in Data: the table behind a chart, with the unit from the chart's own description.

API: https://docs.owid.io/projects/etl/api/chart-api/. The name of a table's column need not be the one that the
description has, so the first column behind the year counts. Licence: CC BY 4.0, that of the sources behind it apart.
"""

from __future__ import annotations

import csv
import re
from datetime import date

from factcheck.model import Answer, Observation, Period, Query
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.shapes import Citation, Codes, cited, elsewhere, figure_of, misshapen, observed, unasked, year_of
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
    if query.series not in series() or not re.fullmatch("[A-Z]{3}", query.place):
        raise unasked(site, query, "Write the last part of a chart's address as series, and place: country.")
    chart = f"grapher/{query.series}"
    form = f"csvType=filtered&country=~{query.place}&useColumnShortNames=true"
    described = _described(fetch(site, f"{chart}.metadata.json?{form}"), site)
    found = read(fetch(site, f"{chart}.csv?{form}"), query, described, site)
    return believed(found, site, site.base + chart)


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


def read(reply: Reply, query: Query, described: tuple[str, str, str], site: Site = SITE) -> list[Observation]:
    """The observations of a chart's table; `described` are unit, citation and edition. Raises SourceError."""
    unit, source, edition = described
    try:
        rows = list(csv.reader(reply.body.decode("utf-8-sig").splitlines()))
        head = [name.lower() for name in rows[0]]
        code, when = head.index("code"), head.index("year") if "year" in head else head.index("day")
        value = when + 1
        full = [row for row in rows[1:] if row and row[code] and row[when] and row[value]]
        dated = [row for row in full if row[when].strip("0")[:1] not in ("", "-")]  # Python knows no year before 1
        found = [observed(figure_of(row[value]), _when(row[when])) for row in dated]
    except (IndexError, UnicodeDecodeError, ValueError, csv.Error):
        raise misshapen(site, reply) from None
    if {row[code] for row in full} - {query.place}:
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

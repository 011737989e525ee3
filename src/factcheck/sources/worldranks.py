"""The order of all countries by a World Bank indicator: one question for the last years of all of them."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal

from factcheck.gazetteer import countries
from factcheck.model import Answer, Member, Observation, Period, Query
from factcheck.sources import worldbank
from factcheck.sources.http import Fetch, Site
from factcheck.sources.trust import Json, parsed

EVERYWHERE = "all"
"""The place that stands for all countries; the World Bank's own word."""
_YEARS = 6
_FEWEST = 120
"""Countries with a value that make a ranking of a year: there are about 195."""


def lookup(query: Query, fetch: Fetch, site: Site = worldbank.SITE) -> Answer:
    """An observation a year, oldest first, whose members are the countries by falling value; only years that most have.

    Groups and territories are left out. Raises SourceError for an answer that cannot be believed.
    """
    if query.series not in worldbank.series():
        raise site.error(f"it needs an indicator, not “{query.series}”")
    reply = fetch(site, f"v2/country/all/indicator/{query.series}?format=json&mrv={_YEARS}&per_page=5000")
    content = parsed(reply, site)
    try:
        head, rows = content[0], (content[1] if len(content) > 1 else None) or []
        if "message" in head:
            raise worldbank.refused(head["message"][0]["id"], reply, query, site)
        whole = int(str(head["pages"])) <= 1
        if {row["indicator"]["id"] for row in rows} - {query.series}:
            raise site.error("it answered for another indicator", url=reply.url)
        by_year = _by_year(rows)
        edition = str(head.get("lastupdated") or "")
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise site.error("its answer is not of the form that it documents", url=reply.url) from None
    if not whole:
        raise site.error("its answer for all countries is not whole", url=reply.url, hint="Run again later.")
    url = f"https://data.worldbank.org/indicator/{query.series}"
    return tuple(
        Observation(
            value=None, low=None, high=None, unit=worldbank.unit_of(query.series), source="World Bank", url=url,
            period=Period(date(year, 1, 1), date(year, 12, 31)), edition=edition, retrieved=reply.day,
            members=tuple(Member(rank, name, value) for rank, (value, name) in enumerate(found, 1)),
        )
        for year, found in by_year
    )  # fmt: skip


def _by_year(rows: list[Json]) -> list[tuple[int, list[tuple[Decimal, str]]]]:
    """The years that enough countries have, each with values and names in falling order. Raises ValueError."""
    known = {code: one.name for code, one in countries().items() if one.kind == "country"}
    values: dict[int, list[tuple[Decimal, str]]] = defaultdict(list)
    for row in rows:
        code, value = row["countryiso3code"], row["value"]
        if value is None or code not in known:
            continue
        if not isinstance(value, Decimal) or abs(value.adjusted()) > 30 or not re.fullmatch("[0-9]{4}", row["date"]):
            raise ValueError
        values[int(row["date"])].append((value, known[code]))
    full = {year: found for year, found in values.items() if len(found) >= _FEWEST}
    return [(year, sorted(full[year], reverse=True)) for year in sorted(full)]

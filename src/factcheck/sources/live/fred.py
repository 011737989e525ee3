"""FRED and ALFRED of the Federal Reserve Bank of St. Louis: a series with every edition of each of its values.

API: https://fred.stlouisfed.org/docs/api/fred/series_observations.html. It needs a key, which rides in the address and
is kept out of every error and report. A missing value is ".". Each value tells from which day to which it was the one
shown, so that an old draft is held to what was known. Terms: https://fred.stlouisfed.org/docs/api/terms_of_use.html.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from factcheck.model import Answer, Observation, Period, Query
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.shapes import Citation, Codes, cited, figure_of, misshapen, months_of, observed, unasked, year_of
from factcheck.sources.trust import Json, believed, parsed
from factcheck.tables import table

NAME = "fred"
KEY = "FRED_API_KEY"
"""The variable of the environment that holds the key."""
SITE = Site("FRED", "https://api.stlouisfed.org/")
SOURCE = "Federal Reserve Bank of St. Louis, FRED"
PLACE = "USA"
_FIRST, _LAST = "1776-07-04", "9999-12-31"
_LENGTHS = {"M": 1, "Q": 3, "A": 12}


def series() -> frozenset[str]:
    """The series that may be asked for."""
    return Codes.of(table("source_units")["fred"], "[A-Z][A-Z0-9_]{1,40}")


def places() -> frozenset[str]:
    """The places that it has figures of."""
    return frozenset({PLACE})


def lookup(query: Query, fetch: Fetch, site: Site = SITE, *, key: str = "") -> Answer:
    """Every value with the days on which it was the one shown, oldest first. Raises SourceError."""
    if query.series not in series() or query.place not in ("", PLACE):
        raise unasked(site, query, "Write the name of a series, and place: United States or none.")
    if not key:
        hint = f"Ask for a free key at https://fred.stlouisfed.org and put it into the variable {KEY}."
        raise site.error("it needs a key, and there is none", hint=hint)
    path = (
        f"fred/series/observations?series_id={query.series}&api_key={key}&file_type=json"
        f"&realtime_start={_FIRST}&realtime_end={_LAST}&limit=100000"
    )
    known = site._replace(secret=key)
    return believed(read(fetch(known, path), query, known), site, _page(query))


def read(reply: Reply, query: Query, site: Site = SITE) -> list[Observation]:
    """The observations of an answer. Raises SourceError."""
    content = parsed(reply, site)
    known = table("source_units")["fred"].get(query.series, "")
    measure, _, often = known.partition(" by ")
    unit, _, scale = measure.partition(" x ")
    try:
        rows = [row for row in content["observations"] if row["value"] != "."]
        months = _LENGTHS[often[:1].upper() or _often(rows)]
        found = [_row(row, months, Decimal(scale or 1)) for row in rows]
    except (AttributeError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    return cited(found, Citation(unit, SOURCE, _page(query)), reply.day)


def _row(row: Json, months: int, scale: Decimal) -> Observation:
    start = date.fromisoformat(row["date"])
    shown, until = (date.fromisoformat(row[f"realtime_{end}"]) for end in ("start", "end"))
    period = year_of(start.year) if months == 12 else months_of(start.year, start.month, months)
    last = None if row["realtime_end"] == _LAST else until + timedelta(days=1)
    return replace(observed(figure_of(row["value"]) * scale, period), published=_shown(shown, period), superseded=last)


def _shown(shown: date, period: Period) -> date | None:
    """The day on which a value appeared; an edition from before its period had ended is one of the archive's start."""
    return shown if shown > period.start else None


def _often(rows: list[Json]) -> str:
    """How often the series has a value, by the months of its dates."""
    starts = sorted({date.fromisoformat(row["date"]) for row in rows})
    apart = [(b.year - a.year) * 12 + b.month - a.month for a, b in pairwise(starts)]
    return {1: "M", 3: "Q", 12: "A"}[min(apart, default=1)]


def _page(query: Query) -> str:
    return f"https://fred.stlouisfed.org/series/{query.series}"

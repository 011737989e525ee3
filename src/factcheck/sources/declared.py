"""Sources that a rule file declares: an address that answers with JSON or CSV, a file, or a database.

A declaration is flat, name to text, as the rule file has it (see ``rules.declared`` for its keys). Whatever it names
comes here as rows of named values, and goes on as observations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from factcheck.gazetteer import alpha2, countries
from factcheck.model import Answer, Observation, Period, Query
from factcheck.sources.books import period as period_of
from factcheck.sources.declaration import Declared, Row, cited_as, refuse
from factcheck.sources.http import Fetch
from factcheck.sources.shapes import figure_of, months_of

_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])")


def is_live(source: Declared) -> bool:
    """Whether asking it may need a network."""
    return "file" not in source


def lookup(query: Query, source: Declared, fetch: Fetch, keys: Mapping[str, str]) -> Answer:
    """What the source has of a place and series, oldest first. Raises SourceError."""
    if "url" in source:
        from factcheck.sources import endpoint

        rows, url, day = endpoint.rows(query, source, fetch, keys)
    else:
        from factcheck.sources import own_tables

        rows, url, day = own_tables.rows(query.source, source, keys), "", None
    return _answer(rows, query, source, url=url, day=day)


def _answer(rows: Iterable[Row], query: Query, source: Declared, *, url: str, day: date | None) -> Answer:
    found: list[Observation] = []
    for number, row in enumerate(rows, 1):
        if not _speaks_of(row, query):
            continue
        try:
            one = _observation(row, source)
        except ValueError as error:
            hint = "Correct it there, or name another column in the rule file."
            raise refuse(source, f"row {number} of its answer has {error}", hint, url) from None
        if one is not None:
            found.append(one)
    page = source.get("page") or url or source.get("file", "")
    cited = [_cited(one, source, page, day) for one in found]
    return tuple(sorted(cited, key=lambda one: one.period.start if one.period else date.min))


def _speaks_of(row: Row, query: Query) -> bool:
    """Whether a row is of the place and series that are asked for; columns that are not named leave all in."""
    if row.get("series") is not None and query.series and str(row["series"]).strip() != query.series:
        return False
    if row.get("place") is None or not query.place:
        return True
    return _code(str(row["place"]).strip()) == query.place


def _code(place: str) -> str:
    """The ISO 3166 alpha-3 code of a country, from that code, the alpha-2 one, or its English name."""
    known = countries()
    if place.upper() in known:
        return place.upper()
    named = (code for code, one in known.items() if place == one.name or place in one.others)
    return next((code for code, two in alpha2().items() if two == place.upper()), None) or next(named, place)


def _observation(row: Row, source: Declared) -> Observation | None:
    if row.get("value") in (None, ""):
        return None
    value = _figure(row["value"], source["value"])
    low, high = (
        value if row.get(key) in (None, "") else _figure(row[key], source.get(key, key)) for key in ("low", "high")
    )
    period = _period(row["period"], source["period"]) if row.get("period") not in (None, "") else None
    return Observation(value, low, high, unit="", period=period, source="", url="")


def _cited(one: Observation, source: Declared, page: str, day: date | None) -> Observation:
    return replace(
        one,
        unit=source.get("unit", ""),
        source=cited_as(source),
        url=page,
        edition=source.get("edition", ""),
        retrieved=day,
    )


def _figure(value: Any, name: str) -> Decimal:  # noqa: ANN401  whatever a table holds
    """A figure, exactly as its source shows it; thousands may be parted by commas. Raises ValueError."""
    if isinstance(value, bool):
        raise ValueError(f"no figure under “{name}”")
    if isinstance(value, int | float):
        value = Decimal(repr(value))
    text = value.strip() if isinstance(value, str) else value
    if isinstance(text, str) and _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    try:
        return figure_of(text)
    except ValueError:
        raise ValueError(f"“{str(value)[:30]}” under “{name}”, which is no figure") from None


def _period(value: Any, name: str) -> Period:  # noqa: ANN401
    """A year, quarter, month or day. Raises ValueError."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Period(value, value)
    if isinstance(value, Decimal | float) and value == int(value):
        value = int(value)
    text = str(value).strip()
    try:
        if found := _QUARTER.fullmatch(text):
            return months_of(int(found[1]), int(found[2]) * 3 - 2, 3)
        return period_of(text[:10])
    except ValueError:
        raise ValueError(f"“{text[:30]}” under “{name}”, which is no year, quarter, month or day") from None

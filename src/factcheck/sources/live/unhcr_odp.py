"""UNHCR Operational Data Portal: crossings and refugees of a situation, day by day.

No documentation is public; the form is that of answers which were kept by users of the portal. A group of daily
figures is summed up to a running total; its figures stop meaning people where the series breaks. Licence: CC BY 4.0.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from factcheck.model import Answer, Observation, Period, Query
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.shapes import Citation, Codes, cited, elsewhere, figure_of, misshapen, observed, unasked
from factcheck.sources.trust import believed, parsed

NAME = "unhcr-odp"
SITE = Site("UNHCR Operational Data Portal", "https://data.unhcr.org/")
SOURCE = "UNHCR Operational Data Portal"


class Group(NamedTuple):
    """A group of figures of a situation: whether each is of its day alone, and the last day to believe."""

    widget: int
    situation: int
    number: int
    daily: bool = False
    until: date = date.max
    place: str = "UKR"


SERIES = {
    "ukraine-border-crossings": Group(283577, 54, 5457, daily=True, until=date(2023, 5, 9)),
    "ukraine-refugees-in-europe": Group(283577, 54, 5478),
}


def series() -> frozenset[str]:
    """The series that may be asked for."""
    return Codes.of(SERIES, "|".join(SERIES))


def places() -> frozenset[str]:
    """The places whose situations are known here."""
    return frozenset(group.place for group in SERIES.values())


def lookup(query: Query, fetch: Fetch, site: Site = SITE) -> Answer:
    """A total for each day, oldest first. Raises SourceError for an answer that cannot be believed."""
    group = SERIES.get(query.series)
    if group is None or query.place not in ("", group.place):
        raise unasked(site, query, "Take one of its series, and leave the place out.")
    path = (
        f"population/get/timeseries?widget_id={group.widget}&sv_id={group.situation}&population_group={group.number}"
        "&frequency=day&fromDate=1900-01-01"
    )
    return believed(read(fetch(site, path), query, site), site, page(group))


def read(reply: Reply, query: Query, site: Site = SITE) -> list[Observation]:
    """The observations of an answer. Raises SourceError."""
    group, content = SERIES[query.series], parsed(reply, site)
    try:
        rows = content["data"]["timeseries"]
        situation = int(content["situation_view_id"])
        days = sorted((date.fromisoformat(row["data_date"]), figure_of(row["individuals"])) for row in rows)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    if situation != group.situation or len({day for day, _ in days}) < len(days):
        raise elsewhere(site, reply, query)
    totals = _totals([row for row in days if row[0] <= group.until], group)
    return cited(totals, Citation("person", SOURCE, page(group)), reply.day)


def _totals(days: list[tuple[date, Decimal]], group: Group) -> Iterable[Observation]:
    figures = accumulate(figure for _, figure in days) if group.daily else (figure for _, figure in days)
    return [observed(figure, Period(day, day)) for (day, _), figure in zip(days, figures, strict=True)]


def page(group: Group) -> str:
    """The page that a reader can open."""
    return f"{SITE.base}en/situations/ukraine" if group.situation == 54 else SITE.base

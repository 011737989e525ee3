"""Eurostat: one cell of a table for each period, by the dimensions that the series names.

API: https://ec.europa.eu/eurostat/web/user-guides/data-browser/api-data-access/api-detailed-guidelines/api-statistics.
The answer is JSON-stat 2.0: a sparse map from a number to a value, the number being the place in a block of many
dimensions. Licence: CC BY 4.0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from math import prod

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
    months_of,
    observed,
    unasked,
    year_of,
)
from factcheck.sources.trust import Json, believed, parsed
from factcheck.tables import table

NAME = "eurostat"
SITE = Site("Eurostat", "https://ec.europa.eu/eurostat/api/")
_SERIES = re.compile(r"([a-z][a-z0-9_]{2,30})((?:\?|&)[a-z_]+=[A-Z0-9_+-]+)*")


def series() -> frozenset[str]:
    """Tables with the dimensions that choose one cell: ``une_rt_a?age=Y15-74&sex=T&unit=PC_ACT``."""
    return Codes.of(table("source_units")["eurostat"], _SERIES.pattern)


def places() -> frozenset[str]:
    """The places that it has figures of."""
    return frozenset(table("source_units")["eurostat_places"])


def lookup(query: Query, fetch: Fetch, site: Site = SITE) -> Answer:
    """All periods that have a value, oldest first. Raises SourceError."""
    return believed(read(_asked([query], fetch, site), query, site), site, _page(query))


def lookup_many(queries: Sequence[Query], fetch: Fetch, site: Site = SITE) -> Mapping[Query, Answer | SourceError]:
    """The same for several countries in one question. Raises SourceError where none has an answer."""
    reply, among = _asked(queries, fetch, site), {query.place for query in queries}
    return each(queries, lambda query: believed(read(reply, query, site, among), site, _page(query)))


def _asked(queries: Sequence[Query], fetch: Fetch, site: Site) -> Reply:
    for query in queries:
        if query.series not in series() or not _code(query.place):
            raise unasked(site, query, "Write a table with its dimensions as series, and place: country.")
    dataset, _, wanted = queries[0].series.partition("?")
    places = "".join(f"&geo={_code(query.place)}" for query in queries)
    form = f"?format=JSON&lang=EN{places}" + (f"&{wanted}" if wanted else "")
    return fetch(site, f"dissemination/statistics/1.0/data/{dataset}{form}")


def read(reply: Reply, query: Query, site: Site = SITE, among: AbstractSet[str] = frozenset()) -> list[Observation]:
    """The observations of an answer about the places `among` that were asked for. Raises SourceError."""
    content = parsed(reply, site)
    try:
        if "error" in content or "warning" in content:
            hint = "Look the table up at https://ec.europa.eu/eurostat and correct the rule."
            raise site.error("it refused the question", url=reply.url, hint=hint)
        names, sizes = content["id"], [int(size) for size in content["size"]]
        codes = {name: _ordered(content["dimension"][name]["category"]["index"]) for name in names}
        if set(codes["geo"]) - {_code(place) for place in among or {query.place}}:
            raise elsewhere(site, reply, query)
        if _code(query.place) not in codes["geo"]:
            return []
        asked = {**_chosen(query), "geo": _code(query.place)}
        if any(code not in codes[name] for name, code in asked.items() if name in codes):
            raise elsewhere(site, reply, query)
        at = {name: codes[name].index(code) for name, code in asked.items() if name in codes}
        found = list(_cells(content["value"], names, sizes, codes, at))
        unit = codes["unit"][at.get("unit", 0)] if "unit" in codes else ""
        edition = str(content.get("updated") or "")[:10]
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    if any(len(codes[name]) > 1 and name not in at and name != "time" for name in names):
        hint = "Name each of the table's dimensions in the series."
        raise site.error("its answer has several figures for one period", url=reply.url, hint=hint)
    ours, _, scale = table("source_units")["eurostat_units"].get(unit, "").partition(" x ")
    scaled = [observed((one.value or Decimal(0)) * Decimal(scale or 1), one.period) for one in found if one.period]
    return cited(scaled, Citation(ours, "Eurostat", _page(query), edition), reply.day)


def _cells(
    values: Mapping[str, Json],
    names: list[str],
    sizes: list[int],
    codes: Mapping[str, list[str]],
    at: Mapping[str, int],
) -> list[Observation]:
    """The cell of each period, found by its number: the sum of each position times the sizes behind it."""
    steps = {name: prod(sizes[k + 1 :]) for k, name in enumerate(names)}
    start = sum(at.get(name, 0) * steps[name] for name in names if name != "time")
    found = []
    for position, when in enumerate(codes["time"]):
        value = values.get(str(start + position * steps["time"]))
        if value is not None:
            found.append(observed(figure_of(value), _period(when)))
    return found


def _ordered(index: Mapping[str, Json] | list[str]) -> list[str]:
    return index if isinstance(index, list) else sorted(index, key=lambda code: int(index[code]))


def _chosen(query: Query) -> dict[str, str]:
    _, _, wanted = query.series.partition("?")
    return dict(part.split("=", 1) for part in wanted.split("&") if part)


def _period(text: str) -> Period:
    if found := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return months_of(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{4})-?Q([1-4])", text):
        return months_of(int(found[1]), int(found[2]) * 3 - 2, 3)
    return year_of(text)


def _code(place: str) -> str:
    """Eurostat's code of a place; "" for one that it has no figures of."""
    code: str = table("source_units")["eurostat_places"].get(place, "")
    return code


def _page(query: Query) -> str:
    return f"https://ec.europa.eu/eurostat/databrowser/view/{query.series.partition('?')[0]}/default/table"

"""Wikidata: statements of a country, a city or any item, each with its rank and its point in time, by SPARQL.

Service: https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual; data model:
https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format. Deprecated statements are left out; where one of a
moment is preferred, the others of that moment are. Anybody can edit: the report names it as the source it is. Licence:
CC0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from factcheck.model import Answer, Observation, Period, Query
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.shapes import Citation, Codes, cited, figure_of, misshapen, months_of, observed, unasked, year_of
from factcheck.sources.trust import Json, parsed

NAME = "wikidata"
SITE = Site("Wikidata", "https://query.wikidata.org/", ("application/sparql-results+json", "application/json"))
_ITEM = re.compile(r"(Q[1-9][0-9]{0,11})/(.+)")


class Property(NamedTuple):
    """A property of an item: its number, its unit in our words, and what its quantity is divided by once normalised."""

    number: str
    unit: str = ""
    normal: int = 0


PROPERTIES = {
    "population": Property("P1082", "person"),
    "area": Property("P2046", "square kilometre", 1_000_000),
    "inception": Property("P571"),
    "start": Property("P580"),
    "end": Property("P582"),
    "elevation": Property("P2044", "metre", 1),
    "members": Property("P2124", "person"),
}
"""Quantities are asked for in the unit that Wikidata turns them into: square metres, metres."""


def series() -> frozenset[str]:
    """A property of the place that the rule names, or of an item: ``population``, ``Q458/inception``."""
    return Codes.of(PROPERTIES, rf"(Q[1-9][0-9]{{0,11}}/)?({'|'.join(PROPERTIES)})")


def lookup(query: Query, fetch: Fetch, site: Site = SITE) -> Answer:
    """All statements that are not deprecated, oldest first; those without a point in time last. Raises SourceError."""
    text = question(query)
    if text is None:
        raise unasked(site, query, "Write a property as series and place: country, or an item as Q458/inception.")
    found = read(fetch(site, f"sparql?format=json&query={quote(text)}"), query, site)
    return tuple(sorted(found, key=lambda one: one.period.start if one.period else date.max))


def question(query: Query) -> str | None:
    """The query in SPARQL; ``None`` where there is none to ask."""
    if query.series not in series():
        return None
    item = _ITEM.fullmatch(query.series)
    known = PROPERTIES[item[2] if item else query.series]
    if item is None and not re.fullmatch("[A-Z]{3}", query.place):
        return None
    subject = f"BIND(wd:{item[1]} AS ?item)" if item else f'?item wdt:P298 "{query.place}" .'
    value = (
        f"?s psn:{known.number}/wikibase:quantityAmount ?value ." if known.normal else f"?s ps:{known.number} ?value ."
    )
    precision = "" if known.unit else f"?s psv:{known.number}/wikibase:timePrecision ?precision ."
    return f"""PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX psv: <http://www.wikidata.org/prop/statement/value/>
PREFIX psn: <http://www.wikidata.org/prop/statement/value-normalized/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX wikibase: <http://wikiba.se/ontology#>
SELECT ?item ?value ?precision ?rank ?when ?exact WHERE {{
  {subject}
  ?item p:{known.number} ?s .
  {value} {precision}
  ?s wikibase:rank ?rank . FILTER(?rank != wikibase:DeprecatedRank)
  FILTER(?rank = wikibase:PreferredRank || NOT EXISTS {{ ?s pq:P518 ?part }})
  OPTIONAL {{ ?s pq:P585 ?when . ?s pqv:P585/wikibase:timePrecision ?exact . }}
}} LIMIT 500"""


def read(reply: Reply, query: Query, site: Site = SITE) -> list[Observation]:
    """The observations of an answer. Raises SourceError."""
    content = parsed(reply, site)
    item = _ITEM.fullmatch(query.series)
    known = PROPERTIES[item[2] if item else query.series]
    try:
        rows = [{key: cell["value"] for key, cell in row.items()} for row in content["results"]["bindings"]]
        items = {row["item"].rpartition("/")[2] for row in rows}
        best = {row.get("when") for row in rows if row["rank"].endswith("PreferredRank")}
        kept = [row for row in rows if row.get("when") not in best or row["rank"].endswith("PreferredRank")]
        found = [_observation(row, known) for row in kept]
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    if len(items) > 1 or (item is not None and items - {item[1]}):
        raise site.error(f"it has several items for {query.place or query.series}", url=reply.url)
    page = f"https://www.wikidata.org/wiki/{min(items)}#{known.number}" if items else SITE.base
    return cited(dict.fromkeys(found), Citation(known.unit, "Wikidata", page), reply.day)


def _observation(row: Mapping[str, Json], known: Property) -> Observation:
    when = period_at(row["when"], row.get("exact", "11")) if "when" in row else None
    if known.unit:
        figure = figure_of(row["value"]) / (known.normal or 1)
        seen = observed(figure, when or Period(date.min, date.max))
        return seen if when else replace(seen, period=None)
    day = period_at(row["value"], row.get("precision", "11"))
    return Observation(None, None, None, unit="", period=day, source="", url="", day=day)


def period_at(text: str, precision: str) -> Period:
    """A time of Wikidata at its precision: 9 is a year, 10 a month, 11 a day. Raises ValueError for others."""
    found = re.fullmatch(r"\+?([0-9]{4})-([0-9]{2})-([0-9]{2})T.*", text)
    if found is None:
        raise ValueError(text[:40])
    if precision == "9":
        return year_of(found[1])
    if precision == "10":
        return months_of(int(found[1]), int(found[2]))
    if precision != "11":
        raise ValueError(precision)
    day = date(int(found[1]), int(found[2]), int(found[3]))
    return Period(day, day)

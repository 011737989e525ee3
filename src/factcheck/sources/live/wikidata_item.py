"""Wikidata, item by item: its own data of one item, without the query service; with the holders of its offices.

API: https://www.wikidata.org/wiki/Special:EntityData; data model: https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON.
Deprecated statements are left out; where one of a moment is preferred, the others of that moment are. Licence: CC0.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from factcheck.model import Answer, Observation, Period, Query
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.live.wikidata import period_at
from factcheck.sources.shapes import Citation, Codes, cited, figure_of, misshapen, observed, unasked
from factcheck.sources.trust import Json, parsed

NAME = "wikidata-item"
SITE = Site("Wikidata", "https://www.wikidata.org/")
QUANTITIES = {"population": ("P1082", "person"), "area": ("P2046", "square kilometre"), "elevation": ("P2044", "metre")}
DAYS = {"inception": "P571", "start": "P580", "end": "P582", "dissolved": "P576"}
OFFICES = {"head-of-state": "P35", "head-of-government": "P6", "officeholder": "P1308", "position-held": "P39"}
_UNITS = {
    "1": Decimal(1),
    "Q712226": Decimal(1),
    "Q11573": Decimal(1),
    "Q25343": Decimal("0.000001"),
    "Q35852": Decimal("0.01"),
}
"""What turns a unit into ours: none, square kilometre, metre; square metre, hectare."""
_SERIES = re.compile(
    rf"(Q[1-9][0-9]{{0,11}})/(?:({'|'.join([*QUANTITIES, *DAYS])})|({'|'.join(OFFICES)})(?:/(Q[1-9][0-9]{{0,11}}))?)"
)


def series() -> frozenset[str]:
    """A property of an item, or since when it had a holder of an office: ``Q8646/head-of-government/Q57643``."""
    return Codes.of((), _SERIES.pattern)


def lookup(query: Query, fetch: Fetch, site: Site = SITE) -> Answer:
    """All statements that are not deprecated, oldest first; those without a point in time last. Raises SourceError."""
    asked = _SERIES.fullmatch(query.series)
    if asked is None:
        raise unasked(site, query, "Write an item and a property as series: Q8646/population.")
    found = read(fetch(site, f"wiki/Special:EntityData/{asked[1]}.json"), query, site)
    return tuple(sorted(found, key=lambda one: one.period.start if one.period else date.max))


def read(reply: Reply, query: Query, site: Site = SITE) -> list[Observation]:
    """The observations of an answer. Raises SourceError."""
    content, asked = parsed(reply, site), _SERIES.fullmatch(query.series)
    assert asked is not None
    item, plain, office, holder = asked.groups()
    number = OFFICES[office] if office else QUANTITIES[plain][0] if plain in QUANTITIES else DAYS[plain]
    try:
        if item not in content["entities"]:
            raise site.error(
                f"it answered for another item than {item}; that may have become part of one", url=reply.url
            )
        claims = content["entities"][item].get("claims", {}).get(number, [])
        kept = [one for one in claims if _counts(one)]
        best = {_when(one) for one in kept if one["rank"] == "preferred"}
        kept = [one for one in kept if office or one["rank"] == "preferred" or _when(one) not in best]
        found = [one for claim in kept if (one := _observation(claim, plain, office, holder)) is not None]
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        raise misshapen(site, reply) from None
    unit = QUANTITIES[plain][1] if plain in QUANTITIES else ""
    return cited(found, Citation(unit, "Wikidata", f"{SITE.base}wiki/{item}#{number}"), reply.day)


def _counts(claim: Json) -> bool:
    """Whether a statement has a value and is not deprecated, nor, unless it is the preferred one, of a part alone."""
    rank, part = claim["rank"], "P518" in claim.get("qualifiers", {})
    return claim["mainsnak"]["snaktype"] == "value" and (rank == "preferred" or (rank == "normal" and not part))


def _observation(claim: Json, plain: str | None, office: str | None, holder: str | None) -> Observation | None:
    value = claim["mainsnak"]["datavalue"]["value"]
    if office:
        return _tenure(claim, value["id"], holder)
    if plain in QUANTITIES:
        scale = _UNITS.get(value["unit"].rpartition("/")[2])
        if scale is None:
            return None
        when = _when(claim)
        one = observed(figure_of(value["amount"]) * scale, when or Period(date.min, date.max))
        return one if when else replace(one, period=None)
    day = period_at(value["time"], str(value["precision"]))
    return Observation(None, None, None, unit="", period=day, source="", url="", day=day)


def _tenure(claim: Json, person: str, holder: str | None) -> Observation | None:
    """Since when somebody held an office; ``None`` for another than `holder`, or where that is not told."""
    start, end = _qualifier(claim, "P580"), _qualifier(claim, "P582")
    if start is None or (holder is not None and person != holder):
        return None
    period = Period(start.start, end.end if end is not None else date.max)
    return Observation(None, None, None, unit="", period=period, source="", url="", day=start, note=f"held by {person}")


def _when(claim: Json) -> Period | None:
    """The point in time that a statement is of."""
    return _qualifier(claim, "P585")


def _qualifier(claim: Json, number: str) -> Period | None:
    for one in claim.get("qualifiers", {}).get(number, []):
        if one["snaktype"] == "value":
            value = one["datavalue"]["value"]
            return period_at(value["time"], str(value["precision"]))
    return None

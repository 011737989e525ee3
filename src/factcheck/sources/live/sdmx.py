"""Statistical agencies that speak SDMX (ECB, OECD, ILO, UNICEF, ...): a key of a dataflow, by the package ``sdmx1``.

The package knows the agencies' addresses and their dialects, and reads the message; the question is put by the same
fetcher as all others. It brings pandas, and so it is an extra. Licence of the data: each agency's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from factcheck.gazetteer import alpha2
from factcheck.model import Answer, Observation, Period, Query
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.shapes import Citation, Codes, cited, figure_of, misshapen, months_of, observed, unasked, year_of
from factcheck.sources.trust import believed

NAME = "sdmx"
SITE = Site("An agency of SDMX", "https://data-api.ecb.europa.eu/")
"""Stands for all of them where one address is asked for; see `lookup`."""
ACCEPT = "application/vnd.sdmx.genericdata+xml;version=2.1"
_KINDS = ("application/vnd.sdmx.genericdata+xml", "application/xml", "text/xml")
_SERIES = re.compile(
    r"([A-Z][A-Z0-9_]{1,20}):([A-Za-z0-9_@,.-]{2,80})/([A-Za-z0-9_.+-]*(?:\{(?:place|iso2)\}[A-Za-z0-9_.+-]*)*)"
)


def series() -> frozenset[str]:
    """Agency, dataflow and key: ``ECB:EXR/D.USD.EUR.SP00.A``; ``{place}`` or ``{iso2}`` in the key is the country."""
    return Codes.of((), _SERIES.pattern)


def lookup(query: Query, fetch: Fetch, site: Site | None = None) -> Answer:
    """All periods that have a value, oldest first. Raises SourceError, also where the package is not installed."""
    asked = _SERIES.fullmatch(query.series)
    if asked is None:
        raise unasked(SITE, query, "Write series as AGENCY:DATAFLOW/KEY, such as ECB:EXR/D.USD.EUR.SP00.A.")
    try:
        import sdmx
    except ImportError:
        hint = "Install it with: pip install 'factcheck-figures[sdmx]'."
        raise SITE.error("it needs the package sdmx1, which is not installed", hint=hint) from None
    agency, flow, key = asked.groups()
    if agency not in sdmx.list_sources():
        known = ", ".join(sdmx.list_sources())
        raise SITE.error(f"there is no agency {agency}", hint=f"There are {known}.")
    if "{" in key and not query.place:
        raise unasked(SITE, query, "Write place: country in the rule, or take the country out of the key.")
    key = key.replace("{place}", query.place).replace("{iso2}", alpha2().get(query.place, ""))
    request = sdmx.Client(agency).get("data", flow, key=key, dry_run=True)
    parts = urlsplit(str(request.url))
    base = f"{parts.scheme}://{parts.netloc}/"
    site = site or Site(agency, base, _KINDS, ("Accept", ACCEPT))
    found = read(fetch(site, str(request.url)[len(base) :]), key, site)
    return believed(cited(found, Citation("", f"{agency}, {flow}", base), None), site, str(request.url))


def read(reply: Reply, key: str, site: Site = SITE) -> list[Observation]:
    """The observations of a message about one series. Raises SourceError."""
    import sdmx

    try:
        message: Any = sdmx.read_sdmx(BytesIO(reply.body))
        rows = [(one.series_key, one) for block in message.data for one in block.obs]
        keys = {".".join(str(part.value) for part in name.values.values()) for name, _ in rows if name is not None}
        found = list(_observations(rows))
    except Exception:  # noqa: BLE001  the package raises what lxml, pydantic and Python do
        raise misshapen(site, reply) from None
    if len(keys) > 1:
        hint = "Fill in every part of the key."
        raise site.error(f"its answer has {len(keys)} series", url=reply.url, hint=hint)
    if any(not _fits(key, told) for told in keys):
        raise site.error(f"it answered for another place or series: {', '.join(keys)}, not {key}", url=reply.url)
    return found


def _fits(key: str, told: str) -> bool:
    """Whether a series is one that a key asks for; an empty part of a key leaves its dimension open."""
    wanted, parts = [part.split("+") for part in key.split(".")], told.split(".")
    return len(parts) == len(wanted) and all(
        ours == [""] or part in ours for ours, part in zip(wanted, parts, strict=True)
    )


def _observations(rows: list[tuple[Any, Any]]) -> Iterator[Observation]:
    for name, one in rows:
        if one.value in (None, "NaN", ""):
            continue
        attributes = {**_attributes(one), **(_attributes(name) if name is not None else {})}
        scale = Decimal(10) ** int(attributes.get("UNIT_MULT", "0") or 0)
        (when,) = one.dimension.values.values()
        yield observed(figure_of(str(one.value)) * scale, _period(str(when.value)))


def _attributes(one: Any) -> Mapping[str, str]:  # noqa: ANN401
    found = getattr(one, "attached_attribute", None) or getattr(one, "attrib", None) or {}
    return {name: str(value.value) for name, value in found.items()}


def _period(text: str) -> Period:
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        from datetime import date

        day = date(int(found[1]), int(found[2]), int(found[3]))
        return Period(day, day)
    if found := re.fullmatch(r"(\d{4})-M?(\d{2})", text):
        return months_of(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{4})-?Q([1-4])", text):
        return months_of(int(found[1]), int(found[2]) * 3 - 2, 3)
    if found := re.fullmatch(r"(\d{4})-?[SH]([12])", text):
        return months_of(int(found[1]), int(found[2]) * 6 - 5, 6)
    return year_of(text.removesuffix("-A1"))

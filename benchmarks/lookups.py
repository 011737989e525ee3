"""How long 100 figures about 5 sources take, each answering after 300 ms: python benchmarks/lookups.py.

The sources are the World Bank, UNHCR, the IMF, WHO and Our World in Data, played by servers on this machine; each is
asked for its own series of 20 countries. Wanted: under one second (issue 5), against 30 seconds one after the other.
"""

from __future__ import annotations

import json
import re
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from urllib.parse import unquote

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from factcheck.errors import SourceError
from factcheck.gazetteer import countries
from factcheck.model import Query
from factcheck.sources import registry
from factcheck.sources.asking import Asking
from factcheck.sources.fetcher import Fetcher
from factcheck.sources.http import Reply, Site
from local_server import replied, serving

PAUSE = 0.3
PLACES = sorted(code for code, one in countries().items() if one.kind == "country")[20:40]
SERIES = {
    "worldbank": "SP.POP.TOTL",
    "unhcr": "refugees-in",
    "imf": "NGDP_RPCH",
    "who": "WHOSIS_000001",
    "owid": "population",
}


def body(path: str, places: list[str]) -> tuple[str, bytes]:
    """The type and body of a reply in the form of the source that the path is of."""
    if path.startswith("/v2/"):
        rows = [
            {
                "indicator": {"id": "SP.POP.TOTL"},
                "country": {"id": p[:2]},
                "countryiso3code": p,
                "date": "2022",
                "value": 7,
            }
            for p in places
        ]
        return "application/json", json.dumps([{"page": 1, "pages": 1, "sourceid": "2"}, rows]).encode()
    if path.startswith("/population/"):
        rows = [{"coa_iso": p, "coo_iso": "-", "year": 2022, "refugees": 7} for p in places]
        return "application/json", json.dumps({"items": rows, "maxPages": 1}).encode()
    if path.startswith("/api/v1/"):
        return "application/json", json.dumps({"values": {"NGDP_RPCH": {p: {"2022": 7} for p in places}}}).encode()
    if path.startswith("/api/WHOSIS"):
        rows = [
            {
                "IndicatorCode": "WHOSIS_000001", "SpatialDim": p, "TimeDimType": "YEAR", "TimeDim": 2022,
                "Dim1": "SEX_BTSX", "NumericValue": 7, "Low": None, "High": None,
            }
            for p in places
        ]  # fmt: skip
        return "application/json", json.dumps({"value": rows}).encode()
    if ".metadata.json" in path:
        return "application/json", json.dumps(
            {"chart": {"citation": "x"}, "columns": {"p": {"unit": "people"}}}
        ).encode()
    lines = [f"{p},{p},2022,7" for p in places]
    return "text/csv", "\n".join(["Entity,Code,Year,population", *lines]).encode()


def answer(handler: BaseHTTPRequestHandler) -> None:
    """Answer after a pause."""
    sleep(PAUSE)
    path = unquote(handler.path)
    kind, text = body(path, [place for place in PLACES if re.search(rf"\b{place}\b", path)])
    replied(handler, 200, {"Content-Type": kind}, text)


def once() -> float:
    """Seconds from the first question to the last answer, all sources asked through one fetcher."""
    real = Fetcher()
    with serving(answer) as a, serving(answer) as b, serving(answer) as c, serving(answer) as d, serving(answer) as e:
        bases: dict[str, str] = {}
        free = iter((a, b, c, d, e))

        def fetch(site: Site, path: str) -> Reply:
            base = bases.setdefault(site.base, "") or next(free)
            bases[site.base] = base
            return real(site._replace(base=base), path)

        for name in SERIES:  # hand the bases out before the clock runs
            module = registry.worldbank if name == "worldbank" else registry.module_of(name)
            bases[module.SITE.base] = next(free)
        sources = registry.make_lookup(offline=False, fetch=fetch)
        asking = Asking(sources, sources.many, sources.is_outside)
        queries = [Query(name, series, place) for name, series in SERIES.items() for place in PLACES]
        start = perf_counter()
        asking.ahead(queries)
        took = perf_counter() - start
        answers = [asking(query) for query in queries]
        wrong = [one for one in answers if isinstance(one, SourceError) or len(one) != 1]
        if wrong:
            sys.exit(f"not answered: {wrong[0]}")
    return took


def main() -> None:
    runs = [once() for _ in range(5)]
    each = len(SERIES) * len(PLACES) * PAUSE
    print(f"{len(SERIES) * len(PLACES)} questions about {len(SERIES)} sources that take {PAUSE * 1000:.0f} ms each")
    print(f"median of {len(runs)} runs: {median(runs):.2f} s (at least {min(runs):.2f}); wanted: under 1 s")
    print(f"one after the other: {each:.0f} s")


if __name__ == "__main__":
    main()

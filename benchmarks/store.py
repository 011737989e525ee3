"""How long a lookup in a store takes that holds 100 series of 250 places and 60 years: python benchmarks/store.py.

Wanted: under a millisecond each (issue 5).
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from factcheck.gazetteer import countries
from factcheck.model import Observation, Period, Query
from factcheck.sources.store import Store

SERIES, YEARS, LOOKUPS = 100, 60, 2_000
READ = date(2026, 11, 25)
PERIODS = [Period(date(year, 1, 1), date(year, 12, 31)) for year in range(2024 - YEARS, 2024)]


def answer(number: int) -> tuple[Observation, ...]:
    """The values of 60 years."""
    value, url = Decimal(number) / 7, "https://data.worldbank.org/indicator/SP.POP.TOTL?locations=KE"
    return tuple(
        Observation(value, value, value, "person", period, "World Bank", url, edition="2026-01-01", retrieved=READ)
        for period in PERIODS
    )


def main() -> None:
    chosen = random.Random(1)  # noqa: S311  no secret
    places = list(countries())
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store.sqlite", now=datetime.now(UTC))
        for series in range(SERIES):
            store.put({Query("worldbank", f"S{series}", place): answer(series) for place in places})
        size = store.path.stat().st_size / 1_000_000
        times = []
        for _ in range(LOOKUPS):
            query = Query("worldbank", f"S{chosen.randrange(SERIES)}", chosen.choice(places))
            start = perf_counter()
            store.answer(query, offline=False)
            times.append(1000 * (perf_counter() - start))
    print(f"{SERIES} series of {len(places)} places and {YEARS} years, {size:.0f} MB")
    slow = sorted(times)[int(LOOKUPS * 0.99)]
    print(f"a lookup: median {median(times):.2f} ms, 99 of 100 under {slow:.2f} ms; wanted: under 1 ms")


if __name__ == "__main__":
    main()

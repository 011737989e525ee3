"""What one currency was worth in another in the years before a draft, by reference rates that are shipped.

The rates are monthly means of those of the European Central Bank (``data/exchange_rates.txt``), since January 1999.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from factcheck.extraction.units import currency_rows
from factcheck.gazetteer import alpha2
from factcheck.tables import tables, text_of

_RECENT = 36
"""Months before a draft of which a sum may speak without saying so."""
_NEWS = 12
"""Months behind the last known rate that a draft may be of."""


@dataclass(frozen=True, slots=True)
class Band:
    """The least and the most of one currency that one of another was worth, from month to month, both included.

    `latest` is the last one, or the middle where the day is open; `drift` is how many times as much or as little it
    may have come to since.
    """

    low: Decimal
    high: Decimal
    latest: Decimal
    first: date
    last: date
    drift: Decimal


def band(of: str, per: str, places: Collection[str], day: date | None) -> Band | None:
    """What one of the currency `per` was worth in the currency `of` in the years before `day`, or ever if it is open.

    The currencies are given by the names of their units; of those that share a name, such as pesos, the one is taken
    whose country is among `places` (alpha-3 codes). For a draft that is younger than the rates, the drift is
    as much as the rate has ever moved in such a time. ``None`` where a rate is not known.
    """
    bands = [_between(one, other, day) for one in _codes(of, places) for other in _codes(per, places)]
    found = [one for one in bands if one is not None]
    if not found or len(found) < len(bands):
        return None
    return Band(
        min(one.low for one in found),
        max(one.high for one in found),
        sum((one.latest for one in found), Decimal(0)) / len(found),
        min(one.first for one in found),
        max(one.last for one in found),
        max(one.drift for one in found),
    )


def _codes(name: str, places: Collection[str]) -> tuple[str, ...]:
    """The ISO codes of the currencies that a name may stand for."""
    here = tables("consistency")["currencies_by_country"].get(name)
    if here is None:
        return tuple(tables("consistency")["currencies_of_word"].get(name, "").split()) or _code(name)
    of_places = [code for code in here.split() if code[:2] in {alpha2().get(place) for place in places}]
    return tuple(of_places) if len(of_places) == 1 else ()


@cache
def _code(name: str) -> tuple[str, ...]:
    return tuple(code for known, code, *_ in currency_rows() if known == name and code)


def _between(of: str, per: str, day: date | None) -> Band | None:
    """The band of two currencies by their codes."""
    rates = _rates(of, per)
    if not rates:
        return None
    newest, until = max(rates), max(rates) if day is None else _month(day)
    if day is not None:
        rates = {month: rate for month, rate in rates.items() if until - _RECENT <= month <= until}
    dropped = newest < max(_per_euro("USD")) and until >= newest
    ahead = max(0, until - newest)
    if not rates or dropped or ahead > _NEWS:
        return None
    since, last = (_first_day(month) for month in (min(rates), max(rates)))
    low, high = min(rates.values()), max(rates.values())
    latest = (low + high) / 2 if day is None else rates[max(rates)]
    return Band(low, high, latest, since, last, _drift(of, per, ahead))


@cache
def _drift(of: str, per: str, months: int) -> Decimal:
    """How many times a rate was at the most what it had been some `months` before, or the other way round."""
    rates = _rates(of, per)
    moved = [rates[month + months] / rate for month, rate in rates.items() if month + months in rates]
    return max((max(one, 1 / one) for one in moved), default=Decimal(1))


@cache
def _rates(of: str, per: str) -> dict[int, Decimal]:
    """What one of a currency was worth in another, by the number of the month."""
    first, second = _per_euro(of), _per_euro(per)
    return {month: first[month] / second[month] for month in first.keys() & second.keys()}


@cache
def _per_euro(code: str) -> dict[int, Decimal]:
    """What a euro was worth in a currency, by the number of the month."""
    if code == "EUR":
        return {month: Decimal(1) for month in _per_euro("USD")}
    for line in text_of("exchange_rates.txt").splitlines():
        if line.startswith(f"{code} "):
            _, first, *rates = line.split(" ")
            start = _month(date.fromisoformat(f"{first}-01"))
            return {start + n: Decimal(rate) for n, rate in enumerate(rates) if rate != "-"}
    return {}


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)

"""An answer is checked before it is believed: whether it is whole, and no value leaps from its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from factcheck.model import Answer, Observation
from factcheck.sources.http import Reply, Site

LEAP = 100
"""A value so many times its neighbours in time is not believed, nor is the answer that holds it."""

Json = Any
"""What a server sent: of any shape, until it has been read."""


@lru_cache(maxsize=4)
def parsed(reply: Reply, site: Site) -> Json:
    """The reply's JSON with its numbers as they are written, as ``Decimal``; not to be changed. Raises SourceError.

    A reply about several places is read for each of them, and so it is kept for a while.
    """
    import json

    try:
        text = reply.body.decode("utf-8-sig")
        return json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError, ArithmeticError):
        raise site.error("its answer is not whole JSON", url=reply.url, hint="Run again later.") from None


def _refuse(constant: str) -> Decimal:
    """NaN and infinities are none of JSON's numbers, though Python reads them."""
    raise ValueError(constant)


def believed(observations: Iterable[Observation], site: Site, url: str) -> Answer:
    """The observations, oldest first. Raises SourceError, citing `url`, where one leaps from the others."""
    found = sorted(observations, key=_start)
    year = _leap(found)
    if year:
        message = f"its value for {year} is {LEAP} times its neighbours, so its answer is not believed"
        raise site.error(message, url=url, hint="Compare the source's own page.")
    return tuple(found)


def _start(observation: Observation) -> date:
    return observation.period.start if observation.period else date.min


def _leap(found: Sequence[Observation]) -> str:
    """The year whose value is LEAP times all of its neighbours, or a LEAP-th of them; "" where there is none.

    Values below one count as one: rates do move from 0.01 to 5 per cent within a year. The first and the last
    year are looked at last: it takes two neighbours to tell which of two figures is the odd one.
    """
    sizes = [max(abs(observation.value or Decimal(0)), Decimal(1)) for observation in found]
    for k in sorted(range(len(found)), key=lambda k: k in (0, len(found) - 1)):
        around = sizes[max(k - 1, 0) : k] + sizes[k + 1 : k + 2]
        if around and (sizes[k] >= LEAP * max(around) or sizes[k] * LEAP <= min(around)):
            return str(_start(found[k]).year)
    return ""

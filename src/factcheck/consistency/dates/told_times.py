"""Times written otherwise that no clock shows: "half past 27", "at 16h72", "at 12:64:30"; "25 o'clock" is a joke."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Slot, unlisted
from factcheck.model import Span

_AT = r"\b(?:at|about|around|until|till|before|after|since|by|from) "
_TOLD = (
    ("past", Later(r"\b(?:half|quarter|minutes) past (?P<hour>\d\d)(?P<minute>)\b(?![.,:]?\d| ?%)")),
    ("h", Later(rf"{_AT}(?P<hour>[012]?\d)h(?P<minute>\d\d)\b")),
    (":", Later(rf"{_AT}(?P<hour>[012]?\d):(?P<minute>[0-5]\d:[6-9]\d|[6-9]\d:\d\d)(?![\d:.]| of )")),
)
_MINUTES, _HOURS = 59, 24


def told_times(text: str) -> Iterator[Slot]:
    """The times of a text that are none, as slots of no claim."""
    for mark, pattern in _TOLD:
        for found in pattern.finditer(text) if mark in text else ():
            minute = found["minute"]
            if ":" in minute or int(minute or 0) > _MINUTES or int(found["hour"]) > _HOURS:
                yield unlisted(text, Span(found.start("hour"), found.end()), Decimal(found["hour"]))

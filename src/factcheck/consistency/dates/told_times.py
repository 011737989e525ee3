"""Times written otherwise that no clock shows: "half past 27", "at 16h72", "at 12:64:30"; "25 o'clock" is a joke."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Slot, unlisted
from factcheck.model import Span

_AT = Later(r"\b(?:at|about|around|until|till|before|after|since|by|from) (?P<hour>[012]?\d)$")
_PARTS = Later(r"\b(?:half|quarter|minutes)$")
_FAR = 11
"""Characters before the sign in a time in which its hour and the word before it stand."""
_PAST = Later(r" past (?P<hour>\d\d)\b(?![.,:]?\d| ?%)")  # literals first: fast
_H = Later(r"h(?<=\dh)(?P<minute>\d\d)\b")
_SECONDS = Later(r":(?<=\d:)(?:[0-5]\d:[6-9]\d|[6-9]\d:\d\d)(?![\d:.]| of )")
_MINUTES, _HOURS = 59, 24


def told_times(text: str) -> Iterator[Slot]:
    """The times of a text that are none, as slots of no claim."""
    for found in _PAST.finditer(text):
        if int(found["hour"]) > _HOURS and _PARTS.search(text, max(0, found.start() - _FAR), found.start()):
            yield _slot(text, found.start("hour"), found.end(), found["hour"])
    for found in (*_H.finditer(text), *_SECONDS.finditer(text)):
        before = _AT.search(text, max(0, found.start() - _FAR), found.start())
        minutes = int(found["minute"]) if found.re.groups else _MINUTES + 1
        if before is not None and (minutes > _MINUTES or int(before["hour"]) > _HOURS):
            yield _slot(text, before.start("hour"), found.end(), before["hour"])


def _slot(text: str, start: int, end: int, hour: str) -> Slot:
    return unlisted(text, Span(start, end), Decimal(hour))

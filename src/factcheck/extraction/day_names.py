"""Names of months and weekdays, and their short forms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from factcheck.tables import table


@cache
def months() -> Mapping[str, int]:
    """Month names and abbreviations to 1..12."""
    found = table("words")
    short = [name for name in found["months_short"].split() if name != "sept"]
    numbered = {name: n for n, name in enumerate(found["months"].split(), 1)}
    return numbered | {name: n for n, name in enumerate(short, 1)} | {"sept": 9}


_OTHER_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}


@cache
def weekdays() -> Mapping[str, int]:
    """Weekday names and abbreviations, with and without a possessive ending, to 0..6 from Monday."""
    found = table("words")
    numbered = {name: n for n, name in enumerate(found["weekdays"].split())}
    short = {name: n for n, name in enumerate(found["weekdays_short"].split())}
    owners = {name + mark: n for name, n in numbered.items() for mark in ("'s", "’s")}
    return numbered | short | _OTHER_SHORT | owners

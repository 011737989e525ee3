"""Phrases of a row as patterns: words from the data table, slots by kind, and what silences a check."""

from __future__ import annotations

import re
from functools import cache

from factcheck.tables import tables


def slot(name: str, *kinds: str) -> str:
    """A pattern for a figure of one of `kinds`, as the group `name`."""
    return rf"(?P<{name}><(?:{'|'.join(kinds)}):\d+>)"


@cache
def words(name: str) -> str:
    """One list of the tables ``data/consistency*.yaml`` as alternatives."""
    return "|".join(re.escape(word) for word in tables("consistency")[name])


@cache
def any_of(name: str) -> re.Pattern[str]:
    """Finds any word of a list as a word of its own."""
    return re.compile(rf"(?<!\S)(?:{words(name)})(?!\S)")

"""What a declared source is: flat text by key, as a rule file has it; its rows; its errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from factcheck.errors import SourceError

Declared = Mapping[str, str]
"""A declared source by key (see ``rules.declared``), and under ``folder`` where its rule file is."""

Row = Mapping[str, Any]
"""Values by the names in COLUMNS, as their source has them."""

COLUMNS = ("value", "low", "high", "period", "place", "series")
"""What a declaration may say the place of."""


def cited_as(source: Declared) -> str:
    """The source's name in reports."""
    return source.get("cite") or source["about"]


def refuse(source: Declared, message: str, hint: str = "", url: str = "") -> SourceError:
    """What is said of a declared source that cannot be used."""
    return SourceError(cited_as(source), message, url=url, hint=hint)


def by_name(row: Mapping[str, Any], source: Declared) -> Row:
    """A row of a table by the names in COLUMNS. Raises KeyError with a column that is not there."""
    return {name: row[source[name]] for name in COLUMNS if name in source}


def wanted_keys(sources: Iterable[Declared]) -> tuple[str, ...]:
    """The variables of the environment that the sources name: of keys, and of addresses of databases."""
    return tuple(dict.fromkeys(source[key] for source in sources for key in ("key", "database") if key in source))

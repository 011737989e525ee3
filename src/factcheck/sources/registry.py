"""The sources by name, and the lookup that asks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from factcheck.errors import SourceError
from factcheck.model import Answer, Lookup, Query
from factcheck.sources import books

SERIES: Mapping[str, Callable[[], frozenset[str]]] = {books.NAME: books.series}
"""Source name to the names of its series, for checking rules when they load."""

_SOURCES: Mapping[str, Callable[[Query], Answer]] = {books.NAME: books.lookup}


def lookup(query: Query) -> Answer | SourceError:
    """Ask the source that the query names; its errors come back as values."""
    source = _SOURCES.get(query.source)
    if source is None:
        return SourceError(query.source, "is not a source this run knows")
    try:
        return source(query)
    except SourceError as error:
        return error


def remembering(ask: Lookup) -> Lookup:
    """`ask`, with each query put to it only once."""
    answers: dict[Query, Answer | SourceError] = {}

    def asked(query: Query) -> Answer | SourceError:
        if query not in answers:
            answers[query] = ask(query)
        return answers[query]

    return asked

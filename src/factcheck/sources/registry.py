"""The sources by name, and the lookup that asks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from factcheck.errors import SourceError
from factcheck.model import Answer, Lookup, Query
from factcheck.sources import books, worldbank, worldranks
from factcheck.sources.http import Fetch, Fetcher

SERIES: Mapping[str, Callable[[], frozenset[str]]] = {
    books.NAME: books.series,
    worldbank.NAME: worldbank.series,
}
"""Source name to the names of its series, for checking rules when they load.

A source that cannot list them gives a set with every name of the right form in it: see ``worldbank.Codes``.
"""

_HELD: Mapping[str, Callable[[Query], Answer]] = {books.NAME: books.lookup}
"""Sources on this machine."""


def _worldbank(query: Query, fetch: Fetch) -> Answer:
    ask = worldranks.lookup if query.place == worldranks.EVERYWHERE else worldbank.lookup
    return ask(query, fetch)


_LIVE: Mapping[str, Callable[[Query, Fetch], Answer]] = {worldbank.NAME: _worldbank}
"""Sources that need a network."""


def make_lookup(*, offline: bool, fetch: Fetch | None = None) -> Lookup:
    """A lookup that asks the source that a query names; its errors come back as values.

    When `offline`, a source that needs a network has no answer, which is no failure. `fetch` is how such
    sources are asked; by default one ``Fetcher`` for as long as the lookup is used.
    """
    fetcher = fetch if fetch is not None else Fetcher()

    def ask(query: Query) -> Answer | SourceError:
        try:
            if query.source in _HELD:
                return _HELD[query.source](query)
            if query.source in _LIVE:
                return () if offline else _LIVE[query.source](query, fetcher)
        except SourceError as error:
            return error
        return SourceError(query.source, "is not a source this run knows")

    return ask


lookup = make_lookup(offline=True)
"""Asks the sources on this machine only."""


def remembering(ask: Lookup) -> Lookup:
    """`ask`, with each query put to it only once."""
    answers: dict[Query, Answer | SourceError] = {}

    def asked(query: Query) -> Answer | SourceError:
        if query not in answers:
            answers[query] = ask(query)
        return answers[query]

    return asked

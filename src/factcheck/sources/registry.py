"""The sources by name, and the lookup that asks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from factcheck.errors import NotKeptError, SourceError
from factcheck.model import Answer, Lookup, Query
from factcheck.sources import books, worldbank, worldranks
from factcheck.sources.asking import Asking
from factcheck.sources.declaration import Declared
from factcheck.sources.fetcher import Fetcher
from factcheck.sources.http import Fetch

_MODULES = {
    "bls": "bls",
    "eurostat": "eurostat",
    "fred": "fred",
    "imf": "imf",
    "owid": "owid",
    "ucdp": "ucdp",
    "unhcr": "unhcr",
    "unhcr-odp": "unhcr_odp",
    "usgs": "usgs",
    "who": "who",
    "wikidata": "wikidata",
}
"""Live sources by name, each with its module below ``live``, which is loaded when a rule names it."""


KEYS = ("FRED_API_KEY", "UCDP_ACCESS_TOKEN")
"""The variables of the environment in which sources look for their keys, so that none is loaded to ask for them."""


def module_of(name: str) -> Any:  # noqa: ANN401  a module with NAME, SITE, series and lookup
    """The module of a live source."""
    return import_module(f"factcheck.sources.live.{_MODULES[name]}")


def _series_of(name: str) -> Callable[[], frozenset[str]]:
    def series() -> frozenset[str]:
        found: frozenset[str] = module_of(name).series()
        return found

    return series


SERIES: Mapping[str, Callable[[], frozenset[str]]] = {
    books.NAME: books.series,
    worldbank.NAME: worldbank.series,
    **{name: _series_of(name) for name in _MODULES},
}
"""Source name to the names of its series, for checking rules when they load.

A source that cannot list them gives a set with every name of the right form in it: see ``worldbank.Codes``.
"""

_HELD: Mapping[str, Callable[[Query], Answer]] = {books.NAME: books.lookup}
"""Sources on this machine."""


def _worldbank(query: Query, fetch: Fetch) -> Answer:
    ask = worldranks.lookup if query.place == worldranks.EVERYWHERE else worldbank.lookup
    return ask(query, fetch)


def _live(query: Query, fetch: Fetch, keys: Mapping[str, str]) -> Answer:
    """The answer of a source that needs a network."""
    if query.source == worldbank.NAME:
        return _worldbank(query, fetch)
    module = module_of(query.source)
    name = getattr(module, "KEY", "")
    answer: Answer = module.lookup(query, fetch, key=keys.get(name, "")) if name else module.lookup(query, fetch)
    return answer


def _declared(query: Query, source: Declared, fetch: Fetch, keys: Mapping[str, str], *, offline: bool) -> Answer:
    from factcheck.sources import declared

    return () if offline and declared.is_live(source) else declared.lookup(query, source, fetch, keys)


def keys_by_host(keys: Mapping[str, str]) -> dict[str, tuple[str, str, str]]:
    """For each host that asks for a key that is there: the header or the parameter that carries it, and the key."""
    found = {}
    for source in _MODULES:
        module = module_of(source)
        key, header = keys.get(getattr(module, "KEY", ""), ""), getattr(module, "HEADER", "")
        if key:
            found[module.SITE.host] = (header, "" if header else "api_key", key)
    return found


def _lacks_key(source: str, keys: Mapping[str, str]) -> bool:
    name = getattr(module_of(source), "KEY", "") if source in _MODULES else ""
    return bool(name) and name not in keys


def make_lookup(
    *,
    offline: bool,
    fetch: Fetch | None = None,
    keys: Mapping[str, str] | None = None,
    cache: Path | None = None,
    own: Mapping[str, Declared] | None = None,
) -> Lookup:
    """A lookup that asks the source that a query names; its errors come back as values.

    When `offline`, a source that needs a network answers from the file `cache`, where an earlier run left its replies;
    where there is none it has no answer, which is no failure. `fetch` is how such sources are asked, which then knows
    itself what offline means; by default one ``Fetcher`` for as long as the lookup is used. `keys` are those that
    sources need, by the variable that ``KEYS`` names. `own` are the sources that rule files declare, by name.
    """
    fetcher = fetch if fetch is not None else Fetcher(cache=cache, offline=offline)
    without = offline and fetch is None and cache is None

    def ask(query: Query) -> Answer | SourceError:
        try:
            if own and query.source in own:
                return _declared(query, own[query.source], fetcher, keys or {}, offline=without)
            if query.source in _HELD:
                return _HELD[query.source](query)
            if is_live(query):
                if without or (offline and _lacks_key(query.source, keys or {})):
                    return ()
                return _live(query, fetcher, keys or {})
        except NotKeptError:
            return ()
        except SourceError as error:
            return error
        return SourceError(query.source, "is not a source this run knows")

    return ask


lookup = make_lookup(offline=True)
"""Asks the sources on this machine only."""


def is_live(query: Query) -> bool:
    """Whether a question is one that leaves the machine."""
    return query.source in _MODULES or query.source == worldbank.NAME


def asking(ask: Lookup, own: Mapping[str, Declared] | None = None) -> Asking:
    """`ask`, with each question put to it only once, and live sources at the same time; `own` as in `make_lookup`."""

    def live(query: Query) -> bool:
        return is_live(query) or "url" in (own or {}).get(query.source, ())

    return Asking(ask, lambda queries: {query: ask(query) for query in queries}, live)

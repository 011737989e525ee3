"""The sources by name, and the lookup that asks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import NotKeptError, SourceError
from factcheck.model import Answer, Lookup, Query
from factcheck.sources import books, worldbank, worldranks
from factcheck.sources.asking import Asking
from factcheck.sources.declaration import Declared
from factcheck.sources.evidence import STORE, TABLE, AskHere, Recorder, Replaying
from factcheck.sources.fetcher import Fetcher
from factcheck.sources.http import Fetch, Reply, Site

if TYPE_CHECKING:
    from factcheck.sources.store import Store

_MODULES = {
    "bls": "bls",
    "eurostat": "eurostat",
    "fred": "fred",
    "imf": "imf",
    "owid": "owid",
    "sdmx": "sdmx",
    "ucdp": "ucdp",
    "unhcr": "unhcr",
    "unhcr-odp": "unhcr_odp",
    "usgs": "usgs",
    "who": "who",
    "wikidata": "wikidata",
    "wikidata-item": "wikidata_item",
    "worldbank-archive": "worldbank_archive",
}
"""Live sources by name, each with its module below ``live``, which is loaded when a rule names it."""


_LIVE = frozenset({worldbank.NAME, *_MODULES})
MOST_PLACES = 40
"""Places in one question: a longer address would be refused here and there."""
_MOST_PLACES = {worldbank.NAME: 300, "usgs": 1000}
"""Sources that take more: with codes of three letters and nothing between, or asked about all places anyway."""

_TRIES = 3
"""Places that are asked for one by one where all at once failed, before the source is given up."""

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


def _lacks_key(source: str, keys: Mapping[str, str]) -> bool:
    name = getattr(module_of(source), "KEY", "") if source in _MODULES else ""
    return bool(name) and name not in keys


class Sources:
    """All sources as a lookup; their errors come back as values."""

    def __init__(
        self,
        fetch: Fetch | None,
        keys: Mapping[str, str],
        own: Mapping[str, Declared],
        store: Store | None,
        *,
        offline: bool,
    ) -> None:
        """`fetch` is ``None`` where no network may be asked; see `make_lookup` for the others."""
        self._fetch, self._keys, self._own, self._store, self._offline = fetch, keys, own, store, offline

    def __call__(self, query: Query) -> Answer | SourceError:
        """The answer to a question."""
        try:
            return self._answer(query)
        except NotKeptError:
            return ()
        except SourceError as error:
            return error

    def _answer(self, query: Query) -> Answer:
        if query.source in self._own:
            return self._declared(query, self._own[query.source])
        if query.source in _HELD:
            return _HELD[query.source](query)
        if not self.is_live(query):
            raise SourceError(query.source, "is not a source this run knows")
        stored = self._stored(query)
        if stored is not None:
            return stored
        if self._fetch is None or (self._offline and _lacks_key(query.source, self._keys)):
            return ()
        return _live(query, self._fetch, self._keys)

    def _declared(self, query: Query, source: Declared) -> Answer:
        from factcheck.sources import declared

        if self._fetch is None or (self._offline and "database" in source):
            return () if declared.is_live(source) else declared.lookup(query, source, _never, {})
        fetch = self._fetch
        if "url" in source:
            return declared.lookup(query, source, fetch, self._keys)
        return self._here(TABLE, query, lambda: declared.lookup(query, source, fetch, self._keys)) or ()

    def _stored(self, query: Query) -> Answer | None:
        store = self._store
        if query.beyond:
            return None
        return self._here(STORE, query, lambda: store.answer(query, offline=self._offline) if store else None)

    def _here(self, place: str, query: Query, ask: AskHere) -> Answer | None:
        """What this machine has, noted as evidence or taken from it."""
        return self._fetch.local(place, query, ask) if isinstance(self._fetch, Recorder | Replaying) else ask()

    def is_live(self, query: Query) -> bool:
        """Whether a question is one for a source that is not on this machine."""
        return query.source in _LIVE or "url" in self._own.get(query.source, ())

    def is_outside(self, query: Query) -> bool:
        """Whether a question has to leave the machine."""
        return self._fetch is not None and self.is_live(query) and self._stored(query) is None

    def is_stored(self, query: Query) -> bool:
        """Whether the store answers a question to which its source may know more now."""
        return not self._offline and self._fetch is not None and query.source in _LIVE and not self.is_outside(query)

    def many(self, queries: Sequence[Query]) -> Mapping[Query, Answer | SourceError]:
        """The answers to all about one series: in one question where its source takes several places."""
        found: dict[Query, Answer | SourceError] = {}
        ask, known = _several(queries[0].source), places_of(queries[0].source)
        placed = [query for query in queries if query.place not in ("", worldranks.EVERYWHERE)]
        placed = [query for query in placed if known is None or query.place in known]
        if ask is not None and self._fetch is not None and len(placed) > 1:
            most = _MOST_PLACES.get(queries[0].source, MOST_PLACES)
            for start in range(0, len(placed), most):
                group = placed[start : start + most]
                try:
                    found |= ask(group, self._fetch)
                except SourceError:
                    found |= self._singly(group)
        return found | {query: self(query) for query in queries if query not in found}

    def _singly(self, queries: Sequence[Query]) -> dict[Query, Answer | SourceError]:
        """The answers one by one: a place may have spoilt it for the others. Where the first fail too, it was none."""
        found: dict[Query, Answer | SourceError] = {}
        for query in queries:
            failed = list(found.values())
            hopeless = len(failed) >= _TRIES and all(isinstance(answer, SourceError) for answer in failed)
            found[query] = failed[0] if hopeless else self(query)
        return found


def _never(site: Site, path: str) -> Reply:
    raise NotKeptError(site.name, "nothing is asked", url=site.base + path)


def places_of(source: str) -> frozenset[str] | None:
    """The places that a source can be asked for, where they are few; ``None`` where they are not listed."""
    places = getattr(module_of(source), "places", None) if source in _MODULES else None
    found: frozenset[str] | None = places() if places is not None else None
    return found


def _several(source: str) -> Callable[[Sequence[Query], Fetch], Mapping[Query, Answer | SourceError]] | None:
    """How a source is asked about several places at once, if it can be."""
    module = worldbank if source == worldbank.NAME else module_of(source) if source in _MODULES else None
    found: Callable[[Sequence[Query], Fetch], Mapping[Query, Answer | SourceError]] | None
    found = getattr(module, "lookup_many", None)
    return found


def make_lookup(  # noqa: PLR0913  how sources are asked
    *,
    offline: bool,
    fetch: Fetch | None = None,
    keys: Mapping[str, str] | None = None,
    cache: Path | None = None,
    own: Mapping[str, Declared] | None = None,
    store: Store | None = None,
) -> Sources:
    """A lookup that asks the source that a query names.

    When `offline`, a source that needs a network answers from the file `cache`, where an earlier run left its replies;
    where there is none it has no answer, which is no failure. `fetch` is how such sources are asked, which then knows
    itself what offline means; by default one ``Fetcher`` for as long as the lookup is used. `keys` are those that
    sources need, by the variable that ``KEYS`` names. `own` are the sources that rule files declare, by name.
    What is in the `store` is not asked for.
    """
    if fetch is None and not (offline and cache is None):
        fetch = Fetcher(cache=cache, offline=offline)
    return Sources(fetch, keys or {}, own or {}, store, offline=offline)


lookup = make_lookup(offline=True)
"""Asks the sources on this machine only."""


def is_stored(source: str) -> bool:
    """Whether the series of a source can be fetched for all places and kept."""
    return source in _LIVE


def asking(ask: Lookup) -> Asking:
    """`ask`, with each question put to it only once, and live sources at the same time."""
    if isinstance(ask, Sources):
        return Asking(ask, ask.many, ask.is_outside, ask.is_stored)
    return Asking(ask, lambda queries: {query: ask(query) for query in queries}, lambda _: False)

"""Every exchange behind a report noted as it happens, and a run that is told the same again.

What is noted is what a run was told, whether a server said it just now, to an earlier run, or the store or a table of
this machine has it. Failures are noted too, so that what was unavailable stays so. Keys are cut out of addresses and
bodies, and headers that were sent are not noted at all. See ``tapes`` for the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from threading import Lock
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlsplit

from factcheck.errors import SourceError
from factcheck.model import Answer, Query
from factcheck.sources.answers import as_json, from_json
from factcheck.sources.http import Fetch, Reply, Site

STORE, TABLE = "store", "table"
"""What answers on this machine: what `factcheck sync` fetched, and the newsroom's own tables and databases."""

MISSING = "the evidence has no recording of this request"
_LEAST = 8
"""Letters of a key from which on it is looked for in replies: a shorter one may be a part of any figure."""
AskHere = Callable[[], Answer | None]


class Exchange(NamedTuple):
    """A question and what came of it: `body`, `day` and `kind` of a reply, or an `error`.

    `url` is without keys. `tag` tells apart addresses that are the same without what looks like a key and is none;
    `moved` is the address that a server moved the question to.
    """

    source: str
    url: str
    body: bytes = b""
    day: date | None = None
    error: SourceError | None = None
    kind: str = ""
    tag: str = ""
    moved: str = ""


@dataclass
class Recorder:
    """A fetch that notes what `fetch` told; for several threads. What is asked again is told as at first."""

    fetch: Fetch
    exchanges: dict[tuple[str, str], Exchange] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, site: Site, path: str) -> Reply:
        """What `fetch` gives, or gave before. Raises what it raises."""
        url, tag = _name(site, path)
        noted = self.exchanges.get((url, tag))
        if noted is None:
            try:
                reply = self.fetch(site, path)
            except SourceError as error:
                noted = self._noted(Exchange(site.name, url, error=error, tag=tag))
            else:
                moved, body = site.cut(reply.url), _without_key(reply.body, site)
                made = Exchange(site.name, url, body, reply.day, kind=reply.kind, tag=tag, moved=moved)
                noted = self._noted(made._replace(moved="") if moved == url else made)
        return _told(noted, site, path)

    def local(self, place: str, query: Query, ask: AskHere) -> Answer | None:
        """What `ask` has, noted as of STORE or TABLE. Raises what it raises."""
        source, url = _here(place, query)
        try:
            answer = ask()
        except SourceError as error:
            self._noted(Exchange(source, url, error=error))
            raise
        if answer is not None:
            self._noted(Exchange(source, url, as_json(answer), kind="application/json"))
        return answer

    def _noted(self, exchange: Exchange) -> Exchange:
        with self._lock:
            return self.exchanges.setdefault((exchange.url, exchange.tag), exchange)


class Replaying:
    """A fetch that answers from what was recorded, and asks nothing."""

    def __init__(self, exchanges: Iterable[Exchange]) -> None:
        self._exchanges = {(one.url, one.tag): one for one in exchanges}

    def __call__(self, site: Site, path: str) -> Reply:
        """The recorded reply. Raises the recorded error, and SourceError where nothing is recorded."""
        exchange = self._exchanges.get(_name(site, path))
        if exchange is None:
            raise self._missing(site.name, site.cut(site.base + path))
        return _told(exchange, site, path)

    def local(self, place: str, query: Query, ask: AskHere) -> Answer | None:  # noqa: ARG002  nobody is asked
        """The recorded answer; ``None`` where the store had none. Raises as a call does."""
        url = _here(place, query)[1]
        exchange = self._exchanges.get((url, ""))
        if exchange is None:
            if place == STORE:
                return None
            raise self._missing(query.source, url)
        if exchange.error is not None:
            raise exchange.error
        try:
            return from_json(exchange.body)
        except ValueError:
            raise SourceError(query.source, "its recording cannot be read", url=url, hint="Record it anew.") from None

    def _missing(self, source: str, url: str) -> SourceError:
        return SourceError(source, MISSING, url=url, hint=self._near(url))

    def _near(self, url: str) -> str:
        from difflib import get_close_matches

        near = get_close_matches(url, [url for url, _ in self._exchanges], 1, 0.3)
        if not near:
            return f"It holds {len(self._exchanges)} requests, none of them like it. Record it anew with --record."
        return f"The nearest is {near[0]}, with {difference(url, near[0])}. Record it anew with --record."


def _name(site: Site, path: str) -> tuple[str, str]:
    """The address without keys, and the tag of what was cut out of it besides the site's own key, "" for nothing.

    A parameter such as ``keyword`` looks like a key: without a tag two questions could be taken for one.
    """
    keyless = site.keyless(site.base + path)
    url = site.cut(keyless)
    if url == keyless:
        return url, ""
    from hashlib import sha256

    return url, sha256(keyless.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _told(exchange: Exchange, site: Site, path: str) -> Reply:
    if exchange.error is not None:
        raise exchange.error
    return Reply(exchange.moved or site.base + path, exchange.body, exchange.day, exchange.kind)


def _here(place: str, query: Query) -> tuple[str, str]:
    """What a question to this machine is noted under; no host ends in ``.invalid`` (RFC 2606)."""
    parts = "/".join(quote(part, safe="") for part in (query.source, query.series, query.place))
    return f"{query.source}, {place} of this machine", f"https://{place}.invalid/{parts}"


def _without_key(body: bytes, site: Site) -> bytes:
    """A reply without the key that it was asked with, should it repeat that; its length stays."""
    for secret in (site.secret, site.header[1] if site.header else ""):
        for written in {secret, quote(secret, safe="")}:
            if len(written) >= _LEAST:
                body = body.replace(written.encode(), b"*" * len(written.encode()))
    return body


def difference(asked: str, recorded: str) -> str:
    """What differs between two addresses, in words."""
    first, second = urlsplit(asked), urlsplit(recorded)
    if first.netloc != second.netloc:
        return f"the host {second.netloc} in place of {first.netloc}"
    unlike = zip_longest(first.path.split("/"), second.path.split("/"), fillvalue="")
    found = [
        f"“{theirs or 'nothing'}” in place of “{ours or 'nothing'}” in its path"
        for ours, theirs in unlike
        if ours != theirs
    ]
    ours, theirs = dict(parse_qsl(first.query)), dict(parse_qsl(second.query))
    found += [
        f"{name}={theirs.get(name, '(none)')} in place of {name}={ours.get(name, '(none)')}"
        for name in dict.fromkeys([*ours, *theirs])
        if ours.get(name) != theirs.get(name)
    ]
    if not found and first.query == second.query:
        return "another value in what was cut out of it, as it looks like a key"
    return "; ".join(found) or "its parameters in another order"

"""Every exchange behind a report in one vcrpy cassette, from which the same report can be made without a network.

What is recorded is what a run was told, whether a server said it just now or to an earlier run: the recorder stands
before the cache. Failures are recorded too, so that what was unavailable stays so. Keys are cut out of addresses, and
headers that were sent are not recorded at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from threading import Lock
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from factcheck.errors import Fault, FileError, NotKeptError, SourceError
from factcheck.sources.http import Fetch, Reply, Site, day_of, masked

_FAILED = 599
"""The status under which a failure is written: none of HTTP's own."""
_HINT, _STATUS, _SOURCE, _MESSAGE = (f"X-Factcheck-{name}" for name in ("Hint", "Status", "Source", "Message"))


class Exchange(NamedTuple):
    """A question and what came of it: `body` and `day` of a reply, or an `error`."""

    source: str
    url: str
    body: bytes = b""
    day: date | None = None
    error: SourceError | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a report was made of besides replies.

    The rules' digest, each draft's SHA-256 by name, the day that stood for today, the names of the keys that were
    there, when it was made and by which version, and whether without a network.
    """

    rules: str
    drafts: Mapping[str, str]
    today: date
    keys: tuple[str, ...] = ()
    made: str = ""
    version: str = ""
    offline: bool = False


@dataclass
class Recorder:
    """A fetch that notes what `fetch` told, by address without its keys; for several threads."""

    fetch: Fetch
    exchanges: dict[str, Exchange] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, site: Site, path: str) -> Reply:
        """What `fetch` gives. Raises what it raises."""
        url = masked(site.base + path)
        try:
            reply = self.fetch(site, path)
        except SourceError as error:
            self._note(Exchange(site.name, url, error=error))
            raise
        self._note(Exchange(site.name, url, reply.body, reply.day))
        return reply

    def _note(self, exchange: Exchange) -> None:
        with self._lock:
            self.exchanges[exchange.url] = exchange


class Replaying:
    """A fetch that answers from what was recorded, and asks nothing."""

    def __init__(self, exchanges: Iterable[Exchange]) -> None:
        self._exchanges = {one.url: one for one in exchanges}

    def __call__(self, site: Site, path: str) -> Reply:
        """The recorded reply. Raises the recorded error, and SourceError where nothing is recorded."""
        url = masked(site.base + path)
        exchange = self._exchanges.get(url)
        if exchange is None:
            raise SourceError(site.name, "the evidence has no recording of this request", url=url, hint=self._near(url))
        if exchange.error is not None:
            raise exchange.error
        return Reply(site.base + path, exchange.body, exchange.day)

    def _near(self, url: str) -> str:
        near = get_close_matches(url, self._exchanges, 1, 0.3)
        if not near:
            return f"It holds {len(self._exchanges)} requests, none of them like it. Record it anew with --record."
        return f"The nearest is {near[0]}, with {difference(url, near[0])}. Record it anew with --record."


def difference(asked: str, recorded: str) -> str:
    """What differs between two addresses, in words."""
    first, second = urlsplit(asked), urlsplit(recorded)
    if first.netloc != second.netloc:
        return f"the host {second.netloc} in place of {first.netloc}"
    found = [
        f"“{theirs or 'nothing'}” in place of “{ours or 'nothing'}” in its path"
        for ours, theirs in _unlike(first.path.split("/"), second.path.split("/"))
    ]
    ours, theirs = dict(parse_qsl(first.query)), dict(parse_qsl(second.query))
    found += [
        f"{name}={theirs.get(name, '(none)')} in place of {name}={ours.get(name, '(none)')}"
        for name in dict.fromkeys([*ours, *theirs])
        if ours.get(name) != theirs.get(name)
    ]
    return "; ".join(found) or "its parameters in another order"


def _unlike(first: list[str], second: list[str]) -> list[tuple[str, str]]:
    from itertools import zip_longest

    return [(one, two) for one, two in zip_longest(first, second, fillvalue="") if one != two]


def written(head: Head, exchanges: Iterable[Exchange]) -> str:
    """A cassette in vcrpy's format; what is no part of an exchange is under ``metadata``."""
    from vcr.request import Request
    from vcr.serialize import serialize
    from vcr.serializers import yamlserializer

    ordered = sorted(exchanges, key=lambda one: one.url)
    metadata = {
        "factcheck": head.version,
        "made": head.made,
        "today": head.today.isoformat(),
        "rules": head.rules,
        "drafts": dict(head.drafts),
        "keys": list(head.keys),
        "offline": head.offline,
    }
    cassette = {
        "requests": [Request("GET", one.url, None, {_SOURCE: one.source}) for one in ordered],
        "responses": [_response(one) for one in ordered],
        "metadata": metadata,
    }
    text: str = serialize(cassette, yamlserializer)
    return f"# Evidence of factcheck {head.version}, recorded on {head.made}; keys are cut out.\n{text}"


def _response(exchange: Exchange) -> dict[str, Any]:
    error = exchange.error
    if error is not None:
        said = {_MESSAGE: error.message, _HINT: error.hint, _STATUS: str(error.status), "X-Factcheck-URL": error.url}
        said["X-Factcheck-Kept"] = "no" if isinstance(error, NotKeptError) else "yes"
        headers = {_SOURCE: error.source} | said
        status = {"code": _FAILED, "message": "no answer"}
        return {"status": status, "headers": {key: [text] for key, text in headers.items()}, "body": {"string": b""}}
    headers = {"Content-Length": str(len(exchange.body))}
    if exchange.day is not None:
        headers["Date"] = f"{exchange.day:%a, %d %b %Y} 00:00:00 GMT"
    status = {"code": 200, "message": "OK"}
    return {"status": status, "headers": {k: [text] for k, text in headers.items()}, "body": {"string": exchange.body}}


def read_back(text: str, path: str) -> tuple[Head, list[Exchange]]:
    """What a cassette of evidence holds. Raises FileError for a text that is none."""
    import yaml
    from vcr.serialize import deserialize
    from vcr.serializers import yamlserializer

    try:
        requests, responses, metadata = deserialize(text, yamlserializer)
        head = Head(
            rules=str(metadata["rules"]),
            drafts={str(name): str(digest) for name, digest in metadata["drafts"].items()},
            today=date.fromisoformat(metadata["today"]),
            keys=tuple(map(str, metadata["keys"])),
            made=str(metadata["made"]),
            version=str(metadata["factcheck"]),
            offline=bool(metadata["offline"]),
        )
        datetime.fromisoformat(head.made)
        return head, [_exchange(*pair) for pair in zip(requests, responses, strict=True)]
    except (ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError):
        hint = "Write one with factcheck DRAFT --record FILE."
        raise FileError(Fault(path, 0, 0, "this is no evidence that factcheck has recorded", hint)) from None


def _exchange(request: Any, response: Mapping[str, Any]) -> Exchange:  # noqa: ANN401  vcrpy's own
    headers = {key: values[0] for key, values in response["headers"].items()}
    source, body = request.headers[_SOURCE], response["body"]["string"]
    source = source[0] if isinstance(source, list) else source
    if response["status"]["code"] != _FAILED:
        return Exchange(source, request.uri, body, day_of(headers.get("Date", "")))
    kind = NotKeptError if headers["X-Factcheck-Kept"] == "no" else SourceError
    error = kind(
        headers[_SOURCE],
        headers[_MESSAGE],
        url=headers["X-Factcheck-URL"],
        status=int(headers[_STATUS]),
        hint=headers[_HINT],
    )
    return Exchange(source, request.uri, error=error)


def shown(head: Head, exchanges: Iterable[Exchange]) -> list[str]:
    """What the evidence proves, in lines."""
    lines = [f"Made on {head.made} by factcheck {head.version}, as on {head.today.isoformat()}", f"Rules {head.rules}"]
    lines += [f"Draft {name}, SHA-256 {digest}" for name, digest in head.drafts.items()]
    for one in exchanges:
        lines.append(f"{one.source}: {one.url}")
        if one.error is not None:
            lines.append(f"    no answer: {one.error.message}")
        else:
            read = f", of {one.day.isoformat()}" if one.day else ""
            lines.append(f"    answered with {len(one.body):,} bytes{read}")
    return lines

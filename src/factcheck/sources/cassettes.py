"""The recorded exchanges of tests asked afresh: what a source says now, and how that differs from what is recorded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from factcheck.errors import Fault, FileError
from factcheck.sources.http import Fetch, Reply, Site, masked

SECRET = "0000"  # noqa: S105  stands for a key in a cassette
_KINDS = (
    *("application/json", "text/csv", "text/plain", "application/geo+json", "application/sparql-results+json"),
    *("application/csv", "application/vnd.sdmx.data+json"),
)


def is_made_up(head: Iterable[str]) -> bool:
    """Whether a cassette holds what no source would say, for a test of that, so that it is not asked afresh."""
    return any("NO SOURCE SAYS THIS" in line for line in head)


def read(path: Path) -> tuple[list[str], list[tuple[str, bytes]]]:
    """The comment lines at the head of a cassette, and the address and body of each exchange. Raises FileError."""
    import yaml
    from vcr.serialize import deserialize
    from vcr.serializers import yamlserializer

    try:
        text = path.read_text(encoding="utf-8")
        requests, responses, *_ = deserialize(text, yamlserializer)
        pairs = zip(requests, responses, strict=True)
        exchanges = [(str(request.uri), bytes(response["body"]["string"])) for request, response in pairs]
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError):
        raise FileError(Fault(str(path), 0, 0, "this is no cassette", "Name one in the folder cassettes.")) from None
    return [line for line in text.splitlines() if line.startswith("#")], exchanges


def asked_afresh(
    exchanges: Iterable[tuple[str, bytes]], fetch: Fetch, keys: Mapping[str, tuple[str, str, str]]
) -> Iterator[Reply]:
    """What each address says now; `keys` have host to the header, the parameter, and the key. Raises SourceError."""
    for address, _ in exchanges:
        parts = urlsplit(address)
        header, parameter, key = keys.get(parts.hostname or "", ("", "", ""))
        base = f"{parts.scheme}://{parts.netloc}/"
        site = Site(parts.hostname or "", base, _KINDS, (header, key) if header else None)
        path = address[len(base) :]
        yield fetch(site, path.replace(f"{parameter}={SECRET}", f"{parameter}={key}") if parameter else path)


def differences(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """The rows that are gone and those that are new, whatever their order."""
    old, new = _rows(before), _rows(after)
    return [row for row in old if row not in set(new)], [row for row in new if row not in set(old)]


def _rows(body: bytes) -> list[str]:
    """A reply as rows: the innermost blocks of JSON, or the lines of a text."""
    text = body.decode("utf-8-sig", "replace")
    try:
        return list(_innermost(json.loads(text), ""))
    except ValueError:
        return text.splitlines()


def _innermost(content: Any, name: str) -> Iterator[str]:  # noqa: ANN401  of any shape
    inner = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    if not any(isinstance(one, dict | list) and one for one in inner):
        yield f"{name} {json.dumps(content, ensure_ascii=False, sort_keys=True)}".strip()
    elif isinstance(content, dict):
        plain = {key: one for key, one in content.items() if not isinstance(one, dict | list)}
        blocks = [(key, one) for key, one in content.items() if isinstance(one, dict | list)]
        if plain:
            yield f"{name} {json.dumps(plain, ensure_ascii=False, sort_keys=True)}".strip()
        for key, one in blocks:
            yield from _innermost(one, key)
    else:
        for one in content:
            yield from _innermost(one, name)


def written(replies: Iterable[tuple[str, Reply]], day: date) -> str:
    """A cassette of replies recorded on `day`, each with the address under which the tests ask it."""
    from vcr.request import Request
    from vcr.serialize import serialize
    from vcr.serializers import yamlserializer

    listed = list(replies)
    hosts = ", ".join(sorted({urlsplit(address).hostname or "" for address, _ in listed}))
    cassette = {
        "requests": [Request("GET", address, None, {}) for address, _ in listed],
        "responses": [
            {
                "status": {"code": 200, "message": "OK"},
                "headers": {"Content-Type": ["application/json"]},
                "body": {"string": reply.body},
            }
            for _, reply in listed
        ],
    }
    text: str = serialize(cassette, yamlserializer)
    return f"# RECORDED on {day.isoformat()} from {hosts} by factcheck cassettes refresh.\n{text}"


def shown(path: str, before: bytes, after: bytes, most: int = 10) -> list[str]:
    """How a reply differs, in lines: what is gone and what is new, `most` of each."""
    gone, new = differences(before, after)
    if not gone and not new:
        return [f"{path}: as it was"]
    lines = [f"{path}: {len(gone)} rows are gone or changed, {len(new)} are new"]
    for sign, rows in (("-", gone), ("+", new)):
        lines += [f"  {sign} {masked(row)[:160]}" for row in rows[:most]]
        lines += [f"  {sign} ... and {len(rows) - most} more"] if len(rows) > most else []
    return lines

"""A file of evidence: a cassette of vcrpy with a head that says what a report was made of besides replies.

vcrpy's own functions around its serializer keep a head only from 9.4 on, and older loaders run code that a file names,
while evidence goes from hand to hand. So the format is vcrpy's, and it is read by PyYAML's safe loader.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from factcheck.errors import Fault, FileError, NotKeptError, SourceError
from factcheck.sources.evidence import Exchange
from factcheck.sources.http import day_of

FORMAT = 1
"""The version of vcrpy's format."""
_FAILED = 599
"""The status under which a failure is written: none of HTTP's own."""
_HINT, _STATUS, _SOURCE, _MESSAGE, _URL, _KEPT, _TAG, _MOVED = (
    f"X-Factcheck-{name}" for name in ("Hint", "Status", "Source", "Message", "URL", "Kept", "Tag", "Moved")
)


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


def written(head: Head, exchanges: Iterable[Exchange]) -> str:
    """A cassette in vcrpy's format; what is no part of an exchange is under ``metadata``."""
    metadata = {
        "factcheck": head.version,
        "made": head.made,
        "today": head.today.isoformat(),
        "rules": head.rules,
        "drafts": dict(head.drafts),
        "keys": list(head.keys),
        "offline": head.offline,
    }
    ordered = sorted(exchanges, key=lambda one: (one.url, one.tag))
    text = cassette([(_request(one), _response(one)) for one in ordered], metadata)
    return f"# Evidence of factcheck {head.version}, recorded on {head.made}; keys are cut out.\n{text}"


def cassette(exchanges: Iterable[tuple[dict[str, Any], dict[str, Any]]], metadata: Mapping[str, Any]) -> str:
    """The text of a cassette; bodies are text where they are UTF-8, and base64 where they are not."""
    from vcr.serializers import compat, yamlserializer

    listed = [{"request": asked, "response": compat.convert_to_unicode(told)} for asked, told in exchanges]
    content: dict[str, Any] = {"version": FORMAT, "interactions": listed}
    text: str = yamlserializer.serialize(content | ({"metadata": dict(metadata)} if metadata else {}))
    return text


def asked(url: str, headers: Mapping[str, str]) -> dict[str, Any]:
    """A question as vcrpy has it."""
    return {"method": "GET", "uri": url, "body": None, "headers": {name: [text] for name, text in headers.items()}}


def told(status: int, headers: Mapping[str, str], body: bytes = b"") -> dict[str, Any]:
    """A reply as vcrpy has it."""
    return {
        "status": {"code": status, "message": "OK" if status == 200 else "no answer"},
        "headers": {name: [text] for name, text in headers.items()},
        "body": {"string": body},
    }


def _request(one: Exchange) -> dict[str, Any]:
    return asked(one.url, {_SOURCE: one.source} | ({_TAG: one.tag} if one.tag else {}))


def _response(one: Exchange) -> dict[str, Any]:
    error = one.error
    if error is not None:
        said = {_SOURCE: error.source, _MESSAGE: error.message, _HINT: error.hint, _STATUS: str(error.status)}
        return told(_FAILED, said | {_URL: error.url, _KEPT: "no" if isinstance(error, NotKeptError) else "yes"})
    headers = {"Content-Length": str(len(one.body))}
    if one.kind:
        headers["Content-Type"] = one.kind
    if one.day is not None:
        headers["Date"] = f"{one.day:%a, %d %b} {one.day.year:04d} 00:00:00 GMT"
    if one.moved:
        headers[_MOVED] = one.moved
    return told(200, headers, one.body)


def read_back(text: str, path: str) -> tuple[Head, list[Exchange]]:
    """What a cassette of evidence holds. Raises FileError for a text that is none."""
    try:
        content = loaded(text)
        metadata = content["metadata"]
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
        return head, [_exchange(one["request"], one["response"]) for one in content["interactions"]]
    except (ValueError, LookupError, TypeError, AttributeError):
        hint = "Write one with factcheck DRAFT --record FILE."
        raise FileError(Fault(path, 0, 0, "this is no evidence that factcheck has recorded", hint)) from None


def loaded(text: str) -> Any:  # noqa: ANN401  of any shape
    """The content of a cassette, whatever it is. Raises ValueError for text that is no YAML of plain values."""
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  both are safe
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error)) from None


def body_of(response: Mapping[str, Any]) -> bytes:
    """The bytes of a reply. Raises TypeError where it has none."""
    body = response["body"]["string"]
    found = body.encode("utf-8") if isinstance(body, str) else body
    if not isinstance(found, bytes):
        raise TypeError(type(body).__name__)
    return found


def headers_of(message: Mapping[str, Any]) -> dict[str, str]:
    """The headers of a question or a reply, each with its first value."""
    found = {}
    for name, values in (message.get("headers") or {}).items():
        found[str(name)] = str(values[0] if isinstance(values, list) else values)
    return found


def _exchange(request: Mapping[str, Any], response: Mapping[str, Any]) -> Exchange:
    sent, headers, url = headers_of(request), headers_of(response), request["uri"]
    if not isinstance(url, str):
        raise TypeError(type(url).__name__)
    source, tag = sent[_SOURCE], sent.get(_TAG, "")
    if response["status"]["code"] != _FAILED:
        day, kind = day_of(headers.get("Date", "")), headers.get("Content-Type", "")
        return Exchange(source, url, body_of(response), day, kind=kind, tag=tag, moved=headers.get(_MOVED, ""))
    made = NotKeptError if headers[_KEPT] == "no" else SourceError
    status, hint = int(headers[_STATUS]), headers[_HINT]
    error = made(headers[_SOURCE], headers[_MESSAGE], url=headers[_URL], status=status, hint=hint)
    return Exchange(source, url, error=error, tag=tag)


def shown(head: Head, exchanges: Iterable[Exchange], size: int) -> list[str]:
    """What the evidence proves, in lines; `size` is that of its file, in bytes."""
    listed = list(exchanges)
    lines = [f"Made on {head.made} by factcheck {head.version}, as on {head.today.isoformat()}"]
    lines += ["Without a network, from replies of earlier runs"] if head.offline else []
    lines += [f"Rules {head.rules}"]
    lines += [f"Draft {name}, SHA-256 {digest}" for name, digest in head.drafts.items()]
    lines += [f"Keys that were there, and are not in it: {', '.join(head.keys)}"] if head.keys else []
    lines += [f"{len(listed)} question{'s' * (len(listed) != 1)}, {size:,} bytes"]
    for one in listed:
        lines.append(f"{one.source}: {one.url}")
        if one.error is not None:
            status = f" (status {one.error.status})" if one.error.status else ""
            lines.append(f"    no answer: {one.error.message}{status}")
            continue
        kind = f" of {one.kind}" if one.kind else ""
        day = f", of {one.day.isoformat()}" if one.day else ""
        moved = f", from {one.moved}" if one.moved else ""
        lines.append(f"    status 200, {len(one.body):,} bytes{kind}{day}{moved}")
    return lines

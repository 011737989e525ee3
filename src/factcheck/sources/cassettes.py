"""The recorded exchanges of tests asked afresh: what a source answers now, and which values are not as they were.

A cassette says in its head what is asked (``# Asked: SOURCE SERIES PLACE``). The question is put through the source's
own module, so that all pages are there and the answer has been believed before it takes the place of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from factcheck.errors import Fault, FileError, SourceError
from factcheck.model import Answer, Observation, Query
from factcheck.sources.evidence import Recorder
from factcheck.sources.http import Fetch, Reply, Site
from factcheck.sources.registry import KEYS, make_lookup
from factcheck.sources.tapes import asked, body_of, cassette, headers_of, loaded, told

SECRET = "0000"  # noqa: S105  stands for a key in a cassette
MOST = 10
"""Values of each kind that are told one by one."""
_ASKED = re.compile(r"# Asked: (\S+) (\S+)(?: (\S+))?")
_Reply = tuple[str, Reply]


class Tape(NamedTuple):
    """A cassette: the comments at its head, the question it answers, and each address with its reply."""

    head: list[str]
    query: Query
    replies: list[_Reply]

    @property
    def is_made_up(self) -> bool:
        """Whether it holds what no source would say, for a test of that, so that it is not asked afresh."""
        return any("NO SOURCE SAYS THIS" in line for line in self.head)


class Fresh(NamedTuple):
    """A cassette recorded afresh, as text, and what is not as it was, in lines."""

    text: str
    changes: list[str]


def read(text: str, path: str) -> Tape:
    """The cassette that `text` is. Raises FileError for one that is none, or does not say what is asked."""
    try:
        replies = []
        for one in loaded(text)["interactions"]:
            url, kind = str(one["request"]["uri"]), headers_of(one["response"]).get("Content-Type", "")
            replies.append((url, Reply(url, body_of(one["response"]), None, kind)))
    except (ValueError, LookupError, TypeError, AttributeError):
        raise FileError(Fault(path, 0, 0, "this is no cassette", "Name one in the folder cassettes.")) from None
    head = [line for line in text.splitlines() if line.startswith("#")]
    found = next((match for line in head if (match := _ASKED.fullmatch(line))), None)
    if found is None:
        hint = "Add a line to its head: # Asked: SOURCE SERIES PLACE."
        raise FileError(Fault(path, 0, 0, "this cassette does not say what is asked", hint))
    return Tape(head, Query(found[1], found[2], found[3] or ""), replies)


def answer(tape: Tape) -> Answer | SourceError:
    """What its source makes of a cassette."""
    held = dict(tape.replies)

    def fetch(site: Site, path: str) -> Reply:
        url = site.base + path
        if url not in held:
            raise site.error("the cassette answers another request", url=url)
        return held[url]

    return _answer(tape.query, fetch, dict.fromkeys(KEYS, SECRET))


def afresh(tape: Tape, fetch: Fetch, keys: Mapping[str, str], day: date) -> Fresh:
    """The cassette recorded on `day`. Raises SourceError where there is no answer, or none that can be believed.

    A cassette of an error takes another error, as long as the source gave it.
    """
    replies: list[_Reply] = []
    recorder = Recorder(fetch)

    def noting(site: Site, path: str) -> Reply:
        reply = recorder(site, path)
        replies.append((_with_stand_in(site, site.base + path), reply))
        return reply

    before, after = answer(tape), _answer(tape.query, noting, keys)
    failed = next((one.error for one in recorder.exchanges.values() if one.error is not None), None)
    if failed is not None:
        raise failed
    if isinstance(after, SourceError) and not (replies and isinstance(before, SourceError)):
        raise after
    return Fresh(_written(tape.query, replies, day), changes(before, after))


def _answer(query: Query, fetch: Fetch, keys: Mapping[str, str]) -> Answer | SourceError:
    return make_lookup(offline=False, fetch=fetch, keys=keys)(query)


def _with_stand_in(site: Site, url: str) -> str:
    for secret in {site.secret, quote(site.secret, safe="")} - {""}:
        url = url.replace(f"={secret}", f"={SECRET}")
    return url


def _written(query: Query, replies: Iterable[_Reply], day: date) -> str:
    listed = list(replies)
    hosts = ", ".join(sorted({urlsplit(url).hostname or "" for url, _ in listed}))
    kinds = [{"Content-Type": reply.kind} if reply.kind else {} for _, reply in listed]
    pairs = [(asked(url, {}), told(200, kind, reply.body)) for (url, reply), kind in zip(listed, kinds, strict=True)]
    text = cassette(pairs, {})
    question = " ".join(filter(None, (query.source, query.series, query.place)))
    return f"# RECORDED on {day.isoformat()} from {hosts} by factcheck cassettes refresh.\n# Asked: {question}\n{text}"


def changes(before: Answer | SourceError, after: Answer | SourceError) -> list[str]:
    """Which values are not as they were, in lines: period by period, from what to what."""
    if isinstance(before, SourceError) or isinstance(after, SourceError):
        one, two = _said(before), _said(after)
        return ["as it was"] if one == two else [f"it had {one}, and now has {two}"]
    old, new = _by_period(before), _by_period(after)
    revised = [f"{key} was {old[key]}, is {new[key]}" for key in old if key in new and old[key] != new[key]]
    fresh = [f"{key} is new: {new[key]}" for key in new if key not in old]
    gone = [f"{key} is gone: {old[key]}" for key in old if key not in new]
    editions = [", ".join(sorted({one.edition for one in answer if one.edition})) for answer in (before, after)]
    lines = [line for found in (revised, fresh, gone) for line in _few(found)]
    if len({*editions[0].split(", "), *editions[1].split(", ")}) <= MOST and editions[0] != editions[1]:
        lines.append(f"the edition was {editions[0] or 'not told'}, is {editions[1] or 'not told'}")
    return lines or ["as it was"]


def _said(answer: Answer | SourceError) -> str:
    return f"no answer ({answer.message})" if isinstance(answer, SourceError) else f"{len(answer)} values"


def _few(lines: list[str]) -> Iterator[str]:
    yield from islice(lines, MOST)
    if len(lines) > MOST:
        yield f"and {len(lines) - MOST} more, the last: {lines[-1]}"


def _by_period(answer: Answer) -> dict[str, str]:
    """The values of each period, or of each edition of it, as text."""
    found: dict[str, list[str]] = {}
    for one in answer:
        found.setdefault(_when(one), []).append(_value(one))
    return {when: " and ".join(values) for when, values in found.items()}


def _when(one: Observation) -> str:
    words = one.period.label() if one.period is not None else "what has no period"
    words += f", {one.qualifier}" if one.qualifier else ""
    return f"{words}, as of {one.published.isoformat()}" if one.published is not None else words


def _value(one: Observation) -> str:
    if one.members:
        return ", ".join(f"{member.name} {_plain(member.value)}" for member in one.members)
    if one.value is None:
        return one.day.label() if one.day is not None else "nothing"
    value, low, high = (_plain(size) for size in (one.value, one.low, one.high))
    wide = one.low is not None and one.high is not None and one.low != one.high
    bounds = f" ({low} to {high})" if wide else ""
    return f"{value}{bounds}{f' {one.unit}' if one.unit else ''}"


def _plain(size: Decimal | None) -> str:
    """A figure without the zeros at its end that change nothing."""
    text = f"{size:f}" if size is not None else ""
    return text.rstrip("0").rstrip(".") if "." in text else text

"""A run that is recorded, or made again from what was recorded: evidence, and the cassettes of tests."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import Fault, FileError
from factcheck.model import Report
from factcheck.version import VERSION

if TYPE_CHECKING:
    from factcheck.sources.evidence import Exchange, Head, Recorder, Replaying
    from factcheck.sources.http import Fetch

RECORDED = "recorded"
"""What stands for a key when a recording is played."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What a run is made again from."""

    path: str
    head: Head
    fetch: Replaying

    @property
    def keys(self) -> dict[str, str]:
        """A stand-in for each key that was there; its value is in no recording."""
        return dict.fromkeys(self.head.keys, RECORDED)

    def remarks(self, rules: str, reports: Sequence[Report]) -> Iterator[str]:
        """What is not as it was recorded: the rules, by their digest, and the drafts."""
        if rules != self.head.rules:
            yield f"the rules are not those of the evidence (digest {rules}, not {self.head.rules})"
        for report in reports:
            known = self.head.drafts.get(report.path)
            if known is None:
                yield f"{report.path} is no draft of the evidence"
            elif known != digest(report.text):
                yield f"{report.path} is not as it was when the evidence was recorded"


def read(path: Path) -> tuple[Head, list[Exchange]]:
    """What a file of evidence holds. Raises FileError for one that cannot be read, or is none."""
    from factcheck.sources.evidence import read_back

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise FileError(Fault(str(path), 0, 0, "this evidence cannot be read", "Check the file's name.")) from None
    return read_back(text, str(path))


def replay(path: Path) -> Replay:
    """The run that a file of evidence holds. Raises FileError."""
    from factcheck.sources.evidence import Replaying

    head, exchanges = read(path)
    return Replay(str(path), head, Replaying(exchanges))


def write(path: Path, recorder: Recorder, head: Head) -> None:
    """Write what was recorded. Raises FileError where the file cannot be written."""
    from factcheck.sources.evidence import written

    try:
        path.write_text(written(head, recorder.exchanges.values()), encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        message = f"the evidence cannot be written ({reason})"
        raise FileError(Fault(str(path), 0, 0, message, "Name another file.")) from None


def head_of(reports: Sequence[Report], rules: str, keys: Mapping[str, str], now: dt.datetime, *, offline: bool) -> Head:
    """What a run was made of besides replies; `now` is when it was made, and its day stands for today."""
    from factcheck.sources.evidence import Head

    drafts = {report.path: digest(report.text) for report in reports}
    made = now.isoformat(timespec="seconds")
    return Head(rules, drafts, now.date(), tuple(keys), made, VERSION, offline)


def digest(text: str) -> str:
    """SHA-256 of a draft's text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def lines_of(path: Path) -> list[str]:
    """What a file of evidence proves, in lines. Raises FileError."""
    from factcheck.sources.evidence import shown

    return shown(*read(path))


def refreshed(path: Path, fetch: Fetch, keys: Mapping[str, str], day: dt.date) -> list[str]:
    """Record a cassette of tests afresh; how it differs, in lines.

    Raises FileError, and SourceError before anything is written.
    """
    from factcheck.sources import cassettes
    from factcheck.sources.registry import keys_by_host

    head, exchanges = cassettes.read(path)
    if cassettes.is_made_up(head):
        return [f"{path}: made up for a test, and left as it is"]
    replies = list(cassettes.asked_afresh(exchanges, fetch, keys_by_host(keys)))
    pairs = list(zip(exchanges, replies, strict=True))
    lines = [line for (_, old), new in pairs for line in cassettes.shown(str(path), old, new.body)]
    try:
        path.write_text(cassettes.written([(one[0], new) for one, new in pairs], day), encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise FileError(Fault(str(path), 0, 0, f"it cannot be written ({reason})", "Check its permissions.")) from None
    return lines

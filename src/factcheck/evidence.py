"""A run that is recorded, or made again from what was recorded: evidence, and the cassettes of tests."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import Fault, FileError
from factcheck.model import Report
from factcheck.report.summary import is_unread
from factcheck.version import VERSION

if TYPE_CHECKING:
    from factcheck.sources.evidence import Exchange, Recorder, Replaying
    from factcheck.sources.http import Fetch
    from factcheck.sources.tapes import Head

RECORDED = "recorded"
"""What stands for a key when a recording is played."""
CASSETTES = Path("cassettes")
"""The folder of cassettes, at the top of the repository."""


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
        """What is not as it was recorded: version, rules, drafts; and what is asked and was not recorded."""
        if self.head.version != VERSION:
            yield f"the evidence is of factcheck {self.head.version}, and this is {VERSION}"
        if rules != self.head.rules:
            yield f"the rules are not those of the evidence (digest {rules}, not {self.head.rules})"
        left = dict(self.head.drafts)
        for report in reports:
            known = left.pop(report.path, self.head.drafts.get(report.path))
            if is_unread(report):  # which is told already
                continue
            found = digest(report.text)
            if known is None and found in self.head.drafts.values():
                name = next(name for name, other in self.head.drafts.items() if other == found)
                left.pop(name, None)
                yield f"{report.path} is in the evidence as {name}"
            elif known is None:
                yield f"{report.path} is no draft of the evidence"
            elif known != found:
                yield f"{report.path} is not as it was when the evidence was recorded"
        for name in left:
            yield f"{name} is a draft of the evidence and is not named; what a run asks depends on all its drafts"
        yield from dict.fromkeys(_unrecorded(reports))


def _unrecorded(reports: Sequence[Report]) -> Iterator[str]:
    from factcheck.sources.evidence import MISSING

    for report in reports:
        for failure in report.failures:
            if MISSING in failure.message:
                yield f"{failure.what}: {MISSING}, {failure.url}. {failure.hint.rstrip('.')}"


def read(path: Path) -> tuple[Head, list[Exchange]]:
    """What a file of evidence holds. Raises FileError for one that cannot be read, or is none."""
    from factcheck.sources.tapes import read_back

    return read_back(_text(path, "evidence"), str(path))


def replay(path: Path) -> Replay:
    """The run that a file of evidence holds. Raises FileError."""
    from factcheck.sources.evidence import Replaying

    head, exchanges = read(path)
    return Replay(str(path), head, Replaying(exchanges))


def write(path: Path, recorder: Recorder, head: Head) -> None:
    """Write what was recorded. Raises FileError where the file cannot be written, and leaves it as it was."""
    from factcheck.sources.tapes import written

    _put(path, written(head, recorder.exchanges.values()), "the evidence")


def refuse_draft(path: Path, drafts: Iterable[str]) -> None:
    """Raises FileError where evidence would be written over one of the drafts."""
    if any(Path(name).exists() and path.exists() and path.samefile(name) for name in drafts):
        hint = "Name another file after --record."
        raise FileError(Fault(str(path), 0, 0, "this is a draft, and the evidence would take its place", hint))


def head_of(reports: Sequence[Report], rules: str, keys: Mapping[str, str], now: dt.datetime, *, offline: bool) -> Head:
    """What a run was made of besides replies; `now` is when it was made, and its day stands for today."""
    from factcheck.sources.tapes import Head

    drafts = {report.path: digest(report.text) for report in reports if not is_unread(report)}
    made = now.isoformat(timespec="seconds")
    return Head(rules, drafts, now.date(), tuple(keys), made, VERSION, offline)


def digest(text: str) -> str:
    """SHA-256 of a draft's text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def lines_of(path: Path) -> list[str]:
    """What a file of evidence proves, in lines. Raises FileError."""
    from factcheck.sources.tapes import shown

    head, exchanges = read(path)
    return shown(head, exchanges, path.stat().st_size)


def cassettes_of(names: Sequence[str]) -> list[Path]:
    """The files of the cassettes that `names` name, as paths or from the folder of cassettes on; all for none.

    Raises FileError for a name of none.
    """
    found: list[Path] = []
    for name in names or ["."]:
        tries = [path for folder in (CASSETTES, Path()) for path in (folder / name, folder / f"{name}.yaml")]
        tries = tries[:1] if not names else tries
        path = next((one for one in tries if one.is_file() or (one.is_dir() and any(one.rglob("*.yaml")))), None)
        if path is None:
            what = str(CASSETTES) if not names else name
            hint = "Run it at the top of the repository, or name a file such as cassettes/worldbank/no-rows.yaml."
            raise FileError(Fault(what, 0, 0, "there is no cassette", hint))
        found += [path] if path.is_file() else sorted(path.rglob("*.yaml"))
    return list(dict.fromkeys(found))


def refreshed(path: Path, fetch: Fetch, keys: Mapping[str, str], day: dt.date) -> list[str]:
    """Record a cassette of tests afresh; which values changed, in lines.

    Raises FileError, and SourceError before anything is written: the file is then as it was.
    """
    from factcheck.sources import cassettes

    tape = cassettes.read(_text(path, "cassette"), str(path))
    if tape.is_made_up:
        return ["made up for a test, and left as it is"]
    fresh = cassettes.afresh(tape, fetch, keys, day)
    _put(path, fresh.text, "the cassette")
    return fresh.changes


def _text(path: Path, what: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise FileError(Fault(str(path), 0, 0, f"this {what} cannot be read", "Check the file's name.")) from None


def _put(path: Path, text: str, what: str) -> None:
    """Write a file in one step, so that the old one is there until the new one is whole. Raises FileError."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        if path.exists() and not path.is_file():  # such as /dev/stdout
            path.write_text(text, encoding="utf-8")
            return
        try:
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        message = f"{what} cannot be written ({reason})"
        raise FileError(Fault(str(path), 0, 0, message, "Name another file, or check its permissions.")) from None

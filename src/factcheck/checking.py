"""What `factcheck DRAFT...` does: reports, or corrections, and the exit status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from factcheck import corrections, document
from factcheck.errors import DraftError, Fault, FileError
from factcheck.formats import has_no_lines
from factcheck.model import Report
from factcheck.preparing import Asked, keep_evidence, make_run
from factcheck.report.safe import safe
from factcheck.report.summary import is_unread
from factcheck.runs import Run, named_drafts, status, write
from factcheck.terminal import BROKEN, INPUT, asks, complain, send

if TYPE_CHECKING:
    from factcheck.settings import Settings


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a run but for the settings that a file may hold."""

    given: dt.date | None = None
    stdin_name: str | None = None
    waives: bool = True
    since: str | None = None
    suggest: bool = False
    fix: bool = False
    yes: bool = False
    verbose: bool = False
    color: bool = True
    record: str | None = None
    replay: str | None = None


def check_drafts(drafts: Sequence[str], chosen: Settings, wish: Wish) -> int:
    """Check drafts, write what was asked for, and give the exit status."""
    if wish.fix and not wish.yes and not asks():
        typer.echo("factcheck: --fix asks before each correction, and nobody is there. Add --yes.", err=True)
        return BROKEN
    names = named_drafts(drafts, chosen.exclude)
    if wish.record is not None:
        _keep_drafts(names, wish.record)
    asked = Asked(wish.given, wish.stdin_name, wish.waives, wish.record is not None, wish.replay)
    run = make_run(chosen, asked)
    if wish.since is not None:
        run = replace(run, lines=_changed(names, wish.since))
    reports, errors = run.reports(names)
    keep_evidence(run, reports, wish.record)
    write(reports, chosen, verbose=wish.verbose, color=wish.color, quiet=wish.suggest)
    if wish.suggest:
        send("".join(map(_suggested, reports)))
    if wish.fix:
        reports = tuple(_fixed(run, report, yes=wish.yes) for report in reports)
    return status(run, reports, errors)


def _keep_drafts(names: Sequence[str], record: str) -> None:
    from factcheck.evidence import refuse_draft

    try:
        refuse_draft(Path(record), names)
    except FileError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None


def _changed(names: Sequence[str], since: str) -> dict[str, frozenset[int] | None]:
    from factcheck.changes import changed_lines

    try:
        return {name: changed_lines(name, since) for name in names if name != INPUT}
    except FileError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None


def _source(report: Report) -> tuple[str, bytes] | None:
    """The text of the draft's file and its bytes; ``None`` where there is none that could be corrected."""
    if report.path == INPUT or is_unread(report) or has_no_lines(report.path):
        return None
    try:
        data = document.read_bytes(Path(report.path))
        return document.decode(data, report.path).text, data
    except DraftError:
        return None


def _suggested(report: Report) -> str:
    """The corrections of one draft as a diff; what cannot be corrected is told on standard error."""
    read = _source(report)
    if read is None:
        if any(one.suggestion for one in report.findings):
            typer.echo(f"factcheck: {safe(report.path)} is no file of text, so there is no diff of it.", err=True)
        return ""
    text = read[0]
    return corrections.diff(report.path, text, corrections.applied(corrections.edits(report, text), text))


def _fixed(run: Run, report: Report, *, yes: bool) -> Report:
    """The report after the safe corrections that were agreed to were put in; the old file is kept beside the new."""
    read = _source(report)
    found = corrections.safe(corrections.edits(report, read[0]), read[0]) if read is not None else []
    agreed = [one for one in found if yes or _agreed(report, one)]
    if read is None or not agreed:
        return report
    text, data = read
    new = corrections.encoded(corrections.applied(agreed, text), text, data, report.encoding)
    if new is None:
        typer.echo(f"factcheck: {safe(report.path)} is in {report.encoding} and cannot be written back.", err=True)
        return report
    try:
        kept = _replace(Path(report.path), data, new)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        complain(FileError(Fault(report.path, 0, 0, f"it cannot be corrected ({reason})", "Check its permissions.")))
        raise typer.Exit(BROKEN) from None
    count = f"{len(agreed)} figure{'s' * (len(agreed) != 1)}"
    typer.echo(f"factcheck: {count} put right in {safe(report.path)}; the old text is in {safe(str(kept))}.", err=True)
    again, _ = run.reports([report.path])
    return again[0]


def _agreed(report: Report, edit: corrections.Edit) -> bool:
    finding = edit.finding
    where = f"{report.path}:{finding.line}:{finding.column}"
    old = edit.span.of(report.text)
    question = f"{where}: write “{edit.text}” for “{old}”? It {finding.reason}."
    return typer.confirm(safe(question), default=False, err=True)


def _replace(path: Path, data: bytes, new: bytes) -> Path:
    """Write `new` to `path`, in one step; the old bytes go to a file beside it, whose path is given back."""
    kept = path.with_name(f"{path.name}.bak")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.bak{number}")
    kept.write_bytes(data)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(new)
    fresh.chmod(path.stat().st_mode & 0o7777)
    fresh.replace(path)
    return kept

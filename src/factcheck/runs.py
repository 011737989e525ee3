"""One run over drafts: rules made ready, drafts read, reports made and written; errors told as they come."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from factcheck.errors import DraftError, FileError
from factcheck.model import Dating, Failure, Report, Verdict
from factcheck.outputs import Output, deliver
from factcheck.report import ReportOptions
from factcheck.terminal import BROKEN, complain, named, out, read_draft

if TYPE_CHECKING:
    from factcheck.engine import Engine


def make_engine(paths: list[Path] | None, *, offline: bool) -> tuple[Engine, bool]:
    """The engine for the rules at `paths`, faults told on standard error; whether there were any."""
    from factcheck.engine import Engine as Wired
    from factcheck.engine import read_rules

    try:
        found = read_rules(paths)
    except FileError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None
    if found.faults:
        complain(FileError(*found.faults))
        if not found.rules:
            raise typer.Exit(BROKEN)
    elif not found.rules:
        typer.echo("factcheck: no rule in the files of --rules. Name a file or folder with rules.", err=True)
        raise typer.Exit(BROKEN)
    return Wired(found, offline=offline), bool(found.faults)


def named_drafts(drafts: list[str]) -> list[str]:
    """The drafts that are named, folders opened; ends the run where a folder has none."""
    try:
        return named(drafts)
    except DraftError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None


def report_on(engine: Engine, name: str, given: dt.date | None, stdin_name: str | None) -> Report:
    """The report on one draft; one that cannot be read becomes a report of that failure."""
    try:
        draft = read_draft(name, stdin_name)
    except DraftError as error:
        fault = error.faults[0]
        complain(error)
        empty = {"figures": 0, "checked": 0} | {verdict.value: 0 for verdict in Verdict}
        where = f", line {fault.line}, column {fault.column}" if fault.line else ""
        failure = Failure(fault.path, fault.message + where, fault.hint)
        return Report(fault.path, Dating(given, "option" if given else "unknown"), (), empty, (failure,))
    return engine.check_draft(draft, given=given, today=dt.datetime.now().astimezone().date())


def write(
    reports: tuple[Report, ...],
    to: tuple[str, list[Output]],
    only: list[str] | None,
    *,
    verbose: bool,
    color: bool,
) -> None:
    """Write the reports to where `to` says: a format for standard output, and files."""
    shows_color, width, encoding = out()
    options = ReportOptions(
        only=frozenset(map(Verdict, only)) if only else None,
        verbose=verbose,
        color=color and shows_color,
        width=width,
        encoding=encoding,
    )
    try:
        deliver(reports, to[0], to[1], options)
    except FileError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None

"""One run over drafts: rules made ready, drafts read, reports made and written; errors told as they come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import typer

from factcheck import profiles
from factcheck.errors import DraftError, FileError, NoDraftError
from factcheck.model import Dating, Failure, Finding, Mark, Report, Verdict
from factcheck.outputs import deliver, parse_output
from factcheck.report import ReportOptions
from factcheck.report.options import is_at_least
from factcheck.terminal import (
    BROKEN,
    DISAGREES,
    INPUT,
    NO_DRAFT,
    NO_SOURCE,
    OK,
    complain,
    cores,
    counted,
    named,
    out,
    read_draft,
    waited,
)

if TYPE_CHECKING:
    from factcheck.baseline import Known
    from factcheck.changes import Lines
    from factcheck.document import Draft
    from factcheck.engine import Engine, Wanted
    from factcheck.evidence import Replay
    from factcheck.settings import Settings
    from factcheck.sources.evidence import Recorder
    from factcheck.waivers import Placed

Made: TypeAlias = "tuple[Report, DraftError | None]"
"""The report on a draft, and what kept it from being read."""


@dataclass(frozen=True)
class Run:
    """What is the same for every draft of a run."""

    settings: Settings
    engine: Engine
    now: dt.datetime
    given: dt.date | None = None
    stdin_name: str | None = None
    broken: bool = False
    waives: bool = True
    listed: tuple[Placed, ...] = ()
    known: Known = field(default_factory=dict)
    lines: Mapping[str, Lines] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    recorder: Recorder | None = None
    replay: Replay | None = None

    @property
    def today(self) -> dt.date:
        """The day of the run, or of the one that is made again."""
        return self.now.date() if self.replay is None else self.replay.head.today

    def reports(self, names: Sequence[str]) -> tuple[tuple[Report, ...], tuple[DraftError, ...]]:
        """The report on each draft, and what kept some from being read, told on standard error."""
        from factcheck.many import AT_LEAST

        # standard input can be read only once
        made = self._together(names) if len(names) < AT_LEAST or INPUT in names else self._in_rounds(names)
        errors = tuple(error for _, error in made if error is not None)
        for error in errors:
            complain(error)
        reports = tuple(report for report, _ in made)
        if self.listed:
            from factcheck.waivers import settled

            reports = settled(reports, self.listed)
        return reports, errors

    def _in_rounds(self, names: Sequence[str]) -> list[Made]:
        """What is made of many drafts on all cores; those that want answers are read again when all are known."""
        from factcheck.engine import Wanted
        from factcheck.many import in_rounds

        def ask(wanted: Sequence[Wanted]) -> None:
            self.engine.ask(query for one in wanted for query in one.queries)

        jobs = 1 if self.recorder or self.replay else cores()
        made = in_rounds(names, self._tried, jobs, Wanted, ask)
        return [one for _, one in sorted(counted(made, len(names)), key=itemgetter(0))]

    def _tried(self, names: Sequence[str]) -> list[Made | Wanted]:
        return [self._try(name) for name in names]

    def _try(self, name: str) -> Made | Wanted:
        draft = self._read(name)
        if isinstance(draft, DraftError):
            return self._unread(draft), draft
        made = self.engine.try_draft(draft, given=self.given, today=self.today)
        return (self._settled(name, draft, made), None) if isinstance(made, Report) else made

    def _together(self, names: Sequence[str]) -> list[Made]:
        """What is made of few drafts, which are read once and judged when all answers are known."""
        read = [self._read(name) for name in names]
        drafts = [one for one in read if not isinstance(one, DraftError)]
        reports = iter(self.engine.check_drafts(drafts, given=self.given, today=self.today, wait=waited))
        return [
            (self._unread(one), one) if isinstance(one, DraftError) else (self._settled(name, one, next(reports)), None)
            for name, one in zip(names, read, strict=True)
        ]

    def _read(self, name: str) -> Draft | DraftError:
        try:
            return read_draft(name, self.stdin_name)
        except DraftError as error:
            return error

    def _settled(self, name: str, draft: Draft, report: Report) -> Report:
        """The report with what the draft's own marks, waivers, a baseline and changed lines make of it."""
        report = replace(report, remarks=draft.remarks, findings=tuple(map(_lighter, report.findings)))
        if self.waives:
            report = self._waived(report, draft.marks)
        if name in self.lines:
            from factcheck.changes import on_lines

            report = on_lines(report, self.lines[name])
        return report

    def _waived(self, report: Report, marks: Sequence[Mark]) -> Report:
        if marks or self.listed:
            from factcheck.waivers import waive

            report = waive(report, marks, self.listed, self.today)
        if self.known and self.settings.baseline is not None:
            from factcheck.baseline import without_known

            report = without_known(report, self.known, Path(self.settings.baseline).parent)
        return report

    def _unread(self, error: DraftError) -> Report:
        """A draft that cannot be read becomes a report of that failure."""
        fault = error.faults[0]
        empty = {"figures": 0, "checked": 0} | {verdict.value: 0 for verdict in Verdict}
        where = f", line {fault.line}, column {fault.column}" if fault.line else ""
        failure = Failure(fault.path, fault.message + where, fault.hint)
        dating = Dating(self.given, "option" if self.given else "unknown")
        return Report(fault.path, dating, (), empty, (failure,))


def _lighter(finding: Finding) -> Finding:
    """The finding without the words around it, which no report reads and no other process needs."""
    return replace(finding, claim=replace(finding.claim, setting=None))


def named_drafts(drafts: Sequence[str], exclude: Sequence[str] = ()) -> list[str]:
    """The drafts that are named, folders and patterns opened; ends the run where one of them has none."""
    try:
        return named(drafts, exclude)
    except DraftError as error:
        complain(error)
        raise typer.Exit(NO_DRAFT) from None


def write(reports: tuple[Report, ...], chosen: Settings, *, verbose: bool, color: bool, quiet: bool = False) -> None:
    """Write the reports to where the settings say; nothing to standard output if `quiet`."""
    shows_color, width, encoding = out()
    options = ReportOptions(
        only=frozenset(chosen.only) if chosen.only else None,
        verbose=verbose,
        color=color and shows_color,
        width=width,
        encoding=encoding,
        least=chosen.least if chosen.profile == "wire" else "note",
    )
    try:
        deliver(reports, chosen.format, [parse_output(one) for one in chosen.output], options, quiet=quiet)
    except FileError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None


def status(run: Run, reports: Sequence[Report], errors: Sequence[DraftError]) -> int:
    """The exit status: what kept the run from its work goes before what it found."""
    if run.broken or any(not isinstance(error, NoDraftError) for error in errors):
        return BROKEN
    if errors:
        return NO_DRAFT
    if run.settings.require_sources and any(report.failures for report in reports):
        return NO_SOURCE
    failing = profiles.failing(run.settings.fail_on)
    counts = any(_fails(one, failing, run.settings.least) for report in reports for one in report.findings)
    return DISAGREES if counts else OK


def _fails(finding: Finding, failing: frozenset[Verdict], least: str) -> bool:
    return finding.verdict in failing and finding.waived is None and is_at_least(finding.severity, least)

"""Annotations of GitHub Actions: a workflow command for each finding and failure, the gravest first.

GitHub shows ten of each kind a step: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck.model import Finding, Report
from factcheck.report.concerns import Gravity, concerns, gravity, message, title
from factcheck.report.options import ReportOptions
from factcheck.report.safe import safe
from factcheck.report.wording import sentence

_COMMANDS = {Gravity.ERROR: "error", Gravity.WARNING: "warning", Gravity.NOTE: "notice"}


def render(reports: tuple[Report, ...], options: ReportOptions) -> str:
    """A line for each finding that needs a look, and a warning for each source, draft or waiver that was no use."""
    found = [(finding, report.path) for report in reports for finding in concerns(report, options)]
    found.sort(key=lambda pair: -gravity(pair[0]))
    lines = [_finding(finding, path) for finding, path in found]
    lines += [line for report in reports for line in _failures(report)]
    return "".join(f"{safe(line, options.encoding)}\n" for line in lines)


def _finding(finding: Finding, path: str) -> str:
    last = finding.column + max(len(finding.text) - 1, 0)
    where = {"file": path, "line": finding.line, "col": finding.column, "endColumn": last}
    return _command(_COMMANDS[gravity(finding)], where | {"title": title(finding)}, message(finding))


def _failures(report: Report) -> Iterator[str]:
    for failure in report.failures:
        where = {"file": report.path, "title": f"{failure.what} could not be used"}
        yield _command("warning", where, sentence(failure.message, failure.hint))
    for remark in report.remarks:
        at = {"file": remark.path, "line": remark.line, "col": remark.column, "title": "a waiver that does nothing"}
        yield _command("warning", at, sentence(remark.message, remark.hint))


def _command(name: str, properties: Mapping[str, object], text: str) -> str:
    """`text` and properties with the characters that end them escaped."""
    listed = ",".join(f"{key}={_escaped(str(value), ',:')}" for key, value in properties.items())
    return f"::{name} {listed}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{more}" else c for c in text)

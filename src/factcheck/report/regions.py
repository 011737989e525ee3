"""Lines and columns of stretches of a draft, from the place that a finding has."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.model import Finding, Report, Span


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch from a line and column, both from 1, to the column behind its last character."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


def region(report: Report, finding: Finding, span: Span) -> Region:
    """Where `span`, the finding's figure or a part of it, stands in the draft's file."""
    start = _moved(report.text, finding, span.start)
    return Region(*start, *_moved(report.text, finding, span.end))


def _moved(text: str, finding: Finding, offset: int) -> tuple[int, int]:
    """Line and column of `offset`, counted on from the start of the finding."""
    begin = finding.claim.quantity.span.start
    between = text[begin:offset] if text else finding.text[: offset - begin]
    head, line_end, last = between.replace("\r\n", "\n").replace("\r", "\n").rpartition("\n")
    if not line_end:
        return finding.line, finding.column + offset - begin
    return finding.line + head.count("\n") + 1, len(last) + 1

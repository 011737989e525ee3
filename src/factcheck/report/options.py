"""What a run may ask of a report: a module of its own, so that no reporter imports the registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.model import Finding, Report, Verdict

SEVERITIES = ("note", "warning", "error")
"""The severities of rules, the gravest last."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How to write a report.

    `only` keeps the findings with these verdicts (``None``: all), `least` those of rules at least that severe; coverage
    still counts every figure.
    `verbose` shows every interval, rule and reading. `color` allows terminal styles, `width` is the line
    length in columns. `encoding` is that of the stream the report goes to: what it cannot carry is written
    as an escape.
    """

    only: frozenset[Verdict] | None = None
    verbose: bool = False
    color: bool = False
    width: int = 80
    encoding: str = "utf-8"
    least: str = SEVERITIES[0]

    def shows(self, finding: Finding) -> bool:
        """Whether the user wants to see this finding."""
        wanted = self.only is None or finding.verdict in self.only
        return wanted and is_at_least(finding.severity, self.least)


def is_at_least(severity: str, least: str) -> bool:
    """Whether one severity is as grave as another, or graver; one that is none is the gravest."""
    rank = {name: number for number, name in enumerate(SEVERITIES)}
    return rank.get(severity, len(rank)) >= rank[least]


Reporter = Callable[[tuple[Report, ...], ReportOptions], str]
"""Writes the reports of a run as one string that ends with a newline. Pure: it reads and prints nothing."""

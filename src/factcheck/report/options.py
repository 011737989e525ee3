"""What a run may ask of a report: a module of its own, so that no reporter imports the registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.model import Report, Verdict


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How to write a report.

    `only` keeps the findings with these verdicts (``None``: all); coverage still counts every figure.
    `verbose` shows every interval, rule and reading. `color` allows terminal styles, `width` is the line
    length in columns. `encoding` is that of the stream the report goes to: what it cannot carry is written
    as an escape.
    """

    only: frozenset[Verdict] | None = None
    verbose: bool = False
    color: bool = False
    width: int = 80
    encoding: str = "utf-8"


Reporter = Callable[[tuple[Report, ...], ReportOptions], str]
"""Writes the reports of a run as one string that ends with a newline. Pure: it reads and prints nothing."""

"""The registry of report formats: one row a format, its module loaded when it is first used."""

from __future__ import annotations

from importlib import import_module

from factcheck.model import Report
from factcheck.report.options import Reporter, ReportOptions

__all__ = ["REPORTERS", "ReportOptions", "Reporter"]


def _lazy(module: str) -> Reporter:
    def run(reports: tuple[Report, ...], options: ReportOptions) -> str:
        reporter: Reporter = import_module(f"factcheck.report.{module}").render
        return reporter(reports, options)

    return run


REPORTERS: dict[str, Reporter] = {
    "text": _lazy("text"),
    "json": _lazy("json_v1"),
    "jsonl": _lazy("jsonl"),
    "sarif": _lazy("sarif"),
    "github": _lazy("github"),
    "gitlab": _lazy("gitlab"),
    "junit": _lazy("junit"),
    "markdown": _lazy("markdown"),
    "html": _lazy("html"),
}
"""Format name to reporter. The module named in a row has a function ``render`` of the type `Reporter`."""

"""A code quality report of GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePath
from typing import Any

from factcheck.model import Finding, Report
from factcheck.report.concerns import Gravity, gravity, message, named_concerns
from factcheck.report.options import ReportOptions
from factcheck.report.safe import safe, safe_json
from factcheck.report.wording import sentence

_SEVERITY = {Gravity.ERROR: "major", Gravity.WARNING: "minor", Gravity.NOTE: "info"}


def render(reports: tuple[Report, ...], options: ReportOptions) -> str:
    """One JSON array: an entry for each finding that needs a look and for each source or draft not used."""
    entries = [entry for report in reports for entry in _entries(report, options)]
    return safe_json(json.dumps(entries, ensure_ascii=False, indent=2) + "\n", options.encoding)


def _entries(report: Report, options: ReportOptions) -> list[dict[str, Any]]:
    entries = [_finding(finding, report.path, name) for finding, name in named_concerns(report, options)]
    for failure in report.failures:
        text = sentence(f"{failure.what}: {failure.message}", failure.hint)
        entries.append(_entry("source-unavailable", text, "info", (report.path, 1), failure.what + failure.url))
    for remark in report.remarks:
        text = sentence(remark.message, remark.hint)
        entries.append(_entry("waiver", text, "info", (remark.path, max(remark.line, 1)), remark.message))
    return entries


def _finding(finding: Finding, path: str, name: str) -> dict[str, Any]:
    check = finding.rule or "figure"
    return _entry(check, message(finding), _SEVERITY[gravity(finding)], (path, finding.line), name)


def _entry(check: str, text: str, severity: str, at: tuple[str, int], name: str) -> dict[str, Any]:
    """An entry of the draft and line `at`; `name` tells entries of one draft apart."""
    path, line = at
    return {
        "description": safe(text),
        "check_name": check,
        "fingerprint": hashlib.sha256(f"{path}|{name}".encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": severity,
        "location": {"path": PurePath(path).as_posix(), "lines": {"begin": line}},
    }

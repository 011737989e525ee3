"""JSON lines: one finding a line, the fields of the JSON report with the draft's path and date before them."""

from __future__ import annotations

import json

from factcheck.model import Report
from factcheck.report.json_v1 import dating_fields, finding_fields
from factcheck.report.options import ReportOptions
from factcheck.report.safe import safe_json


def render(reports: tuple[Report, ...], options: ReportOptions) -> str:
    """A line for each finding of each draft, in order; nothing for a draft without any."""
    lines = []
    for report in reports:
        head = {"path": report.path, **dating_fields(report.dating)}
        for finding in report.findings:
            if options.shows(finding):
                line = json.dumps(head | finding_fields(finding), ensure_ascii=False)
                lines.append(safe_json(line + "\n", options.encoding))
    return "".join(lines)

"""SARIF 2.1.0, which code scanning of GitHub, Azure DevOps and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; a test holds it against the schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from factcheck.errors import Fault
from factcheck.model import Failure, Finding, Report, Verdict
from factcheck.report.concerns import Gravity, gravity, message, named_concerns
from factcheck.report.options import ReportOptions
from factcheck.report.regions import Region, region
from factcheck.report.safe import safe_json
from factcheck.report.wording import citation, sentence
from factcheck.version import VERSION

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "factcheckClaim/v1"
_LEVELS = {Gravity.ERROR: "error", Gravity.WARNING: "warning", Gravity.NOTE: "note"}
_NO_RULE = "figure"
_RESERVED = ":/?#[]@!$&'()*+,;=%~"


def render(reports: tuple[Report, ...], options: ReportOptions) -> str:
    """One log with one run: a result for each finding that needs a look, a notification for what was not used."""
    listed = [(report, *concern) for report in reports for concern in named_concerns(report, options, waived=True)]
    rules = sorted({finding.rule or _NO_RULE for _, finding, _ in listed})
    about = {rule: words for report in reports for rule, words in report.rules.items()}
    failures = [(report, failure) for report in reports for failure in report.failures]
    run = {
        "tool": {"driver": _driver(rules, about)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(failures, [remark for report in reports for remark in report.remarks])],
        "artifacts": [{"location": _location(report.path)} for report in reports],
        "results": [_result(report, finding, rules, name) for report, finding, name in listed],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return safe_json(json.dumps(document, ensure_ascii=False, indent=2) + "\n", options.encoding)


def _driver(rules: Iterable[str], about: dict[str, str]) -> dict[str, Any]:
    return {"name": "factcheck", "version": VERSION, "rules": [_rule(rule, about.get(rule, "")) for rule in rules]}


def _rule(rule: str, about: str) -> dict[str, Any]:
    words = about or "A figure of the draft"
    how = f"`factcheck rules show {rule}` prints the rule, `factcheck rules explain {rule} --on SENTENCE` how it reads."
    return {
        "id": rule,
        "shortDescription": {"text": words},
        "help": {"text": f"{words}. {how.replace('`', '')}", "markdown": f"{words}. {how}"},
    }


def _invocation(failures: Iterable[tuple[Report, Failure]], remarks: Iterable[Fault]) -> dict[str, Any]:
    failed = list(failures)
    return {
        "executionSuccessful": not any(failure.what == report.path for report, failure in failed),
        "toolExecutionNotifications": [
            *(_notification(report, failure) for report, failure in failed),
            *map(_remark, remarks),
        ],
    }


def _notification(report: Report, failure: Failure) -> dict[str, Any]:
    unread = failure.what == report.path
    text = sentence(f"{failure.what}: {failure.message}", failure.hint, failure.url and f"Asked: {failure.url}")
    return {
        "level": "error" if unread else "warning",
        "message": {"text": text},
        "descriptor": {"id": "draft-not-read" if unread else "source-unavailable"},
        "locations": [{"physicalLocation": {"artifactLocation": _location(report.path)}}],
    }


def _remark(remark: Fault) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _location(remark.path)}
    if remark.line:
        place["region"] = {"startLine": remark.line, "startColumn": max(remark.column, 1)}
    return {
        "level": "warning",
        "message": {"text": sentence(remark.message, remark.hint)},
        "descriptor": {"id": "waiver"},
        "locations": [{"physicalLocation": place}],
    }


def _result(report: Report, finding: Finding, rules: list[str], name: str) -> dict[str, Any]:
    rule = finding.rule or _NO_RULE
    where = region(report, finding, finding.claim.quantity.span)
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": rules.index(rule),
        "kind": "fail" if finding.verdict is Verdict.MISMATCH else "review",
        "level": _LEVELS[gravity(finding)] if finding.verdict is Verdict.MISMATCH else "none",
        "message": {"text": message(finding)},
        "locations": [_place(report.path, where, finding.text)],
        "partialFingerprints": {FINGERPRINT: name},
        "properties": {"verdict": finding.verdict.value},
    }
    reference = finding.reference
    if reference is not None and reference.url:
        cited = {"artifactLocation": {"uri": quote(reference.url, safe=_RESERVED, errors="replace")}}
        result["relatedLocations"] = [{"id": 1, "physicalLocation": cited, "message": {"text": citation(reference)}}]
    if finding.suggestion is not None:
        result["fixes"] = [_fix(report, finding, finding.suggestion)]
    if finding.waived is not None:
        kind = "inSource" if finding.waived.how == "mark" else "external"
        result["suppressions"] = [{"kind": kind, "justification": finding.waived.reason}]
    return result


def _place(path: str, where: Region, text: str) -> dict[str, Any]:
    shown = _region(where) | {"snippet": {"text": text}}
    return {"physicalLocation": {"artifactLocation": _location(path), "region": shown}}


def _fix(report: Report, finding: Finding, text: str) -> dict[str, Any]:
    where = region(report, finding, finding.claim.quantity.span)
    change = {"deletedRegion": _region(where), "insertedContent": {"text": text}}
    return {
        "description": {"text": f"Write “{text}”."},
        "artifactChanges": [{"artifactLocation": _location(report.path), "replacements": [change]}],
    }


def _region(where: Region) -> dict[str, Any]:
    return {
        "startLine": where.start_line,
        "startColumn": where.start_column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }


def _location(path: str) -> dict[str, Any]:
    """The draft as a relative reference, or as a file's address where its path is absolute."""
    whole = PurePath(path)
    return {"uri": whole.as_uri() if whole.is_absolute() else quote(whole.as_posix(), errors="replace")}

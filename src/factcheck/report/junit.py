"""JUnit XML, which nearly every CI system reads: a suite for each draft, a case for each figure.

There is no standard but what tools accept: https://github.com/testmoapp/junitxml.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from factcheck.model import Finding, Report, Verdict
from factcheck.report.concerns import CONCERNS, message, title
from factcheck.report.options import ReportOptions
from factcheck.report.safe import safe
from factcheck.report.wording import sentence

_SKIPPED = frozenset({Verdict.UNCHECKED, Verdict.NO_DATA, Verdict.UNAVAILABLE})


def render(reports: tuple[Report, ...], options: ReportOptions) -> str:
    """One document; a figure that nothing was held against is a skipped case, a source that failed an error."""
    root = Element("testsuites", name="factcheck")
    for report in reports:
        _suite(root, report, options)
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, report: Report, options: ReportOptions) -> None:
    suite = SubElement(root, "testsuite", name=safe(report.path))
    found = [finding for finding in report.findings if options.shows(finding)]
    for finding in found:
        _case(suite, finding, report.path)
    for failure in report.failures:
        case = SubElement(suite, "testcase", classname=safe(report.path), name=safe(failure.what))
        _child(case, "error", "unavailable", sentence(failure.message, failure.hint, failure.url))
    counted = [finding.verdict for finding in found if finding.waived is None]
    suite.set("tests", str(len(found) + len(report.failures)))
    suite.set("failures", str(sum(verdict in CONCERNS for verdict in counted)))
    suite.set("errors", str(len(report.failures)))
    suite.set("skipped", str(sum(verdict in _SKIPPED for verdict in counted) + len(found) - len(counted)))


def _case(suite: Element, finding: Finding, path: str) -> None:
    name = safe(f"{finding.line}:{finding.column} {' '.join(finding.text.split())}")
    case = SubElement(suite, "testcase", classname=safe(path), name=name, file=safe(path), line=str(finding.line))
    if finding.waived is not None:
        _child(case, "skipped", "", f"waived: {finding.waived.reason}")
    elif finding.verdict in CONCERNS:
        _child(case, "failure", finding.verdict.value, title(finding), message(finding))
    elif finding.verdict in _SKIPPED:
        _child(case, "skipped", "", finding.reason)


def _child(case: Element, tag: str, kind: str, text: str, more: str = "") -> None:
    child = SubElement(case, tag, message=safe(text))
    if kind:
        child.set("type", kind)
    child.text = safe(more) or None

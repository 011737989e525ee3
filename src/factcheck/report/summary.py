"""The closing lines of a text report: what was found, what came of it, and where the date came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from factcheck.model import Report, Verdict
from factcheck.report.wording import day_words

_ALWAYS = ("matched", "mismatched", "outdated", "unchecked")
WORDS = {
    Verdict.MATCH: "matched",
    Verdict.MISMATCH: "mismatched",
    Verdict.OUTDATED: "outdated",
    Verdict.DISPUTED: "disputed",
    Verdict.NO_DATA: "without data",
    Verdict.UNAVAILABLE: "unavailable",
    Verdict.UNCHECKED: "unchecked",
}
"""What figures with each verdict are said to be."""
_ORIGIN = {"option": "given", "metadata": "from its metadata", "dateline": "from its dateline"}


def is_unread(report: Report) -> bool:
    """Whether the draft itself could not be read: one of its failures names its path."""
    return any(failure.what == report.path for failure in report.failures)


def draft_line(report: Report) -> list[str]:
    """The summary of one draft in phrases: ``14 figures found,``, ``12 checked:``, ``11 matched,`` ..."""
    if not report.coverage.get("figures", 0):
        return ["No figures found in", f"{report.path}.", *_date(report)]
    return [*_counts(report.coverage), *_waived(report), *_date(report)]


def total_line(reports: tuple[Report, ...]) -> list[str]:
    """The summary of a run over any number of drafts but one."""
    if not reports:
        return ["No drafts to check."]
    total: Counter[str] = Counter()
    for report in reports:
        total.update(report.coverage)
    unread = sum(is_unread(report) for report in reports)
    aside = f" ({unread} could not be read)" if unread else ""
    counts = _counts(total) if total["figures"] else ["no figures found."]
    return [f"{len(reports)} drafts{aside}:", *counts, *_waived(*reports)]


def _waived(*reports: Report) -> list[str]:
    count = sum(finding.waived is not None for report in reports for finding in report.findings)
    return [f"{count} of them waived."] if count else []


def _counts(coverage: Mapping[str, int]) -> list[str]:
    figures = coverage.get("figures", 0)
    counts = ((coverage.get(verdict, 0), words) for verdict, words in WORDS.items())
    listed = [f"{count} {words}" for count, words in counts if count or words in _ALWAYS]
    found = f"{figures} figure{'s' * (figures != 1)} found,"
    checked = f"{coverage.get('checked', 0)} checked:"
    return [found, checked, *(f"{part}," for part in listed[:-1]), f"{listed[-1]}."]


def _date(report: Report) -> list[str]:
    dating = report.dating
    if dating.day is None:
        return ["Date: unknown."]
    return [f"Date: {day_words(dating.day)}", f"({_ORIGIN.get(dating.how, dating.how)})."]

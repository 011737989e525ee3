"""What an editor must look at: which findings, how grave each is, what to say of it, and a name that lasts."""

from __future__ import annotations

import enum
import hashlib
from collections import Counter
from collections.abc import Iterator

from factcheck.model import Finding, Report, Verdict
from factcheck.report.options import ReportOptions
from factcheck.report.wording import citation, decimal_text, sentence

CONCERNS = frozenset({Verdict.MISMATCH, Verdict.OUTDATED, Verdict.DISPUTED})
"""Verdicts that are listed where only what needs a look is, if the user asked for no others."""


class Gravity(enum.IntEnum):
    """How grave a finding is, the gravest last."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


_SEVERITY = {"note": Gravity.NOTE, "warning": Gravity.WARNING, "error": Gravity.ERROR}
_MOST = {Verdict.MISMATCH: Gravity.ERROR, Verdict.OUTDATED: Gravity.WARNING}


def gravity(finding: Finding) -> Gravity:
    """The rule's severity for a mismatch; at most a warning for an old figure, and a note for all else."""
    return min(_SEVERITY.get(finding.severity, Gravity.ERROR), _MOST.get(finding.verdict, Gravity.NOTE))


def named_concerns(report: Report, options: ReportOptions, *, waived: bool = False) -> list[tuple[Finding, str]]:
    """The findings to list, each with the name that lasts."""
    names = {id(finding): name for finding, name in zip(report.findings, fingerprints(report), strict=True)}
    return [(finding, names[id(finding)]) for finding in concerns(report, options, waived=waived)]


def concerns(report: Report, options: ReportOptions, *, waived: bool = False) -> list[Finding]:
    """The findings to list, gravest first, then in the order of the draft; with those that are `waived` if asked."""
    found = [
        finding
        for finding in report.findings
        if options.shows(finding)
        and (options.only is not None or finding.verdict in CONCERNS)
        and (waived or finding.waived is None)
    ]
    return sorted(found, key=lambda finding: (-gravity(finding), finding.line, finding.column))


def title(finding: Finding) -> str:
    """The figure and its verdict: ``mismatch: 5 million people``."""
    return f"{finding.verdict}: {' '.join(finding.text.split())}"


def message(finding: Finding) -> str:
    """What is wrong, what to write and where it says so, in sentences."""
    parts = [f"“{' '.join(finding.text.split())}” {finding.reason}"]
    if finding.suggestion is not None:
        parts.append(f"Write “{finding.suggestion}”")
    parts += finding.notes
    if finding.reference is not None and finding.reference.url:
        parts.append(f"Source: {citation(finding.reference)}, {finding.reference.url}")
        return f"{sentence(*parts[:-1])} {parts[-1]}"
    return sentence(*parts)


def fingerprints(report: Report) -> list[str]:
    """A name for each finding, in order: the same as long as the claim is, wherever it moves in the draft.

    It is made of rule, figure, what is measured, place and time, and of how many such claims stand before.
    """
    seen: Counter[str] = Counter()
    names = []
    for finding in report.findings:
        claim = "|".join(_parts(finding))
        seen[claim] += 1
        names.append(hashlib.sha256(f"{claim}|{seen[claim]}".encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return names


def _parts(finding: Finding) -> Iterator[str]:
    claim, quantity = finding.claim, finding.claim.quantity
    yield finding.rule or ""
    yield quantity.kind.value
    yield quantity.text.lower() if quantity.low is None else decimal_text(quantity.low)
    yield quantity.bound.value
    yield quantity.unit
    yield claim.measured.lower()
    yield "" if claim.place is None else f"{claim.place.code}/{claim.place.city}"
    yield "" if claim.period is None else claim.period.label()

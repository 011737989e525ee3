"""Findings that do not count against a draft, for a reason that was given: in the draft, or in a file beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatch
from pathlib import Path, PurePath
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from factcheck.errors import Fault, FileError, SettingsError
from factcheck.model import Finding, Mark, Report, Verdict, Waived
from factcheck.report.wording import decimal_text, number_words
from factcheck.yamlfile import Node, load

AGREES = frozenset({Verdict.MATCH, Verdict.UNCHECKED, Verdict.NO_DATA})
"""Verdicts that need no waiver."""
_KEYS = "Keys: rule and reason; draft, figure, until, reference if wanted."


class Waiver(BaseModel):
    """An entry of a file of waivers: which figure of which drafts passes, and why.

    `draft` is a path or a pattern such as ``*.docx``; `figure` are words of the figure as printed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: Annotated[str, Field(min_length=1)]
    reason: Annotated[str, Field(min_length=1)]
    draft: Annotated[str, Field(min_length=1)] = "*"
    figure: str = ""
    until: date | None = None
    reference: str = ""


Placed = tuple[Waiver, Fault]
"""A waiver with a fault at its place, whose message is still to be said."""


def read_waivers(path: Path) -> tuple[Placed, ...]:
    """The waivers of a YAML file, a list of entries. Raises SettingsError with all of its faults."""
    try:
        root = load(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError):
        raise SettingsError(Fault(str(path), 0, 0, "the file of waivers cannot be read", "Check its name.")) from None
    except FileError as error:
        raise SettingsError(*error.faults) from None
    if not isinstance(root.value, list):
        hint = "Begin each waiver with a dash: - rule: ID, and under it reason: WHY."
        raise SettingsError(root.fault("a file of waivers holds a list", hint))
    read = [_entry(node) for node in root.value]
    if faults := [one for one in read if isinstance(one, Fault)]:
        raise SettingsError(*faults)
    return tuple(one for one in read if not isinstance(one, Fault))


def _entry(node: Node) -> Placed | Fault:
    try:
        return Waiver.model_validate(node.plain()), node.fault("")
    except ValidationError as error:
        what = error.errors()[0]
        key = str(what["loc"][0]) if what["loc"] else ""
        at = node.at(key) if what["type"] != "extra_forbidden" else node
        said = {"extra_forbidden": "there is no such key", "missing": "is missing"}.get(
            what["type"], what["msg"].lower()
        )
        return at.fault(f'"{key}": {said}' if key else "a waiver is a block of keys", _KEYS, key=key)


def waive(report: Report, marks: Sequence[Mark], listed: Sequence[Placed], today: date) -> Report:
    """The report with its waived findings told as such, and a remark for each waiver of the draft that does nothing."""
    findings, remarks = list(report.findings), list(report.remarks)
    for waiver, at in _of(report, marks, listed):
        needed = [n for n, one in enumerate(findings) if _speaks_of(waiver, one)]
        message = _fault_of(waiver, [findings[n] for n in needed], today)
        if message:
            hint = "Take it out, or look at the figure again and renew it." if needed else "Take it out."
            remarks.append(replace(at, message=f"the waiver of {waiver.rule} {message}", hint=hint))
            continue
        for n in needed:
            findings[n] = replace(
                findings[n], waived=Waived(waiver.reason, "mark" if isinstance(waiver, Mark) else "list")
            )
    return replace(report, findings=tuple(findings), remarks=tuple(remarks))


def settled(reports: Sequence[Report], listed: Sequence[Placed]) -> tuple[Report, ...]:
    """The reports of a run, in which a waiver for several drafts is told once, and only if none of them needs it."""
    spoken = {(at.path, at.line): sum(_is_for(one, report) for report in reports) for one, at in listed}
    idle = Counter((one.path, one.line) for report in reports for one in report.remarks)
    told: set[tuple[str, int]] = set()
    made = []
    for report in reports:
        kept = []
        for one in report.remarks:
            name = (one.path, one.line)
            if one.path == report.path or (idle[name] == spoken.get(name) and name not in told):
                kept.append(one)
                told.add(name)
        made.append(replace(report, remarks=tuple(kept)))
    return tuple(made)


def _of(report: Report, marks: Sequence[Mark], listed: Sequence[Placed]) -> Iterator[tuple[Mark | Waiver, Fault]]:
    """The waivers that speak of the report's draft."""
    for mark in marks:
        yield mark, Fault(report.path, mark.line, mark.column, "")
    for waiver, at in listed:
        if _is_for(waiver, report):
            yield waiver, at


def _is_for(waiver: Waiver, report: Report) -> bool:
    path = PurePath(report.path)
    return fnmatch(path.as_posix(), waiver.draft) or fnmatch(path.name, waiver.draft)


def _speaks_of(waiver: Mark | Waiver, finding: Finding) -> bool:
    """Whether the finding is one that the waiver lets pass."""
    if finding.rule != waiver.rule or finding.verdict in AGREES or finding.waived is not None:
        return False
    if isinstance(waiver, Mark):
        return waiver.start <= finding.claim.quantity.span.start < waiver.end
    return waiver.figure.casefold() in finding.text.casefold()


def _fault_of(waiver: Mark | Waiver, needed: Sequence[Finding], today: date) -> str:
    """Why a waiver does nothing; "" for one that holds."""
    if waiver.until is not None and waiver.until < today:
        return f"ended on {waiver.until.isoformat()}"
    if not needed:
        return "is not needed: no figure that it speaks of disagrees"
    if waiver.reference and not any(waiver.reference in _values(one) for one in needed):
        return f"was given when the source had {waiver.reference}, which has changed"
    return ""


def _values(finding: Finding) -> set[str]:
    """The reference's value in each way that a waiver may write it."""
    reference = finding.reference
    if reference is None:
        return set()
    if reference.day is not None:
        return {reference.day.label()}
    value = "" if reference.value is None else decimal_text(reference.value)
    return {value, number_words(value)}

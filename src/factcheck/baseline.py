"""A baseline: what was found once, so that only new findings count against a draft."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from os.path import relpath
from pathlib import Path

from factcheck.errors import Fault, SettingsError
from factcheck.model import Report, Waived
from factcheck.report.concerns import fingerprints
from factcheck.waivers import AGREES

VERSION = 1
DEFAULT = "factcheck-baseline.json"
Known = Mapping[str, frozenset[str]]
"""The names of known findings, by the path of the draft as seen from the baseline's folder."""


def written(reports: Sequence[Report], folder: Path) -> str:
    """A baseline for `folder` as JSON: the lasting names of all findings that are no agreement and not waived."""
    known = {}
    for report in reports:
        pairs = zip(report.findings, fingerprints(report), strict=True)
        names = sorted(name for one, name in pairs if one.verdict not in AGREES and one.waived is None)
        if names:
            known[_seen_from(folder, report.path)] = names
    return json.dumps({"version": VERSION, "findings": dict(sorted(known.items()))}, indent=2) + "\n"


def read(path: Path) -> Known:
    """Known findings. Raises SettingsError for a file that is no baseline."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["version"] != VERSION:
            raise ValueError
        return {str(draft): frozenset(map(str, names)) for draft, names in content["findings"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        hint = "Write one with: factcheck baseline write DRAFT..."
        raise SettingsError(Fault(str(path), 0, 0, "this is no baseline of factcheck", hint)) from None


def without_known(report: Report, known: Known, folder: Path) -> Report:
    """The report with the findings told as known that the baseline of `folder` holds."""
    names = known.get(_seen_from(folder, report.path), frozenset())
    findings = tuple(
        replace(one, waived=Waived("known from the baseline", "baseline"))
        if name in names and one.waived is None and one.verdict not in AGREES
        else one
        for one, name in zip(report.findings, fingerprints(report), strict=True)
    )
    return replace(report, findings=findings)


def _seen_from(folder: Path, path: str) -> str:
    return Path(relpath(path, folder)).as_posix()

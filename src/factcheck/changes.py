"""Which lines of a draft changed since a revision of its repository, as git tells."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

from factcheck.errors import Fault, SettingsError
from factcheck.formats import has_no_lines
from factcheck.model import Report

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_SECONDS = 60
Lines = frozenset[int] | None
"""Lines of a draft from 1; ``None`` for all."""


def changed_lines(path: str, revision: str) -> Lines:
    """The lines of the draft at `path` that are not as they were at `revision`; all of a file that git does not know.

    Raises SettingsError where git is missing, the draft is in no repository, or `revision` is none.
    """
    folder, name = str(Path(path).absolute().parent), Path(path).name
    verified = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if verified.returncode:
        inside = _git(folder, "rev-parse", "--is-inside-work-tree").returncode == 0
        why = f"git knows no revision {revision!r}" if inside else "the draft is in no git repository"
        raise SettingsError(Fault(path, 0, 0, why, "Name a branch, a tag or a commit: --diff origin/main."))
    if _git(folder, "ls-files", "--error-unmatch", "--", name).returncode:
        return None
    commit = verified.stdout.strip()
    diff = _git(folder, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", commit, "--", name)
    if diff.returncode:
        raise SettingsError(Fault(path, 0, 0, "git cannot compare this draft", diff.stderr.strip()))
    if has_no_lines(path):
        return None if diff.stdout else frozenset()
    lines: set[int] = set()
    for start, count in _HUNK.findall(diff.stdout):
        lines.update(range(int(start), int(start) + int(count or 1)))
    return frozenset(lines)


def _git(folder: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-C", folder, *words]
    try:
        return subprocess.run(  # noqa: S603  its words are ours; a revision stands behind --end-of-options
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        raise SettingsError(Fault("git", 0, 0, "git cannot be run", "Install git, or leave out --diff.")) from None


def on_lines(report: Report, lines: Lines) -> Report:
    """The report with the findings that begin on these lines; the others are not counted either."""
    if lines is None:
        return report
    found = tuple(one for one in report.findings if one.line in lines)
    gone = Counter(one.verdict.value for one in report.findings) - Counter(one.verdict.value for one in found)
    coverage = {name: count - gone[name] for name, count in report.coverage.items()}
    unanswered = sum(coverage.get(name, 0) for name in ("unchecked", "no-data", "unavailable"))
    coverage |= {"figures": len(found), "checked": len(found) - unanswered}
    return replace(report, findings=found, coverage=coverage)

"""Sentences with the verdict each of their figures must get: how tests/corpus/*.yaml are read and judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.engine import Engine
from factcheck.model import Finding, Report, Verdict
from factcheck.yamlfile import load
from shipped_rules import shipped

CORPUS = Path(__file__).parent / "corpus"
TODAY = date(2026, 11, 23)
"""Stands in for the clock; any day after the drafts of the corpus does."""

_WORST_FIRST = list(Verdict)


@cache
def engine() -> Engine:
    """The shipped rules and books."""
    return Engine(shipped())


def read(name: str) -> Any:
    """The content of a corpus file."""
    return load((CORPUS / name).read_text(encoding="utf-8"), name).plain()


def day(row: Mapping[str, Any]) -> date | None:
    """The date an entry is checked with."""
    return date.fromisoformat(row["date"]) if row.get("date") else None


def complaints(text: str, figures: Iterable[Mapping[str, Any]], report: Report) -> Iterator[str]:
    """What is wrong with a report on `text`: figures missed, judged otherwise than expected, or not in the list."""
    spoken: set[int] = set()
    for figure in figures:
        start, end = _place(text, figure)
        hits = [k for k, finding in enumerate(report.findings) if _overlaps(finding, start, end)]
        spoken.update(hits)
        wanted = figure["verdict"] if isinstance(figure["verdict"], list) else [figure["verdict"]]
        if not hits:
            if figure.get("optional") != "true":
                yield f"{figure['surface']!r} was not found"
            continue
        got = min((report.findings[k].verdict for k in hits), key=_WORST_FIRST.index)
        if "any" not in wanted and got not in wanted:
            reasons = "; ".join(f"{report.findings[k].rule}: {report.findings[k].reason}" for k in hits)
            yield f"{figure['surface']!r} is {got}, not {' or '.join(wanted)} ({reasons})"
    for k, finding in enumerate(report.findings):
        if k not in spoken:
            yield f"{finding.text!r} is no figure of this text, or is not listed"


def _place(text: str, figure: Mapping[str, Any]) -> tuple[int, int]:
    start = -1
    for _ in range(int(figure.get("nth", "1"))):
        start = text.index(figure["surface"], start + 1)
    return start, start + len(figure["surface"])


def _overlaps(finding: Finding, start: int, end: int) -> bool:
    span = finding.claim.quantity.span
    return span.start < end and start < span.end

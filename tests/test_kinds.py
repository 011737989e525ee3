"""Each kind of check on sentences that it was not made with, kinds-fresh.yaml; its scores in docs/statistics.md."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus_sentences import read
from factcheck.document import from_text
from factcheck.engine import Engine
from factcheck.model import Answer, Query, Verdict
from shipped_rules import shipped as rules
from test_changes import SECOND, observation

ROWS = read("kinds-fresh.yaml")
WRONG = ("mismatch", "outdated")


@cache
def shipped() -> Engine:
    return Engine(rules())


def verdict(row: Any) -> str:
    """The verdict of the row's figure; "silent" where it is left unchecked."""

    def lookup(query: Query) -> Answer:
        values = row["other"] if query.place in SECOND and "other" in row else row["values"]
        unit = "percent" if row["figure"].endswith("%") and row["kind"] == "level" else ""
        return tuple(replace(observation(year, value), unit=unit) for year, value in values.items())

    day = date.fromisoformat(row.get("date", "2024-06-16"))
    draft = from_text(row["text"], "draft")
    engine = Engine(rules(), lookup) if "values" in row else shipped()
    report = engine.check_draft(draft, given=day)
    found = [finding for finding in report.findings if finding.text == row["figure"]]
    assert found, [finding.text for finding in report.findings]
    return "silent" if found[0].verdict is Verdict.UNCHECKED else found[0].verdict.value


PAGE = "docs/statistics.md"
TABLE = re.compile(r"(?<=<!-- scores of kinds -->\n).*?(?=<!-- end of scores of kinds -->)", re.DOTALL)


def param(row: Any) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=row["todo"])] if "todo" in row else []
    return pytest.param(row, marks=marks, id=row["text"][:70])


@pytest.mark.parametrize("row", [param(row) for row in ROWS])
def test_row(row: Any) -> None:
    assert verdict(row) == row["verdict"]


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}" if whole else ""


def table() -> str:
    """Precision and recall of each kind on what is wrong, in per cent, and the sentences that fail."""
    counts: dict[str, Counter[str]] = {}
    failed = []
    for row in ROWS:
        count, got = counts.setdefault(row["kind"], Counter()), verdict(row)
        wrong, called = row["verdict"] in WRONG, got in WRONG
        count.update({"rows": 1, "wrong": wrong, "called": called, "caught": wrong and called})
        if got != row["verdict"]:
            failed.append(
                f"* {row['kind']}: “{row['text']}” ({row['figure']}): {got}, wanted {row['verdict']}: {row['todo']}."
            )
    lines = ["| kind of check | sentences | with an error | precision | recall |", "|---|---:|---:|---:|---:|"]
    for kind, n in counts.items():
        precision, recall = share(n["caught"], n["called"]), share(n["caught"], n["wrong"])
        lines.append(f"| {kind} | {n['rows']} | {n['wrong']} | {precision} | {recall} |")
    return "\n".join([*lines, "", *failed]) + "\n"


def test_the_page_shows_the_scores(request: pytest.FixtureRequest, repository: Path) -> None:
    page = repository / PAGE
    text = page.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        page.write_text(TABLE.sub(lambda _: table(), text), encoding="utf-8")
        return
    found = TABLE.search(text)
    assert found and found[0] == table(), "pytest --update-golden writes it anew"

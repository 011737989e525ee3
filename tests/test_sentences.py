"""Sentences and drafts written by another hand than the rules: right ones, ones with an error planted, near misses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus_sentences import CORPUS, TODAY, complaints, day, engine, read
from factcheck.model import Verdict

DRAFTS = sorted((CORPUS / "correct-drafts").glob("*.yaml"))
STORIES = sorted((CORPUS / "articles").glob("*.yaml"))


def sentences(name: str) -> list[Any]:
    """The entries of a corpus file; those marked `todo` are known misses, which must fail."""
    return [
        pytest.param(row, marks=pytest.mark.xfail(strict=True, reason=row["todo"]) if "todo" in row else ())
        for row in read(name)
    ]


@pytest.mark.parametrize(
    "row", [*sentences("paraphrases.yaml"), *sentences("planted.yaml")], ids=lambda row: row["text"][:60]
)
def test_sentence(row: Any) -> None:
    report = engine().check(row["text"], given=day(row))
    assert not list(complaints(row["text"], row["figures"], report))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story_is_dated_and_every_figure_judged(path: Path) -> None:
    row = read(f"articles/{path.name}")
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    report = engine().check(text, today=TODAY)
    assert report.dating.day == day(row), report.dating
    how = row["date_from"] if isinstance(row["date_from"], list) else [row["date_from"]]
    assert report.dating.how in how
    assert not list(complaints(text, row["figures"], report))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_no_false_alarm_on_a_correct_draft(path: Path) -> None:
    row = read(f"correct-drafts/{path.name}")
    never = {Verdict.MISMATCH, Verdict.OUTDATED}
    dated = engine().check(row["text"], given=day(row))
    assert not [(f.text, f.rule, f.reason) for f in dated.findings if f.verdict in never]
    undated = engine().check(row["text"], today=TODAY)
    assert not [(f.text, f.rule, f.reason) for f in undated.findings if f.verdict is Verdict.MISMATCH]

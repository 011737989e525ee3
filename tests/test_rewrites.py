"""Sentences of the first real input rewritten by another hand, put back in their place; and its false friends.

The article is not part of the repository; the tests that need it are skipped where it is absent.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from corpus_sentences import TODAY, complaints, day, engine, read
from factcheck.model import Verdict
from test_article import article

__all__ = ["article"]

pytestmark = pytest.mark.no_cover  # whole articles, hundreds of times: other tests cover the same lines

BEGINS = {
    "tuesday": "He first made",
    "weeks": "The admission",
    "killed": "Zelenskiy on Wednesday",
    "cities": "Moscow has not",
    "address": "“The meetings",
}
"""How the sentence that each rewrite replaces begins."""

REWRITES = read("rewrites.yaml")
FRIENDS = read("false-friends.yaml")


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, marks=pytest.mark.xfail(strict=True, reason=row["todo"]) if "todo" in row else ())
        for row in REWRITES
    ],
    ids=lambda row: row["text"][:60],
)
def test_a_rewrite_in_its_place(article: str, row: Any) -> None:
    lines = article.split("\n")
    at = next(k for k, line in enumerate(lines) if line.startswith(BEGINS[row["replaces"]]))
    before = "\n".join(lines[:at])
    text = "\n".join([*lines[:at], row["text"], *lines[at + 1 :]])
    report = engine().check(text, today=TODAY)
    assert report.dating.day == date(2022, 3, 16)
    inside = [f for f in report.findings if len(before) < f.claim.quantity.span.start <= len(before) + len(row["text"])]
    elsewhere = [f for f in report.findings if f not in inside and f.verdict is not Verdict.MATCH]
    assert not elsewhere
    rest = [{"surface": f.text, "verdict": "any"} for f in report.findings if f not in inside]
    assert not [c for c in complaints(text, row["figures"] + rest, report) if "not listed" not in c]


@pytest.mark.parametrize("row", REWRITES, ids=lambda row: row["text"][:60])
def test_a_rewrite_alone_is_never_judged_against_its_sense(row: Any) -> None:
    """Out of its story a sentence may say too little to be checked, but nothing in it may be called otherwise."""
    report = engine().check(row["text"], given=day(row))
    wanted = {figure["surface"]: figure["verdict"] for figure in row["figures"]}
    for finding in report.findings:
        expected = next(
            (verdict for words, verdict in wanted.items() if words in finding.text or finding.text in words), ""
        )
        is_of_the_draft = finding.reference is not None and finding.reference.source == "the draft itself"
        if is_of_the_draft and "mismatch" in wanted.values():
            continue  # the planted figure contradicts this one, and either may be the wrong one
        if expected == "match":
            assert finding.verdict in (Verdict.MATCH, Verdict.UNCHECKED, Verdict.NO_DATA), finding.reason


@pytest.mark.parametrize("row", FRIENDS, ids=lambda row: row["text"][:60])
def test_no_false_alarm_on_a_false_friend(row: Any) -> None:
    report = engine().check(row["text"], given=day(row))
    assert not [(f.text, f.rule, f.reason) for f in report.findings if f.verdict is Verdict.MISMATCH]

"""The first real input: every figure with the verdict it must get, and one error planted at a time.

The article is not part of the repository; without it these tests are skipped.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus_sentences import TODAY, engine
from factcheck.model import Report, Verdict

EXPECTED = (
    ("Tuesday", Verdict.MATCH),
    ("nearly three weeks", Verdict.MATCH),
    ("February 24", Verdict.MATCH),
    ("Wednesday", Verdict.MATCH),
    ("five", Verdict.MATCH),
    ("3 million", Verdict.MATCH),
    ("10", Verdict.MATCH),
    ("Feb. 24", Verdict.MATCH),
    ("1945", Verdict.MATCH),
    ("Wednesday", Verdict.MATCH),
)

PLANTED = (
    # words of the article, what is put in their place, verdict, correction
    ("3 million", "5 million", Verdict.MISMATCH, "3 million"),
    ("3 million", "30 million", Verdict.MISMATCH, "3 million"),
    ("3 million", "2 million", Verdict.OUTDATED, "3 million"),
    ("five people", "fifty people", Verdict.MISMATCH, "four to five"),
    ("five people", "eight people", Verdict.MISMATCH, "four to five"),
    ("five people", "two people", Verdict.OUTDATED, "four to five"),  # an early count of that day
    ("on February 24", "on February 14", Verdict.MISMATCH, "February 24"),
    ("on Feb. 24", "on Feb. 14", Verdict.MISMATCH, "Feb. 24"),
    ("nearly three weeks", "nearly five weeks", Verdict.MISMATCH, "nearly three weeks"),
    ("nearly three weeks", "more than three weeks", Verdict.MISMATCH, "20 days"),
    ("since 1945", "since 1954", Verdict.MISMATCH, "1945"),
    ("on Tuesday morning", "on Tuesday, 12 March", Verdict.MISMATCH, "Saturday, 12 March"),
)


@pytest.fixture(scope="module")
def article() -> str:
    path = Path(__file__).resolve().parents[2] / "shared" / "article.txt"
    if not path.is_file():
        pytest.skip("../shared/article.txt, which is not part of the repository, is not here")
    return path.read_text(encoding="utf-8")


def check(text: str) -> Report:
    return engine().check(text, today=TODAY)


def test_every_figure_and_nothing_else(article: str) -> None:
    report = check(article)
    assert tuple((finding.text, finding.verdict) for finding in report.findings) == EXPECTED
    assert report.coverage["figures"] == report.coverage["checked"] == len(EXPECTED)


def test_the_date_is_inferred_and_says_how(article: str) -> None:
    dating = check(article).dating
    assert (dating.day, dating.how) == (date(2022, 3, 16), "inferred")
    assert "nearly three weeks" in dating.because
    assert "Wednesday" in dating.because


def test_the_refugee_total_known_on_that_day_is_the_reference(article: str) -> None:
    finding = next(f for f in check(article).findings if f.text == "3 million")
    assert finding.reference is not None
    assert finding.reference.value == 3_000_381
    assert finding.reference.published == date(2022, 3, 15)
    assert any("2,999,338 to 3,071,455" in note for note in finding.notes)


def test_the_ten_cities_are_listed_with_what_is_known_of_them(article: str) -> None:
    finding = next(f for f in check(article).findings if f.text == "10")
    assert finding.reference is not None
    assert len(finding.reference.members) == 10
    assert any(m.name == "Donetsk" and "2014" in m.note for m in finding.reference.members)


def test_the_superlative_has_a_note_on_1968(article: str) -> None:
    finding = next(f for f in check(article).findings if f.text == "1945")
    assert any("1968" in note for note in finding.notes)


@pytest.mark.parametrize(("words", "planted", "verdict", "correction"), PLANTED)
def test_one_planted_error_is_found_and_alone(
    article: str, words: str, planted: str, verdict: Verdict, correction: str
) -> None:
    assert article.count(words) >= 1
    report = check(article.replace(words, planted, 1))
    assert report.dating.day == date(2022, 3, 16)
    flagged = [finding for finding in report.findings if finding.verdict is not Verdict.MATCH]
    assert len(flagged) == 1
    assert flagged[0].verdict is verdict
    assert flagged[0].text in planted
    assert flagged[0].suggestion == correction

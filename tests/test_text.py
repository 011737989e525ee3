"""Tokens, sentences and stems."""

from __future__ import annotations

import pytest

from factcheck.text import hyphen_at, lower_at, sentences, stem, tokens


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.kind) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://example.org/2022/03", "url"),
        ("www.example.com/page?id=9", "url"),
        ("desk7@example.org", "url"),
        ("@newsdesk24", "url"),
        ("#Euro2020", "url"),
        ("2022-02-24", "iso"),
        ("16/03/2022", "slash"),
        ("10:30", "clock"),
        ("10:30 a.m.", "clock"),
        ("7.30pm", "clock"),
        ("6pm", "clock"),
        ("+1 (202) 555-0147", "phone"),
        ("202-555-0147", "phone"),
        ("020 7946 0018", "phone"),
        ("555-0147", "phone"),
        ("3.2.1", "version"),
        ("v2.10.4.1", "version"),
        ("F-16", "code"),
        ("COVID-19", "code"),
        ("PM2.5", "code"),
        ("P5+1", "code"),
        ("CVE-2021-44228", "code"),
        ("arXiv:2203.02155", "code"),
        ("B.1.1.529", "code"),
        ("978-3-16-148410-0", "code"),
        ("401(k)", "code"),
        ("4x4", "code"),
        ("3,000,381", "num"),
        ("3 000 381", "num"),
        ("3\u202f000\u202f381", "num"),
        ("3’000’381", "num"),
        ("3,00,000", "num"),
        ("1234.50", "num"),
        (".5", "num"),
        ("U.S.", "word"),
        ("Ukraine’s", "word"),
        ("½", "sym"),
    ],
)
def test_one_token(text: str, kind: str) -> None:
    assert _kinds(text) == [(text, kind)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("EUR3bn", ["EUR", "3", "bn"]),
        ("mid-2021", ["mid", "-", "2021"]),
        ("Rs500", ["Rs", "500"]),
        ("40.3C", ["40.3", "C"]),
        ("2½", ["2", "½"]),
        ("10-15", ["10", "-", "15"]),
        ("1,2", ["1", ",", "2"]),
        ("$1.5-2", ["$", "1.5", "-", "2"]),
        ("Feb. 24", ["Feb", ".", "24"]),
        ("well-known", ["well", "-", "known"]),
        ("The end.", ["The", "end", "."]),
    ],
)
def test_several_tokens(text: str, parts: list[str]) -> None:
    assert [token.text for token in tokens(text)] == parts


def test_tokens_keep_their_place() -> None:
    text = "  Nearly 3 million\n(or so)"
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert token.glued == (token.start > 0 and not text[token.start - 1].isspace())


def test_tokens_of_a_part_of_a_text() -> None:
    assert [token.text for token in tokens("one two three", 4, 7)] == ["two"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It rained. It poured.", ["It rained.", "It poured."]),
        ("Really? Yes! “Fine.” They left.", ["Really?", "Yes!", "“Fine.”", "They left."]),
        ("It began on Feb. 24 in the U.S. and ended.", ["It began on Feb. 24 in the U.S. and ended."]),
        ("Mr. Amsel and Gen. Ott met.", ["Mr. Amsel and Gen. Ott met."]),
        ("J. Amsel sang.", ["J. Amsel sang."]),
        ("A headline\n\nA story.", ["A headline", "A story."]),
        ("A headline\r\n\r\nA story.", ["A headline", "A story."]),
        ("A line\nthat goes on.", ["A line\nthat goes on."]),
        ("It cost 3.5 million. 4 were sold.", ["It cost 3.5 million.", "4 were sold."]),
        ("Well... perhaps.", ["Well... perhaps."]),
        ("", []),
        (" \n\n \n", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[sentence.start : sentence.end] for sentence in sentences(text)] == parts


def test_sentences_from_a_place_in_the_text() -> None:
    text = "title: x\n\nA story. It ends."
    assert [text[sentence.start : sentence.end] for sentence in sentences(text, 10)] == [
        "A story.",
        "It ends.",
    ]


def test_index_at() -> None:
    (sentence,) = sentences("One two three")
    assert [sentence.index_at(offset) for offset in (0, 1, 4, 8, 99)] == [0, 1, 1, 2, 3]


@pytest.mark.parametrize(
    ("text", "tells"),
    [("FIVE DEAD IN KYIV", False), ("Five Dead After Strike", False), ("Five people died in Kyiv.", True)],
)
def test_capitals_of_a_headline_tell_nothing(text: str, tells: bool) -> None:
    (sentence,) = sentences(text)
    assert any(token.is_title for token in sentence.tokens) is tells


@pytest.mark.parametrize(
    "words",
    [
        "fled flee fleeing flees",
        "refugee refugees refugee's refugees'",
        "city cities city’s",
        "killed killing kills",
    ],
)
def test_stem_folds_inflections(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


def test_stem_of_short_and_foreign_words_is_the_word() -> None:
    assert [stem(word) for word in ("the", "Żeromskiego", "U.S.")] == ["the", "żeromskiego", "u.s."]


def test_helpers_beyond_the_ends() -> None:
    found = list(tokens("two-thirds"))
    assert [hyphen_at(found, i) for i in range(-1, 4)] == [False, False, True, False, False]
    assert [lower_at(found, i) for i in (-1, 0, 3)] == ["", "two", ""]

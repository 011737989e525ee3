"""Markdown, HTML and Word files: what is read of them, where it stands, and what becomes of broken ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

import factcheck
from factcheck import formats
from factcheck.document import Draft
from factcheck.errors import DraftError

PAGE = """\
<!DOCTYPE html>
<html><head><title>Title with 77</title>
<meta property="article:published_time" content="2022-03-16T10:00:00Z"><script>var a = 5;</script></head>
<body><nav><ul><li><a href="/a">Top 10 stories</a></li><li>Subscribe for $6 a week</li></ul></nav>
<article><h1>Tally reaches 3&nbsp;million</h1>
<p>The tally of people who left <a href="/4000">Ukraine</a> reached <b>3.2</b> million on Tuesday, the United Nations
said, nearly three weeks after the invasion began, in what it called a flight without example in recent years.</p>
<p>At least five people were killed &mdash; and 12 wounded &#8211; when strikes hit a block of flats in the capital, as
officials said on Wednesday morning in a statement that named none of them.</p>
<pre>x = 99 people</pre>
<table><tr><th>city</th><th>people</th></tr><tr><td>Kyiv</td><td>2,952,301</td></tr></table>
<p>Envoys from the sides met again by video, and said that there was more room for compromise than a week earlier.</p>
</article><footer>20 offices, 300 people.</footer></body></html>
"""


def figures(draft: Draft) -> list[tuple[str, tuple[int, int]]]:
    """The words of each figure, white space in one, with its line and column."""
    found = [q for q in factcheck.extract(draft.text) if q.span.start >= draft.body_start]
    return [(" ".join(q.text.split()), draft.position(q.span.start)) for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It has **3** dogs.", [("3", (1, 10))]),
        ("It has *3 million* dogs.", [("3 million", (1, 9))]),
        ("It has `3 dogs` in 2 beds.", [("2", (1, 20))]),
        ("See [5 dogs](https://example.org/7?n=8) here.", [("5", (1, 6))]),
        ("See [5 dogs][ref-9].\n\n[ref-9]: https://example.org/10", [("5", (1, 6))]),
        ("```\n12 dogs\n```\n\nThere are 3 dogs.", [("3", (5, 11))]),
        ("    12 dogs\n\nThere are 3 dogs.", [("3", (3, 11))]),
        ("<!-- 14 dogs -->\n\nThere are 3 dogs <!-- 15 cats -->.", [("3", (3, 11))]),
        ("# The 3 dogs\n\nThey are four men.", [("3", (1, 7)), ("four", (3, 10))]),
        ("- 3 dogs\n- 4 cats\n", [("3", (1, 3)), ("4", (2, 3))]),
        ("---\ndate: 2022-03-16\nwords: 500\n---\nThere are 3 dogs.", [("3", (5, 11))]),
        ("There are 3 dogs.[^7]\n\n[^7]: Of 8 dogs.", [("3", (1, 11)), ("8", (3, 10))]),
        ("Mail <https://example.org/17> to 3 men.", [("3", (1, 34))]),
        ("2 * 3 dogs and snake_case.", [("2", (1, 1)), ("3", (1, 5))]),
    ],
)
def test_markdown(text: str, expected: list[tuple[str, tuple[int, int]]]) -> None:
    draft = formats.decode(text.encode(), "draft.md")
    assert len(draft.text) == len(text)
    assert figures(draft) == expected


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab 1.\n`*_[]()<>!-#\\|~:&;^", max_size=80))
def test_markdown_keeps_its_length_and_lines(text: str) -> None:
    try:
        draft = formats.decode(text.encode(), "draft.md")
    except DraftError:
        return
    assert len(draft.text) == len(text)
    assert draft.text.count("\n") == text.count("\n")
    assert all(shown in (written, " ") for shown, written in zip(draft.text, text, strict=True))


def test_html_reads_the_article_where_it_stands() -> None:
    draft = formats.decode(PAGE.encode(), "page.html")
    found = figures(draft)
    lines = [5, 6, 6, 7, 8, 8, 9, 11]
    words = [
        "3 million",
        "3.2 million",
        "Tuesday",
        "nearly three weeks",
        "At least five",
        "12",
        "Wednesday",
        "2,952,301",
    ]
    assert [(text, line) for text, (line, _) in found] == list(zip(words, lines, strict=True))
    assert draft.metadata["date"] == "2022-03-16"
    for text, (line, column) in found:
        assert PAGE.splitlines()[line - 1][column - 1 :].startswith(text.split()[0])


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab1 <>/p&;#\n\"'=!-", max_size=60))
def test_any_html_is_read_or_refused(text: str) -> None:
    try:
        draft = formats.decode(f"<p>Here are 3 dogs.</p>{text}".encode(), "page.html")
    except DraftError:
        return
    assert all(draft.position(q.span.start) for q in factcheck.extract(draft.text))


def word(fill: Callable[[Any], None]) -> bytes:
    document, data = Document(), io.BytesIO()
    fill(document)
    document.save(data)
    return data.getvalue()


def fill(document: Any) -> None:
    document.core_properties.modified = __import__("datetime").datetime(2022, 3, 16, 9, 30)
    document.add_heading("The 3 dogs", 1)
    document.add_paragraph("They were fed 14 times.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Kyiv", "2,952,301"
    document.add_paragraph("It took 5 weeks.")


def test_word_counts_paragraphs() -> None:
    draft = formats.decode(word(fill), "draft.docx")
    assert figures(draft) == [
        ("3", (1, 5)),
        ("14", (2, 15)),
        ("2,952,301", (3, 8)),
        ("5 weeks", (4, 9)),
    ]
    assert draft.metadata == {"date": "2022-03-16"}


def with_part(name: str, content: bytes) -> bytes:
    """A Word file with one of its parts replaced."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(fill))) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return data.getvalue()


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for k in range(3):
            archive.writestr(f"word/document{k}.xml", b"0" * 80_000_000)
    return data.getvalue()


BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY a%d "%s">' % (k, b"&a%d;" % (k - 1) * 10 if k else b"&a;" * 10) for k in range(9))
    + b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    b"<w:t>&a8;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        pytest.param(b"not a word file", "a.docx", "is no Word file, or a broken one", id="no-archive"),
        pytest.param(word(fill)[:2000], "a.docx", "is no Word file, or a broken one", id="cut"),
        pytest.param(
            with_part("word/document.xml", b"<w:document"), "a.docx", "the Word file is broken", id="broken-xml"
        ),
        pytest.param(bomb(), "a.docx", "unpacks to more than 200 MB", id="zip-bomb"),
        pytest.param(with_part("word/document.xml", BILLION), "a.docx", "the Word file", id="entity-bomb"),
        pytest.param(word(lambda _: None), "a.docx", "has no text in it", id="blank"),
        pytest.param(
            b"<html><body><script>1</script></body></html>", "a.html", "no article was found", id="no-article"
        ),
        pytest.param(b"```\n12 dogs\n```\n", "a.md", "has no prose", id="code"),
        pytest.param(b"", "a.md", "is empty", id="empty"),
        pytest.param(b"%PDF-1.7", "a.html", "a PDF document", id="pdf"),
        pytest.param(b"x" * 20_000_000, "a.html", "20 MB or more", id="long-page"),
        pytest.param(b"x" * 20_000_000, "a.docx", "20 MB or more", id="long-word"),
    ],
)
def test_hostile_and_broken_files_end_in_one_sentence(data: bytes, name: str, says: str) -> None:
    with pytest.raises(DraftError) as told:
        formats.decode(data, name)
    assert says in str(told.value)
    assert len(told.value.faults) == 1
    assert told.value.faults[0].hint


def test_a_file_is_read_by_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "Story.MD"
    path.write_text("It has `3` of 2 dogs.", encoding="utf-8")
    assert [words for words, _ in figures(formats.read(path))] == ["2"]

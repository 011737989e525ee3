"""Word files, by python-docx: paragraphs, tables, footnotes, and the day of the last change.

A table's row is a paragraph, its cells parted by a bar. Headings are paragraphs. What was deleted under "track changes"
is no text, as python-docx has it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from factcheck import document
from factcheck.document import Draft
from factcheck.errors import DraftError

MAX_UNPACKED = 200_000_000
"""Bytes that the parts of a file may have together once unpacked; more is a bomb, or a film."""
_MOST_PARTS = 5_000
_FOOTNOTES = "/word/footnotes.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HINT = "Save it again in Word or LibreOffice as .docx, or as plain text, and check that file."


def decode(data: bytes, name: str) -> Draft:
    """The draft in a Word file; a line of it is a paragraph. Raises DraftError for one that cannot be read."""
    document.refuse_size(data, name)
    _refuse_bomb(data, name)
    try:
        from docx import Document
    except ImportError:
        raise _without_library(name) from None
    try:
        opened = Document(io.BytesIO(data))
        paragraphs = [*_body(opened), *_footnotes(opened)]
    except Exception as error:  # noqa: BLE001  whatever the parser makes of a broken file, the user gets one sentence
        raise document.draft_error(name, f"the Word file is broken ({_short(error)})", _HINT) from None
    text, starts = "", []
    for paragraph in paragraphs:
        starts.append(len(text))
        text += paragraph + "\n\n"
    if not text.strip():
        raise document.draft_error(name, "the Word file has no text in it", "Check that its text was saved.")
    return Draft(name, text, "utf-8", _metadata(opened), 0, tuple(starts))


def _short(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:80] or type(error).__name__


def _without_library(name: str) -> DraftError:
    hint = "Install it with: pip install 'factcheck-figures[docx]'"
    return document.draft_error(name, "Word files are read with python-docx, which is not installed", hint)


def _refuse_bomb(data: bytes, name: str) -> None:
    """Raise DraftError if the archive is none, is broken, or unpacks to more than a draft can hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, OSError):
        raise document.draft_error(name, "this is no Word file, or a broken one", _HINT) from None
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        size = f"more than {MAX_UNPACKED // 1_000_000} MB"
        raise document.draft_error(
            name, f"the Word file unpacks to {size}", "Take out what is no text and save it again."
        )


def _body(opened: Any) -> Iterator[str]:  # noqa: ANN401  python-docx has no types for it
    """The text of each paragraph and of each row of a table, in order."""
    for block in opened.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield " | ".join(dict.fromkeys(_one_line(cell.text) for cell in row.cells))
        else:
            yield _one_line(block.text)


def _footnotes(opened: Any) -> Iterator[str]:  # noqa: ANN401
    """The text of each footnote: python-docx keeps them as a part that it does not read."""
    from lxml import etree

    for part in opened.part.package.iter_parts():
        if str(part.partname) == _FOOTNOTES:
            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            for note in root.iter(f"{_W}footnote"):
                text = "".join(run.text or "" for run in note.iter(f"{_W}t"))
                if text.strip():
                    yield _one_line(text)


def _one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ").replace("\t", " ")


def _metadata(opened: Any) -> dict[str, str]:  # noqa: ANN401
    """The day of the last change, or of the first, as the file says."""
    properties = opened.core_properties
    day = properties.modified or properties.created
    return {"date": day.date().isoformat()} if day is not None else {}

"""Drafts as newsrooms have them: plain text, Markdown, HTML and Word files, told by the ending of the name.

What is no prose (tags, code, addresses of links) is made blank, so that an offset in the text is one in the file, and a
figure is told with the line and column that its author sees. A Word file has no lines: there its paragraphs count.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath

from factcheck import document, marks
from factcheck.document import Draft

_MODULES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
}
ENDINGS = (".txt", ".text", *_MODULES)
"""Endings of the files of a folder that are drafts."""


def read(path: Path) -> Draft:
    """The draft in the file at `path`. Raises DraftError as ``document.read`` does, and for a broken document."""
    return decode(document.read_bytes(path), str(path))


def decode(data: bytes, name: str) -> Draft:
    """The draft in the bytes of a file; the ending of `name` says what they are. Raises DraftError."""
    module = _MODULES.get(PurePath(name).suffix.lower())
    if module is None:
        draft = document.decode(data, name)
        return marks.read(draft, draft.text)
    reader: Callable[[bytes, str], Draft] = import_module(f"factcheck.formats.{module}").decode
    draft = reader(data, name)
    return marks.read(draft, draft.text if has_no_lines(name) else document.decode(data, name).text)


def has_no_lines(name: str) -> bool:
    """Whether a draft of this name is no text with lines, so that an offset in it is none in the file."""
    return PurePath(name).suffix.lower() == ".docx"

"""HTML: the article's own text and date as trafilatura tells them, each word where it stands in the file.

The file is read by the standard library's parser into a text of the same length, in which tags are blank and references
such as ``&nbsp;`` are the character they stand for. Of its blocks those stay that trafilatura has in the article.
"""

from __future__ import annotations

import html
import logging
import re
from html.parser import HTMLParser

from factcheck import document
from factcheck.document import Draft

_LINE_END = re.compile(r"\r\n|\r|\n")
_SPACE = re.compile(r"\s+")
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
    }
    | {
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
_HIDDEN = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "select",
        "textarea",
        "title",
        "head",
    }
    | {"code", "pre", "kbd", "samp"}
)
_KEPT = frozenset({"h1", "h2", "figcaption", "caption"})
"""Blocks that belong to the article though the extractor may leave them out."""


def decode(data: bytes, name: str) -> Draft:
    """The draft in an HTML file, as long as the file. Raises DraftError as ``document.decode`` does."""
    whole = document.decode(data, name)
    source = whole.text
    reader = _Reader(source)
    reader.feed(source)
    reader.close()
    article, metadata = _article(source, name)
    kept = reader.without(article)
    if not kept.strip():
        raise document.draft_error(
            name, "no article was found in the page", "Save the story's text alone, and check that file."
        )
    return Draft(name, kept, whole.encoding, metadata, 0, tuple(reader.starts))


def _article(source: str, name: str) -> tuple[str, dict[str, str]]:
    """The article's text on one line, "" where none was told apart, and its date."""
    try:
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
        from trafilatura import bare_extraction
    except ImportError:
        hint = "Install it with: pip install 'factcheck-figures[html]'"
        raise document.draft_error(name, "HTML is read with trafilatura, which is not installed", hint) from None
    found = bare_extraction(source, include_comments=False, include_tables=True, favor_recall=True, with_metadata=True)
    if found is None:
        return "", {}
    date = getattr(found, "date", None)
    return _bare(getattr(found, "text", "") or ""), {"date": date} if date else {}


def _bare(text: str) -> str:
    """The text without white space, as a page and its extract differ in it, nor the bars of tables."""
    return _SPACE.sub("", text.replace("|", " "))


class _Reader(HTMLParser):
    """A page as a text of its own length: `blocks` are its stretches between tags that part them."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(source))]
        self._lines = [0, *(k + 1 for k, letter in enumerate(source) if letter == "\n")]  # as the parser counts them
        self._text = [" "] * len(source)
        self._hidden: list[str] = []
        self._blocks: list[tuple[int, str]] = [(0, "")]

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the parser calls it so
        """A tag that begins a block, or a stretch that is not shown."""
        if tag in _HIDDEN:
            self._hidden.append(tag)
        if tag not in _INLINE:
            self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the parser calls it so
        """A tag that is closed at once."""
        if tag not in _INLINE:
            self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """The end of a block, or of what is not shown."""
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
        if tag not in _INLINE:
            self._part("")

    def _part(self, tag: str) -> None:
        self._blocks.append((self._offset(), tag))

    def handle_data(self, data: str) -> None:
        """Text, its line ends as spaces: in HTML they part nothing."""
        self._put(_LINE_END.sub(lambda end: " " * len(end[0]), data))

    def handle_entityref(self, name: str) -> None:
        """A named character, ``&eacute;``."""
        self._character(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """A numbered character, ``&#163;``."""
        self._character(f"&#{name};")

    def _character(self, written: str) -> None:
        letters = html.unescape(written)
        self._put(letters if len(letters) <= len(written) and letters != written else " ")

    def _put(self, shown: str) -> None:
        if not self._hidden:
            at = self._offset()
            self._text[at : at + len(shown)] = shown[: len(self._text) - at]

    def without(self, article: str) -> str:
        """The text with every block blank that is not in `article`, and blank lines between blocks."""
        text, bounds = self._text, [at for at, _ in self._blocks]
        for k, (start, tag) in enumerate(self._blocks):
            end = bounds[k + 1] if k + 1 < len(bounds) else len(text)
            words = _bare("".join(text[start:end]))
            if not words:
                continue
            if article and tag not in _KEPT and words not in article:
                text[start:end] = [" "] * (end - start)
        return "".join(self._parted(bounds))

    def _parted(self, bounds: list[int]) -> list[str]:
        """The text with two line ends at each tag that parts blocks: the shortest, ``<p>``, has three characters."""
        text = self._text
        for at in bounds[1:]:
            if text[at : at + 2] == [" ", " "]:
                text[at : at + 2] = ["\n", "\n"]
        return text

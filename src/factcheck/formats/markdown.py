"""Markdown: front matter is metadata; code, addresses, comments, tags and marks of emphasis are made blank.

Blocks are told by markdown-it-py, the CommonMark parser that `rich` brings; what stands inside a line is told by the
patterns below, whose repeats are possessive or bounded.
"""

from __future__ import annotations

import re

from factcheck import document
from factcheck.document import Draft

_BLANKED = frozenset({"fence", "code_block", "html_block"})
_INLINE = re.compile(
    r"""
      (?P<code>(?P<ticks>`{1,3})(?!`)[^`]{1,2000}?(?P=ticks)(?!`))
    | (?P<comment><!--.{0,20000}?-->)
    | (?P<address>\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s+"[^"\n]{0,500}")?\)
        |\]\[[^\]\n]{0,200}\])
    | (?P<auto><(?:https?|mailto):[^>\s]{1,2000}>)
    | (?P<tag></?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>]{0,2000})?/?>)
    | (?P<note>\[\^[^\]\n]{1,60}\]:?)
    | (?P<mark>\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|~~|(?<!!)!(?=\[)|\\(?=[\\`*_{}\[\]()#+.!-]))
    """,
    re.VERBOSE | re.DOTALL,
)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[^\n]*$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}(?=\s)|^ {0,3}>+ ?|^ {0,3}[-+*](?=\s)", re.MULTILINE)
_NOT_BLANK = re.compile(r"[^\s]")


def decode(data: bytes, name: str) -> Draft:
    """The draft in a Markdown file, as long as the file. Raises DraftError as ``document.decode`` does."""
    whole = document.decode(data, name)
    text = _without_blocks(whole.text, whole.body_start)
    text = _DEFINITION.sub(_blank, text)
    text = _INLINE.sub(_blank, text)
    text = _HEADING.sub(_blank, text)
    if not text[whole.body_start :].strip():
        raise document.draft_error(
            name, "the draft has no prose, only code or marks", "Check that this is the right file."
        )
    return Draft(name, text, whole.encoding, whole.metadata, whole.body_start)


def _blank(found: re.Match[str]) -> str:
    """Spaces in the place of what was found; its line ends stay."""
    return _NOT_BLANK.sub(" ", found[0])


def _without_blocks(text: str, start: int) -> str:
    """The text with its blocks of code and HTML blank."""
    from markdown_it import MarkdownIt

    body = text[start:]
    lines = body.splitlines(keepends=True)
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(body):
        if token.type in _BLANKED and token.map and (token.type != "html_block" or _is_hidden(token.content)):
            first, after = token.map
            lines[first:after] = [_NOT_BLANK.sub(" ", line) for line in lines[first:after]]
    return text[:start] + "".join(lines)


def _is_hidden(html: str) -> bool:
    """Whether a block of HTML shows no prose: a comment, a script or a style."""
    return html.lstrip().lower().startswith(("<!--", "<script", "<style", "<iframe", "<svg"))

"""Corrections of a draft's text: a unified diff of all that could be put right, and the few that may be put in."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import unified_diff

from factcheck.model import Finding, Report, Span, Verdict

_OPENING, _CLOSING, _EITHER = "“«„‹", "”»›", '"'


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` in the place of what stands at `span` of a draft's text."""

    span: Span
    text: str
    finding: Finding


def edits(report: Report, source: str) -> list[Edit]:
    """What would put right each mismatch that has one correction, in order, none over another.

    `source` is the text of the draft's file; a figure that does not stand there as it was read is left alone.
    """
    found: list[Edit] = []
    for finding in sorted(report.of(Verdict.MISMATCH), key=lambda one: one.claim.quantity.span.start):
        span = finding.claim.quantity.span
        if finding.suggestion is None or finding.waived is not None or span.of(source) != span.of(report.text):
            continue
        if not found or span.start >= found[-1].span.end:
            found.append(Edit(span, finding.suggestion, finding))
    return found


def safe(found: Iterable[Edit], source: str) -> list[Edit]:
    """Those that their rules declare safe, and that stand in no quotation."""
    return [one for one in found if one.finding.fixable and not in_quotation(source, one.span.start)]


def applied(found: Sequence[Edit], source: str) -> str:
    """The text with the edits in it."""
    for one in reversed(found):
        source = source[: one.span.start] + one.text + source[one.span.end :]
    return source


def diff(path: str, before: str, after: str) -> str:
    """Both texts as a unified diff that ``patch`` and ``git apply`` take; "" where they are the same."""
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    lines = unified_diff(old, new, f"a/{path}", f"b/{path}")
    last = "\n\\ No newline at end of file\n"
    return "".join(line if line.endswith(("\n", "\r")) else line + last for line in lines)


def in_quotation(text: str, at: int) -> bool:
    """Whether `at` stands in quotation marks opened in its paragraph, or in a quoted block of Markdown."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if line.lstrip().startswith(">"):
        return True
    start = max(text.rfind(end, 0, at) for end in ("\n\n", "\r\n\r\n", "\r\r"))
    straight, depth = False, 0
    for character in text[max(start, 0) : at]:
        if character in _EITHER:
            straight = not straight
        elif character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(depth - 1, 0)
    return straight or depth > 0


def encoded(text: str, before: str, data: bytes, encoding: str) -> bytes | None:
    """`text` in the bytes of the file whose text `before` was; ``None`` where that encoding does not lead back."""
    for mark in (b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        try:
            if data.startswith(mark) and mark + before.encode(encoding) == data:
                return mark + text.encode(encoding)
        except UnicodeEncodeError:
            return None
    return None

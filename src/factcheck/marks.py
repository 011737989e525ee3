"""Waivers in a draft's own text: a comment, or a mark in brackets, that lets a figure pass with a reason.

``<!-- factcheck: waive RULE "reason" until=2027-01-01 reference=83280000 -->`` in Markdown and HTML, and
``[factcheck: waive RULE "reason"]`` in any text. A mark speaks of its own paragraph, or of the next if it stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from factcheck.document import Draft
from factcheck.errors import Fault
from factcheck.model import Mark

SIGN = "factcheck:"
_MARK = re.compile(r"<!--\s{0,9}factcheck:(?P<comment>[^<>]{0,600}?)-->|\[factcheck:(?P<bracket>[^\[\]\n]{0,600}?)\]")
_WAIVER = re.compile(
    r"""\s*waive\s+(?P<rule>[a-z0-9-]{1,80})\s+["“](?P<reason>[^"“”]{1,300})["”]
    (?:\s+until=(?P<until>\S{1,20}))?(?:\s+reference=(?P<reference>\S{1,60}))?\s*""",
    re.VERBOSE,
)
_BREAK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r|\n)")
_HELD = "\x00"  # stands for a mark while paragraphs are told: no draft has it
_HOW = 'Write it as: factcheck: waive RULE "reason", with until=YYYY-MM-DD and reference=VALUE after it if wanted.'


def read(draft: Draft, source: str) -> Draft:
    """The draft with the marks in `source`, its file's text, made blank and read; remarks tell of the faulty ones."""
    if SIGN not in source:
        return draft
    found = [one for one in _MARK.finditer(source) if one.end() <= len(draft.text)]
    held = _filled(draft.text, found, _HELD)
    paragraphs = list(_paragraphs(held))
    marks, faults = [], []
    for one in found:
        read = _read(draft, one, _reach(held, paragraphs, one.start()))
        if isinstance(read, Mark):
            marks.append(read)
        else:
            faults.append(read)
    return replace(draft, text=_filled(draft.text, found, " "), marks=tuple(marks), remarks=tuple(faults))


def _filled(text: str, found: list[re.Match[str]], by: str) -> str:
    """The text with `by` in the place of each character of what was found."""
    for one in found:
        text = text[: one.start()] + by * len(one[0]) + text[one.end() :]
    return text


def _read(draft: Draft, found: re.Match[str], reach: tuple[int, int]) -> Mark | Fault:
    line, column = draft.position(found.start())
    said = _WAIVER.fullmatch(found["comment"] or found["bracket"] or "")
    if said is None:
        return Fault(draft.path, line, column, "this waiver has no rule or no reason", _HOW)
    try:
        until = date.fromisoformat(said["until"]) if said["until"] else None
    except ValueError:
        return Fault(draft.path, line, column, f"the waiver ends on {said['until']!r}, which is no day", _HOW)
    return Mark(said["rule"], said["reason"], *reach, line, column, until, said["reference"] or "")


def _reach(held: str, paragraphs: list[tuple[int, int]], at: int) -> tuple[int, int]:
    """The paragraph that a mark at `at` stands in; the next one where it stands there alone."""
    for number, (start, end) in enumerate(paragraphs):
        if start <= at < end:
            alone = not held[start:end].replace(_HELD, "").strip()
            return paragraphs[number + 1] if alone and number + 1 < len(paragraphs) else (start, end)
    return at, at


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph begins and ends; blank lines part them."""
    start = 0
    for gap in _BREAK.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.end()
            start = gap.end()
    yield start, len(text)

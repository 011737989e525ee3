"""The words of a sentence around a figure, with the figure marked."""

from __future__ import annotations

from factcheck.model import Finding
from factcheck.report.layout import Page, Piece, columns, fit
from factcheck.report.safe import safe

_REACH = 1000  # characters looked at on each side: a line of a megabyte costs no more than another
# Shares of a line: so much goes to the rest of a word that the figure is in, so long may a figure be that
# is kept on one line, and so long one of which no letter is left out.
_STUCK, _UNBROKEN, _LONGEST = 6, 5, 2


def excerpt(finding: Finding, page: Page, room: int) -> list[Piece]:
    """The figure and as many whole words of its sentence on both sides as fit into `room` columns.

    A figure that is not found in the sentence stands alone.
    """
    core = figure(finding, page)
    before, after = (safe(side, page.encoding).split(" ") for side in _sides(finding))
    stuck_before = fit(before.pop(), page.width // _STUCK, page.ellipsis)
    stuck_after = fit(after.pop(0), page.width // _STUCK, page.ellipsis)
    before, after = [word for word in before if word], [word for word in after if word]
    space = room - sum(columns(text) for text in (stuck_before, core.text, stuck_after))
    after = _fitting(after, max(space // 2, space - _length(before)), page)
    before = _fitting(before[::-1], space - _length(after), page)[::-1]
    return [Piece(" ".join([*before, stuck_before])), core, Piece(" ".join([stuck_after, *after]))]


def figure(finding: Finding, page: Page) -> Piece:
    """The figure in the draft's own words, between marks."""
    left, right = page.marks
    text = fit(" ".join(safe(finding.text, page.encoding).split()), page.width // _LONGEST, page.ellipsis)
    return Piece(f"{left}{text}{right}", "figure", whole=columns(text) <= page.width // _UNBROKEN)


def _sides(finding: Finding) -> tuple[str, str]:
    start = finding.claim.quantity.span.start - finding.claim.sentence.start
    if finding.sentence[max(start, 0) :][: len(finding.text)] != finding.text or start < 0:
        # A reader may have tidied the white space of the sentence.
        start = finding.sentence.find(finding.text)
    if start < 0:
        return "", ""
    end = start + len(finding.text)
    before, after = finding.sentence[max(start - _REACH, 0) : start], finding.sentence[end : end + _REACH]
    return before.lstrip(), after.rstrip()


def _length(words: list[str]) -> int:
    return sum(columns(word) + 1 for word in words)


def _fitting(words: list[str], space: int, page: Page) -> list[str]:
    """The leading `words` that fit into `space` columns, then an ellipsis if any is left out."""
    taken: list[str] = []
    if _length(words) <= space:
        return words
    space -= columns(page.ellipsis) + 1
    for word in words:
        space -= columns(word) + 1
        if space < 0:
            break
        taken.append(word)
    return [*taken, page.ellipsis]

"""Numbers of things that no figure tells: "the trio", "a pair of bridges", "both suspects"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Sheet, Slot, unlisted
from factcheck.extraction.counted import singular
from factcheck.model import Span
from factcheck.tables import tables

_GROUP = Later(
    r"\b(?:[Aa]|[Tt]he|[Hh]er|[Hh]is|[Tt]heir|[A-Z][\w’'-]+) (?P<word>[a-z]+)\b(?P<of> of(?= (?:[\w’'-]+ )?[a-z]+s\b))?"
)
_BOTH = Later(r"\b[Bb]oth(?: of)?(?= (?:(?:the|these|those|its|his|her|their) )?(?P<noun>[a-z’'-]+(?: [a-z’'-]+)?))")


def groups(sheet: Sheet) -> Iterator[tuple[Slot, int]]:
    """Each number told by a word for so many, as a slot without a claim, with where the words begin that it counts."""
    known, said = tables("consistency")["group_words"], sheet.said()
    if not said.isdisjoint(known):
        for found in _GROUP.finditer(sheet.text):
            if found["word"] in known:
                slot = unlisted(sheet.text, Span(found.start("word"), found.end()), Decimal(known[found["word"]]))
                yield slot, found.end() if found["of"] else found.start("word") - 1
    if "both" in said:
        for found in _BOTH.finditer(sheet.text):
            if any(singular(word) != word for word in found["noun"].split()):
                yield unlisted(sheet.text, Span(found.start(), found.end()), Decimal(2)), found.end()
